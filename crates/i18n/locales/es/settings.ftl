### La configuración de la cuenta.

nav-settings = Configuración
settings-account = Cuenta
settings-name = Nombre de la cuenta
settings-name-hint = Aparece en la parte superior del panel y en las páginas que ven sus operadores.
settings-language = Idioma de los mensajes
settings-language-hint = Lo usa la API cuando el programa no pide otro, y los operadores nuevos. Cada operador elige el idioma de su propio panel.
settings-zone = Zona horaria
settings-zone-hint = Donde se leen las fechas y horas de la cuenta.
settings-details = Formato de customer/details
settings-details-hint = Cómo devuelve la API un cliente. Los programas hechos para TomTicket suelen esperar una lista; su documentación muestra un objeto.
settings-details-array = Lista con un objeto: [{"{"}…{"}"}]
settings-details-object = Objeto: {"{"}…{"}"}
settings-rate = Límite de solicitudes por token
settings-rate-hint = Cuántas solicitudes puede hacer cada token de la API. En blanco, vale el límite del servidor.
settings-rate-window = Límite contado por
settings-rate-second = Segundo
settings-rate-minute = Minuto
settings-plan = Plan
settings-plan-hint = El plan es lo que la empresa contrató. Solo cambia en el servidor, por quien lo cuida:
plan-free = Free: sin API
plan-basic = Basic: sin API
plan-premium = Premium: API sin carteras
plan-enterprise = Enterprise: todo
