//! One request's page: who asks for what and why, what has been checked, and what is to be done next: decide, settle how
//! it comes, answer the retailer, note that it was handed over.

use super::deciding::{self, DecisionDraft};
use super::{Facts, fact_ui, requests, section_ui, submit, title_ui, ways, weak_ui};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::desk::views::supply::measures::choice_ui;
use crate::desk::weather::telling::moment;
use crate::domain::day::Way;
use crate::domain::ids::{RequestId, Revision};
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::request::{Decision, Delivery, Line, Request, Stage};
use crate::words::incidents::countdown;
use crate::words::{Arg, Tell, grouped};
use egui::{Grid, Ui};
use std::collections::BTreeSet;

/// The page, with what has been typed on it.
#[derive(Clone, Debug)]
pub struct RequestPage {
    pub request: RequestId,
    draft: Option<DecisionDraft>,
    /// At which revision the ways were asked for.
    asked: Option<Revision>,
    answered_by: Way,
}

impl RequestPage {
    pub fn of(request: &RequestId) -> Self {
        Self { request: request.clone(), draft: None, asked: None, answered_by: Way::Phone }
    }
}

/// True where the page is to be shut.
pub fn page_ui(
    ui: &mut Ui,
    page: &mut RequestPage,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    // One that was taken down just now comes with the next snapshot.
    let Some(request) = facts.snapshot.state.supply.requests.get(&page.request) else { return false };
    let retailer = facts.snapshot.state.network.retailer(&request.retailer);
    let name = retailer.map_or(request.retailer.as_str(), |shop| words.name(&shop.name));
    let shut = title_ui(ui, name, request.id.as_str(), look);
    ui.horizontal_wrapped(|ui| {
        requests::mark(request).show(ui, look);
        ui.label(capital(&words.tell(&request.stage().message())));
        if ui.link(words.say("supply-to-incident")).clicked() {
            actions.push(Action::ShowIncident(request.incident()));
        }
        if retailer.is_some() && ui.link(words.say("supply-to-ledger")).clicked() {
            actions.push(Action::ShowTold(request.retailer.clone()));
        }
    });
    facts_ui(ui, request, facts, look);
    section_ui(ui, "supply-asked-for", look);
    match &request.decision {
        None => {
            let draft = page.draft.get_or_insert_with(|| DecisionDraft::of(request, facts));
            deciding::decide_ui(ui, draft, request, facts, look, actions);
        }
        Some(decision) => {
            page.draft = None;
            decided_ui(ui, request, decision, facts, look);
        }
    }
    if matches!(request.stage(), Stage::Asked | Stage::Approved) {
        section_ui(ui, "supply-ways", look);
        if page.asked != Some(facts.snapshot.revision) {
            page.asked = Some(facts.snapshot.revision);
            actions.push(Action::FindWays(request.id.clone()));
        }
        ways::ways_ui(ui, request, facts, look, actions);
    }
    if let Some(delivery) = &request.delivery {
        section_ui(ui, "supply-delivery", look);
        ui.horizontal_wrapped(|ui| {
            ui.label(capital(&words.tell(&delivery.passage.message())));
            if ui.link(delivery.route.as_str()).on_hover_text(words.say("supply-to-board")).clicked() {
                let routes = BTreeSet::from([delivery.route.clone()]);
                actions.push(Action::OpenDay(delivery.day));
                actions.push(Action::Select(Selection { routes, ..Selection::default() }));
                actions.push(Action::ShowDay);
            }
            ui.label(there(request, delivery, facts, look));
        });
        if request.done.is_none() && ui.button(words.say("supply-handed-over")).clicked() {
            let (request, signed) = (request.id.clone(), facts.signed());
            submit(actions, SupplyCommand::Done { request, signed });
        }
    }
    if request.decision.is_some() {
        section_ui(ui, "supply-answer", look);
        answer_ui(ui, page, request, facts, look, actions);
    }
    ui.add_space(space::SECTION);
    shut
}

/// When it is there: as expected where the day is on the board, else as planned.
fn there(request: &Request, delivery: &Delivery, facts: Facts<'_>, look: &Look) -> String {
    let snapshot = facts.snapshot;
    let day = delivery.day.to_string();
    let found = snapshot.state.day(delivery.day).and_then(|day| day.find(&request.retailer));
    let Some((route, at)) = found else { return day };
    let expected = || Some(snapshot.route(&route.id)?.1.stops.get(at)?.starts);
    let expected = (snapshot.date == delivery.day).then(expected).flatten();
    let (key, time) = match expected {
        Some(time) => ("supply-there-expected", time),
        None => ("supply-there-planned", route.stops[at].planned),
    };
    look.words.fill(key, &[("day", day.into()), ("at", time.to_string().into())])
}

fn facts_ui(ui: &mut Ui, request: &Request, facts: Facts<'_>, look: &Look) {
    let (words, snapshot) = (&look.words, facts.snapshot);
    let at = |at, by: &str| {
        words.fill("supply-signed", &[("at", moment(at, snapshot.date).into()), ("by", Arg::from(by))])
    };
    let spacing = [space::APART, 3.0];
    Grid::new("supply request facts").num_columns(2).min_row_height(18.0).spacing(spacing).show(ui, |ui| {
        fact_ui(ui, "supply-head-occasion", &capital(&words.tell(&request.occasion.message())), look);
        let needed = if request.is_open() {
            let parts = [
                ("at", moment(request.needed_by, snapshot.date).into()),
                ("countdown", countdown(words, request.needed_by, snapshot.now).into()),
            ];
            words.fill("supply-needed-in", &parts)
        } else {
            moment(request.needed_by, snapshot.date)
        };
        fact_ui(ui, "supply-head-needed", &needed, look);
        fact_ui(ui, "supply-head-retailer", request.retailer.as_str(), look);
        let phone = snapshot.state.network.retailer(&request.retailer).map_or("", |shop| shop.phone.as_str());
        let contact = if request.contact.is_empty() { phone } else { &request.contact };
        fact_ui(ui, "supply-fact-contact", contact, look);
        fact_ui(ui, "supply-fact-asked", &at(request.asked.at, &request.asked.by), look);
        if let Some(done) = &request.done {
            fact_ui(ui, "supply-fact-done", &at(done.at, &done.by), look);
        }
    });
}

/// What was decided, by whom.
fn decided_ui(ui: &mut Ui, request: &Request, decision: &Decision, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let signed = decision.signed();
    let at = moment(signed.at, facts.snapshot.date);
    match decision {
        Decision::Approved { level, lines, .. } => {
            let parts =
                [("level", level.message().into()), ("at", at.into()), ("by", signed.by.as_str().into())];
            ui.label(words.fill("supply-was-approved", &parts));
            for line in lines {
                ui.label(line_told(line, facts, look));
            }
            if *lines != request.lines {
                let asked: Vec<String> =
                    request.lines.iter().map(|line| line_told(line, facts, look)).collect();
                let asked = asked.join(&words.say("board-list-separator"));
                weak_ui(ui, words.fill("supply-was-asked", &[("lines", asked.into())]), look);
            }
        }
        Decision::Refused { why, .. } => {
            let parts = [("why", why.as_str().into()), ("at", at.into()), ("by", signed.by.as_str().into())];
            ui.add(egui::Label::new(words.fill("supply-was-refused", &parts)).wrap());
            for line in &request.lines {
                weak_ui(ui, line_told(line, facts, look), look);
            }
        }
    }
}

fn line_told(line: &Line, facts: Facts<'_>, look: &Look) -> String {
    let parts = [
        ("brand", facts.brand(&line.brand, look).into()),
        ("cartons", grouped(line.cartons.0.into()).into()),
    ];
    look.words.fill("supply-line", &parts)
}

/// Whether the retailer knows, and the button that says so.
fn answer_ui(
    ui: &mut Ui,
    page: &mut RequestPage,
    request: &Request,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if let Some(answer) = &request.answered {
        let way = answer.way.map(|way| words.tell(&way.message())).unwrap_or_default();
        let parts = [
            ("at", moment(answer.signed.at, facts.snapshot.date).into()),
            ("by", answer.signed.by.as_str().into()),
            ("way", way.into()),
        ];
        ui.label(words.fill("supply-was-answered", &parts));
        return;
    }
    weak_ui(ui, words.say("supply-not-answered"), look);
    let told = |way: Way| capital(&words.tell(&way.message()));
    ui.horizontal(|ui| {
        choice_ui(ui, "supply-answered-by", &mut page.answered_by, Way::ALL.into_iter(), told, look);
    });
    // A refusal is answered at once; what is granted, once it is known when it comes.
    let settled = request.delivery.is_some() || request.stage() != Stage::Approved;
    if main_button_ui(ui, look, &words.say("supply-answered"), settled).clicked() {
        let day = request.delivery.as_ref().map(|delivery| delivery.day);
        let (way, signed) = (Some(page.answered_by), facts.signed());
        submit(actions, SupplyCommand::Answer { request: request.id.clone(), day, way, signed });
    }
    if !settled {
        weak_ui(ui, words.say("supply-answer-later"), look);
    }
}
