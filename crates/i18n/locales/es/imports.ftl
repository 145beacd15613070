### Importar y exportar clientes.

nav-imports = Importaciones

## The list

import-none = Aquí están los archivos de clientes que usted importa: de una hoja de cálculo, de otro sistema o de aquí mismo. Antes de guardar nada, usted ve qué hará cada fila.
import-first = Importar el primer archivo
import-new = Importar clientes
import-example = Descargar un archivo de ejemplo
import-example-file = clientes.csv
import-file = Archivo
import-standing = Estado
import-when = Enviado el
import-who = Por
import-rows = Filas
import-created = Registrados
import-updated = Modificados
import-unchanged = Ya estaban así
import-rejected = Rechazadas
import-finished = Terminó el
import-pages = Páginas
import-newest = Más recientes
import-older = Más antiguas
import-previous = Anteriores
import-next = Siguientes
import-all = Todas las importaciones
import-by-operator = Un operador
import-by-command-line = Línea de comandos

## States

import-state-uploading = Enviando
import-state-ready = Por revisar
import-state-running = Importando
import-state-done = Terminada
import-state-cancelled = Detenida
import-state-discarded = Descartada
import-state-undoing = Deshaciendo
import-state-undone = Deshecha

## The file

import-new-intro = Envíe un archivo CSV. Excel y otras hojas de cálculo lo guardan con “Guardar como”.
import-file-csv = Archivo CSV
import-file-hint = { $count ->
   *[other] Hasta { $shown } MB.
}
import-file-none = Elija un archivo.
import-file-empty = El archivo no tiene ninguna fila además de los nombres de las columnas.
import-send = Enviar y revisar
import-nothing-yet = Todavía no se guarda nada: primero usted ve qué va a pasar.
import-way = Clientes que ya existen
import-way-automatic = Modificarlos, buscándolos por código o, si no lo hay, por correo
import-way-internal-id = Modificarlos, buscándolos por código
import-way-email = Modificarlos, buscándolos por correo
import-way-create = No tocarlos: rechazar la fila
import-empty-clears = Una celda vacía borra lo que hay
import-empty-clears-hint = Sin esto, una celda vacía no cambia nada. El código, el nombre y la contraseña nunca se borran.
import-written = Cómo está escrito el archivo
import-written-hint = Normalmente se detecta automáticamente. Elija algo solo si los textos o las columnas se ven mal.
import-written-wrong = ¿Las columnas o los acentos se ven mal?
import-send-again = Envíe el archivo otra vez e indique cómo está escrito
import-automatic = Detectar automáticamente
import-encoding = Codificación
import-delimiter = Separador
import-delimiter-semicolon = Punto y coma
import-delimiter-comma = Coma
import-delimiter-tab = Tabulación
import-delimiter-pipe = Barra vertical
import-header = Primera fila
import-header-present = Tiene los nombres de las columnas
import-header-absent = Ya es un cliente
import-file-unreadable = { $count ->
    [one] { $shown } fila del archivo no se puede leer y será rechazada.
   *[other] { $shown } filas del archivo no se pueden leer y serán rechazadas.
}
import-file-blank = { $count ->
    [one] { $shown } fila no tiene nada en las columnas usadas.
   *[other] { $shown } filas no tienen nada en las columnas usadas.
}
import-file-repeated = { $count ->
    [one] { $shown } fila tiene el código o el correo de una fila anterior: las dos hablan del mismo cliente.
   *[other] { $shown } filas tienen el código o el correo de una fila anterior: hablan del mismo cliente.
}

## What a spreadsheet did

import-warnings = Parece que la hoja de cálculo dañó algunos valores
import-warning-leading-zeros = { $count ->
    [one] “{ $name }”: { $shown } número parece haber perdido los ceros del comienzo (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } números parecen haber perdido los ceros del comienzo (el primero en la fila de datos { $row }).
}
import-warning-scientific-notation = { $count ->
    [one] “{ $name }”: { $shown } número está escrito como 1,23E+11 y perdió los últimos dígitos (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } números están escritos como 1,23E+11 y perdieron los últimos dígitos (el primero en la fila de datos { $row }).
}
import-warning-date = { $count ->
    [one] “{ $name }”: { $shown } código parece haberse convertido en fecha (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } códigos parecen haberse convertido en fechas (el primero en la fila de datos { $row }).
}
import-warning-formula-error = { $count ->
    [one] “{ $name }”: { $shown } valor es el error de una fórmula, como #N/D (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } valores son errores de fórmulas, como #N/D (el primero en la fila de datos { $row }).
}
import-warning-trailing-fraction = { $count ->
    [one] “{ $name }”: { $shown } número entero quedó con decimales, como 123.0 (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } números enteros quedaron con decimales, como 123.0 (el primero en la fila de datos { $row }).
}
import-warning-mojibake = { $count ->
    [one] “{ $name }”: { $shown } texto tiene los acentos cambiados, como JosÃ© (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } textos tienen los acentos cambiados, como JosÃ© (el primero en la fila de datos { $row }).
}
import-warning-lost-characters = { $count ->
    [one] “{ $name }”: { $shown } texto parece haber perdido letras, como Jos? (fila de datos { $row }).
   *[other] “{ $name }”: { $shown } textos parecen haber perdido letras, como Jos? (el primero en la fila de datos { $row }).
}
import-warnings-hint = Esto no impide la importación. Si de verdad está mal, corrija el archivo y envíelo otra vez: en la hoja de cálculo, importe las columnas como texto en lugar de abrir el archivo.

## The columns

import-setup-title = Revisar “{ $name }”
import-setup-intro = Indique qué es cada columna. Lo que se reconoció por el nombre ya está elegido.
import-columns = Columnas
import-column = En el archivo
import-column-number = Columna { $shown }
import-samples = Ejemplos
import-samples-none = Vacía en las primeras filas
import-becomes = Campo del cliente
import-columns-refused = Así no se puede importar. Revise:
import-column-needed = Ninguna columna es “{ $name }”. Elija cuál es.
import-column-repeated = Más de una columna es “{ $name }”. Elija una sola.
import-column-gone = El campo “{ $name }” ya no está en uso. Elija otro.
import-meeting = Qué hacer con las filas
import-look = Ver qué va a pasar
import-target-ignore = No importar
import-target-customer-id = Código
import-target-name = Nombre
import-target-email = Correo electrónico
import-target-phone = Teléfono
import-target-password = Contraseña
import-target-organization = Organización
import-target-portfolio = Cartera
import-target-language = Idioma
import-target-create-tickets = Puede abrir tickets

## What will happen

import-preview-title = Qué hará “{ $name }”
import-preview-intro = Cada fila se probó ahora mismo con las reglas de siempre, y no quedó nada guardado.
import-change-columns = Cambiar las columnas
import-start = { $count ->
    [one] Importar { $shown } fila
   *[other] Importar { $shown } filas
}
import-preview-which = { $count ->
    [one] Fila { $first } de { $shown }
   *[other] Filas { $first } a { $last } de { $shown }
}
import-preview-create = { $count ->
    [one] { $shown } registra un cliente
   *[other] { $shown } registran clientes
}
import-preview-update = { $count ->
    [one] { $shown } modifica un cliente
   *[other] { $shown } modifican clientes
}
import-preview-nothing = { $count ->
    [one] { $shown } no cambia nada
   *[other] { $shown } no cambian nada
}
import-preview-blank = { $count ->
    [one] { $shown } está en blanco
   *[other] { $shown } están en blanco
}
import-preview-reject = { $count ->
    [one] { $shown } será rechazada
   *[other] { $shown } serán rechazadas
}
import-line = Línea
import-customer = Cliente
import-what = Qué pasa
import-act-create = Registra
import-act-update = Modifica
import-act-nothing = Nada cambia
import-act-blank = En blanco
import-act-reject = Rechazada
import-from = de
import-to = a
import-emptied = queda vacío
import-password-new = contraseña nueva
import-repeats = La fila de datos { $shown } habla del mismo cliente.

## While it goes on

import-title = Importación de “{ $name }”
import-progress-scan = { $count ->
    [one] Buscando repeticiones: { $done } de { $shown } fila.
   *[other] Buscando repeticiones: { $done } de { $shown } filas.
}
import-progress-upload = { $count ->
    [one] El archivo está llegando: { $shown } fila hasta ahora.
   *[other] El archivo está llegando: { $shown } filas hasta ahora.
}
import-progress-run = { $count ->
    [one] { $done } de { $shown } fila importada.
   *[other] { $done } de { $shown } filas importadas.
}
import-progress-undo = { $count ->
    [one] { $done } de { $shown } fila deshecha.
   *[other] { $done } de { $shown } filas deshechas.
}
import-progress-said = { $shown } % listo
import-goes-on = Sigue sola: usted puede cerrar esta página.
import-live-pause = Pausar la actualización automática
import-live-resume = Reanudar la actualización automática
import-stop = Detener
import-stop-title = ¿Detener “{ $name }”?
import-stop-intro = Las filas que faltan no se importarán. Lo que ya se hizo queda, y se puede deshacer después.
import-discard = Descartar
import-discard-title = ¿Descartar “{ $name }”?
import-discard-intro = { $count ->
    [one] Se borran el archivo con { $shown } fila y las columnas que usted eligió. Ningún cliente cambia.
   *[other] Se borran el archivo con { $shown } filas y las columnas que usted eligió. Ningún cliente cambia.
}

## What it came to

import-discarded = Se descartó antes de empezar. Ningún cliente cambió.
import-another = Importar otro archivo
import-rejected-download = { $count ->
    [one] Descargar { $shown } fila rechazada
   *[other] Descargar { $shown } filas rechazadas
}
import-rejected-hint = El archivo tiene las mismas columnas y una más, “errors”, que dice qué está mal en cada fila. Corrija e importe otra vez: esa columna se ignora.
import-rejected-file = { $name } - rechazadas
import-rejected-password = Si la fila tenía una contraseña, escríbala de nuevo: no se guarda.
import-rejected-rows = Filas rechazadas
import-why = Por qué
import-undo = Deshacer
import-undo-until = Se puede deshacer hasta el { $name }.
import-undo-title = ¿Deshacer la importación de “{ $name }”?
import-undo-created = { $count ->
    [one] { $shown } cliente registrado por ella se elimina.
   *[other] { $shown } clientes registrados por ella se eliminan.
}
import-undo-updated = { $count ->
    [one] { $shown } modificación se deshace: el cliente vuelve a ser como era, con la contraseña y los campos de antes.
   *[other] { $shown } modificaciones se deshacen: los clientes vuelven a ser como eran, con las contraseñas y los campos de antes.
}
import-undo-not = Lo que no se deshace
import-undo-kept = Los clientes que alguien modificó después de la importación quedan como están, y también aquellos cuyo código o correo usa ahora otro cliente. Usted verá la lista.
import-undo-trail = El historial queda: la auditoría muestra la importación y que se deshizo.
import-undone = Deshechas
import-kept = Mantenidas
import-kept-rows = Clientes que quedaron como están
import-kept-hint = Alguien los modificó después de la importación, o el código o el correo que tenían antes es ahora de otro cliente.

## Taking customers out

export-title = Exportar clientes
export-intro = Un archivo CSV con todos los clientes, o solo con los de una organización. Se puede importar otra vez tal como está.
export-organization = Organización
export-organization-hint = Su nombre exacto o su ID. En blanco, todos los clientes.
export-organization-unknown = No hay una organización con ese nombre, o hay más de una.
export-bom = Para abrir en Excel
export-bom-hint = Una marca al comienzo del archivo hace que Excel lea bien los acentos.
export-download = Descargar
export-trail = La auditoría muestra que usted exportó, y cuántos clientes.
export-file = clientes

## What was done

done-import-started = La importación empezó.
done-import-cancelled = La importación se detuvo.
done-import-discarded = La importación se descartó.
done-import-undoing = La importación se está deshaciendo.
