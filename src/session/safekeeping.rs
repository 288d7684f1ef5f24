//! Copies of the database, and the way back to one: taken, tried and put back through the same door as everything else.
//! What was done last is kept beside the journal, for whoever has to know that there is a copy and that it works.

use super::noting::Noting;
use super::{NotDone, Session};
use crate::domain::retention::superfluous;
use crate::domain::time::Timestamp;
use crate::domain::watch::{Cancelled, Watch};
pub use crate::journal::backup::Restored;
use crate::journal::{Trouble, Verdict, backup};
use chrono::{NaiveDateTime, TimeDelta};
use std::cmp::Reverse;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tracing::warn;

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

/// A copy in the folder of copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub at: Timestamp,
    pub file: PathBuf,
    pub bytes: u64,
}

const BACKUP: &str = "last backup";
const DRILL: &str = "last drill";
const FOLDER: &str = "backup folder";
/// Up to where the journal went when it was copied into the folder last.
const COPIED: &str = "last backup holds";
/// Between two copies that are taken by themselves.
const HOURLY: TimeDelta = TimeDelta::hours(1);
/// `mainstay-20261126-102000.db`
const STAMP: &str = "mainstay-%Y%m%d-%H%M%S.db";

impl Session {
    /// Copies the database to `file` while changes go on; the copy has been restored on trial and checked from end to end
    /// before it takes its name.
    ///
    /// # Errors
    /// Where it could not be made, or `watch` had enough: what stood at `file` before stands there still.
    pub fn back_up(&self, file: &Path, at: Timestamp, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        let noting = Noting::of("backup".to_owned());
        let mut back_up = || Ok(self.journal.back_up(file, watch)?.ok_or(Cancelled)?);
        match back_up() {
            Ok(verdict) => {
                self.note(BACKUP, file, at, true);
                noting.done(self.revision.0);
                Ok(verdict)
            }
            Err(why) => {
                noting.not_done(&why);
                Err(why)
            }
        }
    }

    /// Where copies are kept that are taken by themselves: beside the database unless somebody has said otherwise; `None`
    /// for one in memory.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn backup_folder(&self) -> Result<Option<PathBuf>, Trouble> {
        let told = self.journal.noted(FOLDER)?.map(PathBuf::from);
        Ok(told.or_else(|| self.journal.beside(".backups")))
    }

    /// Copies are kept in `folder` from now on; those that are elsewhere stay there.
    ///
    /// # Errors
    /// Where nothing can be written there.
    pub fn keep_backups_in(&self, folder: &Path) -> Result<(), Trouble> {
        fs::create_dir_all(folder).map_err(|error| Trouble::of_file(&error, folder))?;
        let folder = folder.canonicalize().map_err(|error| Trouble::of_file(&error, folder))?;
        self.journal.note(FOLDER, &folder.to_string_lossy())
    }

    /// The copies in that folder, the newest first; none where there is no folder yet.
    ///
    /// # Errors
    /// Where the database or the folder cannot be read.
    pub fn copies(&self) -> Result<Vec<Copy>, Trouble> {
        let Some(folder) = self.backup_folder()? else { return Ok(Vec::new()) };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Trouble::of_file(&error, &folder)),
        };
        // What has another name is none of ours, and is never tidied away.
        let copy = |entry: fs::DirEntry| {
            let at = NaiveDateTime::parse_from_str(entry.file_name().to_str()?, STAMP).ok()?;
            let bytes = entry.metadata().ok().filter(fs::Metadata::is_file)?.len();
            Some(Copy { at: Timestamp(at), file: entry.path(), bytes })
        };
        let mut copies: Vec<Copy> = entries.filter_map(|entry| copy(entry.ok()?)).collect();
        copies.sort_by_key(|copy| Reverse(copy.at));
        Ok(copies)
    }

    /// An hour has passed since the newest copy, and something has changed since then.
    ///
    /// # Errors
    /// Where the database or the folder cannot be read.
    pub fn is_backup_due(&self, now: Timestamp) -> Result<bool, Trouble> {
        let newest = self.copies()?.first().map(|copy| copy.at);
        // One that is ahead of the clock was taken by a clock that went wrong.
        let recent = newest.is_some_and(|at| at <= now && now.0 - at.0 < HOURLY);
        let copied = self.journal.noted(COPIED)?.and_then(|copied| copied.parse().ok());
        let changed = newest.is_none() || copied != Some(self.journal.newest()?.0);
        Ok(changed && !recent)
    }

    /// A copy into that folder; what is kept no longer is then removed from it.
    ///
    /// # Errors
    /// As [`Session::back_up`].
    pub fn back_up_by_itself(&self, now: Timestamp, watch: &mut dyn Watch) -> Result<Copy, NotDone> {
        let Some(folder) = self.backup_folder()? else {
            return Err(Trouble::Itself { path: PathBuf::from(":memory:") }.into());
        };
        fs::create_dir_all(&folder).map_err(|error| Trouble::of_file(&error, &folder))?;
        let file = folder.join(now.0.format(STAMP).to_string());
        let verdict = self.back_up(&file, now, watch)?;
        // As with all that is noted about copies; the next is then taken sooner than need be.
        let _ = self.journal.note(COPIED, &verdict.entries.to_string());
        let copies = self.copies()?;
        let taken: Vec<Timestamp> = copies.iter().map(|copy| copy.at).collect();
        let gone = superfluous(&taken, now);
        for copy in copies.iter().filter(|copy| gone.contains(&copy.at)) {
            // What cannot be removed now is removed with the next copy.
            let _ = fs::remove_file(&copy.file);
        }
        let bytes = fs::metadata(&file).map_or(0, |file| file.len());
        Ok(Copy { at: now, file, bytes })
    }

    /// Restores a backup on trial and checks it from end to end; neither it nor this database is changed.
    ///
    /// # Errors
    /// Where it is no database of this program, cannot be read, or `watch` had enough.
    pub fn try_out(&self, file: &Path, at: Timestamp, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        let tried = backup::try_out(file, watch);
        let sound = matches!(&tried, Ok(Some(verdict)) if verdict.problems.is_empty());
        if !matches!(tried, Ok(None)) {
            self.note(DRILL, file, at, sound);
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

    /// A copy is a copy, and a trial a trial, though it could not be noted: on a full disk of the database most of all. The desk
    /// then goes on naming the one before.
    fn note(&self, name: &str, file: &Path, at: Timestamp, is_sound: bool) {
        if let Err(trouble) = self.journal.note(name, &line(file, at, is_sound)) {
            warn!(what = name, system = %trouble, "not noted");
        }
    }
}

fn line(file: &Path, at: Timestamp, is_sound: bool) -> String {
    let word = if is_sound { "sound" } else { "unsound" };
    // The path last: it may hold anything.
    format!("{at} {word} {}", file.display())
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
    // It has been tried, and more than that.
    let drill = line(file, at, true);
    Ok(backup::restore(path, file, &stamp, (DRILL, &drill), watch)?.ok_or(Cancelled)?)
}
