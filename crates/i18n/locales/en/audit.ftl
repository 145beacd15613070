### The audit trail.

nav-audit = Audit
audit-who = Who
audit-change = What happened
audit-entity = Kind
audit-details = Details
audit-from = From
audit-until = Until
audit-id = ID
audit-any = All
audit-any-operator = Any operator
audit-any-token = Any API token
audit-filter = Filter
audit-filter-none = Clear filters
audit-export = Download as CSV
audit-file = audit
audit-none = Nothing is recorded yet. Every change is recorded here, with who made it.
audit-none-found = Nothing matches these filters.
audit-none-further = There is nothing more.
audit-none-yet = Nothing found so far, but there are entries that were not looked at yet.
audit-pages = Pages
audit-newest = Newest
audit-older = Older
audit-keep-looking = Keep looking
audit-by-operator = Operator
audit-by-token = API token
audit-by-command-line = Command line
audit-by-import = By the import of
audit-erased = The values were erased. The record of what happened stays.
audit-nothing = empty
audit-nothing-different = No value changed.
audit-address = Address
audit-request = Request
audit-history = All that happened to this

## The chain

audit-chain = The chain
audit-chain-intro = Every entry is chained to the one before. Whoever keeps today’s digest can prove later that nothing up to here was changed, taken out or slipped in.
audit-chain-position = Entries in the chain
audit-chain-keep = Note this digest elsewhere, from time to time:
audit-chain-verify = On the server, this command verifies the whole chain against the digest that you kept:
audit-chain-none = There is nothing in the chain yet. Entries join it a moment after they are made.

## Kinds of things

audit-entity-customer = Customer
audit-entity-customer-merge = Merge of customers
audit-entity-organization = Organization
audit-entity-portfolio = Portfolio
audit-entity-department = Department
audit-entity-custom-field = Custom field
audit-entity-blocked-email = Blocked e-mail address
audit-entity-quick-access = Quick access link
audit-entity-import = Import
audit-entity-export = Export
audit-entity-read = Read in bulk
audit-entity-erasure = Erasure of values
audit-entity-token = API token
audit-entity-operator = Operator
audit-entity-operator-session = Operator session
audit-entity-account = Account

## What can happen

audit-change-created = Created
audit-change-updated = Changed
audit-change-deleted = Deleted
audit-change-restored = Restored
audit-change-merged = Merged into another
audit-change-merge-undone = Merge undone
audit-change-linked = Linked to a department
audit-change-unlinked = Unlinked from a department
audit-change-retired = Retired
audit-change-revoked = Revoked
audit-change-uploaded = File uploaded
audit-change-started = Started
audit-change-finished = Finished
audit-change-cancelled = Cancelled
audit-change-undo-started = Undo started
audit-change-undone = Import undone
audit-change-listed = Read
audit-change-exported = Downloaded
audit-change-values-erased = Values erased
audit-change-begun = Signed in
audit-change-ended = Signed out
audit-change-link-made = Password link created
audit-change-password-refused = Wrong password
audit-change-code-refused = Wrong code
audit-change-password-set = Password set
audit-change-second-factor-set = Second factor set
audit-change-second-factor-removed = Second factor removed
