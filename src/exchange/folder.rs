//! A folder that other programs put files into. It is looked at again and again rather than listened to,
//! because shared folders tell nobody what happens in them.

use crate::words::{Message, Tell};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files of one folder; further ones are not looked at.
const MOST_FILES: usize = 10_000;
/// Endings of files that are still being written.
const UNDER_WAY: [&str; 6] = ["tmp", "temp", "part", "partial", "crdownload", "filepart"];

/// The folder can't be looked at; in the system's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{folder}: {system}")]
pub struct FolderFault {
    pub folder: String,
    pub system: String,
}

impl Tell for FolderFault {
    fn message(&self) -> Message {
        Message::new("folder-unreadable")
            .with("folder", self.folder.as_str())
            .with("system", self.system.as_str())
    }
}

/// What a file looked like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    changed: Option<SystemTime>,
    bytes: u64,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    look: Look,
    given: bool,
}

/// Finds what is new or has changed in a folder.
#[derive(Clone, Debug)]
pub struct Watcher {
    folder: PathBuf,
    /// Of the files that count, in lower case.
    endings: &'static [&'static str],
    most: usize,
    known: BTreeMap<SmolStr, Known>,
}

impl Watcher {
    /// Files with one of the `endings`; each look gives at most `most`.
    #[must_use]
    pub fn new(folder: &Path, endings: &'static [&'static str], most: usize) -> Self {
        Self { folder: folder.to_owned(), endings, most, known: BTreeMap::new() }
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Files that are new or have changed since they were given last, and have stayed as they are since the
    /// last look, so that none is taken half-written; the oldest first. Folders within, and links, are left
    /// alone: nothing outside the folder is ever read.
    ///
    /// # Errors
    /// [`FolderFault`] where the folder is not there or may not be read. Nothing is forgotten then.
    pub fn look(&mut self) -> Result<Vec<PathBuf>, FolderFault> {
        let fault = |error: std::io::Error| FolderFault {
            folder: self.folder.display().to_string(),
            system: error.to_string(),
        };
        let mut seen = BTreeMap::new();
        for entry in fs::read_dir(&self.folder).map_err(fault)?.flatten().take(MOST_FILES) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            // Of the entry itself: what a link points to is not asked.
            let Ok(metadata) = entry.metadata() else { continue };
            if self.counts(&name) && metadata.is_file() && metadata.len() > 0 {
                let look = Look { changed: metadata.modified().ok(), bytes: metadata.len() };
                seen.insert(SmolStr::new(name), look);
            }
        }
        self.known.retain(|name, _| seen.contains_key(name));
        let mut settled = Vec::new();
        for (name, look) in seen {
            match self.known.get(&name) {
                Some(known) if known.look == look => {
                    if !known.given {
                        settled.push((look, name));
                    }
                }
                _ => drop(self.known.insert(name, Known { look, given: false })),
            }
        }
        settled.sort();
        settled.truncate(self.most);
        let mut files = Vec::with_capacity(settled.len());
        for (look, name) in settled {
            files.push(self.folder.join(&name));
            self.known.insert(name, Known { look, given: true });
        }
        Ok(files)
    }

    fn counts(&self, name: &str) -> bool {
        let Some((stem, ending)) = name.rsplit_once('.') else { return false };
        let ending = ending.to_ascii_lowercase();
        let hidden = stem.is_empty() || name.starts_with(['.', '~']);
        !hidden && !UNDER_WAY.contains(&ending.as_str()) && self.endings.contains(&ending.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(watcher: &mut Watcher) -> Vec<String> {
        let files = watcher.look().expect("a folder");
        files.iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect()
    }

    #[test]
    fn a_file_is_given_once_it_rests_and_again_when_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        let mut watcher = Watcher::new(folder.path(), &["cap", "xml"], 10);
        write("a.cap", "<alert>");
        assert_eq!(names(&mut watcher), [""; 0]);
        write("a.cap", "<alert><");
        assert_eq!(names(&mut watcher), [""; 0], "it is still being written");
        assert_eq!(names(&mut watcher), ["a.cap"]);
        assert_eq!(names(&mut watcher), [""; 0]);
        write("a.cap", "<alert><x");
        assert_eq!((names(&mut watcher), names(&mut watcher)), (vec![], vec!["a.cap".to_owned()]));
        fs::remove_file(folder.path().join("a.cap")).expect("removed");
        assert_eq!(names(&mut watcher), [""; 0]);
        write("a.cap", "<alert><x");
        assert_eq!((names(&mut watcher), names(&mut watcher)), (vec![], vec!["a.cap".to_owned()]));
    }

    #[test]
    fn only_the_folders_own_files_of_the_right_kind_are_given() {
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("secret.cap"), "x").expect("written");
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.cap", "B.XML", "c.txt", ".d.cap", "~e.cap", "f", "g.cap.part", ".cap"] {
            fs::write(folder.path().join(name), "x").expect("written");
        }
        fs::write(folder.path().join("empty.cap"), "").expect("written");
        fs::create_dir(folder.path().join("folder.cap")).expect("made");
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret.cap"), folder.path().join("link.cap"))
            .expect("made");
        let mut watcher = Watcher::new(folder.path(), &["cap", "xml"], 10);
        assert_eq!(names(&mut watcher), [""; 0]);
        let mut found = names(&mut watcher);
        found.sort();
        assert_eq!(found, ["B.XML", "a.cap"]);
    }

    #[test]
    fn many_files_come_in_parts_and_none_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..25 {
            fs::write(folder.path().join(format!("{number:02}.cap")), "x").expect("written");
        }
        let mut watcher = Watcher::new(folder.path(), &["cap"], 10);
        let counts: Vec<_> = (0..5).map(|_| names(&mut watcher).len()).collect();
        assert_eq!(counts, [0, 10, 10, 5, 0]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_and_nothing_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("in");
        fs::create_dir(&inner).expect("made");
        fs::write(inner.join("a.cap"), "x").expect("written");
        let mut watcher = Watcher::new(&inner, &["cap"], 10);
        assert_eq!((names(&mut watcher).len(), names(&mut watcher).len()), (0, 1));
        fs::rename(&inner, folder.path().join("away")).expect("moved");
        assert!(watcher.look().is_err());
        fs::rename(folder.path().join("away"), &inner).expect("back");
        assert_eq!(names(&mut watcher).len(), 0);
    }
}
