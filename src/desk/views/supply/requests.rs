//! Requests out of turn as a queue: what waits comes first, of that funerals, then what is needed soonest.

use super::known::{Known, Queued};
use super::request::{self, RequestPage};
use super::{Facts, page_ui, weak_ui};
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, cell_ui, empty_ui, headings_ui, table};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::ids::RequestId;
use crate::domain::playbook::StepId;
use crate::domain::supply::request::{Occasion, Request, Stage};
use crate::words::incidents::countdown;
use crate::words::{Tell, grouped};
use egui::{RichText, Role, Sense, Ui, WidgetInfo};

#[derive(Clone, Debug, Default)]
pub struct RequestsView {
    /// Those that are over too.
    all: bool,
    page: Option<RequestPage>,
}

impl RequestsView {
    pub fn open(&mut self, request: &RequestId) {
        if self.page.as_ref().is_none_or(|page| page.request != *request) {
            self.page = Some(RequestPage::of(request));
        }
    }
}

/// How far a request is, as a mark.
pub const fn mark(request: &Request) -> Mark {
    match request.stage() {
        Stage::Asked => Mark::Warning,
        Stage::Approved | Stage::Arranged => Mark::Waiting,
        Stage::Done => Mark::Done,
        Stage::Refused => Mark::Nothing,
    }
}

pub fn requests_ui(
    ui: &mut Ui,
    view: &mut RequestsView,
    known: &Known,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if known.requests.is_empty() {
        empty_ui(ui, look, &words.say("supply-no-requests"), &words.say("supply-no-requests-next"));
        return;
    }
    if let Some(page) = &mut view.page {
        let mut shut = false;
        page_ui(ui, "supply request", |ui| shut = request::page_ui(ui, page, facts, look, actions));
        if shut {
            view.page = None;
        }
    }
    let open = known.requests.iter().filter(|one| one.request.is_open()).count();
    ui.horizontal_wrapped(|ui| {
        for (all, key, n) in
            [(false, "supply-show-open", open), (true, "supply-show-all", known.requests.len())]
        {
            if ui.selectable_label(view.all == all, words.fill(key, &[("n", n.into())])).clicked() {
                view.all = all;
            }
        }
    });
    ui.add_space(space::TIGHT);
    let chosen = view.page.as_ref().map(|page| page.request.clone());
    let shown: Vec<&Queued> = known.requests.iter().filter(|one| view.all || one.request.is_open()).collect();
    if shown.is_empty() {
        weak_ui(ui, words.say("supply-all-requests-over"), look);
        return;
    }
    if let Some(request) = lines_ui(ui, &shown, chosen.as_ref(), facts, look) {
        view.page = (chosen.as_ref() != Some(&request)).then(|| RequestPage::of(&request));
    }
}

/// The step by its words, as the incident's own playbook has it.
fn step_told(request: &Request, step: StepId, facts: Facts<'_>, look: &Look) -> String {
    let state = &facts.snapshot.state;
    let incident = state.incidents.get(&request.incident());
    let playbook = incident.map(|incident| state.playbook(incident.playbook));
    let text = playbook.as_ref().and_then(|playbook| playbook.step(step));
    text.map_or_else(|| step.to_string(), |known| look.words.name(&known.text).to_owned())
}

const HEADS: [&str; 7] = [
    "supply-head-stage",
    "supply-head-occasion",
    "supply-head-needed",
    "supply-head-next",
    "supply-head-retailer",
    "supply-head-cartons",
    "supply-head-request",
];

fn lines_ui(
    ui: &mut Ui,
    shown: &[&Queued],
    chosen: Option<&RequestId>,
    facts: Facts<'_>,
    look: &Look,
) -> Option<RequestId> {
    let (words, snapshot) = (&look.words, facts.snapshot);
    let mut clicked = None;
    let widths = [104.0, 96.0, 92.0, 130.0, 170.0, 64.0, 90.0];
    egui::ScrollArea::horizontal().id_salt("supply requests across").show(ui, |ui| {
        let table = table(ui, "supply requests", &widths).sense(Sense::click());
        let headed = table.header(space::ROW, |row| headings_ui(look, row, &HEADS));
        headed.body(|body| {
            body.rows(space::ROW + 4.0, shown.len(), |mut row| {
                let Queued { request, next } = shown[row.index()];
                row.set_selected(chosen == Some(&request.id));
                row.col(|ui| {
                    mark(request).show(ui, look);
                    cell_ui(ui, capital(&words.tell(&request.stage().message())));
                });
                row.col(|ui| {
                    let text = RichText::new(capital(&words.tell(&request.occasion.message())));
                    let funeral = request.occasion == Occasion::Funeral;
                    cell_ui(ui, if funeral { text.strong() } else { text });
                });
                row.col(|ui| {
                    let over =
                        request.is_open() && request.done.is_none() && request.needed_by <= snapshot.now;
                    let ink = if over { look.palette.danger } else { look.palette.text };
                    cell_ui(ui, RichText::new(moment(request.needed_by, snapshot.date)).color(ink));
                });
                row.col(|ui| {
                    if let Some((step, by)) = next {
                        let late = *by <= snapshot.now;
                        let ink = if late { look.palette.danger } else { look.palette.text };
                        let text = format!("{step} {}", countdown(words, *by, snapshot.now));
                        let cell = cell_ui(ui, RichText::new(text).color(ink));
                        cell.on_hover_text(step_told(request, *step, facts, look));
                    }
                });
                let retailer = snapshot.state.network.retailer(&request.retailer);
                let retailer = retailer.map_or(request.retailer.as_str(), |shop| words.name(&shop.name));
                row.col(|ui| {
                    cell_ui(ui, retailer);
                });
                row.col(|ui| {
                    cell_ui(ui, grouped(request.cartons().0.into()));
                });
                row.col(|ui| {
                    cell_ui(ui, RichText::new(request.id.as_str()).color(look.palette.weak));
                });
                let response = row.response();
                let name = format!("{} {retailer}: {}", request.id, words.tell(&request.stage().message()));
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListItem, true, chosen == Some(&request.id), &name)
                });
                if response.clicked() {
                    clicked = Some(request.id.clone());
                }
            });
        });
    });
    clicked
}
