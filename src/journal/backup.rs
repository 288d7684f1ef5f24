//! Copies of the whole database: taken while changes go on, tried before they count, and put back in one step. A copy is
//! one file with no log beside it. Trying one restores it into a private database, brings that up to date, and checks it
//! from end to end; a restore takes its rows from there, so that what is put back is what was tried.

use super::trouble::{Fault, Outcome, of_file};
use super::verify::{self, Verdict};
use super::{Journal, Trouble, db};
use crate::domain::watch::{Unwatched, Watch};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, ffi};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// Pages copied before it is told how far that is.
const PAGES: i32 = 1_000;
/// Between attempts while another process holds the file.
const PATIENCE: Duration = Duration::from_millis(50);
/// So many of them: as long as a change waits for its turn.
const ATTEMPTS: u32 = 400;

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub entries: u64,
    /// Where the database is now that stood there before; `None` where there was none.
    pub set_aside: Option<PathBuf>,
}

/// A copy that was tried.
struct Tried {
    verdict: Verdict,
    /// All of it, of the present version.
    whole: Connection,
}

impl Journal {
    /// Copies the database, as it stands at one moment, to `target`; other processes may go on changing it. What stood
    /// there before stays until the copy has been tried. `None` where `watch` had enough, or else what trying it
    /// found, which is nothing wrong.
    ///
    /// # Errors
    /// [`Trouble::Itself`] where `target` is this database; [`Trouble::Damaged`] where the database is, which a copy would
    /// only hide; else as all writing.
    pub fn back_up(&self, target: &Path, watch: &mut dyn Watch) -> Result<Option<Verdict>, Trouble> {
        if is_same(&self.path, target) {
            return Err(Trouble::Itself { path: target.to_owned() });
        }
        let part = beside(target)?;
        if !self.copy((part.path(), target), watch)? {
            return Ok(None);
        }
        // Under the name it has on the way nobody knows it.
        let tried = try_whole(part.path(), watch).map_err(|trouble| trouble.of(target))?;
        let Some(Tried { verdict, .. }) = tried else { return Ok(None) };
        if let Some(problem) = verdict.problems.first() {
            let detail = problem.place.clone();
            return Err(Trouble::Damaged { path: self.path.clone(), detail });
        }
        keep(part, target)?;
        Ok(Some(verdict))
    }

    /// Into the file that is to become the target; false where `watch` had enough.
    fn copy(&self, to: (&Path, &Path), watch: &mut dyn Watch) -> Result<bool, Trouble> {
        if self.path == Path::new(":memory:") {
            return copy_to_file((&self.conn, &self.path), to, watch);
        }
        let open = || -> Outcome<Connection> {
            let source = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            source.busy_timeout(PATIENCE * ATTEMPTS)?;
            // A reader of one moment: changes that come meanwhile neither wait for the copy nor make it begin again.
            source.execute_batch("BEGIN")?;
            source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(source)
        };
        copy_to_file((&self.named(open())?, &self.path), to, watch)
    }

    /// Another process has put a backup in this database's place: what is in memory stands for nothing any more.
    ///
    /// # Errors
    /// As all reading.
    pub fn is_replaced(&self) -> Result<bool, Trouble> {
        Ok(self.named(desk(&self.conn))? != self.desk)
    }

    /// Goes on with what was put in its place.
    ///
    /// # Errors
    /// As all reading.
    pub fn follow_replaced(&mut self) -> Result<(), Trouble> {
        self.desk = self.named(desk(&self.conn))?;
        Ok(())
    }
}

impl Journal {
    /// Keeps a fact about this file beside the journal; it is no part of its history.
    ///
    /// # Errors
    /// As all writing.
    pub fn note(&self, name: &str, value: &str) -> Result<(), Trouble> {
        self.named(note(&self.conn, name, value))
    }

    /// What was kept of that name.
    ///
    /// # Errors
    /// As all reading.
    pub fn noted(&self, name: &str) -> Result<Option<String>, Trouble> {
        let read = "SELECT value FROM about WHERE name = ?1";
        let found = self.conn.query_row(read, [name], |row| row.get(0)).optional();
        self.named(found.map_err(Fault::from))
    }
}

fn note(conn: &Connection, name: &str, value: &str) -> Outcome<()> {
    let keep = "INSERT INTO about (name, value) VALUES (?1, ?2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    conn.execute(keep, [name, value])?;
    Ok(())
}

pub(super) fn desk(conn: &Connection) -> Outcome<String> {
    Ok(conn.query_row("SELECT value FROM about WHERE name = 'desk'", [], |row| row.get(0))?)
}

/// Restores the file into a private database and checks that from end to end; the file stays as it is. `None` where
/// `watch` had enough.
///
/// # Errors
/// Where it is no database of this program, or cannot be read.
pub fn try_out(file: &Path, watch: &mut dyn Watch) -> Result<Option<Verdict>, Trouble> {
    Ok(try_whole(file, watch)?.map(|tried| tried.verdict))
}

fn try_whole(file: &Path, watch: &mut dyn Watch) -> Result<Option<Tried>, Trouble> {
    let source = db::open_to_read(file)?;
    let restore = |watch: &mut dyn Watch| -> Outcome<Option<Connection>> {
        let mut whole = Connection::open("")?;
        Ok(copy(&source, &mut whole, watch)?.then_some(whole))
    };
    // A private database grows into the system's folder for what is temporary.
    let restored = restore(watch).map_err(|fault| fault.in_either(file, &std::env::temp_dir()));
    let Some(whole) = restored? else { return Ok(None) };
    let whole = db::bring_up_to_date(whole, file)?;
    let verdict = verify::verify(&whole, watch).map_err(|fault| fault.in_file(file))?;
    Ok(verdict.map(|verdict| Tried { verdict, whole }))
}

/// Puts the backup `file` in the place of the database at `path`, once it has been tried; what stood there is set aside,
/// named by `stamp`. Other processes that have it open go on with what was restored, and find `fact` noted in it. `None` where
/// `watch` had enough, and nothing was changed.
///
/// # Errors
/// Whatever they are, the database at `path` is as it was.
pub fn restore(
    path: &Path,
    file: &Path,
    stamp: &str,
    fact: (&str, &str),
    watch: &mut dyn Watch,
) -> Result<Option<Restored>, Trouble> {
    if is_same(path, file) {
        return Err(Trouble::Itself { path: file.to_owned() });
    }
    let Some(Tried { verdict, whole }) = try_whole(file, watch)? else { return Ok(None) };
    if let Some(problem) = verdict.problems.first() {
        return Err(Trouble::Damaged { path: file.to_owned(), detail: problem.place.clone() });
    }
    // A desk goes on counting where it was: with what is lost now it would use numbers twice.
    whole
        .execute("UPDATE about SET value = lower(hex(randomblob(8))) WHERE name = 'desk'", [])
        .map_err(|error| Fault::from(error).in_file(file))?;
    let entries = verdict.entries;
    let noted = || note(&whole, fact.0, fact.1).map_err(|fault| fault.in_file(file));
    if !path.exists() {
        noted()?;
        place(&whole, path)?;
        return Ok(Some(Restored { entries, set_aside: None }));
    }
    let aside = free_name(path, stamp);
    if let Ok(present) = db::open_to_read(path) {
        let part = beside(&aside)?;
        if !copy_to_file((&present, path), (part.path(), &aside), watch)? {
            return Ok(None);
        }
        carry_facts(&present, &whole).map_err(|fault| fault.in_file(path))?;
        noted()?;
        drop(present);
        keep(part, &aside)?;
        if let Err(trouble) = replace(&whole, path) {
            // It is the same as what still stands there, and on a full disk in the way.
            let _ = fs::remove_file(&aside);
            return Err(trouble);
        }
    } else {
        noted()?;
        // What cannot be read is moved as it is: somebody may still get something out of it.
        move_aside(path, &aside)?;
        if let Err(trouble) = place(&whole, path) {
            let _ = move_aside(&aside, path);
            return Err(trouble);
        }
    }
    Ok(Some(Restored { entries, set_aside: Some(aside) }))
}

/// What is kept beside the journal is about the place, not about its history: where copies go, and when one was tried.
fn carry_facts(present: &Connection, whole: &Connection) -> Outcome<()> {
    whole.execute("DELETE FROM about WHERE name <> 'desk'", [])?;
    let mut facts = present.prepare("SELECT name, value FROM about WHERE name <> 'desk'")?;
    let mut facts = facts.query([])?;
    while let Some(fact) = facts.next()? {
        let (name, value): (String, String) = (fact.get(0)?, fact.get(1)?);
        whole.execute("INSERT INTO about (name, value) VALUES (?1, ?2)", [name, value])?;
    }
    Ok(())
}

/// In one transaction of the database itself, so that others who have it open see the one or the other.
fn replace(whole: &Connection, path: &Path) -> Result<(), Trouble> {
    let replace = || -> Outcome<bool> {
        let mut target = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        target.busy_timeout(PATIENCE * ATTEMPTS)?;
        target.pragma_update(None, "synchronous", "FULL")?;
        let backup = Backup::new(whole, &mut target)?;
        for _ in 0..ATTEMPTS {
            match backup.step(-1)? {
                StepResult::Done => return Ok(true),
                StepResult::Busy | StepResult::Locked | StepResult::More => std::thread::sleep(PATIENCE),
                _ => {}
            }
        }
        Ok(false)
    };
    match replace() {
        Ok(true) => Ok(()),
        Ok(false) => Err(Trouble::Busy { path: path.to_owned() }),
        Err(fault) => Err(fault.in_file(path)),
    }
}

/// As a file where there is none.
fn place(whole: &Connection, path: &Path) -> Result<(), Trouble> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| of_file(&error, folder))?;
    }
    let part = beside(path)?;
    copy_to_file((whole, path), (part.path(), path), &mut Unwatched)?;
    keep(part, path)
}

/// The file with its logs, under another name.
fn move_aside(from: &Path, to: &Path) -> Result<(), Trouble> {
    for ending in ["-wal", "-shm", ""] {
        let (from, to) = (db::beside(from, ending), db::beside(to, ending));
        match fs::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !ending.is_empty() => {}
            done => done.map_err(|error| of_file(&error, &from))?,
        }
    }
    Ok(())
}

fn free_name(path: &Path, stamp: &str) -> PathBuf {
    let names = (1..).map(|n: u32| match n {
        1 => db::beside(path, &format!(".before-restore-{stamp}")),
        n => db::beside(path, &format!(".before-restore-{stamp}-{n}")),
    });
    names.into_iter().find(|name| !name.exists()).unwrap_or_else(|| db::beside(path, ".before-restore"))
}

/// One file, without a log beside it; false where `watch` had enough. Trouble names the source, or what `part` is to
/// become, whichever has it.
fn copy_to_file(
    (source, from): (&Connection, &Path),
    (part, to): (&Path, &Path),
    watch: &mut dyn Watch,
) -> Result<bool, Trouble> {
    let journal = db::beside(part, "-journal");
    let mut copied = || -> Outcome<bool> {
        let mut target = Connection::open(part)?;
        let done = copy(source, &mut target, watch)?;
        target.pragma_update(None, "journal_mode", "DELETE")?;
        // That keeps to itself that it was in vain, and why.
        let mode: String = target.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        drop(target);
        // Where its journal could not be taken away, the file is as if it had never been written.
        if mode != "delete" || journal.exists() {
            let stays = ffi::Error::new(ffi::SQLITE_IOERR_DELETE);
            return Err(rusqlite::Error::SqliteFailure(stays, None).into());
        }
        Ok(done)
    };
    copied().map_err(|fault| {
        let _ = fs::remove_file(&journal);
        fault.in_either(from, to)
    })
}

/// Page by page; false where `watch` had enough.
fn copy(source: &Connection, target: &mut Connection, watch: &mut dyn Watch) -> Outcome<bool> {
    let backup = Backup::new(source, target)?;
    let mut attempts = 0;
    loop {
        match backup.step(PAGES)? {
            StepResult::Done => return Ok(true),
            StepResult::More => {
                let progress = backup.progress();
                let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
                let (left, total) = (count(progress.remaining), count(progress.pagecount));
                if watch.step(total.saturating_sub(left), total).is_err() {
                    return Ok(false);
                }
            }
            _ if attempts == ATTEMPTS => {
                let busy = ffi::Error::new(ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(busy, None).into());
            }
            _ => {
                attempts += 1;
                std::thread::sleep(PATIENCE);
            }
        }
    }
}

/// A file under way, in the folder of the one it is to become; only its owner may read it.
fn beside(target: &Path) -> Result<NamedTempFile, Trouble> {
    if target.is_dir() {
        return Err(Trouble::IsFolder { path: target.to_owned() });
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut name = tempfile::Builder::new();
    name.prefix(".mainstay-").suffix(".part");
    name.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(|error| of_file(&error, target))
}

/// On the disk before it has its name.
fn keep(part: NamedTempFile, target: &Path) -> Result<(), Trouble> {
    let named = |error: &io::Error| of_file(error, target);
    part.as_file().sync_all().map_err(|error| named(&error))?;
    part.persist(target).map_err(|error| named(&error.error))?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    // A name that is not on the disk yet can be lost with the power; some systems cannot say.
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some() && real(one) == real(other)
}
