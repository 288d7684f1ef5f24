//! The card of an incident: each step with who does it, until when, and what has become of it; then the reports
//! its level asks for.

use super::{Facts, part_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::{Wanted, deal, telling};
use crate::desk::theme::{Look, size, space};
use crate::desk::weather::telling::moment;
use crate::domain::command::Act;
use crate::domain::emergency::deadlines::{self, Due, Lateness};
use crate::domain::emergency::{Incident, StepDone};
use crate::domain::playbook::{CardId, Limit};
use crate::words::{Arg, Tell};
use egui::{Checkbox, Frame, Label, Margin, RichText, Ui, WidgetInfo};

pub fn card_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let state = &facts.snapshot.state;
    let playbook = state.playbook(incident.playbook);
    let steps = deadlines::steps(incident, &playbook, &state.settings);
    let title = playbook.cards.get(&incident.card).map_or("", |card| words.name(&card.title));
    let parts = [
        ("card", Arg::shown(incident.card.0)),
        ("title", title.into()),
        ("version", incident.playbook.into()),
    ];
    part_ui(ui, look, &words.fill("incident-card", &parts));
    if incident.playbook < state.newest_playbook().version {
        let text = words.fill("incident-older-playbook", &[("n", state.newest_playbook().version.into())]);
        ui.label(RichText::new(text).size(size::SMALL).color(look.palette.weak));
    }
    let (reports, own): (Vec<_>, Vec<_>) = steps.iter().partition(|due| due.id.card == CardId::REPORTS);
    for due in own {
        step_ui(ui, incident, due, facts, look, actions);
    }
    if !reports.is_empty() {
        part_ui(ui, look, &words.say("incident-reports"));
        for due in reports {
            step_ui(ui, incident, due, facts, look, actions);
        }
    }
}

fn step_ui(
    ui: &mut Ui,
    incident: &Incident,
    due: &Due<'_>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let palette = look.palette;
    let open = incident.closed.is_none();
    let late = open && due.lateness(facts.snapshot.now) != Lateness::InTime;
    let fill = if late { palette.danger_back } else { palette.background_alternate };
    let margin = Margin { left: 8, right: 8, top: 4, bottom: 4 };
    Frame::new().fill(fill).corner_radius(3).inner_margin(margin).show(ui, |ui| {
        ui.take_available_width();
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_top(|ui| {
            tick_ui(ui, incident, due, facts, look, actions);
            ui.vertical(|ui| {
                let ink = if due.done.is_some() { palette.weak } else { palette.text };
                let text = telling::step(&look.words, due);
                ui.add(Label::new(RichText::new(text).color(ink)).wrap().selectable(true));
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::NEAR;
                    ui.spacing_mut().interact_size.y = 18.0;
                    limit_ui(ui, due, look);
                    standing_ui(ui, incident, due, facts, look);
                    buttons_ui(ui, incident, due, facts, look, actions);
                });
            });
        });
    });
    ui.add_space(2.0);
}

/// The box that ticks it, under the step's own name.
fn tick_ui(
    ui: &mut Ui,
    incident: &Incident,
    due: &Due<'_>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let mut ticked = matches!(due.done, Some(StepDone::Ticked(_)));
    let enabled = incident.closed.is_none() && !matches!(due.done, Some(StepDone::Skipped { .. }));
    let name = look.words.fill("incident-tick", &[("step", Arg::shown(due.id))]);
    let tick = ui.add_enabled(enabled, Checkbox::without_text(&mut ticked));
    tick.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, enabled, ticked, &name));
    if tick.on_hover_text(&name).changed() {
        let act = if ticked { Act::Tick(due.id) } else { Act::Reopen(due.id) };
        let command = deal(&incident.id, act, facts.snapshot.now, facts.person);
        actions.push(Action::Submit(Box::new(command)));
    }
}

fn limit_ui(ui: &mut Ui, due: &Due<'_>, look: &Look) {
    let words = &look.words;
    let weak = |text: String| RichText::new(text).size(size::SMALL).color(look.palette.weak);
    ui.label(RichText::new(telling::owners(words, due.step)).size(size::SMALL).strong());
    ui.label(weak(words.tell(&due.step.limit.message())));
    if !due.step.confirmed {
        let mark = weak(words.say("playbook-company-default")).italics();
        ui.label(mark).on_hover_text(words.say("playbook-company-default-hint"));
    }
}

/// Done or skipped, by whom; else the deadline and what is left until then.
fn standing_ui(ui: &mut Ui, incident: &Incident, due: &Due<'_>, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let (date, now) = (facts.snapshot.date, facts.snapshot.now);
    let (text, ink) = match &due.done {
        Some(StepDone::Ticked(signed)) => {
            let parts = [("at", moment(signed.at, date).into()), ("by", Arg::from(signed.by.as_str()))];
            (words.fill("incident-step-done", &parts), look.palette.good)
        }
        Some(StepDone::Skipped { signed, why }) => {
            let parts = [
                ("at", moment(signed.at, date).into()),
                ("by", Arg::from(signed.by.as_str())),
                ("why", Arg::from(why.as_str())),
            ];
            (words.fill("incident-step-skipped", &parts), look.palette.weak)
        }
        None if incident.closed.is_some() => (String::new(), look.palette.weak),
        None => {
            let stage = match due.lateness(now) {
                Lateness::InTime => 0,
                Lateness::Late => 1,
                Lateness::VeryLate => 2,
            };
            let parts = [
                ("by", moment(due.by, date).into()),
                ("countdown", telling::countdown(words, due.by, now).into()),
                ("told", telling::told_at(words, due.step, stage).into()),
            ];
            if stage == 0 {
                (words.fill("incident-step-due", &parts), look.palette.text)
            } else {
                (words.fill("incident-step-late", &parts), look.palette.danger)
            }
        }
    };
    if !text.is_empty() {
        ui.add(Label::new(RichText::new(text).size(size::SMALL).color(ink)).wrap());
    }
}

fn buttons_ui(
    ui: &mut Ui,
    incident: &Incident,
    due: &Due<'_>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let link = |ui: &mut Ui, key: &str| {
        let text = words.say(key);
        let response = ui.link(RichText::new(&text).size(size::SMALL));
        let name = format!("{text} {}", due.id);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &name));
        response.clicked()
    };
    if due.step.message.is_some() && link(ui, "incident-message") {
        actions.push(Action::PrepareReport(incident.id.clone(), due.id));
    }
    if incident.closed.is_some() {
        return;
    }
    if due.done.is_some() {
        if link(ui, "incident-reopen") {
            let command = deal(&incident.id, Act::Reopen(due.id), facts.snapshot.now, facts.person);
            actions.push(Action::Submit(Box::new(command)));
        }
    } else if (!matches!(due.step.limit, Limit::Every(_)) || !incident.is_felt()) && link(ui, "incident-skip")
    {
        actions.push(Action::ActOn(incident.id.clone(), Wanted::Skip(due.id)));
    }
}
