### Organizações.

nav-organizations = Organizações
organization-add = Adicionar organização
organization-edit = Editar
organization-edit-title = Editar { $name }
organization-none = As organizações são as empresas dos seus clientes. Ainda não há nenhuma: adicione a primeira.
organization-find = Buscar
organization-find-submit = Buscar
organization-find-all = Mostrar todas
organization-size = { $count ->
    [one] { $shown } organização na conta. Busque pelo começo do nome; com @, pelo começo do e-mail.
   *[other] { $shown } organizações na conta. Busque pelo começo do nome; com @, pelo começo do e-mail.
}
organization-not-found = Nenhuma organização começa assim.
organization-pages = Páginas
organization-first = Primeira página
organization-next = Próxima página
organization-name = Nome
organization-email = E-mail
organization-phone = Telefone
organization-site = Site
organization-site-hint = O endereço completo, começando com http:// ou https://.
organization-portfolio = Carteira
organization-no-portfolio = Nenhuma
organization-mother = Organização superior
organization-mother-hint = A organização à qual esta pertence: digite o nome exato ou o ID.
organization-quota = Chamados por mês
organization-quota-hint = Em branco, não há limite.
organization-no-quota = Sem limite
organization-create-tickets = Os clientes podem abrir chamados
organization-team-sees = Todos veem todos os chamados da organização
organization-managers-see = Os gestores veem todos os chamados da organização
organization-data = Dados
organization-id = ID
organization-since = Criada em
organization-above = Onde ela está
organization-customers = Clientes
organization-customers-many = { $count ->
    [one] { $shown } cliente
   *[other] { $shown } clientes
}
organization-customers-all = { $count ->
    [one] Ver o cliente na lista
   *[other] Ver todos os { $shown } clientes
}
organization-no-customers = Nenhum cliente pertence a esta organização.
organization-below = Organizações que pertencem a esta
organization-below-many = { $count ->
    [one] { $shown } organização que pertence a esta
   *[other] { $shown } organizações que pertencem a esta
}
organization-no-below = Nenhuma organização pertence a esta.
organization-delete = Excluir organização
organization-delete-used = “{ $name }” não pode ser excluída, porque ainda pertencem a ela:
organization-delete-first = Mova tudo para outra organização antes de excluir esta.
organization-delete-ask = “{ $name }” será excluída com todos os seus dados. Isto não pode ser desfeito.
organization-delete-values = { $count ->
    [one] Com ela será excluído o valor de { $shown } campo personalizado.
   *[other] Com ela serão excluídos os valores de { $shown } campos personalizados.
}
done-organization-added = A organização foi adicionada.
done-organization-deleted = A organização foi excluída.
