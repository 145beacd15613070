//! An account as it looks after some months, for pictures and for pages that need something to show. All of it is invented, and
//! the same each time.

use fastrand::Rng;
use guiche_desk::customer::{self, NewCustomer};
use guiche_desk::password::Hasher;
use guiche_desk::{Actor, Caller, Ids, custom_field, department, group, organization};
use guiche_domain::account::Account;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::customer::Draft;
use guiche_domain::fold::fold;
use guiche_domain::form::Form;
use guiche_domain::id::Id;
use guiche_domain::organization::Draft as NewOrganization;
use guiche_domain::time::Timestamp;
use guiche_store::Db;
use guiche_store::custom_field::Place;

/// Over so many days they came.
const DAYS: usize = 170;

const FIRST: [&str; 24] = [
    "Ana",
    "Beatriz",
    "Bruno",
    "Caio",
    "Camila",
    "Cecília",
    "Davi",
    "Elisa",
    "Fábio",
    "Gabriela",
    "Heitor",
    "Íris",
    "João",
    "Joana",
    "Lara",
    "Luís",
    "Marina",
    "Maurício",
    "Nair",
    "Otávio",
    "Paula",
    "Rafael",
    "Sônia",
    "Vítor",
];
const LAST: [&str; 20] = [
    "Albuquerque",
    "Araújo",
    "Barros",
    "Brandão",
    "Cardoso",
    "Conceição",
    "Duarte",
    "Esteves",
    "Farias",
    "Guimarães",
    "Lacerda",
    "Magalhães",
    "Moraes",
    "Nogueira",
    "Pacheco",
    "Queiroz",
    "Ribeiro",
    "Sampaio",
    "Teixeira",
    "Vasconcelos",
];
const ORGANIZATIONS: [&str; 9] = [
    "Aurora Papelaria",
    "Café do Largo",
    "Cinco Pontes Transportes",
    "Estaleiro Boa Maré",
    "Horta da Serra",
    "Livraria Ipê-Roxo",
    "Oficina Três Rodas",
    "Pão da Esquina",
    "Vidraçaria Cristalina",
];
const PORTFOLIOS: [&str; 3] = ["Norte", "Sul", "Contas especiais"];
const SEGMENTS: [&str; 3] = ["Varejo", "Serviços", "Indústria"];
const DEPARTMENTS: [&str; 3] = ["Comercial", "Financeiro", "Suporte técnico"];

/// Fills an account that has nothing yet with so many customers, up to this moment.
pub async fn fill(db: &Db, account: &Account, customers: usize, now: Timestamp) {
    let mut rng = Rng::with_seed(5);
    let begin = Caller::new(
        account.clone(),
        Actor::CommandLine,
        Timestamp::from_micros(now.micros() - days(DAYS)),
        Ids::random(),
    );
    let known = configure(db, begin.clone()).await;
    let hasher = Hasher::new(1);
    for number in 0..customers {
        // From few a day to ever more, some days busier than others.
        let left = (customers - number) as f64 / customers as f64;
        let age = (1.0 - (1.0 - left).sqrt()) * days(DAYS) as f64 + rng.f64() * days(3) as f64;
        let earlier = (age as i64).min(days(DAYS));
        let caller = Caller { now: Timestamp::from_micros(now.micros() - earlier), ..begin.clone() };
        let draft = Draft::read(&customer(&mut rng, number, &known), true);
        let new = NewCustomer::prepare(draft, &hasher).await.expect("no password to hash");
        let made = db.write(move |tx| customer::create(tx, &caller, &new)).await;
        made.expect("a sound customer");
    }
}

/// What customers belong to and can be asked: ids.
struct Known {
    organizations: Vec<String>,
    portfolios: Vec<String>,
    segment: String,
}

async fn configure(db: &Db, caller: Caller) -> Known {
    let made = db.write(move |tx| {
        let mut organizations = Vec::new();
        for name in ORGANIZATIONS {
            let mut form = Form::default();
            form.push_text("name", name);
            let made = organization::create(tx, &caller, &NewOrganization::read(&form, true))?;
            organizations.push(made.organization_id);
        }
        let mut portfolios = Vec::new();
        for name in PORTFOLIOS {
            let id = caller.ids.next(caller.now);
            group::create_portfolio(tx, &caller, &id, name)?;
            portfolios.push(id.to_string());
        }
        for name in DEPARTMENTS {
            department::create(tx, &caller, &caller.ids.next(caller.now), name)?;
        }
        let segment = field(&caller.ids.next(caller.now), "Segmento", Kind::Select, &SEGMENTS);
        let contract = field(&caller.ids.next(caller.now), "Contrato", Kind::Text, &[]);
        for field in [&segment, &contract] {
            let place = Place { target: custom_field::CUSTOMER, department_id: None, category_id: None };
            custom_field::create(tx, &caller, place, field)?;
        }
        Ok(Known { organizations, portfolios, segment: segment.id })
    });
    made.await.expect("a sound account")
}

fn field(id: &Id, name: &str, kind: Kind, options: &[&str]) -> CustomField {
    let options = options.iter().map(|option| (*option).into()).collect();
    let field = CustomField {
        id: id.to_string(),
        name: name.into(),
        kind,
        required: false,
        max_length: None,
        options,
    };
    field.configured().expect("a sound field")
}

fn customer(rng: &mut Rng, number: usize, known: &Known) -> Form {
    let Known { organizations, portfolios, segment } = known;
    let (first, last) = (FIRST[rng.usize(..FIRST.len())], LAST[rng.usize(..LAST.len())]);
    let mut form = Form::default();
    form.push_text("customer_id", (1_001 + number).to_string());
    form.push_text("name", format!("{first} {last}"));
    let plain = fold(&format!("{first}.{last}"));
    form.push_text("email", format!("{plain}.{number}@example.com"));
    if rng.u8(..10) < 8 {
        form.push_text("phone", format!("+55 11 5550-{:04}", rng.u16(..10_000)));
    }
    // Some organizations are much larger than others.
    let organization = rng.usize(..organizations.len()).min(rng.usize(..organizations.len()));
    if rng.u8(..10) < 8 {
        form.push_text("organization_id", &organizations[organization]);
    }
    if rng.u8(..10) < 6 {
        form.push_text("portfolio_id", &portfolios[rng.usize(..portfolios.len())]);
    }
    if rng.bool() {
        form.push_text(format!("custom_field[{segment}]"), SEGMENTS[rng.usize(..SEGMENTS.len())]);
    }
    form
}

fn days(days: usize) -> i64 {
    i64::try_from(days).unwrap_or(i64::MAX) * 86_400_000_000
}
