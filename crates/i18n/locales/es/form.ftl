### Lo que hay en todo formulario.

form-required = Los campos con * son obligatorios.
form-choose = Elija…
form-yes = Sí
form-no = No
form-no-longer-an-option = { $name } (ya no es una opción)
