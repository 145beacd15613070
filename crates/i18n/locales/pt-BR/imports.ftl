### Importar e exportar clientes.

nav-imports = Importações

## The list

import-none = Aqui ficam os arquivos de clientes que você importa: de uma planilha, de outro sistema ou daqui mesmo. Antes de gravar qualquer coisa, você vê o que cada linha vai fazer.
import-first = Importar o primeiro arquivo
import-new = Importar clientes
import-example = Baixar um arquivo de exemplo
import-example-file = clientes.csv
import-file = Arquivo
import-standing = Situação
import-when = Enviado em
import-who = Por
import-rows = Linhas
import-created = Cadastrados
import-updated = Alterados
import-unchanged = Já estavam assim
import-rejected = Rejeitadas
import-finished = Terminou em
import-pages = Páginas
import-newest = Mais recentes
import-older = Mais antigas
import-previous = Anteriores
import-next = Próximas
import-all = Todas as importações
import-by-operator = Um operador
import-by-command-line = Linha de comando

## States

import-state-uploading = Enviando
import-state-ready = A conferir
import-state-running = Importando
import-state-done = Concluída
import-state-cancelled = Interrompida
import-state-discarded = Descartada
import-state-undoing = Desfazendo
import-state-undone = Desfeita

## The file

import-new-intro = Envie um arquivo CSV. O Excel e outras planilhas gravam um em “Salvar como”.
import-file-csv = Arquivo CSV
import-file-hint = { $count ->
   *[other] Até { $shown } MB.
}
import-file-none = Escolha um arquivo.
import-file-empty = O arquivo não tem nenhuma linha além dos nomes das colunas.
import-send = Enviar e conferir
import-nothing-yet = Nada é gravado ainda: primeiro você vê o que vai acontecer.
import-way = Clientes que já existem
import-way-automatic = Alterar, encontrando pelo código ou, sem ele, pelo e-mail
import-way-internal-id = Alterar, encontrando pelo código
import-way-email = Alterar, encontrando pelo e-mail
import-way-create = Não mexer: rejeitar a linha
import-empty-clears = Uma célula vazia apaga o que existe
import-empty-clears-hint = Sem isto, uma célula vazia não muda nada. Código, nome e senha nunca são apagados.
import-written = Como o arquivo está escrito
import-written-hint = Normalmente isso é detectado automaticamente. Escolha só se os textos ou as colunas aparecerem errados.
import-written-wrong = As colunas ou os acentos aparecem errados?
import-send-again = Envie o arquivo de novo e diga como ele está escrito
import-automatic = Detectar automaticamente
import-encoding = Codificação
import-delimiter = Separador
import-delimiter-semicolon = Ponto e vírgula
import-delimiter-comma = Vírgula
import-delimiter-tab = Tabulação
import-delimiter-pipe = Barra vertical
import-header = Primeira linha
import-header-present = Tem os nomes das colunas
import-header-absent = Já é um cliente
import-file-unreadable = { $count ->
    [one] { $shown } linha do arquivo não pode ser lida e será rejeitada.
   *[other] { $shown } linhas do arquivo não podem ser lidas e serão rejeitadas.
}
import-file-blank = { $count ->
    [one] { $shown } linha não tem nada nas colunas usadas.
   *[other] { $shown } linhas não têm nada nas colunas usadas.
}
import-file-repeated = { $count ->
    [one] { $shown } linha tem o código ou o e-mail de uma linha anterior: as duas falam do mesmo cliente.
   *[other] { $shown } linhas têm o código ou o e-mail de uma linha anterior: falam do mesmo cliente.
}

## What a spreadsheet did

import-warnings = A planilha parece ter estragado alguns valores
import-warning-leading-zeros = { $count ->
    [one] “{ $name }”: { $shown } número parece ter perdido os zeros do começo (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } números parecem ter perdido os zeros do começo (o primeiro na linha de dados { $row }).
}
import-warning-scientific-notation = { $count ->
    [one] “{ $name }”: { $shown } número está escrito como 1,23E+11 e perdeu os últimos dígitos (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } números estão escritos como 1,23E+11 e perderam os últimos dígitos (o primeiro na linha de dados { $row }).
}
import-warning-date = { $count ->
    [one] “{ $name }”: { $shown } código parece ter virado uma data (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } códigos parecem ter virado datas (o primeiro na linha de dados { $row }).
}
import-warning-formula-error = { $count ->
    [one] “{ $name }”: { $shown } valor é o erro de uma fórmula, como #N/D (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } valores são erros de fórmulas, como #N/D (o primeiro na linha de dados { $row }).
}
import-warning-trailing-fraction = { $count ->
    [one] “{ $name }”: { $shown } número inteiro ganhou casas decimais, como 123.0 (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } números inteiros ganharam casas decimais, como 123.0 (o primeiro na linha de dados { $row }).
}
import-warning-mojibake = { $count ->
    [one] “{ $name }”: { $shown } texto tem acentos trocados, como JoÃ£o (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } textos têm acentos trocados, como JoÃ£o (o primeiro na linha de dados { $row }).
}
import-warning-lost-characters = { $count ->
    [one] “{ $name }”: { $shown } texto parece ter perdido letras, como Jo?o (linha de dados { $row }).
   *[other] “{ $name }”: { $shown } textos parecem ter perdido letras, como Jo?o (o primeiro na linha de dados { $row }).
}
import-warnings-hint = Isto não impede a importação. Se estiver mesmo errado, corrija o arquivo e envie de novo: na planilha, importe as colunas como texto em vez de abrir o arquivo.

## The columns

import-setup-title = Conferir “{ $name }”
import-setup-intro = Diga o que cada coluna é. O que foi reconhecido pelo nome já está escolhido.
import-columns = Colunas
import-column = No arquivo
import-column-number = Coluna { $shown }
import-samples = Exemplos
import-samples-none = Vazia nas primeiras linhas
import-becomes = Campo do cliente
import-columns-refused = Assim não dá para importar. Confira:
import-column-needed = Nenhuma coluna é “{ $name }”. Escolha qual é.
import-column-repeated = Mais de uma coluna é “{ $name }”. Escolha só uma.
import-column-gone = O campo “{ $name }” não está mais em uso. Escolha outro.
import-meeting = O que fazer com as linhas
import-look = Ver o que vai acontecer
import-target-ignore = Não importar
import-target-customer-id = Código
import-target-name = Nome
import-target-email = E-mail
import-target-phone = Telefone
import-target-password = Senha
import-target-organization = Organização
import-target-portfolio = Carteira
import-target-language = Idioma
import-target-create-tickets = Pode abrir chamados

## What will happen

import-preview-title = O que “{ $name }” vai fazer
import-preview-intro = Cada linha foi testada agora mesmo com as regras de sempre, e nada ficou gravado.
import-change-columns = Mudar as colunas
import-start = { $count ->
    [one] Importar { $shown } linha
   *[other] Importar { $shown } linhas
}
import-preview-which = { $count ->
    [one] Linha { $first } de { $shown }
   *[other] Linhas { $first } a { $last } de { $shown }
}
import-preview-create = { $count ->
    [one] { $shown } cadastra um cliente
   *[other] { $shown } cadastram clientes
}
import-preview-update = { $count ->
    [one] { $shown } altera um cliente
   *[other] { $shown } alteram clientes
}
import-preview-nothing = { $count ->
    [one] { $shown } não muda nada
   *[other] { $shown } não mudam nada
}
import-preview-blank = { $count ->
    [one] { $shown } está em branco
   *[other] { $shown } estão em branco
}
import-preview-reject = { $count ->
    [one] { $shown } será rejeitada
   *[other] { $shown } serão rejeitadas
}
import-line = Linha
import-customer = Cliente
import-what = O que acontece
import-act-create = Cadastra
import-act-update = Altera
import-act-nothing = Nada muda
import-act-blank = Em branco
import-act-reject = Rejeitada
import-from = de
import-to = para
import-emptied = fica vazio
import-password-new = senha nova
import-repeats = A { $shown }ª linha de dados fala do mesmo cliente.

## While it goes on

import-title = Importação de “{ $name }”
import-progress-scan = { $count ->
    [one] Procurando repetições: { $done } de { $shown } linha.
   *[other] Procurando repetições: { $done } de { $shown } linhas.
}
import-progress-upload = { $count ->
    [one] O arquivo está chegando: { $shown } linha até agora.
   *[other] O arquivo está chegando: { $shown } linhas até agora.
}
import-progress-run = { $count ->
    [one] { $done } de { $shown } linha importada.
   *[other] { $done } de { $shown } linhas importadas.
}
import-progress-undo = { $count ->
    [one] { $done } de { $shown } linha desfeita.
   *[other] { $done } de { $shown } linhas desfeitas.
}
import-progress-said = { $shown }% pronto
import-goes-on = Continua sozinha: você pode fechar esta página.
import-live-pause = Pausar a atualização automática
import-live-resume = Retomar a atualização automática
import-stop = Interromper
import-stop-title = Interromper “{ $name }”?
import-stop-intro = As linhas que faltam não serão importadas. O que já foi feito fica, e pode ser desfeito depois.
import-discard = Descartar
import-discard-title = Descartar “{ $name }”?
import-discard-intro = { $count ->
    [one] O arquivo com { $shown } linha e as colunas que você escolheu são apagados. Nenhum cliente muda.
   *[other] O arquivo com { $shown } linhas e as colunas que você escolheu são apagados. Nenhum cliente muda.
}

## What it came to

import-discarded = Foi descartada antes de começar. Nenhum cliente mudou.
import-another = Importar outro arquivo
import-rejected-download = { $count ->
    [one] Baixar { $shown } linha rejeitada
   *[other] Baixar { $shown } linhas rejeitadas
}
import-rejected-hint = O arquivo tem as mesmas colunas e mais uma, “errors”, que diz o que está errado em cada linha. Corrija e importe de novo: essa coluna é ignorada.
import-rejected-file = { $name } - rejeitadas
import-rejected-password = Se a linha tinha uma senha, digite-a de novo: ela não fica guardada.
import-rejected-rows = Linhas rejeitadas
import-why = Por quê
import-undo = Desfazer
import-undo-until = Dá para desfazer até { $name }.
import-undo-title = Desfazer a importação de “{ $name }”?
import-undo-created = { $count ->
    [one] { $shown } cliente cadastrado por ela é excluído.
   *[other] { $shown } clientes cadastrados por ela são excluídos.
}
import-undo-updated = { $count ->
    [one] { $shown } alteração é desfeita: o cliente volta a ser como era, com a senha e os campos de antes.
   *[other] { $shown } alterações são desfeitas: os clientes voltam a ser como eram, com as senhas e os campos de antes.
}
import-undo-not = O que não é desfeito
import-undo-kept = Clientes que alguém alterou depois da importação ficam como estão, e também aqueles cujo código ou e-mail outro cliente usa agora. Você verá a lista.
import-undo-trail = O histórico fica: a auditoria mostra a importação e que ela foi desfeita.
import-undone = Desfeitas
import-kept = Mantidas
import-kept-rows = Clientes que ficaram como estão
import-kept-hint = Alguém os alterou depois da importação, ou o código ou o e-mail que tinham antes é de outro cliente agora.

## Taking customers out

export-title = Exportar clientes
export-intro = Um arquivo CSV com todos os clientes, ou só com os de uma organização. Ele pode ser importado de novo como está.
export-organization = Organização
export-organization-hint = O nome exato ou o ID dela. Em branco, todos os clientes.
export-organization-unknown = Não há uma organização com esse nome, ou há mais de uma.
export-bom = Para abrir no Excel
export-bom-hint = Uma marca no começo do arquivo faz o Excel ler os acentos corretamente.
export-download = Baixar
export-trail = A auditoria mostra que você exportou, e quantos clientes.
export-file = clientes

## What was done

done-import-started = A importação começou.
done-import-cancelled = A importação foi interrompida.
done-import-discarded = A importação foi descartada.
done-import-undoing = A importação está sendo desfeita.
