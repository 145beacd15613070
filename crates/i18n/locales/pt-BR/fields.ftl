### Campos personalizados.

nav-fields = Campos personalizados
fields-targets = De quem são os campos
fields-of-customers = Clientes
fields-of-organizations = Organizações
fields-of-tickets = Chamados
fields-none = Ainda não há campos aqui. Adicione o que você precisa saber e que não está no cadastro, como CPF ou segmento.
fields-none-of-tickets = Ainda não há campos aqui. Cada campo é dos chamados de um departamento: crie o departamento primeiro.
fields-used = Campos em uso
fields-add = Adicionar campo
fields-go-on = Continuar
fields-name = Nome
fields-kind = Tipo
fields-kind-text = Texto
fields-kind-long-text = Texto de várias linhas
fields-kind-number = Número
fields-kind-date = Data
fields-kind-select = Uma opção
fields-kind-multi-select = Várias opções
fields-kind-checkbox = Sim ou não
fields-kind-email = E-mail
fields-kind-phone = Telefone
fields-kind-url = Endereço da web
fields-kind-cpf = CPF
fields-kind-cnpj = CNPJ
fields-department = Departamento
fields-required = Obrigatório
fields-required-hint = Quem cadastra daqui em diante precisa preencher. O que já está cadastrado fica como está.
fields-limits = Opções ou limite
fields-up-to = { $count ->
    [one] até { $shown } caractere
   *[other] até { $shown } caracteres
}
fields-options = Opções
fields-options-hint = Uma por linha, na ordem em que aparecem.
fields-max-length = Máximo de caracteres
fields-max-length-hint = Em branco, não há limite.
fields-edit-one = Editar “{ $name }”
fields-up-one = Mover “{ $name }” para cima
fields-down-one = Mover “{ $name }” para baixo
fields-retire = Desativar
fields-retire-one = Desativar “{ $name }”
fields-bring-back = Reativar
fields-bring-back-one = Reativar “{ $name }”
fields-retired = Campos desativados
fields-retired-hint = Os valores continuam visíveis, mas não é possível preencher novos.
fields-lost = Nada foi salvo ainda. Você está removendo opções que estão em uso:
fields-users = { $count ->
    [one] { $shown } cadastro tem esta opção.
   *[other] { $shown } cadastros têm esta opção.
}
fields-users-many = { $shown } cadastros ou mais têm esta opção.
fields-sure = Remover mesmo assim
fields-sure-hint = Os cadastros que têm estas opções ficam como estão; elas só não podem mais ser escolhidas.
fields-preview = Pré-visualização
fields-preview-hint = Assim os campos aparecem para quem preenche. Nada daqui é salvo.
fields-preview-none = Nenhum campo está em uso.
done-field-added = O campo foi adicionado.
done-field-moved = O campo foi movido.
done-field-retired = O campo foi desativado. Os valores continuam visíveis, e você pode reativá-lo.
done-field-brought-back = O campo foi reativado.
