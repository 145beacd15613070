### Dos clientes que son uno solo.

merge-title = Combinar con otro cliente
merge-intro = { $name } se conserva. El otro cliente pasa a formar parte de este registro y deja de existir.
merge-search = ¿Cuál es el otro?
merge-search-hint = El código, el nombre, el correo o el teléfono.
merge-find = Buscar
merge-offers = Clientes encontrados
merge-none-found = Ningún otro cliente corresponde.
merge-more = Hay más clientes que corresponden. Escriba más para encontrar el correcto.
merge-undoable = Combinaciones que se pueden deshacer
merge-undoable-none = Ningún cliente fue combinado con este últimamente.
merge-merged = Cliente combinado
merge-merged-at = Combinado el
merge-until = Se puede deshacer hasta

## Comparing

merge-compare = Comparar los dos clientes
merge-compare-intro = Elija, en cada línea, qué se conserva. Nada cambia antes de que usted confirme.
merge-part = Dato
merge-kept = Se conserva: { $name }
merge-gone = Deja de existir: { $name }
merge-swap = Conservar el otro
merge-look = Ver el otro cliente
merge-key-hint = Los dos códigos llevan al cliente después; aquí elige cuál se muestra.
merge-departments = { $count ->
    [one] El cliente será atendido por { $shown } departamento, sumando los de ambos.
   *[other] El cliente será atendido por { $shown } departamentos, sumando los de ambos.
}
merge-continue = Continuar
merge-another = Elegir otro
merge-nothing = vacío
merge-same = igual
merge-yes = Sí
merge-no = No
merge-no-quota = Sin límite
merge-password-set = definida
merge-part-customer-id = Código
merge-part-name = Nombre
merge-part-email = Correo electrónico
merge-part-phone = Teléfono
merge-part-password = Contraseña
merge-part-organization = Organización
merge-part-portfolio = Cartera
merge-part-language = Idioma
merge-part-create-tickets = Puede abrir tickets
merge-part-active = Activo
merge-part-approved = Registro aprobado
merge-part-quota = Tickets por mes

## Confirming

merge-confirm = Confirmar la combinación
merge-confirm-gone = { $name } deja de existir como cliente.
merge-confirm-keys = Su código sigue llevando al cliente que se conserva, también en la API.
merge-lost = Lo que se pierde
merge-lost-none = Ningún valor se pierde.
merge-stays = Lo que se conserva
merge-undo-hint = { $count ->
    [one] Se puede deshacer durante { $shown } día.
   *[other] Se puede deshacer durante { $shown } días.
}
merge-submit = Combinar
merge-back = Volver a la comparación

## Undoing

merge-undo = Deshacer la combinación
merge-undo-back = { $name } vuelve a ser un cliente, con el código y los datos que tenía.
merge-undo-whole = { $name } también vuelve a ser lo que era antes de la combinación.
merge-undo-partly = El registro de { $name } fue modificado después de la combinación y queda como está; solo devuelve el código y el correo que recibió del otro.

## What was done

done-customers-merged = Los dos clientes ahora son uno solo. Se puede deshacer en “Combinar con otro cliente”.
done-merge-undone = La combinación fue deshecha. Los dos clientes son lo que eran.
done-merge-undone-partly = La combinación fue deshecha. Este cliente había cambiado después y quedó como está.
