//! What the bookkeeper's thread does for the Data view: reading files, keeping or letting go of them,
//! bringing the log, checking the database, and writing small text files.

use super::News;
use super::cases::{self, Opened};
use super::findings::{Finding, MOST_CHANGES};
use super::imports::{Held, ReadFile};
use super::watching::{Stop, Teller, Watched};
use crate::desk::planner::Question;
use crate::desk::world::NoticeKind;
use crate::domain::ids::{Author, Revision};
use crate::domain::time::Timestamp;
use crate::exchange::archive;
use crate::exchange::intake::ReadOptions;
use crate::exchange::report::whole_file::WholeFile;
use crate::session::Session;
use crate::words::{Arg, Language, Message, Tell, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the Data view asks for.
#[derive(Debug)]
pub enum DataRequest {
    Read(Vec<ReadFile>),
    Commit,
    Drop,
    ReadLog,
    Verify,
    Write {
        path: PathBuf,
        text: String,
    },
    /// What the archive of enterprises holds of `find`.
    WriteArchive {
        find: String,
        path: PathBuf,
        language: Language,
    },
    /// Save a situation as a recovery case.
    WriteCase {
        path: PathBuf,
        question: Box<Question>,
    },
}

/// Files that have been read wait here to be kept.
#[derive(Debug, Default)]
pub struct DataDesk {
    held: Option<Held>,
}

/// The means of one answer.
pub struct Means<'a> {
    pub session: &'a mut Session,
    pub author: &'a Author,
    pub now: Timestamp,
    pub teller: &'a Teller,
    pub stop: &'a Stop,
}

impl Means<'_> {
    pub fn tell(&self, finding: Finding) {
        self.teller.tell(News::Finding(finding));
    }

    fn write(&self, path: &Path, bytes: &[u8]) {
        match WholeFile::write(path, bytes) {
            Ok(()) => {
                let message = Message::new("data-saved").with("path", Arg::shown(path.display()));
                self.teller.notice(NoticeKind::Done, message);
            }
            Err(trouble) => self.teller.notice(NoticeKind::Trouble, trouble.message()),
        }
    }
}

impl DataDesk {
    /// Does what was asked and tells what came of it; true where the database has changed.
    pub fn answer(&mut self, request: DataRequest, means: &mut Means<'_>) -> bool {
        match request {
            // What was read before stays where the new reading is cancelled.
            DataRequest::Read(files) => match cases::only(&files).map_or(Opened::Import, cases::open) {
                Opened::Import => {
                    self.read(&files, means);
                }
                Opened::Case(snapshot) => means.teller.tell(News::Case(snapshot)),
                Opened::Refused(message) => means.teller.notice(NoticeKind::Refused, message),
            },
            DataRequest::WriteCase { path, question } => cases::save(&path, &question, means.teller),
            DataRequest::Commit => return self.commit(means),
            DataRequest::Drop => self.let_go(means),
            DataRequest::ReadLog => match means.session.log(Revision::default(), MOST_CHANGES) {
                Ok(log) => means.tell(Finding::Log(log.into())),
                Err(trouble) => means.teller.notice(NoticeKind::Trouble, trouble.message()),
            },
            DataRequest::Verify => {
                let mut watch = Watched::new("data-work-verifying", means.teller, means.stop);
                let verdict = means.session.verify(&mut watch);
                drop(watch);
                match verdict {
                    Ok(verdict) => means.tell(Finding::Verdict(Arc::new(verdict))),
                    Err(why) => means.teller.not_done(&why),
                }
            }
            DataRequest::Write { path, text } => means.write(&path, text.as_bytes()),
            DataRequest::WriteArchive { find, path, language } => {
                let sheets = archive::sheets(&Words::new(language), means.session.state(), &find);
                match archive::for_path(&path, &sheets, false) {
                    Ok(bytes) => means.write(&path, &bytes),
                    Err(message) => means.teller.notice(NoticeKind::Refused, message),
                }
            }
        }
        false
    }

    /// False where it was cancelled.
    fn read(&mut self, files: &[ReadFile], means: &Means<'_>) -> bool {
        let mut watch = Watched::new("data-work-reading", means.teller, means.stop);
        let held = Held::read(files, means.session, means.now, &mut watch);
        drop(watch);
        let Ok(held) = held else { return false };
        means.tell(Finding::Preview(Arc::clone(&held.preview)));
        self.held = Some(held);
        true
    }

    fn commit(&mut self, means: &mut Means<'_>) -> bool {
        let Some(held) = self.held.take() else {
            self.let_go(means);
            return false;
        };
        let files = held.preview.changed(usize::MAX, |_| ());
        let mut watch = Watched::new("data-work-importing", means.teller, means.stop);
        let kept = held.commit(means.session, means.author, means.now, &mut watch);
        drop(watch);
        match kept {
            Ok(kept) => {
                means.tell(Finding::Kept(Arc::new(kept)));
                true
            }
            Err(why) => {
                means.teller.not_done(&why);
                // The commands went into the attempt; for the next one the files are read again.
                means.stop.begin();
                if !self.read(&files, means) {
                    self.let_go(means);
                }
                false
            }
        }
    }

    fn let_go(&mut self, means: &Means<'_>) {
        self.held = None;
        means.tell(Finding::Dropped);
    }
}

/// Files nobody has said anything about yet.
#[must_use]
pub fn as_they_are(paths: Vec<PathBuf>) -> Vec<ReadFile> {
    paths.into_iter().map(|path| (path, ReadOptions::default())).collect()
}

/// Asks with the system's dialog which files to import. Waits for the answer, so it is never called on the
/// window's thread. Empty where the person thought better of it, or where the system has no dialog to offer:
/// the view's own path field is there for that.
#[must_use]
pub fn ask_which(words: &Words) -> Vec<PathBuf> {
    rfd::FileDialog::new()
        .set_title(words.say("data-dialog-open"))
        .add_filter(words.say("data-dialog-tables"), &["csv", "txt", "tsv", "xlsx", "xls", "ods", "json"])
        .add_filter(words.say("data-dialog-all"), &["*"])
        .pick_files()
        .unwrap_or_default()
}

/// Asks with the system's dialog which alerts to take in; as [`ask_which`].
#[must_use]
pub fn ask_which_alerts(words: &Words) -> Vec<PathBuf> {
    rfd::FileDialog::new()
        .set_title(words.say("weather-dialog-open"))
        .add_filter(words.say("weather-dialog-alerts"), &["cap", "xml"])
        .add_filter(words.say("data-dialog-all"), &["*"])
        .pick_files()
        .unwrap_or_default()
}

/// Asks with the system's dialog for the file of an outline; as [`ask_which`].
#[must_use]
pub fn ask_which_area(words: &Words) -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_title(words.say("weather-dialog-area"))
        .add_filter("GeoJSON", &["geojson", "json"])
        .add_filter(words.say("data-dialog-all"), &["*"])
        .pick_file()
}

/// Asks with the system's dialog for a call list that has come back; as [`ask_which`].
#[must_use]
pub fn ask_which_list(words: &Words) -> Option<PathBuf> {
    rfd::FileDialog::new()
        .set_title(words.say("told-dialog-open"))
        .add_filter(words.say("data-dialog-tables"), &["csv", "txt", "tsv", "xlsx", "xls", "ods"])
        .add_filter(words.say("data-dialog-all"), &["*"])
        .pick_file()
}

/// Asks with the system's dialog where a small file is to go; as [`ask_which`].
#[must_use]
pub fn ask_where(suggested: &str, title: &str, words: &Words) -> Option<PathBuf> {
    rfd::FileDialog::new().set_title(words.say(title)).set_file_name(suggested).save_file()
}
