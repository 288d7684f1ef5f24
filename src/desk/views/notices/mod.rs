//! The Notices view: the outbox with each notice as it goes out, and the ledger of who has been told. Draws from the
//! snapshot and from what the bookkeeper has brought, and pushes actions.

mod answers;
mod calls;
mod filter;
mod keys;
mod ledger;
mod letter;
mod list;
mod ticking;

use crate::desk::actions::Actions;
use crate::desk::bookkeeper::outbox::Outbox;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::ids::{RetailerCode, Revision};
use crate::words::Arg;
use answers::AnswersView;
use calls::CallsDraft;
use egui::{Frame, Margin, Panel, RichText, Ui};
use filter::{Filter, Show};
use ledger::LedgerView;
use letter::WhoIsTold;
use smol_str::SmolStr;
use std::path::PathBuf;

/// The view's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Outbox,
    Ledger,
    /// Who is to hear something of supply.
    Answers,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Outbox, Self::Ledger, Self::Answers];

    const fn key(self) -> &'static str {
        match self {
            Self::Outbox => "told-outbox",
            Self::Ledger => "told-ledger",
            Self::Answers => "told-answers",
        }
    }
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct NoticesView {
    pub part: Part,
    /// The notice that is chosen; the first of the list where `None`.
    open: Option<SmolStr>,
    /// Which was asked for last, and the revision it was asked at.
    asked: Option<(SmolStr, Revision)>,
    ledger: LedgerView,
    answers: AnswersView,
    calls: CallsDraft,
}

impl NoticesView {
    /// `folder` is where call lists go at first.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { calls: CallsDraft::new(folder), ..Self::default() }
    }

    /// Where the last call list went.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.calls.folder.clone()
    }

    /// Opened on one retailer of the ledger.
    pub fn show(&mut self, retailer: &RetailerCode) {
        self.part = Part::Ledger;
        self.ledger.filter =
            Filter { show: Show::All, text: retailer.as_str().to_owned(), ..Filter::default() };
    }
}

/// What the view is drawn from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub outbox: &'a Outbox,
    /// Who tells.
    pub person: &'a str,
}

pub fn notices_ui(ui: &mut Ui, view: &mut NoticesView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        for part in Part::ALL {
            let n = match part {
                Part::Outbox => facts.outbox.notices.len(),
                Part::Ledger => facts.outbox.tally.to_tell,
                Part::Answers => facts.outbox.tally.to_answer,
            };
            let text = words.fill(part.key(), &[("n", n.into())]);
            if ui.selectable_label(view.part == part, RichText::new(text).strong()).clicked() {
                view.part = part;
            }
        }
        ui.add_space(space::NEAR);
        calls::buttons_ui(ui, view, facts, look);
    });
    calls::sheets_ui(ui, view, facts, look, actions);
    ui.add_space(space::TIGHT);
    match view.part {
        Part::Outbox => outbox_ui(ui, view, facts, look, actions),
        Part::Ledger => ledger::ledger_ui(ui, &mut view.ledger, facts, look, actions),
        Part::Answers => {
            answers::answers_ui(ui, &mut view.answers, &mut view.ledger.how, facts, look, actions);
        }
    }
}

fn outbox_ui(ui: &mut Ui, view: &mut NoticesView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let notices = &facts.outbox.notices;
    if notices.is_empty() {
        let day = crate::desk::frame::day_shown(facts.snapshot.date, words);
        let what = words.fill("told-no-notices", &[("day", Arg::from(day))]);
        crate::desk::views::data::parts::empty_ui(ui, look, &what, &words.say("told-no-notices-next"));
        return;
    }
    let width = if ui.available_width() < 1100.0 { 290.0 } else { 380.0 };
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 10, top: 0, bottom: 0 });
    Panel::left("notices list").frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
        list::list_ui(ui, &mut view.open, facts, look);
    });
    let chosen = view.open.as_ref().and_then(|id| notices.iter().find(|posted| posted.id == *id));
    let Some(chosen) = chosen.or(notices.first()) else { return };
    // Recipients and the centre's name may have changed with the settings: asked anew with each change.
    let wanted = (chosen.id.clone(), facts.snapshot.revision);
    if view.asked.as_ref() != Some(&wanted) {
        view.asked = Some(wanted);
        actions.push(crate::desk::actions::Action::OpenNotice(chosen.id.clone()));
    }
    let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
    let mut wanted = None;
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        wanted = letter::letter_ui(ui, chosen, facts, look, actions);
    });
    match wanted {
        Some(WhoIsTold::OfTimes(filter)) => {
            view.part = Part::Ledger;
            view.ledger.filter = filter;
        }
        Some(WhoIsTold::OfSupply) => view.part = Part::Answers,
        None => {}
    }
}
