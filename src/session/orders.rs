//! Standing orders carried out: the report of a day made, put into its folder, and sent to whom it is for.

use super::Session;
use super::report::Subject;
use crate::domain::fleet::review::{Filter, Period};
use crate::domain::settings::{ReportKind, StandingOrder};
use crate::domain::time::Timestamp;
use crate::domain::watch::Watch;
use crate::exchange::report::delays::{Listed, Scope};
use crate::exchange::report::head::Span;
use crate::exchange::report::whole_file::FileTrouble;
use crate::exchange::report::{Format, NotReported};
use crate::journal::Trouble;
use crate::journal::outbox::KeptFault;
use crate::journal::parcels::{Cover, OrderMark, Parcel};
use crate::words::{Arg, Language, Message, Tell, Words};
use chrono::TimeDelta;
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// An order that could not be carried out is tried again after this.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);
/// Mail servers take no larger message than about this.
const MOST_BY_MAIL: u64 = 15 << 20;

/// What came of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub order: SmolStr,
    pub moment: Timestamp,
    /// The file, where it was put into a folder.
    pub path: Option<PathBuf>,
    /// To how many addresses it goes.
    pub sent_to: usize,
}

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum OrderFault {
    #[error("the form {0:?} is not known")]
    Form(SmolStr),
    #[error(transparent)]
    Report(#[from] NotReported<Trouble>),
    #[error("{0}")]
    Trouble(#[from] Trouble),
    #[error("{name} is too large for mail")]
    TooLarge { name: String },
}

impl Tell for OrderFault {
    fn message(&self) -> Message {
        match self {
            Self::Form(form) => Message::new("order-bad-form").with("form", form.as_str()),
            Self::Report(why) => why.message(),
            Self::Trouble(trouble) => trouble.message(),
            Self::TooLarge { name } => Message::new("order-too-large").with("name", name.as_str()),
        }
    }
}

impl Session {
    /// How far every standing order is.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn order_marks(&self) -> Result<BTreeMap<SmolStr, OrderMark>, Trouble> {
        self.journal.order_marks()
    }

    /// The orders that are due, each with the moment it is due for; those that failed a moment ago are left alone.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn due_orders(&self, now: Timestamp) -> Result<Vec<(StandingOrder, Timestamp)>, Trouble> {
        let orders = &self.state.settings.orders;
        if orders.is_empty() {
            return Ok(Vec::new());
        }
        let marks = self.journal.order_marks()?;
        let due = |order: &StandingOrder| {
            let mark = marks.get(&order.name).cloned().unwrap_or_default();
            // A clock that was set back must not keep it waiting.
            let waits = mark.failed.is_some_and(|(at, _)| at <= now && now.0 - at.0 < AGAIN_AFTER);
            if waits { None } else { Some((order.clone(), order.due(mark.done, now)?)) }
        };
        Ok(orders.iter().filter_map(due).collect())
    }

    /// Carries an order out for `moment`; `None` where another process has done so meanwhile. What goes wrong is kept with
    /// the order, so that the desk shows it whoever tried.
    ///
    /// # Errors
    /// [`OrderFault`], in words.
    pub fn carry_out_order(
        &mut self,
        order: &StandingOrder,
        moment: Timestamp,
        now: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Option<Carried>, OrderFault> {
        let carried = self.try_order(order, moment, now, watch);
        if let Err(fault) = &carried
            && !matches!(fault, OrderFault::Report(NotReported::Cancelled(_)))
        {
            let message = fault.message();
            let say = |language| Words::new(language).tell(&message);
            let kept = KeptFault {
                name: SmolStr::new_static("order"),
                english: say(Language::English),
                chinese: say(Language::Chinese),
                given_up: None,
            };
            self.journal.order_failed(&order.name, now, &kept)?;
        }
        carried
    }

    fn try_order(
        &mut self,
        order: &StandingOrder,
        moment: Timestamp,
        now: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Option<Carried>, OrderFault> {
        let format = Format::ALL.into_iter().find(|format| format.extension() == order.format);
        let format = format.ok_or_else(|| OrderFault::Form(order.format.clone()))?;
        let words = Words::new(if order.in_english { Language::English } else { Language::Chinese });
        let subject = subject(order, moment);
        let (from, to) = subject.days();
        let days = if from == to { from.to_string() } else { format!("{from}_{to}") };
        let name = format!("{}_{days}.{}", words.say(file_key(order.report)), format.extension());
        let aside = tempfile::tempdir().map_err(|error| file_fault(&std::env::temp_dir(), error))?;
        let folder = order.folder.trim();
        let path =
            if folder.is_empty() { aside.path().join(&name) } else { PathBuf::from(folder).join(&name) };
        let saved = self.report(&subject, now, &words, (&path, format), watch)?;
        let parcel = if order.recipients.is_empty() {
            None
        } else {
            let size = std::fs::metadata(&path).map_err(|error| file_fault(&path, error))?.len();
            if size > MOST_BY_MAIL {
                return Err(OrderFault::TooLarge { name });
            }
            let file = std::fs::read(&path).map_err(|error| file_fault(&path, error))?;
            let gaps = [
                ("report", order.report.message().into()),
                ("days", days.replace('_', " – ").into()),
                ("order", order.name.as_str().into()),
                ("rows", saved.listed.into()),
            ];
            Some(Parcel {
                id: format_smolstr!("report-{}-{}", order.name, moment.0.format("%Y%m%d-%H%M")),
                at: now,
                cover: Cover {
                    subject: words.fill("order-subject", &gaps),
                    text: words.fill("order-text", &gaps),
                    to: order.recipients.clone(),
                    file_name: name,
                    in_english: order.in_english,
                },
                file,
            })
        };
        if !self.journal.order_done(&order.name, moment, parcel.as_ref())? {
            return Ok(None);
        }
        let path = (!folder.is_empty()).then_some(path);
        Ok(Some(Carried { order: order.name.clone(), moment, path, sent_to: order.recipients.len() }))
    }
}

fn file_fault(path: &std::path::Path, error: std::io::Error) -> OrderFault {
    OrderFault::Report(NotReported::File(FileTrouble::from_io(path, error)))
}

/// What an order reports on when it is carried out for this moment.
#[must_use]
pub fn subject(order: &StandingOrder, moment: Timestamp) -> Subject {
    let (from, to) = order.span.of(moment.day());
    let (department, hours) = (order.department.clone(), order.hours);
    let span = Span { from, to, hours };
    match order.report {
        ReportKind::Delays => {
            Subject::Delays(Scope { from, to, listed: Listed::EveryStop, department, hours })
        }
        ReportKind::Breakdowns => {
            let filter = Filter { department, hours, ..Filter::default() };
            Subject::Breakdowns(Period { from, to }, filter)
        }
        ReportKind::Incidents => Subject::Incidents(span),
        ReportKind::Supervision => Subject::Supervision(span),
        ReportKind::Notices => Subject::Notices(span),
    }
}

/// How its files' names begin, in the locale files.
#[must_use]
pub const fn file_key(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Delays => "reports-file-name",
        ReportKind::Breakdowns => "reports-file-breakdowns",
        ReportKind::Incidents => "reports-file-incidents",
        ReportKind::Supervision => "reports-file-supervision",
        ReportKind::Notices => "reports-file-notices",
    }
}

/// How an order carried out is told.
impl Tell for Carried {
    fn message(&self) -> Message {
        match &self.path {
            Some(path) => Message::new("order-saved")
                .with("order", self.order.as_str())
                .with("path", Arg::shown(path.display()))
                .with("n", self.sent_to),
            None => Message::new("order-sent").with("order", self.order.as_str()).with("n", self.sent_to),
        }
    }
}
