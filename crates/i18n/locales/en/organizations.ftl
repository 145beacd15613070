### Organizations.

nav-organizations = Organizations
organization-add = Add organization
organization-edit = Edit
organization-edit-title = Edit { $name }
organization-none = Organizations are the companies of your customers. There are none yet: add the first one.
organization-find = Search
organization-find-submit = Search
organization-find-all = Show all
organization-size = { $count ->
    [one] { $shown } organization in the account. Search by the beginning of a name; with @, by the beginning of an e-mail address.
   *[other] { $shown } organizations in the account. Search by the beginning of a name; with @, by the beginning of an e-mail address.
}
organization-not-found = No organization begins like that.
organization-pages = Pages
organization-first = First page
organization-next = Next page
organization-name = Name
organization-email = E-mail
organization-phone = Phone
organization-site = Website
organization-site-hint = The whole address, beginning with http:// or https://.
organization-portfolio = Portfolio
organization-no-portfolio = None
organization-mother = Parent organization
organization-mother-hint = The organization that this one belongs to: type its exact name or its ID.
organization-quota = Tickets per month
organization-quota-hint = Blank means no limit.
organization-no-quota = No limit
organization-create-tickets = Its customers may open tickets
organization-team-sees = Everybody sees all tickets of the organization
organization-managers-see = Managers see all tickets of the organization
organization-data = Details
organization-id = ID
organization-since = Created
organization-above = Where it is
organization-customers = Customers
organization-customers-many = { $count ->
    [one] { $shown } customer
   *[other] { $shown } customers
}
organization-customers-all = { $count ->
    [one] Show the customer in the list
   *[other] Show all { $shown } customers
}
organization-no-customers = No customer belongs to this organization.
organization-below = Organizations that belong to this one
organization-below-many = { $count ->
    [one] { $shown } organization that belongs to this one
   *[other] { $shown } organizations that belong to this one
}
organization-no-below = No organization belongs to this one.
organization-delete = Delete organization
organization-delete-used = “{ $name }” cannot be deleted, because these still belong to it:
organization-delete-first = Move everything to another organization before you delete this one.
organization-delete-ask = “{ $name }” will be deleted with all its details. This cannot be undone.
organization-delete-values = { $count ->
    [one] The value of { $shown } custom field will be deleted with it.
   *[other] The values of { $shown } custom fields will be deleted with it.
}
done-organization-added = The organization was added.
done-organization-deleted = The organization was deleted.
