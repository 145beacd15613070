### El marco de los paneles, y entrar y salir.

skip-to-content = Ir al contenido
nav-label = Navegación principal
nav-home = Inicio
nav-operators = Operadores
language-label = Idioma
sign-out = Salir
save = Guardar
cancel = Cancelar
back = Volver
actions = Acciones
copy-link = Copiar enlace
to-home = Ir al inicio
form-refused = Todavía no se guardó nada. Revise:

## Signing in

sign-in-title = Iniciar sesión
sign-in-account = Cuenta
sign-in-email = Correo electrónico
sign-in-password = Contraseña
sign-in-submit = Iniciar sesión
sign-in-refused = No fue posible iniciar sesión. Revise:
sign-in-wrong = El correo electrónico o la contraseña no son correctos.
sign-in-forgotten = ¿Olvidó su contraseña? Un administrador puede crear un enlace para que defina otra.
sign-in-nobody = Nadie puede entrar todavía. Abra el enlace que mostró el primer inicio o cree otro en el servidor:
code-title = Segundo factor
code-label = Código
code-hint = Los seis dígitos que su teléfono muestra ahora.
code-lost = ¿Perdió su teléfono? Un administrador puede crear un enlace para que defina otra contraseña; también quita el segundo factor.

## Links

setup-title = Preparar la mesa de ayuda
setup-intro = Usted es el primer administrador de “{ $name }”. Este enlace funciona una sola vez.
setup-submit = Preparar
password-title = Definir la contraseña
password-intro = Hola, { $name }. Elija la contraseña con la que entrará a partir de ahora. Este enlace funciona una sola vez.
password-new = Nueva contraseña
password-again = Repita la nueva contraseña
password-current = Contraseña actual
password-hint = { $count ->
    [one] Al menos { $shown } carácter. Unas palabras seguidas son fáciles de recordar y difíciles de adivinar.
   *[other] Al menos { $shown } caracteres. Unas palabras seguidas son fáciles de recordar y difíciles de adivinar.
}
password-submit = Definir contraseña

## Oneself

profile-title = Mi perfil
profile-language = Idioma del panel
profile-password = Contraseña
profile-password-hint = Al cambiar la contraseña se cierran sus demás sesiones.
second-factor-title = Segundo factor
second-factor-on = Para entrar también hace falta un código de su teléfono.
second-factor-off = Con el segundo factor, su contraseña sola no alcanza para entrar.
second-factor-set-up = Configurar el segundo factor
second-factor-remove = Quitar el segundo factor
second-factor-intro = Escanee este código QR con una aplicación de autenticación en su teléfono y escriba el código que muestra.
second-factor-picture = Código QR con la clave para su aplicación de autenticación
second-factor-secret = Si no puede escanear el código QR, escriba esta clave en la aplicación:
second-factor-submit = Activar
sessions-title = Sesiones abiertas
sessions-none = Ninguna sesión abierta.
sessions-end-others = Cerrar las demás sesiones
session-browser = Navegador
session-unknown = Navegador desconocido
session-address = Dirección
session-seen = Última actividad
session-begun = Iniciada
session-own = esta sesión
session-end = Cerrar

## Operators

operator-name = Nombre
operator-email = Correo electrónico
operator-email-hint = Para entrar al panel.
operator-role = Función
operator-role-hint = Los administradores hacen todo; los operadores hacen el trabajo diario; quien solo consulta no cambia nada.
operator-language = Idioma
operator-state = Estado
operator-active = Puede entrar
operator-active-hint = Si se desmarca, el operador ya no puede entrar y sus sesiones se cierran en el momento.
operator-inactive = Bloqueado
operator-waiting = Aún sin contraseña
operator-can-sign-in = Activo
operator-second-factor = Segundo factor
operator-add = Agregar operador
operator-add-intro = El operador define su contraseña con un enlace que usted crea en la página siguiente.
operator-data = Datos
operator-link-title = Enlace para la contraseña
operator-link-invite = Con este enlace el operador define su contraseña y entra por primera vez.
operator-link-reset = Con este enlace el operador define otra contraseña. Cuando se use, se cierran sus sesiones y se quita el segundo factor; hasta entonces todo queda como está.
operator-link-make = Crear enlace
operator-link-made = Entregue este enlace a { $name }, y a nadie más. Se muestra solo esta vez:
operator-link-hours = { $count ->
    [one] Funciona una vez, dentro de { $shown } hora.
   *[other] Funciona una vez, dentro de { $shown } horas.
}
role-administrator = Administrador
role-operator = Operador
role-read-only = Solo consulta

## What was done

done-saved = Guardado.
done-password = Su contraseña fue cambiada. Se cerraron sus demás sesiones.
done-session-ended = La sesión fue cerrada.
done-sessions-ended = Se cerraron sus demás sesiones.
done-second-factor = A partir de ahora, para entrar también hace falta un código de su teléfono.
done-second-factor-removed = El segundo factor fue quitado.
done-operator-added = El operador fue agregado. Cree un enlace para que defina su contraseña.
done-operator-changed = El operador fue modificado.

## Why there is no page

failure-not-found = Aquí no hay nada
failure-not-found-hint = La página no existe, o lo que mostraba ya no está.
failure-wrong-method = Esta página no se puede abrir así
failure-wrong-method-hint = Vuelva y use el formulario.
failure-signed-out = Su sesión terminó
failure-signed-out-hint = Inicie sesión de nuevo; lo que escribió no se guardó.
failure-forbidden = Su función no permite esto
failure-forbidden-hint = Un administrador puede darle otra función.
failure-foreign = El formulario no vino de esta página
failure-foreign-hint = No se cambió nada. Recargue la página y envíe el formulario de nuevo.
failure-too-often = Demasiados intentos
failure-too-often-hint = Espere un minuto e intente de nuevo.
failure-link-over = Este enlace ya no funciona
failure-link-over-hint = Ya fue usado, o su plazo terminó. Pida otro a un administrador.
failure-too-large = El envío es demasiado grande
failure-too-large-hint = No se guardó nada. Envíe menos a la vez.
failure-too-slow = El formulario no llegó a tiempo
failure-too-slow-hint = No se guardó nada. Revise su conexión y envíelo de nuevo.
failure-unreadable = No se pudo leer el formulario
failure-unreadable-hint = No se guardó nada. Vuelva, recargue la página e intente de nuevo.
failure-changed = Otra persona cambió esto mientras tanto
failure-changed-hint = No se guardó nada. Recargue la página, vea qué cambió e intente de nuevo.
failure-unavailable = El servidor está ocupado
failure-unavailable-hint = No se perdió nada. Intente de nuevo en un momento.
failure-internal = Algo salió mal
failure-internal-hint = El error es nuestro y quedó registrado. Intente de nuevo; si sigue, avise a quien administra el servidor.
