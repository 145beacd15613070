### A auditoria.

nav-audit = Auditoria
audit-who = Quem
audit-change = O que aconteceu
audit-entity = Tipo
audit-details = Detalhes
audit-from = De
audit-until = Até
audit-id = ID
audit-any = Todos
audit-any-operator = Qualquer operador
audit-any-token = Qualquer token da API
audit-filter = Filtrar
audit-filter-none = Limpar filtros
audit-export = Baixar em CSV
audit-file = auditoria
audit-none = Nada foi registrado ainda. Cada alteração fica registrada aqui, com quem a fez.
audit-none-found = Nada corresponde a esses filtros.
audit-none-further = Não há mais nada.
audit-none-yet = Nada encontrado até aqui, mas ainda há registros por verificar.
audit-pages = Páginas
audit-newest = Mais recentes
audit-older = Mais antigos
audit-keep-looking = Continuar procurando
audit-by-operator = Operador
audit-by-token = Token da API
audit-by-command-line = Linha de comando
audit-by-import = Pela importação de
audit-erased = Os valores foram apagados. O registro do que aconteceu continua aqui.
audit-nothing = vazio
audit-nothing-different = Nenhum valor mudou.
audit-address = Endereço
audit-request = Requisição
audit-history = Tudo o que aconteceu com isto

## The chain

audit-chain = A cadeia
audit-chain-intro = Cada registro é encadeado ao anterior. Quem guarda o resumo de hoje pode provar depois que nada até aqui foi alterado, retirado ou incluído.
audit-chain-position = Registros na cadeia
audit-chain-keep = Anote este resumo fora daqui, de tempos em tempos:
audit-chain-verify = No servidor, este comando confere toda a cadeia com o resumo que você guardou:
audit-chain-none = Ainda não há nada na cadeia. Os registros entram nela um instante depois de feitos.

## Kinds of things

audit-entity-customer = Cliente
audit-entity-customer-merge = Mesclagem de clientes
audit-entity-organization = Organização
audit-entity-portfolio = Carteira
audit-entity-department = Departamento
audit-entity-custom-field = Campo personalizado
audit-entity-blocked-email = E-mail bloqueado
audit-entity-quick-access = Link de acesso rápido
audit-entity-import = Importação
audit-entity-export = Exportação
audit-entity-read = Leitura em massa
audit-entity-erasure = Apagamento de valores
audit-entity-token = Token da API
audit-entity-operator = Operador
audit-entity-operator-session = Sessão de operador
audit-entity-account = Conta

## What can happen

audit-change-created = Criação
audit-change-updated = Alteração
audit-change-deleted = Exclusão
audit-change-restored = Restauração
audit-change-merged = Mesclagem com outro
audit-change-merge-undone = Mesclagem desfeita
audit-change-linked = Vínculo a um departamento
audit-change-unlinked = Desvinculação de um departamento
audit-change-retired = Desativação
audit-change-revoked = Revogação
audit-change-uploaded = Envio do arquivo
audit-change-started = Início
audit-change-finished = Conclusão
audit-change-cancelled = Cancelamento
audit-change-undo-started = Começou a ser desfeita
audit-change-undone = Importação desfeita
audit-change-listed = Leitura
audit-change-exported = Download
audit-change-values-erased = Valores apagados
audit-change-begun = Entrada no painel
audit-change-ended = Saída do painel
audit-change-link-made = Criação de link para a senha
audit-change-password-refused = Senha errada
audit-change-code-refused = Código errado
audit-change-password-set = Senha definida
audit-change-second-factor-set = Segundo fator ativado
audit-change-second-factor-removed = Segundo fator removido
