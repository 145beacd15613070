### O que há em todo formulário.

form-required = Campos com * são obrigatórios.
form-choose = Escolha…
form-yes = Sim
form-no = Não
form-no-longer-an-option = { $name } (não é mais uma opção)
