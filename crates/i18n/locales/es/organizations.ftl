### Organizaciones.

nav-organizations = Organizaciones
organization-add = Agregar organización
organization-edit = Editar
organization-edit-title = Editar { $name }
organization-none = Las organizaciones son las empresas de sus clientes. Todavía no hay ninguna: agregue la primera.
organization-find = Buscar
organization-find-submit = Buscar
organization-find-all = Mostrar todas
organization-size = { $count ->
    [one] { $shown } organización en la cuenta. Busque por el comienzo del nombre; con @, por el comienzo del correo.
   *[other] { $shown } organizaciones en la cuenta. Busque por el comienzo del nombre; con @, por el comienzo del correo.
}
organization-not-found = Ninguna organización comienza así.
organization-pages = Páginas
organization-first = Primera página
organization-next = Página siguiente
organization-name = Nombre
organization-email = Correo electrónico
organization-phone = Teléfono
organization-site = Sitio web
organization-site-hint = La dirección completa, que comience con http:// o https://.
organization-portfolio = Cartera
organization-no-portfolio = Ninguna
organization-mother = Organización superior
organization-mother-hint = La organización a la que esta pertenece: escriba el nombre exacto o el ID.
organization-quota = Tickets por mes
organization-quota-hint = En blanco, no hay límite.
organization-no-quota = Sin límite
organization-create-tickets = Los clientes pueden abrir tickets
organization-team-sees = Todos ven todos los tickets de la organización
organization-managers-see = Los responsables ven todos los tickets de la organización
organization-data = Datos
organization-id = ID
organization-since = Creada el
organization-above = Dónde está
organization-customers = Clientes
organization-customers-many = { $count ->
    [one] { $shown } cliente
   *[other] { $shown } clientes
}
organization-customers-all = { $count ->
    [one] Ver el cliente en la lista
   *[other] Ver los { $shown } clientes
}
organization-no-customers = Ningún cliente pertenece a esta organización.
organization-below = Organizaciones que pertenecen a esta
organization-below-many = { $count ->
    [one] { $shown } organización que pertenece a esta
   *[other] { $shown } organizaciones que pertenecen a esta
}
organization-no-below = Ninguna organización pertenece a esta.
organization-delete = Eliminar organización
organization-delete-used = “{ $name }” no se puede eliminar, porque todavía pertenecen a ella:
organization-delete-first = Pase todo a otra organización antes de eliminar esta.
organization-delete-ask = “{ $name }” se eliminará con todos sus datos. No se puede deshacer.
organization-delete-values = { $count ->
    [one] Con ella se eliminará el valor de { $shown } campo personalizado.
   *[other] Con ella se eliminarán los valores de { $shown } campos personalizados.
}
done-organization-added = La organización fue agregada.
done-organization-deleted = La organización fue eliminada.
