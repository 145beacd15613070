//! Hashing of passwords: argon2id, a few at a time.
//!
//! Each hash takes 19 MiB and some milliseconds of a core, so only as many run as there are cores, a bounded number
//! waits, and the rest is told to come again. Their memory is kept and used again: returned to the allocator, it would
//! stay in the arena of whichever thread had it, and add up to twenty times what is in use (measured with glibc).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::PasswordVerifier as _;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use guiche_domain::customer::Password;
use tokio::sync::Semaphore;

use guiche_store::Error;

/// A hash with the parameters of ours, of a password that nobody has.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyBpdA$Cm8kAvBWjXFQjO5hBDF6nXw8hQmJ0bYqNQ1dQGpM3mQ";
/// How many may wait for each that runs.
const WAITING: usize = 32;

/// Hashes passwords. Clones share its limits.
#[derive(Clone, Debug)]
pub struct Hasher {
    running: Arc<Semaphore>,
    inside: Arc<AtomicUsize>,
    most: usize,
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl Hasher {
    /// A hasher that runs `cores` hashes at a time.
    pub fn new(cores: usize) -> Self {
        let running = Arc::new(Semaphore::new(cores));
        Self { running, inside: Arc::default(), most: cores * (1 + WAITING), memory: Arc::default() }
    }

    /// The argon2id hash of a password, in PHC form. [`Error::Overloaded`] where too many wait already.
    pub async fn hash(&self, password: Password) -> Result<String, Error> {
        let _place = self.place()?;
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Error::Closed)?;
        let kept = Arc::clone(&self.memory);
        let hashed = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let free = || kept.lock().unwrap_or_else(PoisonError::into_inner);
            let taken = free().pop();
            let mut memory = taken.unwrap_or_default();
            let hashed = phc(&password, &mut memory);
            free().push(memory);
            hashed
        });
        hashed.await.map_err(|_| Error::Panicked)?
    }

    /// Whether this is the password of a hash. Without a hash it is not, and that takes as long: nobody can tell from the time
    /// whether there is one. [`Error::Overloaded`] where too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        let _place = self.place()?;
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Error::Closed)?;
        let verified = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
            known & Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()
        });
        verified.await.map_err(|_| Error::Panicked)
    }

    fn place(&self) -> Result<Place, Error> {
        let place = Place(Arc::clone(&self.inside));
        if place.0.fetch_add(1, Ordering::Relaxed) < self.most { Ok(place) } else { Err(Error::Overloaded) }
    }
}

/// The hash in PHC form, computed in `memory`, which grows to what it takes.
fn phc(password: &Password, memory: &mut Vec<Block>) -> Result<String, Error> {
    let mut salt = [0; argon2::RECOMMENDED_SALT_LEN];
    getrandom::fill(&mut salt).map_err(unexpected)?;
    let params = Params::default();
    memory.resize(params.block_count(), Block::new());
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password_into_with_memory(password.expose().as_bytes(), &salt, &mut output, memory)
        .map_err(unexpected)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(unexpected)?,
        salt: Some(Salt::new(&salt).map_err(unexpected)?),
        hash: Some(Output::new(&output).map_err(unexpected)?),
    };
    Ok(hash.to_string())
}

fn unexpected(error: impl std::fmt::Display) -> Error {
    Error::Data(format!("argon2: {error}"))
}

/// One of those who run or wait.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password() -> Password {
        Password::parse("correto cavalo").unwrap()
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_and_says_so() {
        let hash = Hasher::new(1).hash(password()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[tokio::test]
    async fn what_the_memory_held_before_does_not_matter() {
        let hasher = Hasher::new(1);
        let other = Password::parse("another one").unwrap();
        for wanted in [password(), other, password()] {
            let hash = hasher.hash(wanted.clone()).await.unwrap();
            assert_eq!(Argon2::default().verify_password(wanted.expose().as_bytes(), &*hash), Ok(()));
        }
        assert_eq!(hasher.memory.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn beyond_those_who_may_wait_the_answer_is_come_again_and_then_there_is_room_again() {
        let hasher = Hasher::new(1);
        let held: Vec<_> = (0..hasher.most).map(|_| hasher.place().unwrap()).collect();
        assert!(matches!(hasher.hash(password()).await, Err(Error::Overloaded)));
        drop(held);
        assert!(hasher.hash(password()).await.is_ok());
    }
}
