//! The second factor: each code once.

use guiche_desk::Caller;
use guiche_desk::operator::{self, Verified, WRONG_CODES};
use guiche_domain::operator::{Operator, Role};
use guiche_domain::time::Timestamp;
use guiche_store::Error;
use guiche_tests::App;

use super::{as_operator, browser, shown};

/// The secret of the standard's examples, and its codes at the beginning of 1970, in order of half minutes.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const CODES: [&str; 3] = ["755224", "287082", "359152"];

/// An operator, so many seconds after the beginning of 1970.
fn at(caller: &Caller, operator: &Operator, seconds: i64) -> Caller {
    Caller { now: Timestamp::from_micros(seconds * 1_000_000), ..as_operator(caller, operator) }
}

#[tokio::test]
async fn a_code_is_asked_for_and_good_once() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let done = app.as_operator(&account, move |tx, caller| {
        let at = |seconds| at(caller, &ana, seconds);
        let wrong = operator::set_second_factor(tx, &at(0), SECRET, "000000", None);
        assert!(matches!(wrong, Err(Error::Refused(_))), "{wrong:?}");
        operator::set_second_factor(tx, &at(0), SECRET, CODES[0], None)?;
        let known = shown(tx, &ana)?;
        let waiting = operator::begin(tx, &at(5), &known, &browser("waiting"))?.expect("a session");
        assert!(!waiting.verified, "the password is not enough");
        let used = operator::verify(tx, &at(5), &waiting, CODES[0], &browser("x"))?;
        assert_eq!(used, Verified::Wrong, "the code by which it was set up");
        let begun = operator::verify(tx, &at(35), &waiting, CODES[1], &browser("in"))?;
        assert!(matches!(begun, Verified::Begun(session) if session.verified));
        let again = operator::verify(tx, &at(40), &waiting, CODES[1], &browser("x"))?;
        assert_eq!(again, Verified::Wrong);
        assert_eq!(operator::authenticate(tx, "waiting", at(40).now)?, None, "its place is taken");
        assert!(operator::authenticate(tx, "in", at(40).now)?.is_some());
        operator::forget_second_factor(tx, &at(60), None)?;
        let known = shown(tx, &ana)?;
        let open = operator::begin(tx, &at(61), &known, &browser("open"))?.expect("a session");
        Ok(open.verified)
    });
    assert!(done.await);
}

#[tokio::test]
async fn a_few_wrong_codes_end_what_waits_for_one() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let done = app.as_operator(&account, move |tx, caller| {
        let at = |seconds| at(caller, &ana, seconds);
        operator::set_second_factor(tx, &at(0), SECRET, CODES[0], None)?;
        let known = shown(tx, &ana)?;
        let waiting = operator::begin(tx, &at(5), &known, &browser("waiting"))?.expect("a session");
        for _ in 0..WRONG_CODES {
            assert!(operator::authenticate(tx, "waiting", at(6).now)?.is_some());
            assert_eq!(operator::verify(tx, &at(6), &waiting, "000000", &browser("x"))?, Verified::Wrong);
        }
        assert_eq!(operator::authenticate(tx, "waiting", at(6).now)?, None);
        operator::verify(tx, &at(35), &waiting, CODES[1], &browser("x"))
    });
    assert_eq!(done.await, Verified::Wrong, "the right one comes too late");
}
