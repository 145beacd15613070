### Lo que la API responde a quien la llama.
### $kind: label (campo personalizado), key (parámetro) o none; $field: su nombre; $count: un número.

# El comienzo de la mayoría de las frases.
subject = { $kind ->
    [label] El campo “{ $field }”
    [key] El parámetro { $field }
   *[none] Un parámetro
}

## Token y plan

token-missing = Falta el token de acceso: envíelo en el encabezado Authorization, después de la palabra Bearer.
token-invalid = El token de acceso no es válido: compruebe que esté completo y que no haya sido revocado.
token-expired = El token de acceso venció: solicite uno nuevo a quien administra la cuenta.
token-address = El token de acceso no se puede usar desde esta dirección IP.
token-read-only = El token de acceso solo permite consultas: para guardar datos, use un token de lectura y escritura.
role = Su función no permite hacer esto.
plan = { $kind ->
    [none] El plan de esta cuenta no incluye este recurso.
   *[other] { subject } no está disponible en el plan de esta cuenta.
}

## Valores

required = { subject } es obligatorio y no puede quedar en blanco.
too-long = { subject } tiene más de { $count } { $count ->
    [one] carácter
   *[other] caracteres
}.
too-short = { subject } tiene menos de { $count } { $count ->
    [one] carácter
   *[other] caracteres
}.
control-character = { subject } contiene un carácter de control: solo se aceptan tabulaciones y saltos de línea.
not-an-email = { subject } debe ser una dirección de correo electrónico válida, como nombre@ejemplo.com.
not-a-flag = { subject } debe ser 1 (sí) o 0 (no).
not-a-number = { subject } debe ser un número sin separador de miles, como 1500 o -12.5.
not-a-date = { subject } debe ser una fecha que exista en el calendario, con el formato AAAA-MM-DD o DD/MM/AAAA.
not-a-url = { subject } debe ser una dirección completa, sin espacios, que comience con http:// o https://.
not-a-phone = { subject } debe ser un teléfono de 3 a 20 dígitos; además de ellos, solo se aceptan espacios y los signos + ( ) - . / x #.
not-a-cpf = { subject } debe ser un CPF válido, de 11 dígitos, con o sin puntuación.
not-a-cnpj = { subject } debe ser un CNPJ válido, de 14 dígitos o letras, con o sin puntuación.
not-a-language = { subject } debe ser pt-BR, es_ES o en-US.
not-an-option = { subject } solo acepta las opciones configuradas en la cuenta.
not-options = { subject } debe tener una opción por línea, cada una una sola vez y sin el signo |.
ambiguous = { subject } es el nombre de más de un registro: indique el id.
not-a-locator = { subject } debe ser I (identificador interno) o E (correo electrónico).
not-with-internal-id = { subject } solo se acepta cuando el cliente se identifica por su correo electrónico (customer_type_id=E).
not-admitted = { subject } indica un cliente que está inactivo o que aún no ha sido aprobado.
same-customer = Un cliente no se puede combinar consigo mismo: elija otro.
changed-meanwhile = { subject } indica un registro que cambió después de ser mostrado: revíselo antes de continuar.
not-undoable = Esto ya no se puede deshacer: ya fue deshecho o se agotó el plazo.
mother-loop = { subject } no puede ser la propia organización ni una que pertenezca a ella.
not-a-page = { subject } debe ser un número entero a partir de 1.
not-a-column = { subject } debe ser una de las columnas por las que se puede ordenar esta lista: name, creation_date o id.
not-an-order = { subject } debe ser ASC o DESC.
not-a-count = { subject } debe ser un número entero dentro de los límites de esta operación.
not-a-cursor = { subject } debe ser un cursor de una respuesta anterior de esta lista.
not-a-role = { subject } debe ser administrator, operator o read-only.
last-administrator = { subject } debe quedar como está: nadie más podría agregar operadores.
wrong-code = { subject } no es el código que el teléfono muestra ahora, o ya fue usado.
not-the-same = { subject } no es igual a lo escrito arriba.
wrong-password = { subject } no coincide: escriba la contraseña con la que entra.
not-a-choice = { subject } debe ser una de las opciones ofrecidas.
not-a-network = { subject }: la línea { $count } no es una dirección IP ni una red como 203.0.113.0/24.
past = { subject } debe estar en el futuro.
not-a-time-zone = { subject } debe ser una zona horaria de la base IANA, como America/Sao_Paulo.
not-a-rate = { subject } debe ser un número entero de 1 a 1.000.000.
not-a-colour = { subject } debe ser un color de seis dígitos hexadecimales, como #0b5c6b.
low-contrast = { subject } es un color sobre el que ni el texto blanco ni el oscuro alcanzan un contraste de 4,5:1: elija uno más oscuro o más claro.
not-a-picture = { subject } debe ser una imagen PNG, JPEG o WebP de hasta 256 KB y 2.048 píxeles por lado.
not-a-mode = { subject } debe ser upsert o create.
only-with-atomic = La Idempotency-Key solo se acepta con atomic=true: sin él, envíe el lote de nuevo en modo upsert, que se puede repetir sin riesgo.
not-an-idempotency-key = El encabezado Idempotency-Key debe tener de 1 a 255 caracteres ASCII visibles, sin espacios.
repeated = { subject } se envió más de una vez, con valores diferentes: envíe uno solo.
malformed-key = { subject } tiene un nombre mal formado: use el nombre simple o, en los campos personalizados, custom_field[ID].
body-missing = La solicitud llegó sin cuerpo: envíe los parámetros en multipart/form-data, application/x-www-form-urlencoded o application/json.
body-unreadable = No fue posible leer los parámetros: compruebe que el cuerpo tenga el formato que declara el encabezado Content-Type.
body-encoding = La solicitud contiene bytes que no forman texto en UTF-8 ni en la codificación declarada.
row-uneven = La fila no tiene { $count } { $count ->
    [one] campo
   *[other] campos
} como la primera fila del archivo: revise delimitadores, comillas y saltos de línea.
row-too-long = La fila, o uno de sus campos, es demasiado larga: probablemente faltan comillas en esta fila o antes de ella.
row-not-text = La fila contiene bytes que no forman texto en la codificación del archivo.
import-state = Esta importación no está en un estado que lo permita: revise su estado.
undo-too-late = El plazo para deshacer esta importación terminó.
duplicate = { subject } tiene un valor que ya se usa en otro registro de esta cuenta.
unknown-parameter = { subject } no forma parte de esta operación: revise el nombre o deje de enviarlo.
idempotency-conflict = El valor del encabezado Idempotency-Key ya se usó en otra solicitud: genere uno nuevo para cada operación.

## Referencias

not-found = { $kind ->
    [none] Ningún registro de esta cuenta corresponde a lo que se informó.
   *[other] { subject } no corresponde a ningún registro de esta cuenta.
}

## Avisos

customer-created = El cliente fue registrado.
customer-updated = El cliente se ha actualizado.
customer-linked = El cliente se ha vinculado al departamento.
customer-unlinked = El cliente ya no está vinculado al departamento.
permission-updated = El permiso del cliente se ha actualizado.
quick-access-created = El enlace de acceso rápido se ha creado.
organization-created = La organización se ha creado.
organization-found = Ya existía una organización con este nombre o correo electrónico: su id está en esta respuesta.
organization-updated = La organización se ha actualizado.
page-not-found = Esta página está después del final de la lista.
too-many-requests = Hay demasiadas solicitudes con este token de acceso: espere el tiempo que indica el encabezado Retry-After.
precondition-failed = El registro ha cambiado desde que se leyó, o ya existe: léalo de nuevo antes de escribir.
path-not-found = Esta dirección no existe en la API: revise la ruta de la solicitud.
method-not-allowed = Esta dirección no acepta el método usado: los que acepta están en el encabezado Allow.
content-too-large = El cuerpo de la solicitud es más grande de lo que acepta el servidor.
unsupported-media-type = El tipo del cuerpo no se acepta: envíe multipart/form-data, application/x-www-form-urlencoded o application/json, sin compresión.
request-timeout = La solicitud tardó demasiado en llegar: envíela de nuevo.
unavailable = El servicio no está disponible en este momento: inténtelo de nuevo en unos instantes.
internal-error = Ocurrió un error inesperado en el servidor: si se repite, informe el X-Request-Id de la respuesta al soporte.
