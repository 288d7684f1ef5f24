//! Notices leave while the desk is open: a thread with a session of its own sends what is due, so that a server that
//! hangs keeps nobody waiting. Where another process sends already, it leaves that to it.

use crate::clock::Clock;
use crate::domain::notice::DeliveryState;
use crate::domain::time::Timestamp;
use crate::notify::channels::Limits;
use crate::notify::secrets::OfTheSystem;
use crate::session::Session;
use crate::words::Message;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

/// Between two looks at the outbox: changes made within it leave as one notice.
const EVERY: Duration = Duration::from_secs(10);

/// The thread that sends. It ends with this, after the attempt it is at.
pub struct Sending {
    open: Sender<()>,
    troubles: Receiver<Message>,
}

impl Sending {
    /// Sends what waits in the database at `path`; `wake` is called when something could not be sent for good.
    #[must_use]
    pub fn start(
        path: PathBuf,
        mut clock: Clock,
        asked_now: Option<Timestamp>,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let (open, closed) = channel();
        let (tell, troubles) = channel();
        let work = move || {
            let mut session = None;
            while closed.recv_timeout(EVERY) != Err(RecvTimeoutError::Disconnected) {
                // What can't be read or written now is tried at the next look; the bookkeeper tells of it.
                if session.is_none() {
                    session = Session::open(&path).ok();
                }
                if let Some(session) = &mut session {
                    clock = clock.following(asked_now, &session.state().settings);
                    send_all(session, clock, &closed, &tell, &wake);
                }
            }
        };
        // Where no thread can be had, `mainstay notices send` still sends.
        let _ = std::thread::Builder::new().name("sending".into()).spawn(work);
        Self { open, troubles }
    }

    /// Looks at the outbox now rather than at its next turn.
    pub fn at_once(&self) {
        // Where the thread could not be had, nobody listens.
        let _ = self.open.send(());
    }

    /// What has been given up since the last look.
    pub fn troubles(&self) -> impl Iterator<Item = Message> {
        self.troubles.try_iter()
    }
}

fn send_all(
    session: &mut Session,
    clock: Clock,
    closed: &Receiver<()>,
    tell: &Sender<Message>,
    wake: &dyn Fn(),
) {
    let Ok(Some(lock)) = session.take_sending() else { return };
    if session.refresh().is_err() {
        return;
    }
    while let Ok(Some(consignment)) = session.next_sending(clock.now(), &lock) {
        let outcome = consignment.send(clock.now(), &OfTheSystem, &Limits::default());
        let fault = outcome.as_ref().err().map(crate::words::Tell::message);
        let settled = session.settle_sending(consignment, outcome, clock.now());
        if settled.is_ok_and(|delivery| delivery.state == DeliveryState::GivenUp)
            && let Some(fault) = fault
        {
            // Where the desk has gone there is nobody to tell.
            let _ = tell.send(fault);
            wake();
        }
        // A word to look at once is being followed already.
        closed.try_iter().for_each(drop);
        if closed.try_recv() == Err(TryRecvError::Disconnected) {
            return;
        }
    }
}
