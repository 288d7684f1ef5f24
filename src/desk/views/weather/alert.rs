//! An alert as it was received, in the language one reads.

use super::{Facts, Open, WeatherView};
use crate::desk::actions::{Action, Actions, HoldWish};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{Tone, capital, notice_ui};
use crate::desk::weather::{badge, telling};
use crate::domain::alert::{Alert, AlertArea, Info};
use crate::domain::decide::alerts::Outcome;
use crate::domain::ids::AlertKey;
use crate::words::{Language, Tell};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

/// The part in the reader's language, or else the first.
#[must_use]
pub fn info_for(alert: &Alert, language: Language) -> Option<&Info> {
    let wanted = |info: &&Info| Language::from_tag(&info.language) == Some(language);
    alert.infos.iter().find(wanted).or_else(|| alert.infos.first())
}

/// Its headline, or else what it is about.
#[must_use]
pub fn title(info: &Info) -> String {
    if info.headline.is_empty() { info.event.to_string() } else { info.headline.to_string() }
}

pub fn alert_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    key: &AlertKey,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let found = view.known.alerts.iter().find(|(alert, _)| alert.key == *key).cloned();
    let Some((alert, outcome)) = found else {
        ui.label(words.say("weather-alert-gone"));
        return;
    };
    let languages = languages(&alert);
    let read = view
        .language
        .clone()
        .or_else(|| info_for(&alert, words.language()).map(|info| info.language.to_string()));
    let infos: Vec<&Info> =
        alert.infos.iter().filter(|info| read.as_deref() == Some(info.language.as_str())).collect();
    ScrollArea::vertical().id_salt("weather alert").auto_shrink(false).show(ui, |ui| {
        let first = infos.first().copied();
        ui.horizontal(|ui| {
            if let Some(signal) = first.and_then(|info| info.signal) {
                badge::badge_ui(ui, signal, alert.ends() <= facts.snapshot.now, look);
            }
            let title = first.map_or_else(|| words.say("weather-alert-no-text"), title);
            ui.add(Label::new(RichText::new(title).size(size::HEADING).strong()).wrap().selectable(true));
        });
        if languages.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(words.say("weather-alert-language")).color(look.palette.weak));
                for language in &languages {
                    if ui.selectable_label(read.as_ref() == Some(language), language).clicked() {
                        view.language = Some(language.clone());
                    }
                }
            });
        }
        if let Some(outcome) = outcome {
            ui.add_space(space::TIGHT);
            outcome_ui(ui, view, &alert, outcome, facts, look, actions);
        }
        ui.add_space(space::NEAR);
        about_ui(ui, &alert, facts, look);
        for info in infos {
            ui.add_space(space::NEAR);
            ui.separator();
            info_ui(ui, info, facts, look);
        }
    });
}

fn languages(alert: &Alert) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for info in &alert.infos {
        if !languages.iter().any(|known| *known == *info.language) {
            languages.push(info.language.to_string());
        }
    }
    languages
}

fn outcome_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    alert: &Alert,
    outcome: Outcome,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let tone =
        if matches!(outcome, Outcome::ToConfirm | Outcome::NeedsArea) { Tone::Warning } else { Tone::Plain };
    let shaped = facts
        .snapshot
        .state
        .holds
        .values()
        .find(|hold| hold.alerted.as_ref().is_some_and(|alerted| alerted.by.contains(&alert.key)));
    let mut open = None;
    notice_ui(ui, look, tone, |ui| {
        ui.add(Label::new(words.tell(&outcome.message())).wrap());
        if let Some(hold) = shaped {
            let name = words.fill("weather-show-hold", &[("hold", hold.id.as_str().into())]);
            if ui.button(name).clicked() {
                open = Some(Open::Hold(hold.id.clone()));
            }
        } else if matches!(outcome, Outcome::NeedsArea | Outcome::NotWeather)
            && ui.button(words.say("weather-new")).clicked()
        {
            actions.push(Action::Hold(HoldWish::OfAlert(alert.key.clone())));
        }
    });
    if let Some(open) = open {
        view.show(open);
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

fn about_ui(ui: &mut Ui, alert: &Alert, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let date = facts.snapshot.date;
    let kind = [alert.status.message(), alert.message.message()].map(|part| capital(&words.tell(&part)));
    Grid::new("alert facts").num_columns(2).min_row_height(18.0).spacing([space::APART, 4.0]).show(
        ui,
        |ui| {
            fact_ui(ui, look, "weather-alert-kind", &kind.join(&words.say("weather-joint")));
            fact_ui(ui, look, "weather-alert-sent", &telling::moment(alert.sent, date));
            fact_ui(ui, look, "weather-alert-key", alert.key.as_str());
            let refers = alert.refers_to.iter().map(AlertKey::as_str).collect::<Vec<_>>();
            fact_ui(ui, look, "weather-alert-refers", &refers.join("\n"));
            fact_ui(ui, look, "weather-alert-origin", &alert.origin);
        },
    );
}

fn info_ui(ui: &mut Ui, info: &Info, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    Grid::new(("alert info", &info.event, &info.headline, info.from.0))
        .num_columns(2)
        .min_row_height(18.0)
        .spacing([space::APART, 4.0])
        .show(ui, |ui| {
            fact_ui(ui, look, "weather-alert-event", &info.event);
            fact_ui(ui, look, "weather-alert-office", &info.sender_name);
            let signal = match info.signal {
                Some(signal) => capital(&words.tell(&signal.message())),
                None => words.say("weather-alert-no-signal"),
            };
            fact_ui(ui, look, "weather-alert-signal", &signal);
            let mut span = telling::span(look, info.from, info.until, facts.snapshot.date);
            if info.until_assumed {
                span = words.fill("weather-alert-end-assumed", &[("span", span.into())]);
            }
            fact_ui(ui, look, "weather-alert-span", &span);
            for area in &info.areas {
                fact_ui(ui, look, "weather-alert-area", &area_told(area, facts, look));
            }
        });
    for (key, text) in
        [("weather-alert-description", &info.description), ("weather-alert-instruction", &info.instruction)]
    {
        if !text.is_empty() {
            ui.add_space(space::NEAR);
            ui.label(RichText::new(words.say(key)).size(size::SMALL).color(look.palette.weak));
            ui.add(Label::new(text.as_str()).wrap().selectable(true));
        }
    }
}

fn area_told(area: &AlertArea, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let mut parts: Vec<String> = Vec::new();
    if !area.description.is_empty() {
        parts.push(area.description.to_string());
    }
    parts.extend(area.districts.iter().map(|code| telling::district(look, facts.snapshot, code)));
    parts.extend(area.shapes.iter().map(|shape| telling::area(look, facts.snapshot, shape)));
    let faults = area
        .faults
        .iter()
        .map(|fault| words.fill("weather-alert-area-fault", &[("fault", fault.message().into())]));
    parts.extend(faults);
    parts.join(" · ")
}
