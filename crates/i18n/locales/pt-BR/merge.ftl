### Dois clientes que são um só.

merge-title = Mesclar com outro cliente
merge-intro = { $name } fica. O outro cliente passa a fazer parte deste cadastro e deixa de existir.
merge-search = Qual é o outro?
merge-search-hint = O código, o nome, o e-mail ou o telefone.
merge-find = Buscar
merge-offers = Clientes encontrados
merge-none-found = Nenhum outro cliente corresponde.
merge-more = Há mais clientes que correspondem. Digite mais para encontrar o certo.
merge-undoable = Mesclagens que podem ser desfeitas
merge-undoable-none = Nenhum cliente foi mesclado a este nos últimos tempos.
merge-merged = Cliente mesclado
merge-merged-at = Mesclado em
merge-until = Pode ser desfeita até

## Comparing

merge-compare = Comparar os dois clientes
merge-compare-intro = Escolha, em cada linha, o que fica. Nada muda antes de você confirmar.
merge-part = Dado
merge-kept = Fica: { $name }
merge-gone = Deixa de existir: { $name }
merge-swap = Ficar com o outro
merge-look = Ver o outro cliente
merge-key-hint = Os dois códigos levam ao cliente depois; aqui você escolhe qual aparece.
merge-departments = { $count ->
    [one] O cliente será atendido por { $shown } departamento, somando os dos dois.
   *[other] O cliente será atendido por { $shown } departamentos, somando os dos dois.
}
merge-continue = Continuar
merge-another = Escolher outro
merge-nothing = vazio
merge-same = igual
merge-yes = Sim
merge-no = Não
merge-no-quota = Sem limite
merge-password-set = definida
merge-part-customer-id = Código
merge-part-name = Nome
merge-part-email = E-mail
merge-part-phone = Telefone
merge-part-password = Senha
merge-part-organization = Organização
merge-part-portfolio = Carteira
merge-part-language = Idioma
merge-part-create-tickets = Pode abrir chamados
merge-part-active = Ativo
merge-part-approved = Cadastro aprovado
merge-part-quota = Chamados por mês

## Confirming

merge-confirm = Confirmar a mesclagem
merge-confirm-gone = { $name } deixa de existir como cliente.
merge-confirm-keys = O código que tinha continua levando ao cliente que fica, também pela API.
merge-lost = O que se perde
merge-lost-none = Nenhum valor se perde.
merge-stays = O que fica
merge-undo-hint = { $count ->
    [one] Pode ser desfeita por { $shown } dia.
   *[other] Pode ser desfeita por { $shown } dias.
}
merge-submit = Mesclar
merge-back = Voltar à comparação

## Undoing

merge-undo = Desfazer a mesclagem
merge-undo-back = { $name } volta a ser um cliente, com o código e os dados que tinha.
merge-undo-whole = { $name } também volta a ser o que era antes da mesclagem.
merge-undo-partly = O cadastro de { $name } foi alterado depois da mesclagem e fica como está; só devolve o código e o e-mail que recebeu do outro.

## What was done

done-customers-merged = Os dois clientes agora são um só. Dá para desfazer em “Mesclar com outro cliente”.
done-merge-undone = A mesclagem foi desfeita. Os dois clientes são o que eram.
done-merge-undone-partly = A mesclagem foi desfeita. Este cliente tinha mudado depois dela e ficou como está.
