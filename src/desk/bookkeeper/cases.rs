//! Recovery cases for the desk: a situation saved as one, and one opened, told apart from files to import by
//! what is in it.

use super::watching::Teller;
use crate::desk::planner::Question;
use crate::desk::snapshot::Snapshot;
use crate::desk::world::NoticeKind;
use crate::domain::day::Day;
use crate::domain::outlook;
use crate::exchange::case::{self, Case, native};
use crate::exchange::report::whole_file::WholeFile;
use crate::words::{Arg, Message, Tell};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes the situation of `question` and says so.
pub fn save(path: &Path, question: &Question, teller: &Teller) {
    let Question { state, revision, ask } = question;
    let text = native::write(state, ask.day, ask.now, *revision);
    match WholeFile::write(path, text.as_bytes()) {
        Ok(()) => {
            let message = Message::new("data-saved").with("path", Arg::shown(path.display()));
            teller.notice(NoticeKind::Done, message);
        }
        Err(trouble) => teller.notice(NoticeKind::Trouble, trouble.message()),
    }
}

/// What files somebody has dropped or chosen turn out to be.
pub enum Opened {
    /// Files to import.
    Import,
    Case(Arc<Snapshot>),
    /// A case that cannot be opened, and why.
    Refused(Message),
}

/// Looks whether `path` holds a recovery case.
#[must_use]
pub fn open(path: &Path) -> Opened {
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let Some(text) = is_json.then(|| text_of(path)).flatten() else { return Opened::Import };
    match case::read(text.trim_start_matches('\u{feff}')) {
        Ok(Case::Native(situation)) => {
            let native::CaseSituation { state, day, now, revision } = *situation;
            let planned = state.day(day).cloned().unwrap_or_else(|| Arc::new(Day::empty(day)));
            let outlook = Arc::new(outlook::project(&state, &planned, now));
            let days: Vec<_> = state.days.keys().copied().collect();
            let snapshot = Snapshot {
                state,
                revision,
                now,
                date: day,
                outlook,
                days: days.into(),
                undoable: None,
                last: None,
            };
            Opened::Case(Arc::new(snapshot))
        }
        Ok(Case::Compact(_)) => Opened::Refused(Message::new("case-is-compact").with("path", shown(path))),
        Err(case::NotACase::Native(native::NotACase::Unknown)) => Opened::Import,
        Err(why) => {
            let message =
                Message::new("case-not-opened").with("path", shown(path)).with("why", why.message());
            Opened::Refused(message)
        }
    }
}

fn shown(path: &Path) -> Arg {
    Arg::shown(path.display())
}

/// `None` where it cannot be read or is no text: the import says what is wrong with it.
fn text_of(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(native::MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

/// The one file among `paths`, where there is only one.
#[must_use]
pub fn only<T>(files: &[(PathBuf, T)]) -> Option<&Path> {
    match files {
        [(path, _)] => Some(path),
        _ => None,
    }
}
