//! The log's files: the newest is `mainstay.log`; when it is full it becomes `mainstay.1.log`, and the oldest goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// One file; the next is begun at the line after.
pub const MOST_BYTES: u64 = 1 << 20;
/// The newest among them.
pub const MOST_FILES: usize = 5;

fn name(number: usize) -> String {
    if number == 0 { "mainstay.log".to_owned() } else { format!("mainstay.{number}.log") }
}

pub struct Files {
    folder: PathBuf,
    file: File,
}

impl Files {
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), file: open(folder)? })
    }

    /// Two processes may write at once: a line is written in one go, and goes on at the end.
    pub fn write(&mut self, line: &str) -> io::Result<()> {
        if self.file.metadata()?.len() >= MOST_BYTES {
            self.begin_anew()?;
        }
        self.file.write_all(line.as_bytes())
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        // Where another process has begun a new one already, that is gone on with.
        let newest = self.folder.join(name(0));
        if fs::metadata(&newest).is_ok_and(|newest| newest.len() >= MOST_BYTES) {
            for number in (1..MOST_FILES).rev() {
                // There need not be as many yet.
                let _ = fs::rename(self.folder.join(name(number - 1)), self.folder.join(name(number)));
            }
        }
        self.file = open(&self.folder)?;
        Ok(())
    }
}

fn open(folder: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    // What was done is nobody's business but the user's.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(name(0)))
}

/// The last lines of the log, at most so many bytes of them; empty where there are none.
#[must_use]
pub fn recent(folder: &Path, most: u64) -> String {
    let mut bytes = Vec::new();
    for number in 0..MOST_FILES {
        let left = most.saturating_sub(bytes.len() as u64);
        let Ok(mut file) = File::open(folder.join(name(number))) else { break };
        let length = file.metadata().map_or(0, |file| file.len());
        let mut part = Vec::new();
        let from = SeekFrom::Start(length.saturating_sub(left));
        if left == 0 || file.seek(from).and_then(|_| file.take(left).read_to_end(&mut part)).is_err() {
            break;
        }
        part.append(&mut bytes);
        bytes = part;
    }
    let text = String::from_utf8_lossy(&bytes);
    // The first line may have been cut.
    let from = if bytes.len() as u64 >= most { text.find('\n').map_or(0, |at| at + 1) } else { 0 };
    text[from..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_bounded_in_number_and_size_and_the_newest_lines_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut files = Files::open(folder.path()).expect("opened");
        let line = |number: u32| format!("{number:06} {}\n", "x".repeat(1_000));
        for number in 0..7_000 {
            files.write(&line(number)).expect("written");
        }
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").metadata().expect("known").len())
            .collect();
        assert_eq!(sizes.len(), MOST_FILES);
        assert!(sizes.iter().all(|size| *size < MOST_BYTES + 2_000), "{sizes:?}");
        assert!(
            fs::read_to_string(folder.path().join("mainstay.log")).expect("text").ends_with(&line(6_999))
        );
        let last = recent(folder.path(), 1_500_000);
        assert!(last.len() < 1_500_000 && last.starts_with("00") && last.ends_with(&line(6_999)));
        assert_eq!(last.lines().count(), last.len() / line(0).len(), "whole lines, one after the other");
    }

    #[test]
    fn two_processes_write_into_one_log() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut both =
            [Files::open(folder.path()).expect("opened"), Files::open(folder.path()).expect("opened")];
        for number in 0..4_000 {
            both[number % 2].write(&format!("{number:06} {}\n", "x".repeat(1_000))).expect("written");
        }
        let all = recent(folder.path(), u64::MAX);
        let mut seen: Vec<_> = all.lines().filter_map(|line| line[..6].parse::<usize>().ok()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..4_000).collect::<Vec<_>>());
    }
}
