### The account's settings.

nav-settings = Settings
settings-account = Account
settings-name = Name of the account
settings-name-hint = Shown at the top of the panel and on the pages that your operators see.
settings-language = Language of messages
settings-language-hint = Used by the API where a program asks for no other, and for new operators. Each operator chooses the language of their own panel.
settings-zone = Time zone
settings-zone-hint = Where the account's dates and times are read.
settings-details = Shape of customer/details
settings-details-hint = How the API answers with a customer. Programs made for TomTicket mostly expect a list; its documentation shows an object.
settings-details-array = List with one object: [{"{"}…{"}"}]
settings-details-object = Object: {"{"}…{"}"}
settings-rate = Limit of requests for each token
settings-rate-hint = How many requests each API token may make. Left blank, the server's limit holds.
settings-rate-window = Limit counted by
settings-rate-second = Second
settings-rate-minute = Minute
settings-plan = Plan
settings-plan-hint = The plan is what the company bought. It changes only on the server, by whoever runs it:
plan-free = Free: no API
plan-basic = Basic: no API
plan-premium = Premium: the API without portfolios
plan-enterprise = Enterprise: everything
