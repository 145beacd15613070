### Tokens de acceso a la API.

nav-tokens = Tokens de la API
token-add = Crear token
token-add-intro = Con un token, un programa, como su ERP, trabaja con los clientes de esta cuenta mediante la API. Cree uno para cada programa: así puede revocar uno sin detener los demás.
token-no-api = El plan de esta cuenta no incluye la API: el token será rechazado mientras el plan no cambie.
token-none = Ningún programa puede usar la API de esta cuenta. Cree un token para cada programa que deba registrar o consultar clientes.
token-over = { $count ->
    [one] { $shown } token revocado o vencido
   *[other] { $shown } tokens revocados o vencidos
}
token-name = Nombre
token-name-hint = Para qué sirve, por ejemplo “ERP” o “Sitio web”.
token-rights = Permisos
token-rights-read-write = Leer y escribir
token-rights-read-only = Solo leer
token-created = Creado
token-expires = Vence
token-last-used = Último uso
token-never-used = Nunca usado
token-expiry = Vigencia
token-expiry-never = Nunca
token-expiry-days = { $count ->
    [one] { $shown } día
   *[other] { $shown } días
}
token-expiry-day = Hasta una fecha
token-expires-on = Último día
token-expires-on-hint = Solo si la vigencia es hasta una fecha. El token vale hasta el final de este día.
token-addresses = Direcciones permitidas
token-addresses-hint = Una dirección IP o una red por línea, como 203.0.113.7 o 203.0.113.0/24. En blanco, el token vale desde cualquier lugar.
token-anywhere = Cualquiera
token-state = Estado
token-active = Activo
token-expired-state = Vencido
token-revoked = Revocado
token-made = Token creado
token-once = Copie el token ahora: solo se muestra esta vez, y nosotros guardamos únicamente un resumen criptográfico.
token-copy = Copiar token
token-copy-example = Copiar comando
copied = Copiado
token-try = Para probarlo
token-try-read = Este comando lista los clientes de la cuenta:
token-try-write = Este comando registra una clienta de ejemplo en la cuenta:
token-revoke = Revocar
token-revoke-title = Revocar token
token-revoke-intro = Los programas que usan el token “{ $name }” dejan de funcionar de inmediato. Esto no se puede deshacer.
done-token-revoked = El token fue revocado. Ya no se acepta.
