### The home page.

home-first-steps = First steps
home-first-steps-intro = There are no customers yet. Begin where it suits you:
home-step-add = Add a customer
home-step-add-hint = By hand, to see what it looks like.
home-step-import = Import customers from a file
home-step-import-hint = From a spreadsheet or another system, as CSV. You check everything first, and can undo it afterwards.
home-step-connect = Connect a program through the API
home-step-connect-hint = Create a token and put it in the place of guiche_… in this line:
home-step-invite = Invite operators
home-step-invite-hint = Everyone signs in with a password of their own, and the audit trail shows who did what.
home-step-wait = Once somebody adds customers, the figures appear here.
home-customers = Customers
home-inactive = Inactive
home-new-days = { $count ->
    [one] New customers in the last day
   *[other] New customers in the last { $shown } days
}
home-new-weeks = { $count ->
    [one] New customers in the last week
   *[other] New customers in the last { $shown } weeks
}
home-new = New
home-day = Day
home-week = Week of
home-nobody-came = No new customers in this period.
home-as-table = Show as a table
home-by-organization = Customers by organization
home-by-portfolio = Customers by portfolio
home-organization = Organization
home-portfolio = Portfolio
home-others = All others
home-without = In none
home-no-organizations = No customer belongs to an organization.
home-no-portfolios = No customer is in a portfolio.
home-calls = { $count ->
    [one] API calls in the last day
   *[other] API calls in the last { $shown } days
}
home-calls-all = Calls
home-calls-done = Answered
home-calls-refused = Refused
home-calls-refused-of-them = { $count ->
    [one] { $shown } refused
   *[other] { $shown } refused
}
home-no-calls = No program used the API in this period.
home-refusals = Why they were refused
home-refusal-code = Code of the first fault
home-imports = Latest imports
home-no-imports = No imports yet.
home-import-file = File
home-import-state = State
home-import-rows = Rows
home-import-rejected = Rejected
