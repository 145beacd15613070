//! What is there before a test begins: accounts, tokens, organizations, portfolios, custom fields. They come in by the
//! desk's door, as from the command line.

use guiche_desk::operator::Browser;
use guiche_desk::{
    Actor, Caller, Clock, Ids, blocked_email, custom_field, customer, department, group, organization,
    secret, token,
};
use guiche_domain::account::DetailsShape;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::customer::{CustomerId, Locator, Request};
use guiche_domain::email::Email;
use guiche_domain::form::{At, Form};
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::operator::{self, Role};
use guiche_domain::organization::Draft as OrganizationDraft;
use guiche_domain::plan::Plan;
use guiche_domain::refusal::{Faults, Field};
use guiche_domain::time::Timestamp;
use guiche_domain::token::Token;
use guiche_jobs::Worker;
use guiche_store::custom_field::Place;
use guiche_store::{Error, Tx};

use crate::{App, Visitor};

pub use guiche_domain::account::Account;

/// An account to be made: enterprise, pt-BR, America/Sao_Paulo unless said otherwise.
#[derive(Debug)]
pub struct AccountSpec<'a> {
    app: &'a App,
    new: Account,
}

impl AccountSpec<'_> {
    /// On another plan.
    pub fn plan(mut self, plan: Plan) -> Self {
        self.new.plan = plan;
        self
    }

    /// In another language.
    pub fn language(mut self, language: Language) -> Self {
        self.new.language = language;
        self
    }

    /// In another time zone.
    pub fn time_zone(mut self, name: &str) -> Self {
        self.new.time_zone = name.parse().expect("a time zone");
        self
    }

    /// With another shape of `customer/details`.
    pub fn details_shape(mut self, shape: DetailsShape) -> Self {
        self.new.details_shape = shape;
        self
    }

    /// Makes it.
    pub async fn create(self) -> Account {
        let (new, now) = (self.new, self.app.now());
        let made =
            self.app.db().write(move |tx| guiche_desk::account::create(tx, &new, now, &Ids::random())).await;
        made.expect("the store answers").expect("the slug is free")
    }
}

/// A token to be made: read-write, from anywhere, for ever unless said otherwise.
#[derive(Debug)]
pub struct TokenSpec<'a> {
    app: &'a App,
    account: Account,
    secret: String,
    new: Token,
}

impl TokenSpec<'_> {
    /// It may only read.
    pub fn read_only(mut self) -> Self {
        self.new.read_only = true;
        self
    }

    /// It is refused from this moment on.
    pub fn expires_at(mut self, moment: Timestamp) -> Self {
        self.new.expires_at = Some(moment);
        self
    }

    /// It may only be used from these networks.
    pub fn from(mut self, networks: &[&str]) -> Self {
        self.new.networks = networks.iter().map(|network| network.parse().expect("a network")).collect();
        self
    }

    /// An existing secret, brought along.
    pub fn secret(mut self, secret: &str) -> Self {
        self.secret = secret.into();
        self
    }

    /// Makes it; its secret.
    pub async fn create(self) -> String {
        let (secret, new) = (self.secret.clone(), self.new);
        let made =
            self.app.as_operator(&self.account, move |tx, caller| token::create(tx, caller, &secret, &new));
        assert!(made.await, "the secret is new");
        self.secret
    }
}

/// A custom field to be made: of customers, optional and without limits unless said otherwise.
#[derive(Debug)]
pub struct FieldSpec<'a> {
    app: &'a App,
    account: Account,
    target: &'static str,
    department: Option<(String, Option<String>)>,
    new: CustomField,
}

impl FieldSpec<'_> {
    /// Of organizations.
    pub fn of_organizations(mut self) -> Self {
        self.target = custom_field::ORGANIZATION;
        self
    }

    /// Of a department's tickets, or of those of one category.
    pub fn of_department(mut self, department_id: &str, category_id: Option<&str>) -> Self {
        self.target = custom_field::DEPARTMENT;
        self.department = Some((department_id.into(), category_id.map(str::to_owned)));
        self
    }

    /// A value must be given.
    pub fn required(mut self) -> Self {
        self.new.required = true;
        self
    }

    /// A value has at most so many characters.
    pub fn max_length(mut self, max: usize) -> Self {
        self.new.max_length = Some(max);
        self
    }

    /// What may be chosen.
    pub fn options(mut self, options: &[&str]) -> Self {
        self.new.options = options.iter().map(|option| (*option).into()).collect();
        self
    }

    /// Under this id.
    pub fn id(mut self, id: &str) -> Self {
        self.new.id = id.into();
        self
    }

    /// Makes it; its id.
    pub async fn create(self) -> String {
        let field = self.new.configured().expect("a sound field");
        let id = field.id.clone();
        let (target, department) = (self.target, self.department);
        let made = self.app.as_operator(&self.account, move |tx, caller| {
            let place = Place {
                target,
                department_id: department.as_ref().map(|(id, _)| id.as_str()),
                category_id: department.as_ref().and_then(|(_, category)| category.as_deref()),
            };
            custom_field::create(tx, caller, place, &field)
        });
        assert!(made.await, "the id is free");
        id
    }
}

impl App {
    /// An account to be made.
    pub fn account(&self, slug: &str) -> AccountSpec<'_> {
        let new = Account::fresh(slug.parse().expect("a slug"));
        AccountSpec { app: self, new }
    }

    /// The account `default`.
    pub async fn default_account(&self) -> Account {
        let found = self.db().read(|tx| guiche_store::account::by_slug(tx, "default")).await;
        found.expect("the store answers").expect("it was made at the start")
    }

    /// Changes an account to what is given.
    pub async fn change(&self, account: &Account) {
        assert!(self.as_operator(account, guiche_desk::account::update).await, "the account is there");
    }

    /// A token to be made for an account.
    pub fn token(&self, account: &Account) -> TokenSpec<'_> {
        let new = Token {
            token_id: self.new_id(),
            name: "test".into(),
            read_only: false,
            expires_at: None,
            revoked_at: None,
            networks: Vec::new(),
        };
        let secret = secret::new_token().expect("random bytes");
        TokenSpec { app: self, account: account.clone(), secret, new }
    }

    /// Revokes the token of an account that has this secret.
    pub async fn revoke(&self, account: &Account, secret: &str) {
        let hash = secret::hash(secret);
        let revoked = self.as_operator(account, move |tx, caller| {
            let Some((known, _)) = guiche_store::token::by_hash(tx, &hash)? else {
                return Ok(false);
            };
            token::revoke(tx, caller, &known.token_id)
        });
        assert!(revoked.await, "the token stands");
    }

    /// An organization of an account; its id.
    pub async fn organization(&self, account: &Account, name: &str) -> String {
        let mut form = Form::default();
        form.push_text("name", name);
        let draft = OrganizationDraft::read(&form, true);
        let made = self.as_operator(account, move |tx, caller| organization::create(tx, caller, &draft));
        made.await.organization_id
    }

    /// A portfolio of an account; its id.
    pub async fn portfolio(&self, account: &Account, name: &str) -> String {
        let (id, name) = (self.new_id(), name.to_owned());
        let shown = id.to_string();
        let made =
            self.as_operator(account, move |tx, caller| group::create_portfolio(tx, caller, &id, &name));
        assert!(made.await, "the id is new");
        shown
    }

    /// A department of an account; its id.
    pub async fn department(&self, account: &Account, name: &str) -> String {
        let (id, name) = (self.new_id(), name.to_owned());
        let shown = id.to_string();
        assert!(
            self.as_operator(account, move |tx, caller| department::create(tx, caller, &id, &name)).await
        );
        shown
    }

    /// Blocks an e-mail address.
    pub async fn block(&self, account: &Account, email: &str) {
        let email = Email::parse(email).expect("an address");
        assert!(self.as_operator(account, move |tx, caller| blocked_email::block(tx, caller, &email)).await);
    }

    /// Has a customer no longer be served.
    pub async fn deactivate(&self, account: &Account, customer_id: &str) {
        let id = CustomerId::parse(customer_id).expect("a key");
        let field = Field::new("customer_id", 0);
        let request = Request {
            locator: Some(At { field: field.clone(), value: Locator::Internal(id) }),
            value: Some(At { field, value: false }),
            faults: Faults::default(),
            ignored: Vec::new(),
        };
        let done = self.as_operator(account, move |tx, caller| customer::activate(tx, caller, &request));
        assert!(done.await.changed);
    }

    /// A custom field of an account's customers, to be made.
    pub fn field(&self, account: &Account, kind: Kind, name: &str) -> FieldSpec<'_> {
        let id = self.new_id().to_string();
        let new = CustomField {
            id,
            name: name.into(),
            kind,
            required: false,
            max_length: None,
            options: Vec::new(),
        };
        FieldSpec {
            app: self,
            account: account.clone(),
            target: custom_field::CUSTOMER,
            department: None,
            new,
        }
    }

    /// Retires a custom field.
    pub async fn retire_field(&self, account: &Account, id: &str) {
        let (id, target) = (id.to_owned(), custom_field::CUSTOMER);
        let retired =
            self.as_operator(account, move |tx, caller| custom_field::retire(tx, caller, target, &id));
        assert!(retired.await);
    }

    /// A browser in which an operator of an account is signed in who has this role.
    pub async fn operator(&self, account: &Account, role: Role) -> Visitor {
        let id = self.new_id();
        let mut form = Form::default();
        form.push_text("name", format!("Operator {role}"));
        form.push_text("email", format!("{id}@example.com"));
        form.push_text("role", role.as_str());
        let draft = operator::Draft::read(&form);
        let secret = secret::new().expect("random bytes");
        let browser = Browser { secret: secret.clone(), name: "a browser".into() };
        let signed_in = self.as_operator(account, move |tx, caller| {
            let added = guiche_desk::operator::add(tx, caller, &draft)?;
            guiche_store::operator::set_password(tx, caller.account.account_id, &added.operator_id, "none")?;
            let slug = caller.account.slug.as_str();
            let known = guiche_desk::operator::credentials(tx, slug, &added.email)?.expect("just added");
            let actor = Actor::Operator { id: added.operator_id, role };
            let caller = Caller { actor, ..caller.clone() };
            guiche_desk::operator::begin(tx, &caller, &known, &browser)
        });
        assert!(signed_in.await.is_some(), "the password is the one of before");
        Visitor::new(self.anon(), Some(&secret))
    }

    /// Gives changes that wait for one their positions, and takes them into what is searched and counted, as the server's
    /// jobs would a moment later.
    pub async fn follow(&self) {
        for mut worker in Worker::all(self.db(), &Clock::fixed(self.now())) {
            worker.catch_up_now().await.expect("the store answers");
            worker.release().await.expect("the store answers");
        }
    }

    fn new_id(&self) -> Id {
        Ids::random().next(self.now())
    }

    /// Does something on behalf of an account as from the command line.
    pub async fn as_operator<T: Send + 'static>(
        &self,
        account: &Account,
        run: impl Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let caller = Caller::new(account.clone(), Actor::CommandLine, self.now(), Ids::random());
        self.db().write(move |tx| run(tx, &caller)).await.expect("the store answers")
    }
}
