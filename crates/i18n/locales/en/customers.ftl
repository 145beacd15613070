### Customers in the panel.

nav-customers = Customers

## The list

customers-search = Search by name, code, e-mail, phone or document
customers-find = Search
customers-sort = Order
customers-by-name = Name, A to Z
customers-by-name-down = Name, Z to A
customers-newest = Newest first
customers-oldest = Oldest first
customers-by-internal-id = Code
customers-filters = Filters
customers-columns = Columns
customers-clear = Clear search and filters
customers-any = Any
customers-only-active = Active only
customers-only-inactive = Inactive only
customers-and-below = Include the organizations below it
customers-without-organization = Only customers without an organization
customers-found = { $count ->
    [0] No customers
    [one] { $shown } customer
   *[other] { $shown } customers
}
customers-found-at-least = { $count ->
    [one] At least { $shown } customer
   *[other] At least { $shown } customers
}
customers-on-page = { $shown } on this page
customers-refused = Customers cannot be filtered like this. Please check:
customers-none = Customers belong here: the people your desk serves. There are none yet.
customers-none-found = No customer matches what you are looking for.
customers-none-yet = Nothing found so far, but some customers have not been looked at.
customers-unfinished = Some customers have not been looked at.
customers-keep-looking = Keep looking
customers-pages = Pages
customers-previous = Previous
customers-next = Next
shortcuts-title = Keyboard shortcuts
shortcuts-search = Go to the search
shortcuts-down = Next customer
shortcuts-up = Previous customer
shortcuts-open = Open the customer
shortcuts-help = Show the shortcuts
shortcuts-on = Use single-key shortcuts

## One of them

customer-name = Name
customer-internal-id = Code
customer-internal-id-hint = The customer’s code in your system. Each has its own.
customer-email = E-mail
customer-email-validated = E-mail confirmed
customer-email-blocked = E-mail blocked
customer-phone = Phone
customer-organization = Organization
customer-organization-hint = The organization’s exact name or its ID.
customer-portfolio = Portfolio
customer-portfolio-none = No portfolio
customer-department = Department
customer-language = Language
customer-create-tickets = May open tickets
customer-no-tickets = May not open tickets
customer-password = Password
customer-password-new = New password
customer-password-hint = { $count ->
    [one] For the customer’s panel: at least { $shown } character. Left blank, nothing changes.
   *[other] For the customer’s panel: at least { $shown } characters. Left blank, nothing changes.
}
customer-password-set = set
customer-password-cleared = removed
customer-state = State
customer-active = Active
customer-inactive = Inactive
customer-approved = Registration approved
customer-not-approved = Registration not approved
customer-quota = Tickets per month
customer-since = Created
customer-departments = Departments
customer-other-keys = Other codes
customer-version = Version
customer-nothing = Not given
customer-data = Details
customer-fields = Custom fields
customer-add = Add customer
customer-edit = Edit
customer-edit-title = Edit { $name }
customer-changed-meanwhile = Somebody else changed this customer while you were editing. Check the data: if you send it again, what is in this form holds.
customer-actions = Actions
customer-actions-hint = An inactive customer is not served. Nothing is sent to a blocked e-mail. Both can be undone.
customer-activate = Activate
customer-deactivate = Deactivate
customer-block = Block e-mail
customer-unblock = Unblock e-mail
customer-link-title = Quick access link
customer-link-make = Create access link
customer-link-made = With this link { $name } enters the customer’s panel without a password. It is shown only this once:
customer-link-minutes = { $count ->
    [one] It works once, within { $shown } minute.
   *[other] It works once, within { $shown } minutes.
}
customer-link-refused = { $name } is inactive or not approved yet, and so cannot sign in.
customer-history = History
customer-history-none = No changes here.
customer-history-erased = What changed was erased.
customer-history-older = Older changes
customer-history-newest = Newest changes
customer-change-created = Created
customer-change-updated = Changed
customer-change-linked = Linked
customer-change-unlinked = Unlinked
customer-change-deleted = Deleted
customer-change-other = Another change
customer-by-operator = An operator
customer-by-token = A program, through the API
customer-by-command-line = The server’s command line

## What was done

done-customer-added = The customer was added.
done-customer-changed = The customer was changed.
done-customer-activated = The customer is active.
done-customer-deactivated = The customer is inactive.
done-customer-blocked = The e-mail was blocked.
done-customer-unblocked = The e-mail was unblocked.
