//! Copies of the database, and the way back to one: taken, tried and put back through the same door as everything else.
//! What was done last is kept beside the journal, for whoever has to know that there is a copy and that it works.

use super::{NotDone, Session};
use crate::domain::time::Timestamp;
use crate::domain::watch::{Cancelled, Watch};
pub use crate::journal::backup::Restored;
use crate::journal::{Trouble, Verdict, backup};
use std::path::{Path, PathBuf};

/// The newest copy, or the newest trial of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tended {
    pub at: Timestamp,
    pub file: PathBuf,
    pub is_sound: bool,
}

/// What was done last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safekeeping {
    pub backup: Option<Tended>,
    pub drill: Option<Tended>,
}

const BACKUP: &str = "last backup";
const DRILL: &str = "last drill";

impl Session {
    /// Copies the database to `file` while changes go on; the copy has been restored on trial and checked from end to end
    /// before it takes its name.
    ///
    /// # Errors
    /// Where it could not be made, or `watch` had enough: what stood at `file` before stands there still.
    pub fn back_up(&self, file: &Path, at: Timestamp, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        let verdict = self.journal.back_up(file, watch)?.ok_or(Cancelled)?;
        self.note(BACKUP, file, at, true)?;
        Ok(verdict)
    }

    /// Restores a backup on trial and checks it from end to end; neither it nor this database is changed.
    ///
    /// # Errors
    /// Where it is no database of this program, cannot be read, or `watch` had enough.
    pub fn try_out(&self, file: &Path, at: Timestamp, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        let tried = backup::try_out(file, watch);
        let sound = matches!(&tried, Ok(Some(verdict)) if verdict.problems.is_empty());
        if !matches!(tried, Ok(None)) {
            self.note(DRILL, file, at, sound)?;
        }
        Ok(tried?.ok_or(Cancelled)?)
    }

    /// When it was copied last, and when a copy was tried last.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn safekeeping(&self) -> Result<Safekeeping, Trouble> {
        let noted = |name| -> Result<Option<Tended>, Trouble> {
            Ok(self.journal.noted(name)?.as_deref().and_then(read))
        };
        Ok(Safekeeping { backup: noted(BACKUP)?, drill: noted(DRILL)? })
    }

    fn note(&self, name: &str, file: &Path, at: Timestamp, is_sound: bool) -> Result<(), Trouble> {
        let word = if is_sound { "sound" } else { "unsound" };
        // The path last: it may hold anything.
        self.journal.note(name, &format!("{at} {word} {}", file.display()))
    }
}

fn read(text: &str) -> Option<Tended> {
    let mut parts = text.splitn(3, ' ');
    let at = Timestamp::parse(parts.next()?)?;
    let is_sound = parts.next()? == "sound";
    Some(Tended { at, file: parts.next()?.into(), is_sound })
}

/// Restores a backup on trial and checks it from end to end, with no database to note that in.
///
/// # Errors
/// As [`Session::try_out`].
pub fn try_out(file: &Path, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
    Ok(backup::try_out(file, watch)?.ok_or(Cancelled)?)
}

/// Puts the backup `file` in the place of the database at `path`, once it has been tried; what stood there is set aside,
/// named by `at`.
///
/// # Errors
/// Whatever they are, the database at `path` is as it was.
pub fn restore(path: &Path, file: &Path, at: Timestamp, watch: &mut dyn Watch) -> Result<Restored, NotDone> {
    let stamp = at.0.format("%Y%m%d-%H%M%S").to_string();
    Ok(backup::restore(path, file, &stamp, watch)?.ok_or(Cancelled)?)
}
