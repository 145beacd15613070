### Clientes no painel.

nav-customers = Clientes

## The list

customers-search = Buscar por nome, código, e-mail, telefone ou documento
customers-find = Buscar
customers-sort = Ordem
customers-by-name = Nome, de A a Z
customers-by-name-down = Nome, de Z a A
customers-newest = Mais recentes primeiro
customers-oldest = Mais antigos primeiro
customers-by-internal-id = Código
customers-filters = Filtros
customers-columns = Colunas
customers-clear = Limpar busca e filtros
customers-any = Qualquer
customers-only-active = Só ativos
customers-only-inactive = Só inativos
customers-and-below = Incluir as organizações abaixo dela
customers-without-organization = Só clientes sem organização
customers-found = { $count ->
    [0] Nenhum cliente
    [one] { $shown } cliente
   *[other] { $shown } clientes
}
customers-found-at-least = { $count ->
    [one] Pelo menos { $shown } cliente
   *[other] Pelo menos { $shown } clientes
}
customers-on-page = { $shown } nesta página
customers-refused = Não foi possível filtrar assim. Confira:
customers-none = Aqui ficam os clientes: as pessoas que a sua equipe atende. Ainda não há nenhum.
customers-none-found = Nenhum cliente corresponde ao que você procura.
customers-none-yet = Nada encontrado até aqui, mas ainda há clientes por verificar.
customers-unfinished = Ainda há clientes por verificar.
customers-keep-looking = Continuar procurando
customers-pages = Páginas
customers-previous = Anteriores
customers-next = Próximos
shortcuts-title = Atalhos do teclado
shortcuts-search = Ir para a busca
shortcuts-down = Próximo cliente
shortcuts-up = Cliente anterior
shortcuts-open = Abrir o cliente
shortcuts-help = Mostrar os atalhos
shortcuts-on = Usar atalhos de uma só tecla

## One of them

customer-name = Nome
customer-internal-id = Código
customer-internal-id-hint = O código do cliente no seu sistema. Cada um tem o seu.
customer-email = E-mail
customer-email-validated = E-mail confirmado
customer-email-blocked = E-mail bloqueado
customer-phone = Telefone
customer-organization = Organização
customer-organization-hint = O nome exato ou o ID da organização.
customer-portfolio = Carteira
customer-portfolio-none = Sem carteira
customer-department = Departamento
customer-language = Idioma
customer-create-tickets = Pode abrir chamados
customer-no-tickets = Não pode abrir chamados
customer-password = Senha
customer-password-new = Nova senha
customer-password-hint = { $count ->
    [one] Para o painel do cliente: pelo menos { $shown } caractere. Em branco, nada muda.
   *[other] Para o painel do cliente: pelo menos { $shown } caracteres. Em branco, nada muda.
}
customer-password-set = definida
customer-password-cleared = removida
customer-state = Situação
customer-active = Ativo
customer-inactive = Inativo
customer-approved = Cadastro aprovado
customer-not-approved = Cadastro não aprovado
customer-quota = Chamados por mês
customer-since = Criado em
customer-departments = Departamentos
customer-other-keys = Outros códigos
customer-version = Versão
customer-nothing = Não informado
customer-data = Dados
customer-fields = Campos personalizados
customer-add = Adicionar cliente
customer-edit = Editar
customer-edit-title = Editar { $name }
customer-changed-meanwhile = Outra pessoa alterou este cliente enquanto você editava. Confira os dados: se enviar de novo, vale o que está neste formulário.
customer-actions = Ações
customer-actions-hint = Um cliente inativo não é atendido. Nada é enviado para um e-mail bloqueado. As duas coisas podem ser desfeitas.
customer-activate = Ativar
customer-deactivate = Desativar
customer-block = Bloquear e-mail
customer-unblock = Desbloquear e-mail
customer-link-title = Link de acesso rápido
customer-link-make = Criar link de acesso
customer-link-made = Com este link { $name } entra no painel do cliente sem senha. Ele só é mostrado desta vez:
customer-link-minutes = { $count ->
    [one] Funciona uma vez, dentro de { $shown } minuto.
   *[other] Funciona uma vez, dentro de { $shown } minutos.
}
customer-link-refused = O cadastro de { $name } está inativo ou ainda não foi aprovado, e por isso o cliente não pode entrar.
customer-history = Histórico
customer-history-none = Nenhuma alteração aqui.
customer-history-erased = O que mudou foi apagado.
customer-history-older = Alterações mais antigas
customer-history-newest = Alterações mais recentes
customer-change-created = Criado
customer-change-updated = Alterado
customer-change-linked = Vinculado
customer-change-unlinked = Desvinculado
customer-change-deleted = Excluído
customer-change-other = Outra alteração
customer-by-operator = Um operador
customer-by-token = Um programa, pela API
customer-by-command-line = A linha de comando do servidor

## What was done

done-customer-added = O cliente foi adicionado.
done-customer-changed = O cliente foi alterado.
done-customer-activated = O cliente está ativo.
done-customer-deactivated = O cliente está inativo.
done-customer-blocked = O e-mail foi bloqueado.
done-customer-unblocked = O e-mail foi desbloqueado.
