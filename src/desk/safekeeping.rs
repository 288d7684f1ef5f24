//! The database is copied while the desk is open: a thread with a session of its own looks now and then whether a copy is
//! due, takes it, tries it, and tidies older ones away. By the wall's clock, whatever day is being looked at.

use crate::clock;
use crate::domain::watch::{Cancelled, Watch};
use crate::session::{NotDone, Session};
use crate::words::{Message, Tell};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

/// Between two looks whether a copy is due.
const EVERY: Duration = Duration::from_mins(1);

/// The thread that copies. It ends with this; a copy under way is given up.
pub struct Safekeeping {
    /// Open for as long as the desk is.
    _open: Sender<()>,
    news: Receiver<Result<(), Message>>,
}

impl Safekeeping {
    /// Looks after the database at `path`; `wake` is called when a copy was taken or could not be.
    #[must_use]
    pub fn start(path: PathBuf, wake: impl Fn() + Send + 'static) -> Self {
        let (open, closed) = channel();
        let (tell, news) = channel();
        let work = move || {
            let mut failed: Option<Message> = None;
            while closed.recv_timeout(EVERY) != Err(RecvTimeoutError::Disconnected) {
                let Some(done) = look(&path, &closed) else { continue };
                let trouble = done.err();
                // A trouble that lasts is told once.
                if trouble.is_some() && trouble == failed {
                    continue;
                }
                failed.clone_from(&trouble);
                let _ = tell.send(trouble.map_or(Ok(()), Err));
                wake();
            }
        };
        // Where no thread can be had, `mainstay backup` still copies.
        let _ = std::thread::Builder::new().name("safekeeping".into()).spawn(work);
        Self { _open: open, news }
    }

    /// What came of copies since the last look.
    pub fn news(&self) -> impl Iterator<Item = Result<(), Message>> {
        self.news.try_iter()
    }
}

/// A copy, where one is due; `None` where none is, or where the desk has closed.
fn look(path: &Path, closed: &Receiver<()>) -> Option<Result<(), Message>> {
    // What can't be opened now is told of by the bookkeeper.
    let session = Session::open(path).ok()?;
    let now = clock::now();
    match session.is_backup_due(now) {
        Ok(false) => None,
        Ok(true) => match session.back_up_by_itself(now, &mut WhileOpen(closed)) {
            Ok(_) => Some(Ok(())),
            Err(NotDone::Cancelled(_)) => None,
            Err(why) => Some(Err(failed(&why))),
        },
        Err(trouble) => Some(Err(failed(&NotDone::Trouble(trouble)))),
    }
}

fn failed(why: &NotDone) -> Message {
    Message::new("safe-not-copied").with("why", why.message())
}

struct WhileOpen<'a>(&'a Receiver<()>);

impl Watch for WhileOpen<'_> {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        if self.0.try_recv() == Err(TryRecvError::Disconnected) { Err(Cancelled) } else { Ok(()) }
    }
}
