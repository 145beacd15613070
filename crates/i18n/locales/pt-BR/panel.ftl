### A moldura dos painéis, e entrar e sair.

skip-to-content = Ir para o conteúdo
nav-label = Navegação principal
nav-home = Início
nav-operators = Operadores
language-label = Idioma
sign-out = Sair
save = Salvar
cancel = Cancelar
back = Voltar
actions = Ações
copy-link = Copiar link
to-home = Ir para o início
form-refused = Nada foi salvo ainda. Confira:

## Signing in

sign-in-title = Entrar
sign-in-account = Conta
sign-in-email = E-mail
sign-in-password = Senha
sign-in-submit = Entrar
sign-in-refused = Não foi possível entrar. Confira:
sign-in-wrong = O e-mail ou a senha estão incorretos.
sign-in-forgotten = Esqueceu a senha? Um administrador pode criar um link para você definir outra.
sign-in-nobody = Ninguém pode entrar ainda. Abra o link mostrado na primeira inicialização ou crie outro no servidor:
code-title = Segundo fator
code-label = Código
code-hint = Os seis dígitos que o seu telefone mostra agora.
code-lost = Perdeu o telefone? Um administrador pode criar um link para você definir outra senha; ele também remove o segundo fator.

## Links

setup-title = Preparar o atendimento
setup-intro = Você é o primeiro administrador de “{ $name }”. Este link só funciona uma vez.
setup-submit = Preparar
password-title = Definir a senha
password-intro = Olá, { $name }. Escolha a senha com que você vai entrar a partir de agora. Este link só funciona uma vez.
password-new = Nova senha
password-again = Repita a nova senha
password-current = Senha atual
password-hint = { $count ->
    [one] Pelo menos { $shown } caractere. Algumas palavras em sequência são fáceis de lembrar e difíceis de adivinhar.
   *[other] Pelo menos { $shown } caracteres. Algumas palavras em sequência são fáceis de lembrar e difíceis de adivinhar.
}
password-submit = Definir senha

## Oneself

profile-title = Meu perfil
profile-language = Idioma do painel
profile-password = Senha
profile-password-hint = Ao trocar a senha, as suas outras sessões são encerradas.
second-factor-title = Segundo fator
second-factor-on = Para entrar também é preciso um código do seu telefone.
second-factor-off = Com o segundo fator, só a sua senha não basta para entrar.
second-factor-set-up = Configurar o segundo fator
second-factor-remove = Remover o segundo fator
second-factor-intro = Leia este código QR com um aplicativo autenticador no seu telefone e digite o código que ele mostra.
second-factor-picture = Código QR com a chave para o seu aplicativo autenticador
second-factor-secret = Se não conseguir ler o código QR, digite esta chave no aplicativo:
second-factor-submit = Ativar
sessions-title = Sessões abertas
sessions-none = Nenhuma sessão aberta.
sessions-end-others = Encerrar as outras sessões
session-browser = Navegador
session-unknown = Navegador desconhecido
session-address = Endereço
session-seen = Última atividade
session-begun = Entrou em
session-own = esta sessão
session-end = Encerrar

## Operators

operator-name = Nome
operator-email = E-mail
operator-email-hint = Para entrar no painel.
operator-role = Função
operator-role-hint = Administradores fazem tudo; operadores fazem o trabalho diário; quem só consulta não altera nada.
operator-language = Idioma
operator-state = Situação
operator-active = Pode entrar
operator-active-hint = Se desmarcar, o operador não entra mais, e as sessões dele são encerradas na mesma hora.
operator-inactive = Bloqueado
operator-waiting = Ainda sem senha
operator-can-sign-in = Ativo
operator-second-factor = Segundo fator
operator-add = Adicionar operador
operator-add-intro = O operador define a senha com um link que você cria na próxima página.
operator-data = Dados
operator-link-title = Link para a senha
operator-link-invite = Com este link o operador define a senha e entra pela primeira vez.
operator-link-reset = Com este link o operador define outra senha. Quando for usado, as sessões são encerradas e o segundo fator é removido; até lá, tudo fica como está.
operator-link-make = Criar link
operator-link-made = Entregue este link a { $name }, e a mais ninguém. Ele só é mostrado desta vez:
operator-link-hours = { $count ->
    [one] Funciona uma vez, dentro de { $shown } hora.
   *[other] Funciona uma vez, dentro de { $shown } horas.
}
role-administrator = Administrador
role-operator = Operador
role-read-only = Só consulta

## What was done

done-saved = Salvo.
done-password = Sua senha foi alterada, e as suas outras sessões foram encerradas.
done-session-ended = A sessão foi encerrada.
done-sessions-ended = As suas outras sessões foram encerradas.
done-second-factor = A partir de agora, para entrar também é preciso um código do seu telefone.
done-second-factor-removed = O segundo fator foi removido.
done-operator-added = O operador foi adicionado. Crie um link para ele definir a senha.
done-operator-changed = O operador foi alterado.

## Why there is no page

failure-not-found = Não há nada aqui
failure-not-found-hint = A página não existe, ou o que ela mostrava não está mais aqui.
failure-wrong-method = Esta página não pode ser aberta assim
failure-wrong-method-hint = Volte e use o formulário.
failure-signed-out = Sua sessão terminou
failure-signed-out-hint = Entre de novo; o que você digitou não foi salvo.
failure-forbidden = Sua função não permite isto
failure-forbidden-hint = Um administrador pode dar a você outra função.
failure-foreign = O formulário não veio desta página
failure-foreign-hint = Nada foi alterado. Recarregue a página e envie o formulário de novo.
failure-too-often = Tentativas demais
failure-too-often-hint = Espere um minuto e tente de novo.
failure-link-over = Este link não funciona mais
failure-link-over-hint = Ele já foi usado, ou o prazo acabou. Peça outro a um administrador.
failure-too-large = O envio é grande demais
failure-too-large-hint = Nada foi salvo. Envie menos de cada vez.
failure-too-slow = O formulário não chegou a tempo
failure-too-slow-hint = Nada foi salvo. Confira sua conexão e envie de novo.
failure-unreadable = Não foi possível ler o formulário
failure-unreadable-hint = Nada foi salvo. Volte, recarregue a página e tente de novo.
failure-changed = Outra pessoa alterou isto enquanto você editava
failure-changed-hint = Nada foi salvo. Recarregue a página, veja o que mudou e tente de novo.
failure-unavailable = O servidor está ocupado
failure-unavailable-hint = Nada se perdeu. Tente de novo daqui a pouco.
failure-internal = Algo deu errado
failure-internal-hint = O erro é nosso e foi registrado. Tente de novo; se continuar, avise quem administra o servidor.
