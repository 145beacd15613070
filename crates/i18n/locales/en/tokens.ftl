### Tokens of the API.

nav-tokens = API tokens
token-add = Create token
token-add-intro = A token lets a program, such as your ERP, work with this account’s customers through the API. Create one for each program, so that you can revoke one without stopping the others.
token-no-api = This account’s plan does not include the API: the token will be refused until the plan changes.
token-none = No program may use this account’s API. Create a token for each program that is to add customers or look them up.
token-over = { $count ->
    [one] { $shown } revoked or expired token
   *[other] { $shown } revoked or expired tokens
}
token-name = Name
token-name-hint = What it is for, such as “ERP” or “Website”.
token-rights = Rights
token-rights-read-write = Read and write
token-rights-read-only = Read only
token-created = Created
token-expires = Expires
token-last-used = Last used
token-never-used = Never used
token-expiry = Lifetime
token-expiry-never = Never
token-expiry-days = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}
token-expiry-day = Until a date
token-expires-on = Last day
token-expires-on-hint = Only where the lifetime is until a date. The token works until the end of this day.
token-addresses = Allowed addresses
token-addresses-hint = One IP address or network on each line, such as 203.0.113.7 or 203.0.113.0/24. Left blank, the token works from anywhere.
token-anywhere = Any
token-state = State
token-active = Active
token-expired-state = Expired
token-revoked = Revoked
token-made = Token created
token-once = Copy the token now: it is shown only this once, and we keep nothing but a digest of it.
token-copy = Copy token
token-copy-example = Copy command
copied = Copied
token-try = Try it
token-try-read = This command lists the account’s customers:
token-try-write = This command adds a sample customer to the account:
token-revoke = Revoke
token-revoke-title = Revoke token
token-revoke-intro = Programs that use the token “{ $name }” stop working at once. This cannot be undone.
done-token-revoked = The token was revoked. It is no longer accepted.
