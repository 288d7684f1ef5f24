//! Who is at the desk. Nobody writes by a name they have not signed in by, and nobody's signature counts that was not
//! given here; what each may then do is the domain's to say.

use super::change::Draft;
use super::{NotDone, Receipt, Session};
use crate::domain::command::Command;
use crate::domain::ids::Author;
use crate::domain::people::pin::{self, Pin};
use crate::domain::people::refusing::PeopleRefusal;
use crate::domain::people::{Hand, Person, Role, rights};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::journal::Trouble;
use crate::journal::credentials::Try;
use crate::words::{Arg, Message, Tell};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use std::collections::BTreeSet;

/// Who has signed in to a session, and whose signature is good for its next change.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    at_the_desk: Option<Author>,
    signature: Option<Author>,
}

/// Why somebody could not sign in, or sign.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    #[error(transparent)]
    Refused(#[from] PeopleRefusal),
    #[error("no PIN has been given to {0} yet")]
    NoPin(Author),
    /// The next try counts after `wait` seconds.
    #[error("that is not the PIN of {name}")]
    WrongPin { name: Author, wait: i64 },
    #[error("too many wrong PINs for {name}; the next try counts in {wait} s")]
    Wait { name: Author, wait: i64 },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Tell for NotSignedIn {
    fn message(&self) -> Message {
        let about = |key, name: &Author| Message::new(key).with("name", Arg::shown(name));
        let seconds = |wait: &i64| Arg::Count(wait.unsigned_abs());
        match self {
            Self::Refused(refusal) => refusal.message(),
            Self::NoPin(name) => about("people-no-pin", name),
            Self::WrongPin { name, wait: 0 } => about("people-wrong-pin", name),
            Self::WrongPin { name, wait } => about("people-wrong-pin-wait", name).with("n", seconds(wait)),
            Self::Wait { name, wait } => about("people-wait", name).with("n", seconds(wait)),
            Self::Trouble(trouble) => trouble.message(),
        }
    }
}

impl Session {
    /// Who has signed in.
    #[must_use]
    pub fn at_the_desk(&self) -> Option<&Author> {
        self.presence.at_the_desk.as_ref()
    }

    /// Signs `name` in, in the place of whoever was. `wall` is the wall clock's time, whatever time is played.
    ///
    /// # Errors
    /// [`NotSignedIn`] says why; nobody is signed in then who was not before.
    pub fn sign_in(&mut self, name: &Author, pin: &Pin, wall: Timestamp) -> Result<Role, NotSignedIn> {
        let role = self.prove(name, pin, wall)?;
        self.presence.at_the_desk = Some(name.clone());
        Ok(role)
    }

    /// From here on somebody has to sign in before anything is changed.
    pub fn sign_out(&mut self) {
        self.presence = Presence::default();
    }

    /// Takes somebody's signature for the next change; see [`Hand::Person`].
    ///
    /// # Errors
    /// As [`Session::sign_in`].
    pub fn sign(&mut self, name: &Author, pin: &Pin, wall: Timestamp) -> Result<(), NotSignedIn> {
        self.prove(name, pin, wall)?;
        self.presence.signature = Some(name.clone());
        Ok(())
    }

    fn prove(&mut self, name: &Author, pin: &Pin, wall: Timestamp) -> Result<Role, NotSignedIn> {
        self.refresh()?;
        match self.state.people.get(name) {
            Some(person) if person.active => {}
            _ => return Err(PeopleRefusal::Stranger(name.clone()).into()),
        }
        match self.journal.count_try(name, wall)? {
            Try::NoPin => Err(NotSignedIn::NoPin(name.clone())),
            Try::Wait { seconds } => Err(NotSignedIn::Wait { name: name.clone(), wait: seconds }),
            Try::Counted { secret, failed } if !is_of(&secret, pin) => {
                Err(NotSignedIn::WrongPin { name: name.clone(), wait: pin::wait_after(failed) })
            }
            Try::Counted { .. } => {
                self.journal.forget_tries(name)?;
                Ok(rights::role(&self.state, name)?)
            }
        }
    }

    /// Enters somebody, or changes what they are, with a PIN where one is given: both are kept, or neither. Whoever is
    /// entered first is then signed in.
    ///
    /// # Errors
    /// As [`Session::submit`], and where the PIN cannot be used.
    pub fn put_person(
        &mut self,
        person: Person,
        pin: Option<&Pin>,
        by: &Author,
        at: Timestamp,
    ) -> Result<Receipt, NotDone> {
        let secret = pin.map(|pin| self.made_of(pin)).transpose()?;
        let (name, is_first) = (person.name.clone(), self.state.people.is_empty());
        let with = secret.as_ref().map(|secret| (&name, secret.as_str()));
        let receipt = self.submit_with(Command::PutPerson(person), Hand::from(by), at, with)?;
        if is_first && pin.is_some() {
            self.presence.at_the_desk = Some(name);
        }
        Ok(receipt)
    }

    /// Gives somebody a new PIN: their own, or, for an administrator, anybody's.
    ///
    /// # Errors
    /// As [`Session::submit`], and where the PIN cannot be used.
    pub fn give_pin(&mut self, name: &Author, pin: &Pin, by: &Author, at: Timestamp) -> Result<(), NotDone> {
        let secret = self.made_of(pin)?;
        let draft = Draft::begin(self, Hand::from(by), at, false)?;
        if !draft.state.people.contains_key(name) {
            return Err(refused(PeopleRefusal::Stranger(name.clone())));
        }
        if name != by {
            rights::permit(&draft.state, by, Role::Administrator).map_err(refused)?;
        }
        Ok(draft.put_secret_alone(name, &secret)?)
    }

    /// What is kept of a PIN.
    fn made_of(&self, pin: &Pin) -> Result<String, NotDone> {
        pin.check().map_err(|fault| refused(PeopleRefusal::FaultyPin(fault)))?;
        let made: Result<PasswordHash, _> = argon().hash_password(pin.digits().as_bytes());
        made.map(|secret| secret.to_string()).map_err(|why| {
            // Only without memory, or without a source of chance.
            let path = self.journal.path().to_owned();
            NotDone::Trouble(Trouble::Database { path, detail: why.to_string() })
        })
    }

    /// Whether `name` has to show a PIN here before anything is changed.
    ///
    /// # Errors
    /// [`PeopleRefusal::Stranger`] where no PIN would help.
    pub fn asks_for_a_pin(&self, name: &Author) -> Result<bool, PeopleRefusal> {
        if self.state.people.is_empty() || rights::is_visitor(&self.state, name) {
            return Ok(false);
        }
        rights::role(&self.state, name)?;
        Ok(self.at_the_desk() != Some(name))
    }

    /// Whether `by`, as signed in, may do what takes `needs`: for what is no command.
    ///
    /// # Errors
    /// [`PeopleRefusal`] names who may not, and what it takes.
    pub fn permit(&self, by: &Author, needs: Role) -> Result<(), PeopleRefusal> {
        self.presence.admits(&self.state, &Hand::from(by))?;
        rights::permit(&self.state, by, needs)
    }

    /// The people who have been given a PIN.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn people_with_a_pin(&self) -> Result<BTreeSet<Author>, Trouble> {
        let mut with = BTreeSet::new();
        for name in self.state.people.keys() {
            if self.journal.has_pin(name)? {
                with.insert(name.clone());
            }
        }
        Ok(with)
    }
}

impl Presence {
    /// Whether a change under `hand` is made by who it says.
    pub fn admits(&self, state: &State, hand: &Hand) -> Result<(), PeopleRefusal> {
        let Hand::Person { by, signed } = hand else { return Ok(()) };
        if state.people.is_empty() {
            return Ok(());
        }
        if self.at_the_desk.as_ref() != Some(by) && !rights::is_visitor(state, by) {
            return Err(PeopleRefusal::NotSignedIn(by.clone()));
        }
        match signed {
            Some(signer) if self.signature.as_ref() != Some(signer) => {
                Err(PeopleRefusal::NotSignedIn(signer.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The signature was for one change.
    pub fn used(&mut self) {
        self.signature = None;
    }
}

fn refused(why: PeopleRefusal) -> NotDone {
    NotDone::Refused(why.into())
}

/// Argon2id with the second set of parameters RFC 9106 recommends, on one lane: 64 MiB, three passes.
fn argon() -> Argon2<'static> {
    const KIBIBYTES: u32 = 64 * 1024;
    const PASSES: u32 = 3;
    let params = Params::new(KIBIBYTES, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn is_of(secret: &str, pin: &Pin) -> bool {
    PasswordHash::new(secret)
        .is_ok_and(|secret| argon().verify_password(pin.digits().as_bytes(), &secret).is_ok())
}
