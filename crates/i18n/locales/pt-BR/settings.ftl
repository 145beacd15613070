### As configurações da conta.

nav-settings = Configurações
settings-account = Conta
settings-name = Nome da conta
settings-name-hint = Aparece no alto do painel e nas páginas que seus operadores veem.
settings-language = Idioma das mensagens
settings-language-hint = Usado pela API quando o programa não pede outro, e por operadores novos. Cada operador escolhe o idioma do próprio painel.
settings-zone = Fuso horário
settings-zone-hint = Onde as datas e horas da conta são lidas.
settings-details = Formato de customer/details
settings-details-hint = Como a API devolve um cliente. Programas feitos para o TomTicket costumam esperar uma lista; a documentação dele mostra um objeto.
settings-details-array = Lista com um objeto: [{"{"}…{"}"}]
settings-details-object = Objeto: {"{"}…{"}"}
settings-rate = Limite de requisições por token
settings-rate-hint = Quantas requisições cada token da API pode fazer. Em branco, vale o limite do servidor.
settings-rate-window = Limite contado por
settings-rate-second = Segundo
settings-rate-minute = Minuto
settings-plan = Plano
settings-plan-hint = O plano é o que a empresa contratou. Ele só muda no servidor, por quem cuida dele:
plan-free = Free: sem API
plan-basic = Basic: sem API
plan-premium = Premium: API sem carteiras
plan-enterprise = Enterprise: tudo
