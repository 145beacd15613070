//! What is there before a test begins: accounts, tokens, organizations, portfolios, custom fields. They come in by the
//! desk's door, as from the command line.

use guiche_desk::{
    Actor, Caller, Ids, blocked_email, custom_field, customer, department, group, secret, token,
};
use guiche_domain::account::DetailsShape;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::customer::{CustomerId, Locator, Request};
use guiche_domain::email::Email;
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::plan::Plan;
use guiche_domain::refusal::{Faults, Field};
use guiche_domain::time::Timestamp;
use guiche_domain::token::Token;
use guiche_store::{Error, Tx, group::Kind as Group};

use crate::App;

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

/// A custom field of customers to be made: optional and without limits unless said otherwise.
#[derive(Debug)]
pub struct FieldSpec<'a> {
    app: &'a App,
    account: Account,
    new: CustomField,
}

impl FieldSpec<'_> {
    /// A customer must have a value.
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
        let made =
            self.app.as_operator(&self.account, move |tx, caller| custom_field::create(tx, caller, &field));
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
        self.group(account, Group::Organization, name).await
    }

    /// A portfolio of an account; its id.
    pub async fn portfolio(&self, account: &Account, name: &str) -> String {
        self.group(account, Group::Portfolio, name).await
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
        FieldSpec { app: self, account: account.clone(), new }
    }

    /// Retires a custom field.
    pub async fn retire_field(&self, account: &Account, id: &str) {
        let id = id.to_owned();
        assert!(self.as_operator(account, move |tx, caller| custom_field::retire(tx, caller, &id)).await);
    }

    async fn group(&self, account: &Account, kind: Group, name: &str) -> String {
        let (id, name) = (self.new_id(), name.to_owned());
        let shown = id.to_string();
        assert!(
            self.as_operator(account, move |tx, caller| group::create(tx, caller, kind, &id, &name)).await
        );
        shown
    }

    fn new_id(&self) -> Id {
        Ids::random().next(self.now())
    }

    async fn as_operator<T: Send + 'static>(
        &self,
        account: &Account,
        run: impl Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let caller = Caller {
            account: account.clone(),
            actor: Actor::CommandLine,
            address: None,
            request_id: None,
            now: self.now(),
            ids: Ids::random(),
        };
        self.db().write(move |tx| run(tx, &caller)).await.expect("the store answers")
    }
}
