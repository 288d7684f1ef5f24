//! What a watched folder's files are made to do: which operation fails and how, what was written and synced, and what would
//! be left of that if the power went.

use rusqlite::ffi;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What SQLite asks of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
    Lock,
    /// Of memory that processes share; it may make a file longer.
    Map,
}

/// A way in which disks fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Full,
    WriteFails,
    /// Half of what was to be written is on the disk.
    ShortWrite,
    SyncFails,
    ReadOnly,
    ReadFails,
    LockHeld,
    CannotOpen,
}

impl Fault {
    /// The code the operation comes back with; `None` where it is not touched.
    fn code(self, operation: Operation) -> Option<i32> {
        Some(match (self, operation) {
            (Self::Full, Operation::Write) => ffi::SQLITE_FULL,
            (Self::Full, Operation::Map) => ffi::SQLITE_IOERR_SHMSIZE,
            (Self::WriteFails | Self::ShortWrite, Operation::Write) => ffi::SQLITE_IOERR_WRITE,
            (Self::WriteFails, Operation::Truncate) => ffi::SQLITE_IOERR_TRUNCATE,
            (Self::WriteFails, Operation::Delete) => ffi::SQLITE_IOERR_DELETE,
            (Self::WriteFails, Operation::Map) => ffi::SQLITE_IOERR_SHMMAP,
            (Self::SyncFails, Operation::Sync) => ffi::SQLITE_IOERR_FSYNC,
            (Self::ReadOnly, Operation::Write | Operation::Truncate) => ffi::SQLITE_READONLY,
            (Self::ReadFails, Operation::Read) => ffi::SQLITE_IOERR_READ,
            (Self::LockHeld, Operation::Lock) => ffi::SQLITE_BUSY,
            (Self::CannotOpen, Operation::Open) => ffi::SQLITE_CANTOPEN,
            _ => return None,
        })
    }
}

/// One thing that happened to the files, oldest first.
#[derive(Clone, Debug)]
pub enum Event {
    Wrote {
        file: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncated {
        file: String,
        size: usize,
    },
    Synced {
        file: String,
    },
    Created {
        file: String,
    },
    Deleted {
        file: String,
    },
    /// What was created and deleted so far stays so.
    FolderSynced,
    /// Somebody was told that this is kept.
    Acknowledged(u64),
}

struct Armed {
    fault: Fault,
    /// The first of those it can hit that it does hit, counted from one.
    from: usize,
    lasts: bool,
    passed: usize,
    hit: usize,
}

/// The disk of one folder.
#[derive(Default)]
pub struct Disk {
    armed: Mutex<Option<Armed>>,
    events: Mutex<Option<Vec<Event>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    /// The `from`-th operation `fault` can hit fails, and where it `lasts` all after it.
    pub fn arm(&self, fault: Fault, from: usize, lasts: bool) {
        *locked(&self.armed) = Some(Armed { fault, from, lasts, passed: 0, hit: 0 });
    }

    /// All is well again; how many operations could have been hit, and how many were.
    pub fn heal(&self) -> (usize, usize) {
        locked(&self.armed).take().map_or((0, 0), |armed| (armed.passed, armed.hit))
    }

    /// What the layer asks before it does something.
    pub fn refuses(&self, operation: Operation) -> Option<i32> {
        let mut armed = locked(&self.armed);
        let armed = armed.as_mut()?;
        let code = armed.fault.code(operation)?;
        armed.passed += 1;
        let hits = armed.passed == armed.from || armed.lasts && armed.passed > armed.from;
        armed.hit += usize::from(hits);
        hits.then_some(code)
    }

    /// How many bytes of a refused write are written all the same.
    pub fn comes_through(&self, count: i32) -> i32 {
        let short = locked(&self.armed).as_ref().is_some_and(|armed| armed.fault == Fault::ShortWrite);
        if short { count / 2 } else { 0 }
    }

    pub fn record(&self) {
        *locked(&self.events) = Some(Vec::new());
    }

    pub fn recorded(&self) -> Vec<Event> {
        locked(&self.events).take().unwrap_or_default()
    }

    fn note(&self, event: impl FnOnce() -> Event) {
        if let Some(events) = locked(&self.events).as_mut() {
            events.push(event());
        }
    }

    pub fn acknowledged(&self, revision: u64) {
        self.note(|| Event::Acknowledged(revision));
    }

    pub fn wrote(&self, file: &str, at: usize, bytes: &[u8]) {
        self.note(|| Event::Wrote { file: file.to_owned(), at, bytes: bytes.to_vec() });
    }

    pub fn truncated(&self, file: &str, size: usize) {
        self.note(|| Event::Truncated { file: file.to_owned(), size });
    }

    pub fn synced(&self, file: &str) {
        self.note(|| Event::Synced { file: file.to_owned() });
    }

    pub fn created(&self, file: &str) {
        self.note(|| Event::Created { file: file.to_owned() });
    }

    pub fn synced_folder(&self) {
        self.note(|| Event::FolderSynced);
    }

    pub fn deleted(&self, file: &str) {
        self.note(|| Event::Deleted { file: file.to_owned() });
    }
}

/// A disk on which sectors of this size are written whole or not at all.
const SECTOR: usize = 512;

/// What is on a disk.
#[derive(Clone, Debug, Default)]
pub struct Image {
    files: BTreeMap<String, Vec<u8>>,
}

impl Image {
    /// What is left of what happened: all that a sync came after, and of the rest what `kept` lets through, sector by sector.
    /// Files come and go in the order in which they did.
    pub fn left_of(events: &[Event], mut kept: impl FnMut() -> bool) -> Self {
        // A name can stand for one file after another.
        let (mut names, mut last): (BTreeMap<&str, usize>, usize) = (BTreeMap::new(), 0);
        let mut from_the_first = Vec::new();
        let mut numbered = Vec::new();
        let (mut synced, mut folder_synced) = (BTreeMap::new(), 0);
        for (at, event) in events.iter().enumerate() {
            let (Event::Wrote { file, .. }
            | Event::Truncated { file, .. }
            | Event::Synced { file }
            | Event::Created { file }
            | Event::Deleted { file }) = event
            else {
                if matches!(event, Event::FolderSynced) {
                    folder_synced = at;
                }
                continue;
            };
            let is_new = matches!(event, Event::Created { .. });
            if is_new || !names.contains_key(file.as_str()) {
                last += 1;
                names.insert(file, last);
                if !is_new {
                    from_the_first.push((file.clone(), last));
                }
            }
            let number = names[file.as_str()];
            numbered.push((at, number, event));
            match event {
                Event::Synced { .. } => drop(synced.insert(number, at)),
                Event::Deleted { .. } => drop(names.remove(file.as_str())),
                _ => {}
            }
        }
        let mut contents: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut found: BTreeMap<String, usize> = from_the_first.into_iter().collect();
        let mut folder_goes_on = true;
        for (at, number, event) in numbered {
            let is_safe = synced.get(&number).is_some_and(|last| at < *last);
            let content = contents.entry(number).or_default();
            match event {
                Event::Wrote { at, bytes, .. } => write(content, *at, bytes, || is_safe || kept()),
                Event::Truncated { size, .. } if is_safe || kept() => content.resize(*size, 0),
                Event::Created { file } | Event::Deleted { file } => {
                    folder_goes_on = at < folder_synced || folder_goes_on && kept();
                    if folder_goes_on && matches!(event, Event::Created { .. }) {
                        found.insert(file.clone(), number);
                    } else if folder_goes_on {
                        found.remove(file);
                    }
                }
                _ => {}
            }
        }
        let files = found.into_iter();
        Self {
            files: files.map(|(name, number)| (name, contents.remove(&number).unwrap_or_default())).collect(),
        }
    }

    pub fn write_to(&self, folder: &Path) {
        for (name, content) in &self.files {
            fs::write(folder.join(name), content).expect("there is room");
        }
    }
}

/// Those sectors of it that `kept` lets through.
fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8], mut kept: impl FnMut() -> bool) {
    let mut done = 0;
    while done < bytes.len() {
        let count = (SECTOR - (at + done) % SECTOR).min(bytes.len() - done);
        let (from, to) = (at + done, at + done + count);
        if kept() {
            content.resize(content.len().max(to), 0);
            content[from..to].copy_from_slice(&bytes[done..done + count]);
        }
        done += count;
    }
}
