### Clientes en el panel.

nav-customers = Clientes

## The list

customers-search = Buscar por nombre, código, correo, teléfono o documento
customers-find = Buscar
customers-sort = Orden
customers-by-name = Nombre, de la A a la Z
customers-by-name-down = Nombre, de la Z a la A
customers-newest = Más recientes primero
customers-oldest = Más antiguos primero
customers-by-internal-id = Código
customers-filters = Filtros
customers-columns = Columnas
customers-clear = Quitar la búsqueda y los filtros
customers-any = Cualquiera
customers-only-active = Solo activos
customers-only-inactive = Solo inactivos
customers-and-below = Incluir las organizaciones que dependen de ella
customers-without-organization = Solo clientes sin organización
customers-found = { $count ->
    [0] Ningún cliente
    [one] { $shown } cliente
   *[other] { $shown } clientes
}
customers-found-at-least = { $count ->
    [one] Al menos { $shown } cliente
   *[other] Al menos { $shown } clientes
}
customers-on-page = { $shown } en esta página
customers-refused = No se puede filtrar así. Revise:
customers-none = Aquí están los clientes: las personas a quienes atiende su equipo. Todavía no hay ninguno.
customers-none-found = Ningún cliente corresponde a lo que busca.
customers-none-yet = Nada encontrado hasta aquí, pero quedan clientes sin revisar.
customers-unfinished = Quedan clientes sin revisar.
customers-keep-looking = Seguir buscando
customers-pages = Páginas
customers-previous = Anteriores
customers-next = Siguientes
shortcuts-title = Atajos del teclado
shortcuts-search = Ir a la búsqueda
shortcuts-down = Cliente siguiente
shortcuts-up = Cliente anterior
shortcuts-open = Abrir el cliente
shortcuts-help = Mostrar los atajos
shortcuts-on = Usar atajos de una sola tecla

## One of them

customer-name = Nombre
customer-internal-id = Código
customer-internal-id-hint = El código del cliente en su sistema. Cada uno tiene el suyo.
customer-email = Correo electrónico
customer-email-validated = Correo confirmado
customer-email-blocked = Correo bloqueado
customer-phone = Teléfono
customer-organization = Organización
customer-organization-hint = El nombre exacto o el ID de la organización.
customer-portfolio = Cartera
customer-portfolio-none = Sin cartera
customer-department = Departamento
customer-language = Idioma
customer-create-tickets = Puede abrir tickets
customer-no-tickets = No puede abrir tickets
customer-password = Contraseña
customer-password-new = Contraseña nueva
customer-password-hint = { $count ->
    [one] Para el panel del cliente: al menos { $shown } carácter. En blanco, nada cambia.
   *[other] Para el panel del cliente: al menos { $shown } caracteres. En blanco, nada cambia.
}
customer-password-set = definida
customer-password-cleared = eliminada
customer-state = Estado
customer-active = Activo
customer-inactive = Inactivo
customer-approved = Registro aprobado
customer-not-approved = Registro no aprobado
customer-quota = Tickets por mes
customer-since = Creado el
customer-departments = Departamentos
customer-other-keys = Otros códigos
customer-version = Versión
customer-nothing = Sin datos
customer-data = Datos
customer-fields = Campos personalizados
customer-add = Agregar cliente
customer-edit = Editar
customer-edit-title = Editar { $name }
customer-changed-meanwhile = Otra persona modificó este cliente mientras usted lo editaba. Revise los datos: si envía de nuevo, vale lo que está en este formulario.
customer-actions = Acciones
customer-actions-hint = Un cliente inactivo no recibe atención. A un correo bloqueado no se le envía nada. Ambas cosas se pueden deshacer.
customer-activate = Activar
customer-deactivate = Desactivar
customer-block = Bloquear correo
customer-unblock = Desbloquear correo
customer-link-title = Enlace de acceso rápido
customer-link-make = Crear enlace de acceso
customer-link-made = Con este enlace { $name } entra al panel del cliente sin contraseña. Solo se muestra esta vez:
customer-link-minutes = { $count ->
    [one] Funciona una vez, dentro de { $shown } minuto.
   *[other] Funciona una vez, dentro de { $shown } minutos.
}
customer-link-refused = El registro de { $name } está inactivo o todavía no fue aprobado, y por eso el cliente no puede entrar.
customer-history = Historial
customer-history-none = Ningún cambio aquí.
customer-history-erased = Lo que cambió fue borrado.
customer-history-older = Cambios más antiguos
customer-history-newest = Cambios más recientes
customer-change-created = Creado
customer-change-updated = Modificado
customer-change-linked = Vinculado
customer-change-unlinked = Desvinculado
customer-change-deleted = Eliminado
customer-change-other = Otro cambio
customer-by-operator = Un operador
customer-by-token = Un programa, mediante la API
customer-by-command-line = La línea de comandos del servidor

## What was done

done-customer-added = El cliente fue agregado.
done-customer-changed = El cliente fue modificado.
done-customer-activated = El cliente está activo.
done-customer-deactivated = El cliente está inactivo.
done-customer-blocked = El correo fue bloqueado.
done-customer-unblocked = El correo fue desbloqueado.
