//! Hashing of passwords: argon2id, a few at a time.
//!
//! Each hash takes 19 MiB and some milliseconds of a core, so only as many run as there are cores, a bounded number
//! waits, and the rest is told to come again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use guiche_domain::customer::Password;
use tokio::sync::Semaphore;

use guiche_store::Error;

/// How many may wait for each that runs.
const WAITING: usize = 32;

/// Hashes passwords. Clones share its limits.
#[derive(Clone, Debug)]
pub struct Hasher {
    running: Arc<Semaphore>,
    inside: Arc<AtomicUsize>,
    most: usize,
}

impl Hasher {
    /// A hasher that runs `cores` hashes at a time.
    pub fn new(cores: usize) -> Self {
        let running = Arc::new(Semaphore::new(cores));
        Self { running, inside: Arc::default(), most: cores * (1 + WAITING) }
    }

    /// The argon2id hash of a password, in PHC form. [`Error::Overloaded`] where too many wait already.
    pub async fn hash(&self, password: Password) -> Result<String, Error> {
        let _place = self.place()?;
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Error::Closed)?;
        let hashed = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            Argon2::default().hash_password(password.expose().as_bytes()).map(|hash| hash.to_string())
        });
        let hashed = hashed.await.map_err(|_| Error::Panicked)?;
        hashed.map_err(|error| Error::Data(format!("argon2: {error}")))
    }

    fn place(&self) -> Result<Place, Error> {
        let place = Place(Arc::clone(&self.inside));
        if place.0.fetch_add(1, Ordering::Relaxed) < self.most { Ok(place) } else { Err(Error::Overloaded) }
    }
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
    async fn beyond_those_who_may_wait_the_answer_is_come_again_and_then_there_is_room_again() {
        let hasher = Hasher::new(1);
        let held: Vec<_> = (0..hasher.most).map(|_| hasher.place().unwrap()).collect();
        assert!(matches!(hasher.hash(password()).await, Err(Error::Overloaded)));
        drop(held);
        assert!(hasher.hash(password()).await.is_ok());
    }
}
