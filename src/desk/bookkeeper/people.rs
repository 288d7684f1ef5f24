//! Who is at the desk, on the bookkeeper's thread: signing in and out, signing for others, and who works here. Making and
//! trying PINs takes a tenth of a second by design, which is why the window asks for it here.

use super::News;
use super::watching::Teller;
use crate::clock;
use crate::desk::world::NoticeKind;
use crate::domain::command::Command;
use crate::domain::ids::Author;
use crate::domain::people::pin::Pin;
use crate::domain::people::refusing::PeopleRefusal;
use crate::domain::people::{Hand, Person, Role};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::session::people::NotSignedIn;
use crate::session::{NotDone, Receipt, Session};
use crate::words::{Message, Tell};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the window asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum PeopleRequest {
    SignIn {
        name: Author,
        pin: Pin,
    },
    /// Nobody is at the desk any more.
    SignOut,
    /// Carry out what wanted a signature, with it.
    Sign {
        command: Box<Command>,
        signer: Author,
        pin: Pin,
    },
    /// Enter somebody, or change what they are.
    Put {
        person: Person,
        pin: Option<Pin>,
    },
    GivePin {
        name: Author,
        pin: Pin,
    },
    /// Who has a PIN.
    Look,
}

/// What the window is told.
#[derive(Clone, Debug)]
pub enum FromPeople {
    /// Who is at the desk; nobody where `None`.
    Here(Option<Author>),
    NotSignedIn(Message),
    /// What was asked takes more than the person at the desk may.
    Wants(Arc<Unsigned>),
    NotSigned(Message),
    /// It was signed, and done.
    Signed,
    WithAPin(BTreeSet<Author>),
    /// Somebody was entered or changed, as asked.
    Put,
}

/// A change that waits for a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsigned {
    pub command: Command,
    pub needs: Role,
    pub why: Message,
}

/// What the window knows of who is at the desk.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    pub who: Option<Author>,
    /// Why the last attempt to sign in failed.
    pub refused: Option<Message>,
    pub unsigned: Option<Arc<Unsigned>>,
    /// Why the last attempt to sign failed.
    pub not_signed: Option<Message>,
    pub with_a_pin: Option<BTreeSet<Author>>,
    /// How often somebody was entered or changed from here, so that forms know that what they hold is done.
    pub put: u64,
}

impl Presence {
    /// Takes in what came.
    pub fn take(&mut self, news: FromPeople) {
        match news {
            FromPeople::Here(who) => {
                self.refused = None;
                if who != self.who {
                    self.unsigned = None;
                }
                self.who = who;
            }
            FromPeople::NotSignedIn(why) => self.refused = Some(why),
            FromPeople::Wants(unsigned) => {
                self.not_signed = None;
                self.unsigned = Some(unsigned);
            }
            FromPeople::NotSigned(why) => self.not_signed = Some(why),
            FromPeople::Signed => (self.unsigned, self.not_signed) = (None, None),
            FromPeople::WithAPin(names) => self.with_a_pin = Some(names),
            FromPeople::Put => self.put += 1,
        }
    }

    /// People have been entered, and none of them is at the desk.
    #[must_use]
    pub fn is_locked(&self, state: &State) -> bool {
        self.who.is_none() && !state.people.is_empty()
    }

    /// What whoever is at the desk may do; everything, where nobody has been entered.
    #[must_use]
    pub fn role(&self, state: &State) -> Role {
        let person = self.who.as_ref().and_then(|who| state.people.get(who));
        person.map_or(if state.people.is_empty() { Role::Administrator } else { Role::Viewer }, |p| p.role)
    }
}

/// What one answer has at hand.
pub struct Means<'a> {
    pub session: &'a mut Session,
    /// Whom changes are made by from now on.
    pub author: &'a mut Author,
    pub now: Timestamp,
    pub teller: &'a Teller,
}

impl Means<'_> {
    fn tell(&self, news: FromPeople) {
        self.teller.tell(News::People(news));
    }

    /// Tells the window who is at the desk.
    pub fn tell_who(&self) {
        self.tell(FromPeople::Here(self.session.at_the_desk().cloned()));
    }
}

/// Does what was asked; true where the database may have changed.
pub fn answer(request: PeopleRequest, means: &mut Means<'_>) -> bool {
    match request {
        PeopleRequest::SignIn { name, pin } => {
            sign_in(&name, &pin, means);
            // Catching up with the others comes with it.
            true
        }
        PeopleRequest::SignOut => {
            means.session.sign_out();
            means.tell_who();
            false
        }
        PeopleRequest::Sign { command, signer, pin } => sign(*command, signer, &pin, means),
        PeopleRequest::Put { person, pin } => {
            let name = person.name.clone();
            let put = means.session.put_person(person, pin.as_ref(), means.author, means.now);
            // Whoever was entered first is at the desk now.
            if means.session.at_the_desk() == Some(&name) {
                *means.author = name;
            }
            means.tell_who();
            settled(put.map(|_| ()), means)
        }
        PeopleRequest::GivePin { name, pin } => {
            let given = means.session.give_pin(&name, &pin, means.author, means.now);
            settled(given, means)
        }
        PeopleRequest::Look => {
            look(means);
            false
        }
    }
}

/// Signs somebody in and says so, or why not.
pub fn sign_in(name: &Author, pin: &Pin, means: &mut Means<'_>) {
    match means.session.sign_in(name, pin, clock::now()) {
        Ok(_) => {
            *means.author = name.clone();
            means.tell_who();
        }
        Err(why) => means.tell(FromPeople::NotSignedIn(why.message())),
    }
}

fn sign(command: Command, signer: Author, pin: &Pin, means: &mut Means<'_>) -> bool {
    match means.session.sign(&signer, pin, clock::now()) {
        Ok(()) => {}
        Err(NotSignedIn::Trouble(trouble)) => {
            means.teller.notice(NoticeKind::Trouble, trouble.message());
            return false;
        }
        Err(why) => {
            means.tell(FromPeople::NotSigned(why.message()));
            return false;
        }
    }
    let hand = Hand::Person { by: means.author.clone(), signed: Some(signer) };
    match means.session.submit(command, hand, means.now) {
        Ok(_) => {
            means.tell(FromPeople::Signed);
            true
        }
        Err(NotDone::Refused(refusal)) => {
            means.tell(FromPeople::NotSigned(refusal.message()));
            true
        }
        Err(why) => {
            means.teller.not_done(&why);
            true
        }
    }
}

fn settled(done: Result<(), NotDone>, means: &Means<'_>) -> bool {
    match done {
        Ok(()) => {
            means.tell(FromPeople::Put);
            look(means);
            true
        }
        Err(why) => {
            means.teller.not_done(&why);
            false
        }
    }
}

fn look(means: &Means<'_>) {
    match means.session.people_with_a_pin() {
        Ok(names) => means.tell(FromPeople::WithAPin(names)),
        Err(trouble) => means.teller.notice(NoticeKind::Trouble, trouble.message()),
    }
}

/// What becomes of a change that was refused for who asked: it waits for a signature where somebody here can give one.
#[must_use]
pub fn unsigned(command: &Command, done: &Result<Receipt, NotDone>, state: &State) -> Option<Unsigned> {
    let Err(NotDone::Refused(Refusal::People(why))) = done else { return None };
    let PeopleRefusal::NotAllowed { has, needs, .. } = why else { return None };
    let somebody = state.people.values().any(|person| person.active && person.role >= *needs);
    (somebody && *has >= Role::Dispatcher).then(|| Unsigned {
        command: command.clone(),
        needs: *needs,
        why: why.message(),
    })
}
