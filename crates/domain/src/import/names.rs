//! What the columns of files of customers are called.

use super::Target;
use super::words::bare;

/// What columns are called in pt-BR, es and en, without case, accents and punctuation; for each target the surest name first.
pub(super) const NAMES: [(Target, &[&str]); 9] = [
    (
        Target::CustomerId,
        &[
            "customerid",
            "internalid",
            "idinterno",
            "iddocliente",
            "idcliente",
            "idusuario",
            "codigodocliente",
            "codigocliente",
            "codcliente",
            "codigodelcliente",
            "iddelcliente",
            "clienteid",
            "customercode",
            "customernumber",
            "clientid",
            "externalid",
            "idexterno",
            "codigo",
            "cod",
            "code",
            "matricula",
            "id",
        ],
    ),
    (
        Target::Name,
        &[
            "name",
            "nome",
            "nombre",
            "nomecompleto",
            "nombrecompleto",
            "fullname",
            "nomedocliente",
            "nomecliente",
            "nombredelcliente",
            "nombrecliente",
            "customername",
            "razaosocial",
            "razonsocial",
            "companyname",
            "nomefantasia",
            "nombrecomercial",
            "cliente",
            "customer",
            "contato",
            "contacto",
            "contact",
        ],
    ),
    (
        Target::Email,
        &[
            "email",
            "emailprincipal",
            "emailaddress",
            "enderecodeemail",
            "correo",
            "correoelectronico",
            "direcciondecorreo",
            "emaildocliente",
            "emaildecontato",
            "emailcontato",
            "mail",
        ],
    ),
    (
        Target::Phone,
        &[
            "phone",
            "telefone",
            "telefono",
            "fone",
            "tel",
            "phonenumber",
            "numerodetelefone",
            "telephone",
            "telefoneprincipal",
            "telefonecelular",
            "celular",
            "movil",
            "telefonomovil",
            "mobile",
            "mobilephone",
            "cellphone",
            "whatsapp",
            "telefone1",
            "fone1",
        ],
    ),
    (Target::Password, &["password", "senha", "contrasena", "clave"]),
    (
        Target::Organization,
        &[
            "organizationid",
            "iddaorganizacao",
            "idorganizacao",
            "iddelaorganizacion",
            "idorganizacion",
            "organization",
            "organizacao",
            "organizacion",
            "organizationname",
            "nomedaorganizacao",
            "empresa",
            "company",
        ],
    ),
    (
        Target::Portfolio,
        &[
            "portfolioid",
            "iddacarteira",
            "idcarteira",
            "iddelacartera",
            "idcartera",
            "portfolio",
            "carteira",
            "cartera",
            "portfolioname",
            "nomedacarteira",
            "nombredelacartera",
        ],
    ),
    (Target::Language, &["language", "idioma", "lingua", "lengua", "lang"]),
    (
        Target::CreateTickets,
        &[
            "createtickets",
            "podeabrirchamados",
            "abrechamados",
            "abrirchamados",
            "criarchamados",
            "podecriartickets",
            "puedecreartickets",
            "creartickets",
            "puedeabrirtickets",
            "maycreatetickets",
            "cancreatetickets",
        ],
    ),
];

/// Whether a column is probably called so: one of the names in pt-BR, es and en that are known for what customers have.
pub fn is_a_name(text: &str) -> bool {
    let bare = bare(text);
    let is_custom = text.trim().parse().is_ok_and(|target| matches!(target, Target::CustomField(_)));
    is_custom || NAMES.iter().any(|(_, names)| names.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_values() {
        for name in ["Nome", "E-MAIL", "custom_field[7]"] {
            assert!(is_a_name(name), "{name}");
        }
        for value in ["", "ana@example.com", "11 98765-4321", "custom_field", "ignore"] {
            assert!(!is_a_name(value), "{value}");
        }
    }
}
