### A página inicial.

home-first-steps = Primeiros passos
home-first-steps-intro = Ainda não há clientes. Comece por onde for melhor para você:
home-step-add = Adicionar um cliente
home-step-add-hint = À mão, para ver como fica.
home-step-import = Importar clientes de um arquivo
home-step-import-hint = De uma planilha ou de outro sistema, em CSV. Você confere tudo antes, e pode desfazer depois.
home-step-connect = Conectar um programa pela API
home-step-connect-hint = Crie um token e coloque-o no lugar de guiche_… nesta linha:
home-step-invite = Convidar operadores
home-step-invite-hint = Cada um entra com a própria senha, e a auditoria mostra quem fez o quê.
home-step-wait = Quando alguém cadastrar clientes, os números aparecem aqui.
home-customers = Clientes
home-inactive = Inativos
home-new-days = { $count ->
    [one] Clientes novos no último dia
   *[other] Clientes novos nos últimos { $shown } dias
}
home-new-weeks = { $count ->
    [one] Clientes novos na última semana
   *[other] Clientes novos nas últimas { $shown } semanas
}
home-new = Novos
home-day = Dia
home-week = Semana de
home-nobody-came = Nenhum cliente novo neste período.
home-as-table = Ver em tabela
home-by-organization = Clientes por organização
home-by-portfolio = Clientes por carteira
home-organization = Organização
home-portfolio = Carteira
home-others = Todas as outras
home-without = Sem nenhuma
home-no-organizations = Nenhum cliente pertence a uma organização.
home-no-portfolios = Nenhum cliente está em uma carteira.
home-calls = { $count ->
    [one] Chamadas à API no último dia
   *[other] Chamadas à API nos últimos { $shown } dias
}
home-calls-all = Chamadas
home-calls-done = Atendidas
home-calls-refused = Recusadas
home-calls-refused-of-them = { $count ->
    [one] { $shown } recusada
   *[other] { $shown } recusadas
}
home-no-calls = Nenhum programa usou a API neste período.
home-refusals = Por que foram recusadas
home-refusal-code = Código da primeira falha
home-imports = Últimas importações
home-no-imports = Nenhuma importação ainda.
home-import-file = Arquivo
home-import-state = Situação
home-import-rows = Linhas
home-import-rejected = Rejeitadas
