### La auditoría.

nav-audit = Auditoría
audit-who = Quién
audit-change = Qué ocurrió
audit-entity = Tipo
audit-details = Detalles
audit-from = Desde
audit-until = Hasta
audit-id = ID
audit-any = Todos
audit-any-operator = Cualquier operador
audit-any-token = Cualquier token de la API
audit-filter = Filtrar
audit-filter-none = Quitar filtros
audit-export = Descargar en CSV
audit-file = auditoria
audit-none = Todavía no hay nada registrado. Cada cambio queda registrado aquí, con quien lo hizo.
audit-none-found = Nada corresponde a esos filtros.
audit-none-further = No hay nada más.
audit-none-yet = Nada encontrado hasta aquí, pero todavía hay registros sin revisar.
audit-pages = Páginas
audit-newest = Más recientes
audit-older = Más antiguos
audit-keep-looking = Seguir buscando
audit-by-operator = Operador
audit-by-token = Token de la API
audit-by-command-line = Línea de comandos
audit-by-import = Por la importación de
audit-erased = Los valores fueron borrados. El registro de lo ocurrido sigue aquí.
audit-nothing = vacío
audit-nothing-different = Ningún valor cambió.
audit-address = Dirección
audit-request = Solicitud
audit-history = Todo lo que ocurrió con esto

## The chain

audit-chain = La cadena
audit-chain-intro = Cada registro se encadena al anterior. Quien guarda el resumen de hoy puede probar después que nada hasta aquí fue cambiado, quitado o agregado.
audit-chain-position = Registros en la cadena
audit-chain-keep = Anote este resumen fuera de aquí, de vez en cuando:
audit-chain-verify = En el servidor, este comando verifica toda la cadena con el resumen que usted guardó:
audit-chain-none = Todavía no hay nada en la cadena. Los registros entran en ella un instante después de hechos.

## Kinds of things

audit-entity-customer = Cliente
audit-entity-customer-merge = Combinación de clientes
audit-entity-organization = Organización
audit-entity-portfolio = Cartera
audit-entity-department = Departamento
audit-entity-custom-field = Campo personalizado
audit-entity-blocked-email = Correo bloqueado
audit-entity-quick-access = Enlace de acceso rápido
audit-entity-import = Importación
audit-entity-export = Exportación
audit-entity-read = Lectura en masa
audit-entity-erasure = Borrado de valores
audit-entity-token = Token de la API
audit-entity-operator = Operador
audit-entity-operator-session = Sesión de operador
audit-entity-account = Cuenta

## What can happen

audit-change-created = Creación
audit-change-updated = Modificación
audit-change-deleted = Eliminación
audit-change-restored = Restauración
audit-change-merged = Combinación con otro
audit-change-merge-undone = Combinación deshecha
audit-change-linked = Vínculo a un departamento
audit-change-unlinked = Desvinculación de un departamento
audit-change-retired = Desactivación
audit-change-revoked = Revocación
audit-change-uploaded = Envío del archivo
audit-change-started = Inicio
audit-change-finished = Finalización
audit-change-cancelled = Cancelación
audit-change-undo-started = Empezó a deshacerse
audit-change-undone = Importación deshecha
audit-change-listed = Lectura
audit-change-exported = Descarga
audit-change-values-erased = Valores borrados
audit-change-begun = Entrada al panel
audit-change-ended = Salida del panel
audit-change-link-made = Creación de enlace para la contraseña
audit-change-password-refused = Contraseña incorrecta
audit-change-code-refused = Código incorrecto
audit-change-password-set = Contraseña definida
audit-change-second-factor-set = Segundo factor activado
audit-change-second-factor-removed = Segundo factor quitado
