### O que a API responde a quem a chama.
### $kind: label (campo personalizado), key (parâmetro) ou none; $field: o nome dele; $count: um número.

# O começo da maioria das frases.
subject = { $kind ->
    [label] O campo “{ $field }”
    [key] O parâmetro { $field }
   *[none] Um parâmetro
}

## Token e plano

token-missing = Falta o token de acesso: envie-o no cabeçalho Authorization, depois da palavra Bearer.
token-invalid = O token de acesso não é válido: confira se ele está completo e se não foi revogado.
token-expired = O token de acesso expirou: peça um novo a quem administra a conta.
token-address = O token de acesso não pode ser usado a partir deste endereço IP.
token-read-only = O token de acesso só permite consultas: para gravar, use um token de leitura e escrita.
role = Sua função não permite fazer isto.
plan = { $kind ->
    [none] O plano desta conta não inclui este recurso.
   *[other] { subject } não está disponível no plano desta conta.
}

## Valores

required = { subject } é obrigatório e não pode ficar em branco.
too-long = { subject } tem mais de { $count } { $count ->
    [one] caractere
   *[other] caracteres
}.
too-short = { subject } tem menos de { $count } { $count ->
    [one] caractere
   *[other] caracteres
}.
control-character = { subject } contém um caractere de controle: só tabulações e quebras de linha são aceitas.
not-an-email = { subject } deve ser um endereço de e-mail válido, como nome@exemplo.com.br.
not-a-flag = { subject } deve ser 1 (sim) ou 0 (não).
not-a-number = { subject } deve ser um número sem separador de milhar, como 1500 ou -12.5.
not-a-date = { subject } deve ser uma data que exista no calendário, no formato AAAA-MM-DD ou DD/MM/AAAA.
not-a-url = { subject } deve ser um endereço completo, sem espaços, que comece com http:// ou https://.
not-a-phone = { subject } deve ser um telefone com 3 a 20 dígitos; além deles, só são aceitos espaços e os sinais + ( ) - . / x #.
not-a-cpf = { subject } deve ser um CPF válido, com 11 dígitos, com ou sem pontuação.
not-a-cnpj = { subject } deve ser um CNPJ válido, com 14 dígitos ou letras, com ou sem pontuação.
not-a-language = { subject } deve ser pt-BR, es_ES ou en-US.
not-an-option = { subject } só aceita as opções configuradas na conta.
not-options = { subject } deve ter uma opção por linha, cada uma só uma vez e sem o sinal |.
ambiguous = { subject } é o nome de mais de um registro: informe o id.
not-a-locator = { subject } deve ser I (identificador interno) ou E (e-mail).
not-with-internal-id = { subject } só é aceito quando o cliente é identificado pelo e-mail (customer_type_id=E).
not-admitted = { subject } indica um cliente que está inativo ou ainda não foi aprovado.
same-customer = Um cliente não pode ser mesclado com ele mesmo: escolha outro.
changed-meanwhile = { subject } indica um registro que mudou depois de ter sido exibido: confira-o de novo antes de continuar.
not-undoable = Isso não pode mais ser desfeito: já foi desfeito ou o prazo terminou.
mother-loop = { subject } não pode ser a própria organização nem uma que pertença a ela.
not-a-page = { subject } deve ser um número inteiro a partir de 1.
not-a-column = { subject } deve ser uma das colunas pelas quais esta lista pode ser ordenada: name, creation_date ou id.
not-an-order = { subject } deve ser ASC ou DESC.
not-a-count = { subject } deve ser um número inteiro dentro dos limites desta operação.
not-a-cursor = { subject } deve ser um cursor de uma resposta anterior desta lista.
not-a-role = { subject } deve ser administrator, operator ou read-only.
last-administrator = { subject } precisa ficar como está: ninguém mais poderia adicionar operadores.
wrong-code = { subject } não é o código que o telefone mostra agora, ou já foi usado.
not-the-same = { subject } não é igual ao que está acima.
wrong-password = { subject } não confere: digite a senha com que você entra.
not-a-choice = { subject } deve ser uma das opções oferecidas.
not-a-network = { subject }: a linha { $count } não é um endereço IP nem uma rede como 203.0.113.0/24.
past = { subject } deve estar no futuro.
not-a-time-zone = { subject } deve ser um fuso horário da base IANA, como America/Sao_Paulo.
not-a-rate = { subject } deve ser um número inteiro de 1 a 1.000.000.
not-a-colour = { subject } deve ser uma cor de seis dígitos hexadecimais, como #0b5c6b.
low-contrast = { subject } é uma cor sobre a qual nem o texto branco nem o escuro chegam a um contraste de 4,5:1: escolha uma mais escura ou mais clara.
not-a-picture = { subject } deve ser uma imagem PNG, JPEG ou WebP de até 256 KB e 2.048 pixels de cada lado.
not-a-mode = { subject } deve ser upsert ou create.
only-with-atomic = A Idempotency-Key só é aceita com atomic=true: sem ele, envie o lote de novo no modo upsert, que pode ser repetido sem risco.
not-an-idempotency-key = O cabeçalho Idempotency-Key deve ter de 1 a 255 caracteres ASCII visíveis, sem espaços.
repeated = { subject } foi enviado mais de uma vez, com valores diferentes: envie um só.
malformed-key = { subject } tem um nome malformado: use o nome simples ou, nos campos personalizados, custom_field[ID].
body-missing = A requisição veio sem corpo: envie os parâmetros em multipart/form-data, application/x-www-form-urlencoded ou application/json.
body-unreadable = Não foi possível ler os parâmetros: confira se o corpo está no formato que o cabeçalho Content-Type declara.
body-encoding = A requisição contém bytes que não formam texto em UTF-8 nem na codificação declarada.
row-uneven = A linha não tem { $count } { $count ->
    [one] campo
   *[other] campos
} como a primeira linha do arquivo: confira delimitadores, aspas e quebras de linha.
row-too-long = A linha, ou um de seus campos, é longa demais: provavelmente faltam aspas nesta linha ou antes dela.
row-not-text = A linha contém bytes que não formam texto na codificação do arquivo.
import-state = Esta importação não está em um estado que permita isso: confira o estado dela.
undo-too-late = O prazo para desfazer esta importação terminou.
duplicate = { subject } tem um valor já usado em outro cadastro desta conta.
unknown-parameter = { subject } não faz parte desta operação: confira o nome ou deixe de enviá-lo.
idempotency-conflict = O valor do cabeçalho Idempotency-Key já foi usado em outra requisição: gere um novo para cada operação.

## Referências

not-found = { $kind ->
    [none] Nenhum registro desta conta corresponde ao que foi informado.
   *[other] { subject } não corresponde a nenhum registro desta conta.
}

## Avisos

customer-created = O cliente foi cadastrado.
customer-updated = O cliente foi atualizado.
customer-linked = O cliente foi vinculado ao departamento.
customer-unlinked = O cliente foi desvinculado do departamento.
permission-updated = A permissão do cliente foi atualizada.
quick-access-created = O link de acesso rápido foi criado.
organization-created = A organização foi criada.
organization-found = Já existia uma organização com este nome ou e-mail: o id dela está nesta resposta.
organization-updated = A organização foi atualizada.
page-not-found = Esta página fica depois do fim da lista.
too-many-requests = Há requisições demais com este token de acesso: aguarde o tempo indicado no cabeçalho Retry-After.
precondition-failed = O registro mudou desde que foi lido, ou já existe: leia-o novamente antes de gravar.
path-not-found = Este endereço não existe na API: confira o caminho da requisição.
method-not-allowed = Este endereço não aceita o método usado: os que ele aceita estão no cabeçalho Allow.
content-too-large = O corpo da requisição é maior do que o servidor aceita.
unsupported-media-type = O tipo do corpo não é aceito: envie multipart/form-data, application/x-www-form-urlencoded ou application/json, sem compressão.
request-timeout = A requisição demorou demais para chegar: envie-a de novo.
unavailable = O serviço está indisponível no momento: tente de novo em instantes.
internal-error = Ocorreu um erro inesperado no servidor: se ele se repetir, informe o X-Request-Id da resposta ao suporte.
