//! What can go wrong with the file, the disk or the database, each with its way out.

use super::codec::Unsound;
use crate::words::{Arg, Message, Tell};
use rusqlite::{ErrorCode, ffi};
use std::io;
use std::path::{Path, PathBuf};

/// The disk, the file or the database gave trouble. Whatever was being done has not been done.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{} is a folder, not a database", path.display())]
    IsFolder { path: PathBuf },
    #[error("no permission to open {}", path.display())]
    NotAllowed { path: PathBuf },
    #[error("cannot open {}: {detail}", path.display())]
    CannotOpen { path: PathBuf, detail: String },
    /// The first bytes are no database's.
    #[error("{} is not a database", path.display())]
    NotADatabase { path: PathBuf },
    /// A database of some other program.
    #[error("{} is a database of another program", path.display())]
    NotOurs { path: PathBuf },
    #[error("{} is of version {found}; this program knows up to {known}", path.display())]
    Newer { path: PathBuf, found: u32, known: u32 },
    /// Bytes are missing or cannot be what was written.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error("{} cannot be written to", path.display())]
    ReadOnly { path: PathBuf },
    #[error("the disk of {} is full", path.display())]
    DiskFull { path: PathBuf },
    /// Another process has been writing for longer than one waits.
    #[error("{} is being written by another process", path.display())]
    Busy { path: PathBuf },
    #[error("reading or writing {} failed: {detail}", path.display())]
    Disk { path: PathBuf, detail: String },
    /// The copy that is made before a migration.
    #[error("cannot make the copy {}: {detail}", path.display())]
    NoBackup { path: PathBuf, detail: String },
    /// A database cannot be its own backup.
    #[error("{} is the database itself", path.display())]
    Itself { path: PathBuf },
    /// Another process has put a backup in its place.
    #[error("{} has been restored from a backup", path.display())]
    Replaced { path: PathBuf },
    /// A fault of the program rather than of the disk.
    #[error("the database {} did not accept a statement: {detail}", path.display())]
    Database { path: PathBuf, detail: String },
}

impl Trouble {
    /// The same, said of `file`.
    pub(super) fn of(mut self, file: &Path) -> Self {
        match &mut self {
            Self::IsFolder { path }
            | Self::NotAllowed { path }
            | Self::CannotOpen { path, .. }
            | Self::NotADatabase { path }
            | Self::NotOurs { path }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::ReadOnly { path }
            | Self::DiskFull { path }
            | Self::Busy { path }
            | Self::Disk { path, .. }
            | Self::NoBackup { path, .. }
            | Self::Itself { path }
            | Self::Replaced { path }
            | Self::Database { path, .. } => file.clone_into(path),
        }
        self
    }

    /// A file beside the database could not be used.
    #[must_use]
    pub fn of_file(error: &io::Error, path: &Path) -> Self {
        of_file(error, path)
    }
}

impl Tell for Trouble {
    fn message(&self) -> Message {
        let about = |key, path: &Path| Message::new(key).with("path", Arg::shown(path.display()));
        match self {
            Self::IsFolder { path } => about("trouble-is-folder", path),
            Self::NotAllowed { path } => about("trouble-not-allowed", path),
            Self::CannotOpen { path, detail } => about("trouble-cannot-open", path).with("detail", &**detail),
            Self::NotADatabase { path } => about("trouble-not-a-database", path),
            Self::NotOurs { path } => about("trouble-not-ours", path),
            Self::Newer { path, found, known } => {
                about("trouble-newer", path).with("found", Arg::shown(found)).with("known", Arg::shown(known))
            }
            Self::Damaged { path, detail } => about("trouble-damaged", path).with("detail", &**detail),
            Self::ReadOnly { path } => about("trouble-read-only", path),
            Self::DiskFull { path } => about("trouble-disk-full", path),
            Self::Busy { path } => about("trouble-busy", path),
            Self::Disk { path, detail } => about("trouble-disk", path).with("detail", &**detail),
            Self::NoBackup { path, detail } => about("trouble-no-backup", path).with("detail", &**detail),
            Self::Itself { path } => about("trouble-itself", path),
            Self::Replaced { path } => about("trouble-replaced", path),
            Self::Database { path, detail } => about("trouble-database", path).with("detail", &**detail),
        }
    }
}

/// Trouble before it is known which file it is about.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    /// A stored value stands for nothing: table or entry, and where.
    Unsound(String),
    Newer(u32),
}

pub(super) type Outcome<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Fault {
    /// A value read from `place` could not be understood.
    pub fn unsound(place: impl Into<String>) -> Self {
        Self::Unsound(place.into())
    }

    pub fn of_entry(unsound: &Unsound, counter: u64) -> Self {
        match unsound {
            Unsound::Newer { version } => Self::Newer(*version),
            Unsound::Garbled => Self::Unsound(format!("entries {counter}")),
        }
    }

    /// Of a copy, it is the one file that could not be read or the other that could not be written.
    pub fn in_either(self, read: &Path, written: &Path) -> Trouble {
        let is_of_reading = match &self {
            Self::Unsound(_) | Self::Newer(_) => true,
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => false,
                Some(ErrorCode::SystemIoFailure) => {
                    let code = error.sqlite_error().map(|error| error.extended_code);
                    matches!(code, Some(ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ))
                }
                _ => true,
            },
        };
        self.in_file(if is_of_reading { read } else { written })
    }

    pub fn in_file(self, path: &Path) -> Trouble {
        let path = path.to_owned();
        match self {
            Self::Unsound(detail) => Trouble::Damaged { path, detail },
            Self::Newer(found) => Trouble::Newer { path, found, known: super::codec::VERSION },
            Self::Sql(error) => {
                let detail = error.to_string();
                // A column that held another type than the schema lets in was written by someone else.
                let odd_value = matches!(
                    error,
                    rusqlite::Error::InvalidColumnType(..)
                        | rusqlite::Error::FromSqlConversionFailure(..)
                        | rusqlite::Error::IntegralValueOutOfRange(..)
                        | rusqlite::Error::Utf8Error(..)
                );
                match error.sqlite_error_code() {
                    code if odd_value || code == Some(ErrorCode::DatabaseCorrupt) => {
                        Trouble::Damaged { path, detail }
                    }
                    Some(ErrorCode::NotADatabase) => Trouble::NotADatabase { path },
                    Some(ErrorCode::ReadOnly) => Trouble::ReadOnly { path },
                    Some(ErrorCode::DiskFull) => Trouble::DiskFull { path },
                    // The last is what many that begin at the same moment come to, each in another's way.
                    Some(
                        ErrorCode::DatabaseBusy
                        | ErrorCode::DatabaseLocked
                        | ErrorCode::FileLockingProtocolFailed,
                    ) => Trouble::Busy { path },
                    Some(ErrorCode::PermissionDenied) => Trouble::NotAllowed { path },
                    Some(ErrorCode::CannotOpen) => Trouble::CannotOpen { path, detail },
                    // The file beside the database could not be made larger.
                    Some(ErrorCode::SystemIoFailure)
                        if error.sqlite_error().map(|error| error.extended_code)
                            == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
                    {
                        Trouble::DiskFull { path }
                    }
                    Some(ErrorCode::SystemIoFailure) => Trouble::Disk { path, detail },
                    _ => Trouble::Database { path, detail },
                }
            }
        }
    }
}

/// The file system said no before SQLite was asked.
pub(super) fn of_file(error: &io::Error, path: &Path) -> Trouble {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::PermissionDenied => Trouble::NotAllowed { path },
        io::ErrorKind::IsADirectory => Trouble::IsFolder { path },
        io::ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnly { path },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::DiskFull { path },
        _ => Trouble::CannotOpen { path, detail: error.to_string() },
    }
}
