//! Reports on the bookkeeper's thread: previewed, and saved where the person says. The window only
//! sees [`ReportWork`] and the preview.

use crate::domain::time::Timestamp;
use crate::domain::watch::Watch;
use crate::exchange::report::{Format, NotReported, Preview, Saved};
use crate::session::Session;
use crate::session::report::Subject;
use crate::words::{Language, Message, Tell, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows a preview holds: enough to judge the report by, few enough to make again with every change.
pub const PREVIEW_ROWS: usize = 200;

/// Where the report's work stands, for the view to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ReportWork {
    #[default]
    Idle,
    /// `done` of `total` days.
    Previewing {
        done: u64,
        total: u64,
    },
    Saving {
        done: u64,
        total: u64,
    },
    Saved(Saved),
    Failed(Message),
}

/// A preview, and what was asked for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Previewed {
    pub subject: Subject,
    pub language: Language,
    pub preview: Preview,
}

/// Makes the preview; the [`ReportWork`] to show instead where there is none.
pub fn preview(
    session: &mut Session,
    subject: &Subject,
    now: Timestamp,
    language: Language,
    watch: &mut dyn Watch,
) -> Result<Arc<Previewed>, ReportWork> {
    let made = session.preview_report(subject, now, &Words::new(language), PREVIEW_ROWS, watch);
    made.map(|preview| Arc::new(Previewed { subject: subject.clone(), language, preview }))
        .map_err(|failed| stopped(&failed))
}

/// Writes the report and tells how it went.
pub fn save(
    session: &mut Session,
    subject: &Subject,
    now: Timestamp,
    words: &Words,
    (path, format): (&Path, Format),
    watch: &mut dyn Watch,
) -> ReportWork {
    match session.report(subject, now, words, (path, format), watch) {
        Ok(saved) => ReportWork::Saved(saved),
        Err(failed) => stopped(&failed),
    }
}

/// Asks with the system's dialog where the report is to go, beginning at `suggested`. Waits for the answer,
/// so it is never called on the window's thread. `None` where the person thought better of it, or where
/// the system has no dialog to offer: the view's own path field is there for that.
#[must_use]
pub fn ask_where(suggested: &Path, format: Format, words: &Words) -> Option<PathBuf> {
    let name = suggested.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut dialog = rfd::FileDialog::new()
        .set_title(words.say("reports-dialog-title"))
        .set_file_name(name)
        .add_filter(words.say(format_key(format)), &[format.extension()]);
    if let Some(folder) = suggested.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    let chosen = dialog.save_file()?;
    // Some dialogs give back the bare name a person typed.
    Some(if chosen.extension().is_none() { chosen.with_extension(format.extension()) } else { chosen })
}

/// What a person calls `format`, in the locale files.
#[must_use]
pub const fn format_key(format: Format) -> &'static str {
    match format {
        Format::Xlsx => "reports-format-xlsx",
        Format::Csv => "reports-format-csv",
        Format::Pdf => "reports-format-pdf",
        Format::Html => "reports-format-html",
        Format::Json => "reports-format-json",
    }
}

fn stopped<E: Tell>(failed: &NotReported<E>) -> ReportWork {
    match failed {
        // Whoever cancelled knows.
        NotReported::Cancelled(_) => ReportWork::Idle,
        told => ReportWork::Failed(told.message()),
    }
}
