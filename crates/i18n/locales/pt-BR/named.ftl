### Carteiras e departamentos.

nav-portfolios = Carteiras
nav-departments = Departamentos
named-name = Nome
named-customers = Clientes
named-id = ID
named-rename-one = Renomear “{ $name }”
portfolio-intro = Nas carteiras você separa os clientes por quem cuida deles. Uma carteira pode ser renomeada, mas não excluída: clientes e histórico continuam apontando para ela.
portfolio-none = Ainda não há nenhuma carteira. Adicione a primeira, como “Contas-chave”.
portfolio-not-in-plan = O plano desta conta não inclui carteiras.
portfolio-add = Adicionar carteira
department-intro = Os departamentos são as equipes que atendem. Um departamento pode ser renomeado, mas não excluído: clientes e histórico continuam apontando para ele.
department-none = Ainda não há nenhum departamento. Adicione o primeiro, como “Suporte”.
department-add = Adicionar departamento
done-portfolio-added = A carteira foi adicionada.
done-portfolio-renamed = A carteira foi renomeada.
done-department-added = O departamento foi adicionado.
done-department-renamed = O departamento foi renomeado.
