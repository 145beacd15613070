### Carteras y departamentos.

nav-portfolios = Carteras
nav-departments = Departamentos
named-name = Nombre
named-customers = Clientes
named-id = ID
named-rename-one = Renombrar “{ $name }”
portfolio-intro = Con las carteras usted separa los clientes según quién los atiende. Una cartera puede cambiar de nombre, pero no eliminarse: los clientes y el historial siguen apuntando a ella.
portfolio-none = Todavía no hay ninguna cartera. Agregue la primera, como “Cuentas clave”.
portfolio-not-in-plan = El plan de esta cuenta no incluye carteras.
portfolio-add = Agregar cartera
department-intro = Los departamentos son los equipos que atienden. Un departamento puede cambiar de nombre, pero no eliminarse: los clientes y el historial siguen apuntando a él.
department-none = Todavía no hay ningún departamento. Agregue el primero, como “Soporte”.
department-add = Agregar departamento
done-portfolio-added = La cartera fue agregada.
done-portfolio-renamed = La cartera fue renombrada.
done-department-added = El departamento fue agregado.
done-department-renamed = El departamento fue renombrado.
