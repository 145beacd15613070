### Portfolios and departments.

nav-portfolios = Portfolios
nav-departments = Departments
named-name = Name
named-customers = Customers
named-id = ID
named-rename-one = Rename “{ $name }”
portfolio-intro = Portfolios divide customers by who looks after them. A portfolio can be renamed but not deleted: customers and the history still refer to it.
portfolio-none = There are no portfolios yet. Add the first one, such as “Key accounts”.
portfolio-not-in-plan = The plan of this account does not include portfolios.
portfolio-add = Add portfolio
department-intro = Departments are the teams that answer. A department can be renamed but not deleted: customers and the history still refer to it.
department-none = There are no departments yet. Add the first one, such as “Support”.
department-add = Add department
done-portfolio-added = The portfolio was added.
done-portfolio-renamed = The portfolio was renamed.
done-department-added = The department was added.
done-department-renamed = The department was renamed.
