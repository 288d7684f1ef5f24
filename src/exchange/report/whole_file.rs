//! A file that is there whole or not at all: written beside the place it is meant for and renamed when it
//! is complete, so that a half-written report never stands and a failed one leaves what stood before.

use crate::words::{Arg, Message, Tell};
use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file could not be written. What stood there before stands there still.
#[derive(Debug, thiserror::Error)]
pub enum FileTrouble {
    #[error("the folder of {0:?} is not there")]
    NoFolder(PathBuf),
    #[error("writing {0:?} is not allowed")]
    Denied(PathBuf),
    #[error("the disk of {0:?} is full")]
    Full(PathBuf),
    #[error("{0:?} is a folder")]
    IsFolder(PathBuf),
    #[error("{path:?}: {error}")]
    Other { path: PathBuf, error: io::Error },
}

impl FileTrouble {
    /// Sorts an I/O error met while writing to `path`.
    #[must_use]
    pub fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path),
            ErrorKind::IsADirectory => Self::IsFolder(path),
            _ => Self::Other { path, error },
        }
    }
}

impl Tell for FileTrouble {
    fn message(&self) -> Message {
        let with = |key, path: &Path| Message::new(key).with("path", Arg::shown(path.display()));
        match self {
            Self::NoFolder(path) => with("report-trouble-no-folder", path),
            Self::Denied(path) => with("report-trouble-denied", path),
            Self::Full(path) => with("report-trouble-full", path),
            Self::IsFolder(path) => with("report-trouble-is-folder", path),
            Self::Other { path, error } => {
                with("report-trouble-other", path).with("error", Arg::shown(error))
            }
        }
    }
}

/// A file under way. Dropped before [`WholeFile::keep`], it leaves no trace.
pub struct WholeFile {
    file: NamedTempFile,
    /// The file itself where the person named a link to it: a link stays a link.
    target: PathBuf,
}

impl WholeFile {
    /// Writes all of `bytes` to `path`.
    pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
        let whole = Self::beside(path)?;
        whole.writer().write_all(bytes).map_err(|error| FileTrouble::from_io(path, error))?;
        whole.keep()
    }

    /// Begins a file that is to stand at `path`.
    pub fn beside(path: &Path) -> Result<Self, FileTrouble> {
        if path.is_dir() {
            return Err(FileTrouble::IsFolder(path.to_owned()));
        }
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // Renaming would replace a write-protected file without a word.
        if target.metadata().is_ok_and(|known| known.permissions().readonly()) {
            return Err(FileTrouble::Denied(path.to_owned()));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".mainstay-");
        // A report is for others to read as far as the system's own mask allows; a temporary file is not.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file =
            builder.tempfile_in(folder_of(&target)).map_err(|error| FileTrouble::from_io(path, error))?;
        Ok(Self { file, target })
    }

    #[must_use]
    pub fn writer(&self) -> &File {
        self.file.as_file()
    }

    /// Where it is going to stand.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Puts the complete file in its place, replacing what stood there.
    pub fn keep(self) -> Result<(), FileTrouble> {
        let Self { file, target } = self;
        file.as_file().sync_all().map_err(|error| FileTrouble::from_io(&target, error))?;
        file.persist(&target).map(drop).map_err(|refused| FileTrouble::from_io(&target, refused.error))
    }
}

/// The folder a file stands in; the current one where only a name is given.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
