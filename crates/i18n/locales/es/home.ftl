### La página de inicio.

home-first-steps = Primeros pasos
home-first-steps-intro = Todavía no hay clientes. Empiece por donde le resulte mejor:
home-step-add = Agregar un cliente
home-step-add-hint = A mano, para ver cómo queda.
home-step-import = Importar clientes de un archivo
home-step-import-hint = De una hoja de cálculo o de otro sistema, en CSV. Usted revisa todo antes, y puede deshacerlo después.
home-step-connect = Conectar un programa mediante la API
home-step-connect-hint = Cree un token y póngalo en lugar de guiche_… en esta línea:
home-step-invite = Invitar a operadores
home-step-invite-hint = Cada uno entra con su propia contraseña, y la auditoría muestra quién hizo qué.
home-step-wait = Cuando alguien registre clientes, los números aparecerán aquí.
home-customers = Clientes
home-inactive = Inactivos
home-new-days = { $count ->
    [one] Clientes nuevos en el último día
   *[other] Clientes nuevos en los últimos { $shown } días
}
home-new-weeks = { $count ->
    [one] Clientes nuevos en la última semana
   *[other] Clientes nuevos en las últimas { $shown } semanas
}
home-new = Nuevos
home-day = Día
home-week = Semana del
home-nobody-came = Ningún cliente nuevo en este período.
home-as-table = Ver en tabla
home-by-organization = Clientes por organización
home-by-portfolio = Clientes por cartera
home-organization = Organización
home-portfolio = Cartera
home-others = Todas las demás
home-without = Sin ninguna
home-no-organizations = Ningún cliente pertenece a una organización.
home-no-portfolios = Ningún cliente está en una cartera.
home-calls = { $count ->
    [one] Llamadas a la API en el último día
   *[other] Llamadas a la API en los últimos { $shown } días
}
home-calls-all = Llamadas
home-calls-done = Atendidas
home-calls-refused = Rechazadas
home-calls-refused-of-them = { $count ->
    [one] { $shown } rechazada
   *[other] { $shown } rechazadas
}
home-no-calls = Ningún programa usó la API en este período.
home-refusals = Por qué fueron rechazadas
home-refusal-code = Código de la primera falla
home-imports = Últimas importaciones
home-no-imports = Todavía no hay importaciones.
home-import-file = Archivo
home-import-state = Estado
home-import-rows = Filas
home-import-rejected = Rechazadas
