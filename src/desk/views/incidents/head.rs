//! The head of an incident: what it is, how grave and by which rule, how it stands, who acts now, and what it
//! touches.

use super::{Facts, list, part_ui};
use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::incidents::{Wanted, deal, telling};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{Tone, capital, notice_ui};
use crate::desk::weather::telling::moment;
use crate::domain::command::{Act, Command};
use crate::domain::emergency::{Incident, Lane, Standing};
use crate::domain::incident::Link;
use crate::recovery::About;
use crate::words::{Arg, Tell};
use egui::{Button, Grid, Label, RichText, Sense, Ui, vec2};

pub fn head_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(list::BADGE, 22.0), Sense::hover());
        list::badge_paint(ui.painter(), rect, incident.level, !incident.is_felt(), look);
        ui.add(Label::new(RichText::new(telling::name(look, incident)).size(size::HEADING).strong()));
        let standing = incident.standing();
        let ink = match standing {
            Standing::Open => look.palette.danger,
            Standing::Acknowledged => look.palette.warning,
            Standing::Restored => look.palette.good,
            Standing::Closed => look.palette.weak,
        };
        ui.label(RichText::new(capital(&words.tell(&standing.message()))).color(ink).strong());
        ui.add(Label::new(RichText::new(incident.id.as_str()).color(look.palette.weak)).selectable(true));
    });
    facts_ui(ui, incident, facts, look);
    buttons_ui(ui, incident, facts, look, actions);
    if incident.closed.is_none() {
        ui.add_space(space::TIGHT);
        lane_ui(ui, incident, look);
    }
}

fn fact_ui(ui: &mut Ui, look: &Look, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    ui.label(RichText::new(look.words.say(key)).color(look.palette.weak));
    ui.add(Label::new(value).wrap().selectable(true));
    ui.end_row();
}

fn facts_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let snapshot = facts.snapshot;
    let date = snapshot.date;
    let signed = |signed: &Option<crate::domain::emergency::Signed>| {
        signed.as_ref().map_or_else(String::new, |signed| {
            let key = if signed.by.is_empty() { "incident-signed-itself" } else { "incident-signed" };
            let parts = [("at", moment(signed.at, date).into()), ("by", Arg::from(signed.by.as_str()))];
            words.fill(key, &parts)
        })
    };
    let spacing = [space::APART, 3.0];
    Grid::new("incident facts").num_columns(2).min_row_height(18.0).spacing(spacing).show(ui, |ui| {
        fact_ui(ui, look, "incident-fact-link", &capital(&telling::since(look, incident, snapshot)));
        fact_ui(ui, look, "incident-fact-level", &level(incident, look));
        if !incident.casualties.is_none() {
            fact_ui(ui, look, "incident-fact-casualties", &words.tell(&incident.casualties.message()));
        }
        fact_ui(ui, look, "incident-fact-opened", &signed(&Some(incident.opened.clone())));
        fact_ui(ui, look, "incident-fact-acknowledged", &signed(&incident.acknowledged));
        let expected = match incident.expected {
            Some(at) if incident.is_felt() => {
                let parts = [
                    ("at", moment(at, date).into()),
                    ("countdown", telling::countdown(words, at, snapshot.now).into()),
                ];
                words.fill("incident-expected-at", &parts)
            }
            Some(at) => moment(at, date),
            None if incident.is_felt() => words.say("incident-expected-unknown"),
            None => String::new(),
        };
        fact_ui(ui, look, "incident-fact-expected", &expected);
        fact_ui(ui, look, "incident-fact-restored", &signed(&incident.restored));
        if let Some(closing) = &incident.closed {
            let by = signed(&Some(closing.signed.clone()));
            let parts = [("signed", by.into()), ("why", Arg::from(closing.why.as_str()))];
            fact_ui(ui, look, "incident-fact-closed", &words.fill("incident-closed-why", &parts));
        }
    });
}

/// The level, who set it, and what the rules suggested.
fn level(incident: &Incident, look: &Look) -> String {
    let words = &look.words;
    let level = capital(&words.tell(&incident.level.message()));
    let suggested = incident.rule.map(|rule| {
        let parts = [("level", rule.level().message().into()), ("rule", rule.message().into())];
        words.fill("incident-suggested", &parts)
    });
    match (&incident.level_set, suggested) {
        (Some(signed), suggested) => {
            let parts = [("level", level.into()), ("by", Arg::from(signed.by.as_str()))];
            let set = words.fill("incident-level-set-by", &parts);
            suggested.map_or(set.clone(), |suggested| format!("{set} {suggested}"))
        }
        (None, Some(_)) => {
            let rule = incident.rule.map_or_else(String::new, |rule| words.tell(&rule.message()));
            words.fill("incident-level-by-rule", &[("level", level.into()), ("rule", rule.into())])
        }
        (None, None) => level,
    }
}

fn buttons_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let submit = |act: Act| {
        let command = deal(&incident.id, act, facts.snapshot.now, facts.person);
        Action::Submit(Box::new(command))
    };
    let ask = |wanted: Wanted| Action::ActOn(incident.id.clone(), wanted);
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let standing = incident.standing();
        if standing == Standing::Open && ui.button(words.say("incident-acknowledge")).clicked() {
            actions.push(submit(Act::Acknowledge));
        }
        if standing < Standing::Closed {
            if ui.button(words.say("incident-level-change")).clicked() {
                actions.push(ask(Wanted::Level));
            }
            if ui.button(words.say("incident-casualties")).clicked() {
                actions.push(ask(Wanted::Casualties));
            }
            if incident.is_felt() && ui.button(words.say("incident-expect")).clicked() {
                actions.push(ask(Wanted::Expect));
            }
            if incident.is_felt() && ui.button(words.say("incident-restore")).clicked() {
                actions.push(restore(incident, facts, submit(Act::Restore)));
            }
            if ui.button(words.say("incident-close")).clicked() {
                actions.push(ask(Wanted::Close));
            }
        }
        source_ui(ui, incident, facts, look, actions);
    });
}

/// A vehicle's incident is over when the vehicle is recorded as repaired: the same deed.
fn restore(incident: &Incident, facts: Facts<'_>, otherwise: Action) -> Action {
    let breakdowns = facts.snapshot.state.breakdowns.values();
    let mut open = breakdowns.filter(|breakdown| breakdown.repaired.is_none());
    match open.find(|breakdown| breakdown.id.as_str() == incident.id.as_str()) {
        Some(breakdown) => {
            let (plate, at) = (breakdown.plate.clone(), facts.snapshot.now);
            Action::Submit(Box::new(Command::ReportRepair { plate, at }))
        }
        None => otherwise,
    }
}

/// Plans for what it broke, or what it is about: a hold, a request, a shipment.
fn source_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let state = &facts.snapshot.state;
    let id = incident.id.as_str();
    if let Some(hold) = state.holds.keys().find(|hold| hold.as_str() == id) {
        if ui.button(words.say("incident-show-hold")).clicked() {
            actions.push(Action::ShowHold(hold.clone()));
        }
        return;
    }
    if let Some(request) = state.supply.requests.keys().find(|request| request.as_str() == id) {
        if ui.button(words.say("incident-show-request")).clicked() {
            actions.push(Action::ShowRequest(request.clone()));
        }
        return;
    }
    if let Some(shipment) = state.supply.inbounds.keys().find(|shipment| shipment.as_str() == id) {
        if ui.button(words.say("incident-show-shipment")).clicked() {
            actions.push(Action::ShowShipment(shipment.clone()));
        }
        return;
    }
    let broken = state.breakdowns.values().find(|breakdown| breakdown.id.as_str() == id);
    if let Some(breakdown) = broken.filter(|breakdown| breakdown.repaired.is_none()) {
        if ui.button(words.say("desk-plans")).clicked() {
            actions.push(Action::Breakdown(Some(breakdown.plate.clone())));
        }
    } else if incident.link != Link::Distribution && incident.closed.is_none() {
        let of_the_day = incident.day == facts.snapshot.date;
        let why_not = if of_the_day {
            words.say("incident-plans-none")
        } else {
            let day = crate::desk::frame::day_shown(incident.day, words);
            words.fill("incident-plans-other-day", &[("day", day.into())])
        };
        let button = Button::new(words.say("desk-plans"));
        let response = ui.add_enabled(of_the_day && !incident.routes.is_empty(), button);
        let response = response.on_hover_text(words.say("incident-plans-hint"));
        if response.on_disabled_hover_text(why_not).clicked() {
            actions.push(Action::Plans(About::HeldUp(Some(incident.id.clone()))));
        }
    }
}

/// Who acts now: the plan's lane for it.
fn lane_ui(ui: &mut Ui, incident: &Incident, look: &Look) {
    let words = &look.words;
    let lane = incident.lane();
    let tone = if lane == Lane::Headquarters { Tone::Warning } else { Tone::Plain };
    notice_ui(ui, look, tone, |ui| {
        ui.horizontal_wrapped(|ui| {
            for one in [Lane::Headquarters, Lane::Department, Lane::Marketing] {
                let name = words.tell(&one.message());
                let text = if one == lane {
                    RichText::new(format!("● {name}")).strong()
                } else {
                    RichText::new(name).color(look.palette.weak)
                };
                ui.label(text);
            }
        });
        let about = match lane {
            Lane::Headquarters if incident.commander().is_none() => "incident-lane-needs-chief",
            Lane::Headquarters => "incident-lane-headquarters-about",
            Lane::Department => "incident-lane-department-about",
            Lane::Marketing => "incident-lane-marketing-about",
        };
        ui.add(Label::new(words.say(about)).wrap());
    });
}

/// Routes as links to the board, and how many shops and cartons.
pub fn reach_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    part_ui(ui, look, &words.say("incident-affected"));
    ui.add(Label::new(telling::reach(words, incident)).wrap());
    if incident.routes.is_empty() {
        return;
    }
    let of_the_day = incident.day == facts.snapshot.date;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let select = |routes| Action::Select(Selection { routes, ..Selection::default() });
        if of_the_day {
            for id in incident.routes.iter().take(24) {
                if ui.link(id.as_str()).on_hover_text(words.say("weather-show-route")).clicked() {
                    actions.push(select([id.clone()].into()));
                    actions.push(Action::Show(View::Board));
                }
            }
            let all = words.fill("incident-select-all", &[("n", incident.routes.len().into())]);
            if incident.routes.len() > 1 && ui.button(all).clicked() {
                actions.push(select(incident.routes.clone()));
                actions.push(Action::Show(View::Board));
            }
        } else {
            let day = crate::desk::frame::day_shown(incident.day, words);
            let text = words.fill("incident-open-day", &[("day", day.into())]);
            if ui.button(text).clicked() {
                actions.push(Action::OpenDay(incident.day));
            }
        }
    });
}
