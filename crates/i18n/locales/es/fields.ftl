### Campos personalizados.

nav-fields = Campos personalizados
fields-targets = De quién son los campos
fields-of-customers = Clientes
fields-of-organizations = Organizaciones
fields-of-tickets = Tickets
fields-none = Todavía no hay campos aquí. Agregue lo que necesita saber y no está en el registro, como un documento o un segmento.
fields-none-of-tickets = Todavía no hay campos aquí. Cada campo es de los tickets de un departamento: cree primero el departamento.
fields-used = Campos en uso
fields-add = Agregar campo
fields-go-on = Continuar
fields-name = Nombre
fields-kind = Tipo
fields-kind-text = Texto
fields-kind-long-text = Texto de varias líneas
fields-kind-number = Número
fields-kind-date = Fecha
fields-kind-select = Una opción
fields-kind-multi-select = Varias opciones
fields-kind-checkbox = Sí o no
fields-kind-email = Correo electrónico
fields-kind-phone = Teléfono
fields-kind-url = Dirección web
fields-kind-cpf = CPF
fields-kind-cnpj = CNPJ
fields-department = Departamento
fields-required = Obligatorio
fields-required-hint = Quien registre de ahora en adelante debe completarlo. Lo que ya está registrado queda como está.
fields-limits = Opciones o límite
fields-up-to = { $count ->
    [one] hasta { $shown } carácter
   *[other] hasta { $shown } caracteres
}
fields-options = Opciones
fields-options-hint = Una por línea, en el orden en que aparecen.
fields-max-length = Máximo de caracteres
fields-max-length-hint = En blanco, no hay límite.
fields-edit-one = Editar “{ $name }”
fields-up-one = Mover “{ $name }” hacia arriba
fields-down-one = Mover “{ $name }” hacia abajo
fields-retire = Desactivar
fields-retire-one = Desactivar “{ $name }”
fields-bring-back = Reactivar
fields-bring-back-one = Reactivar “{ $name }”
fields-retired = Campos desactivados
fields-retired-hint = Los valores siguen visibles, pero no se pueden completar nuevos.
fields-lost = Todavía no se guardó nada. Está quitando opciones que están en uso:
fields-users = { $count ->
    [one] { $shown } registro tiene esta opción.
   *[other] { $shown } registros tienen esta opción.
}
fields-users-many = { $shown } registros o más tienen esta opción.
fields-sure = Quitar de todos modos
fields-sure-hint = Los registros que tienen estas opciones quedan como están; solo que ya no se pueden elegir.
fields-preview = Vista previa
fields-preview-hint = Así ven los campos quienes los completan. Nada de aquí se guarda.
fields-preview-none = Ningún campo está en uso.
done-field-added = El campo fue agregado.
done-field-moved = El campo fue movido.
done-field-retired = El campo fue desactivado. Los valores siguen visibles, y usted puede reactivarlo.
done-field-brought-back = El campo fue reactivado.
