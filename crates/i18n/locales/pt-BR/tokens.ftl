### Tokens de acesso à API.

nav-tokens = Tokens da API
token-add = Criar token
token-add-intro = Um token deixa um programa, como seu ERP, trabalhar com os clientes desta conta pela API. Crie um para cada programa: assim você pode revogar um sem parar os outros.
token-no-api = O plano desta conta não inclui a API: o token será recusado enquanto o plano não mudar.
token-none = Nenhum programa pode usar a API desta conta. Crie um token para cada programa que deva cadastrar ou consultar clientes.
token-over = { $count ->
    [one] { $shown } token revogado ou expirado
   *[other] { $shown } tokens revogados ou expirados
}
token-name = Nome
token-name-hint = Para que serve, por exemplo “ERP” ou “Site”.
token-rights = Permissões
token-rights-read-write = Ler e gravar
token-rights-read-only = Só ler
token-created = Criado
token-expires = Expira
token-last-used = Último uso
token-never-used = Nunca usado
token-expiry = Validade
token-expiry-never = Nunca
token-expiry-days = { $count ->
    [one] { $shown } dia
   *[other] { $shown } dias
}
token-expiry-day = Até uma data
token-expires-on = Último dia
token-expires-on-hint = Só quando a validade é até uma data. O token vale até o fim deste dia.
token-addresses = Endereços permitidos
token-addresses-hint = Um endereço IP ou uma rede por linha, como 203.0.113.7 ou 203.0.113.0/24. Em branco, o token vale de qualquer lugar.
token-anywhere = Qualquer um
token-state = Situação
token-active = Ativo
token-expired-state = Expirado
token-revoked = Revogado
token-made = Token criado
token-once = Copie o token agora: ele só é mostrado desta vez, e nós guardamos apenas um resumo criptográfico dele.
token-copy = Copiar token
token-copy-example = Copiar comando
copied = Copiado
token-try = Para experimentar
token-try-read = Este comando lista os clientes da conta:
token-try-write = Este comando cadastra uma cliente de exemplo na conta:
token-revoke = Revogar
token-revoke-title = Revogar token
token-revoke-intro = Os programas que usam o token “{ $name }” param de funcionar na hora. Isto não pode ser desfeito.
done-token-revoked = O token foi revogado e não é mais aceito.
