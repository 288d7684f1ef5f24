//! The program's log: what was done, how long it took and what went wrong, in a few files of limited size beside the
//! user's other state. It names commands, refusals and faults; it holds no texts, no telephone numbers and no secrets.
//! Whoever has something to say says it through `tracing`; desk and command line start it.

mod clean;
mod files;
mod lines;

pub use clean::cleaned;
pub use files::{MOST_BYTES, MOST_FILES, recent};

use directories::ProjectDirs;
use files::Files;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Once, OnceLock};
use std::thread;
use std::time::Duration;

/// Names another folder for the log; an empty one turns it off.
pub const FOLDER: &str = "MAINSTAY_LOG_DIR";
/// Lines that wait for the disk. Whoever has more to say than it takes goes on without waiting, and lines are lost.
const MOST_WAITING: usize = 4_096;
/// How long the end of the program, or a panic, waits for the last lines.
const LAST_WORDS: Duration = Duration::from_millis(500);

enum Said {
    Line(String),
    /// Answered once all before it is on disk.
    Flush(SyncSender<()>),
}

static WRITER: OnceLock<SyncSender<Said>> = OnceLock::new();

/// Where the log is kept; `None` where it is turned off, or the user has no home.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    match std::env::var_os(FOLDER) {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(folder.into()),
        None => {
            let project = ProjectDirs::from("", "", "mainstay")?;
            Some(project.state_dir().unwrap_or(project.data_local_dir()).join("log"))
        }
    }
}

/// The log of this process; its last lines are written when this goes.
#[derive(Debug)]
pub struct Log(());

impl Log {
    /// Begins the log, once a process. Where no folder can be written there is none, and the program goes on without.
    #[must_use]
    pub fn start() -> Self {
        if let Some(folder) = folder()
            && WRITER.get().is_none()
            && let Some(writer) = writer(&folder)
            && WRITER.set(writer).is_ok()
            && tracing::subscriber::set_global_default(lines::Lines::default()).is_ok()
        {
            note_panics();
            tracing::info!(
                version = env!("CARGO_PKG_VERSION"),
                system = std::env::consts::OS,
                machine = std::env::consts::ARCH,
                process = std::process::id(),
                "started"
            );
        }
        Self(())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        flush();
    }
}

/// The thread that writes, so that nobody who logs ever waits for the disk.
fn writer(folder: &Path) -> Option<SyncSender<Said>> {
    let mut files = Files::open(folder).ok()?;
    let (say, said): (_, Receiver<Said>) = sync_channel(MOST_WAITING);
    let work = move || {
        for said in said {
            match said {
                // A log that cannot be written must not stop the work it tells of.
                Said::Line(line) => drop(files.write(&line)),
                Said::Flush(done) => drop(done.send(())),
            }
        }
    };
    thread::Builder::new().name("log".into()).spawn(work).ok()?;
    Some(say)
}

/// False where too many lines wait already.
fn say(line: String) -> bool {
    WRITER.get().is_none_or(|writer| writer.try_send(Said::Line(line)).is_ok())
}

/// Waits a moment until what was said is on disk.
pub fn flush() {
    let Some(writer) = WRITER.get() else { return };
    let (done, is_done) = sync_channel(1);
    if writer.try_send(Said::Flush(done)).is_ok() {
        let _ = is_done.recv_timeout(LAST_WORDS);
    }
}

/// A panic is a fault of ours: where it was and what it said is logged, and then goes its usual way.
fn note_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let text = panic.payload_as_str().unwrap_or_default();
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, text, thread = thread::current().name().unwrap_or_default(), "panic");
            flush();
            usual(panic);
        }));
    });
}

/// The first word of what a value says of itself: the name of its kind, and nothing of what is in it.
#[must_use]
pub fn name_of(value: &dyn fmt::Debug) -> String {
    struct First(String);
    impl fmt::Write for First {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for c in text.chars() {
                // Saying no ends the writing, however much there is to come.
                if !c.is_alphanumeric() {
                    return Err(fmt::Error);
                }
                self.0.push(c);
            }
            Ok(())
        }
    }
    let mut first = First(String::new());
    let _ = write!(first, "{value:?}");
    first.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_named_by_its_kind_alone() {
        assert_eq!(name_of(&Some("13800000000")), "Some");
        assert_eq!(name_of(&Said::line("x")), "Line");
    }

    impl Said {
        fn line(text: &str) -> Self {
            Self::Line(text.to_owned())
        }
    }

    impl fmt::Debug for Said {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Line(line) => f.debug_struct("Line").field("line", line).finish(),
                Self::Flush(_) => f.write_str("Flush"),
            }
        }
    }
}
