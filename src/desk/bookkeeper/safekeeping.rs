//! Copies of the database on the bookkeeper's thread: which there are, taking one, trying one, going back to one.

use super::data_desk::Means;
use super::findings::Finding;
use super::watching::Watched;
use crate::clock;
use crate::desk::world::NoticeKind;
use crate::domain::people::Role;
use crate::domain::refusal::Refusal;
use crate::domain::time::ServiceDay;
use crate::journal::Trouble;
use crate::log;
use crate::session::safekeeping::{Copy, Safekeeping, restore};
use crate::session::support::{Asked, MOST_LOG};
use crate::session::{NotDone, Session};
use crate::words::{Arg, Language, Message, Tell, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the window asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SafeRequest {
    /// Which copies there are, and what was done last.
    Look,
    /// Copy to this file; into the folder of copies where `None`.
    Copy(Option<PathBuf>),
    /// Restore this copy on trial.
    Try(PathBuf),
    /// Go back to this copy.
    Restore(PathBuf),
    /// Keep copies in this folder from now on.
    KeepIn(PathBuf),
    /// Make the text of a support file, to be read before it is saved; with the situation of that day, if any.
    Support { situation: Option<ServiceDay>, language: Language },
    /// It has been read.
    PutSupportAway,
}

/// How the database is kept safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safe {
    pub last: Safekeeping,
    pub folder: Option<PathBuf>,
    /// The newest first.
    pub copies: Vec<Copy>,
}

/// How things stand.
///
/// # Errors
/// Where the database or the folder of copies cannot be read.
pub fn look(session: &Session) -> Result<Safe, Trouble> {
    Ok(Safe { last: session.safekeeping()?, folder: session.backup_folder()?, copies: session.copies()? })
}

/// Does what was asked and tells what came of it; true where the database is another one now.
pub fn answer(request: SafeRequest, means: &mut Means<'_>) -> bool {
    let done = carry_out(request, means);
    match look(means.session) {
        Ok(safe) => means.tell(Finding::Safe(Arc::new(safe))),
        Err(trouble) => means.teller.notice(NoticeKind::Trouble, trouble.message()),
    }
    match done {
        Ok(replaced) => replaced,
        Err(why) => {
            means.teller.not_done(&why);
            false
        }
    }
}

fn carry_out(request: SafeRequest, means: &mut Means<'_>) -> Result<bool, NotDone> {
    let now = clock::now();
    let needs = match &request {
        // Also a locked desk looks, once a copy has been taken by itself.
        SafeRequest::Look | SafeRequest::PutSupportAway => None,
        SafeRequest::Restore(_) => Some(Role::Administrator),
        _ => Some(Role::Dispatcher),
    };
    needs.map_or(Ok(()), |needs| means.session.permit(means.author, needs)).map_err(Refusal::from)?;
    match request {
        SafeRequest::Look => {}
        SafeRequest::PutSupportAway => means.tell(Finding::Support(None)),
        SafeRequest::Support { situation, language } => {
            log::flush();
            let recent = log::folder().map(|folder| log::recent(&folder, MOST_LOG)).unwrap_or_default();
            let asked = Asked { log: recent, situation, names: false };
            let mut watch = Watched::new("support-work", means.teller, means.stop);
            let text = means.session.support_file(&asked, now, &Words::new(language), &mut watch)?;
            drop(watch);
            means.tell(Finding::Support(Some(text.into())));
        }
        SafeRequest::KeepIn(folder) => means.session.keep_backups_in(&folder)?,
        SafeRequest::Copy(file) => {
            let mut watch = Watched::new("safe-work-copying", means.teller, means.stop);
            let file = match file {
                Some(file) => {
                    means.session.back_up(&file, now, &mut watch)?;
                    file
                }
                None => means.session.back_up_by_itself(now, &mut watch)?.file,
            };
            drop(watch);
            done(means, "safe-copied", &file);
        }
        SafeRequest::Try(file) => {
            let mut watch = Watched::new("safe-work-trying", means.teller, means.stop);
            let verdict = means.session.try_out(&file, now, &mut watch)?;
            drop(watch);
            match verdict.problems.first() {
                None => done(means, "safe-tried", &file),
                Some(problem) => {
                    let message = Message::new("safe-tried-bad").with("path", Arg::shown(file.display()));
                    means.teller.notice(NoticeKind::Trouble, message.with("what", problem.what.clone()));
                }
            }
        }
        SafeRequest::Restore(file) => {
            let path = means.session.database().ok_or_else(|| Trouble::Itself { path: file.clone() })?;
            let mut watch = Watched::new("safe-work-restoring", means.teller, means.stop);
            let restored = restore(&path, &file, now, &mut watch)?;
            drop(watch);
            means.session.refresh()?;
            let aside = restored.set_aside.unwrap_or_default();
            let message = Message::new("safe-restored").with("path", Arg::shown(file.display()));
            let message = message.with("aside", Arg::shown(aside.display()));
            means.teller.notice(NoticeKind::Done, message);
            return Ok(true);
        }
    }
    Ok(false)
}

fn done(means: &Means<'_>, key: &'static str, file: &Path) {
    let message = Message::new(key).with("path", Arg::shown(file.display()));
    means.teller.notice(NoticeKind::Done, message);
}
