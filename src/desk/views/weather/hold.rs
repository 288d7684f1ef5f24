//! The hold that is open: its terms, where a person has changed what the alert says, and what can be done.

use super::{Facts, WeatherView, routes};
use crate::desk::actions::{Action, Actions, HoldWish, Selection, View};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{Tone, capital, main_button_ui, notice_ui};
use crate::desk::weather::known::Standing;
use crate::desk::weather::{badge, telling};
use crate::domain::batches::kept_back;
use crate::domain::command::Command;
use crate::domain::ids::HoldId;
use crate::domain::weather::{Hold, HoldState};
use crate::recovery::About;
use crate::words::{Tell, grouped};
use egui::{Grid, Label, RichText, Ui};

pub fn hold_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    id: &HoldId,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let Some(hold) = facts.snapshot.state.holds.get(id) else { return };
    let Some(standing) = view.known.hold(id).cloned() else { return };
    title_ui(ui, hold, &standing, look);
    terms_ui(ui, hold, &standing, facts, look);
    ui.add_space(space::TIGHT);
    buttons_ui(ui, hold, &standing, facts, look, actions);
    ui.add_space(space::NEAR);
    routes::routes_ui(ui, view, hold, &standing, facts, look, actions);
}

fn title_ui(ui: &mut Ui, hold: &Hold, standing: &Standing, look: &Look) {
    let words = &look.words;
    ui.horizontal(|ui| {
        badge::badge_ui(ui, hold.signal, standing.state == HoldState::Past, look);
        let title = capital(&words.tell(&hold.signal.message()));
        ui.add(Label::new(RichText::new(title).size(size::HEADING).strong()));
        let ink = match standing.state {
            HoldState::ToConfirm => look.palette.warning,
            HoldState::InForce => look.palette.danger,
            HoldState::Coming | HoldState::Past => look.palette.weak,
        };
        ui.label(RichText::new(capital(&words.tell(&standing.state.message()))).color(ink).strong());
        ui.label(RichText::new(hold.id.as_str()).color(look.palette.weak));
    });
}

/// One line of the terms; with what the alert says where a person has changed it.
fn term_ui(ui: &mut Ui, look: &Look, key: &str, value: &str, alert_says: Option<String>) {
    ui.label(RichText::new(look.words.say(key)).color(look.palette.weak));
    ui.horizontal_wrapped(|ui| {
        // As high as the words, not as a button.
        ui.spacing_mut().interact_size.y = 18.0;
        ui.add(Label::new(value).wrap().selectable(true));
        if let Some(says) = alert_says {
            let text = look.words.fill("weather-alert-says", &[("value", says.into())]);
            ui.add(Label::new(RichText::new(text).color(look.palette.warning)).wrap());
        }
    });
    ui.end_row();
}

fn terms_ui(ui: &mut Ui, hold: &Hold, standing: &Standing, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let (snapshot, date) = (facts.snapshot, facts.snapshot.date);
    let says = hold.alerted.as_ref().map(|alerted| &alerted.terms);
    let source = match (&hold.alerted, hold.source.is_empty()) {
        (_, false) => hold.source.to_string(),
        (Some(_), true) => words.say("weather-source-alert"),
        (None, true) => words.say("weather-source-hand"),
    };
    Grid::new("hold terms")
        .num_columns(2)
        .min_col_width(96.0)
        .min_row_height(18.0)
        .spacing([space::APART, 4.0])
        .show(ui, |ui| {
            let differs = says.filter(|terms| terms.signal != hold.signal);
            term_ui(
                ui,
                look,
                "weather-source",
                &source,
                differs.map(|terms| words.tell(&terms.signal.message())),
            );
            let differs = says.filter(|terms| (terms.from, terms.until) != (hold.from, hold.until));
            let mut span = telling::span(look, hold.from, hold.until, date);
            if let Some(released) = hold.released.filter(|released| *released < hold.until) {
                let at = telling::moment(released, date);
                span = words.fill("weather-released-at", &[("span", span.into()), ("at", at.into())]);
            }
            let alert_says = differs.map(|terms| telling::span(look, terms.from, terms.until, date));
            term_ui(ui, look, "weather-when", &span, alert_says);
            let differs = says.filter(|terms| terms.areas != hold.areas);
            let alert_says = differs.map(|terms| telling::areas(look, snapshot, &terms.areas));
            term_ui(ui, look, "weather-area", &telling::areas(look, snapshot, &hold.areas), alert_says);
            let differs = says.filter(|terms| terms.response != hold.response);
            let mut response = words.tell(&hold.response.message());
            if let Some(most) = hold.lets_pass {
                let most = grouped(most.0.into());
                let parts = [("response", response.into()), ("cartons", most.into())];
                response = words.fill("weather-lets-pass", &parts);
            }
            let alert_says = differs.map(|terms| words.tell(&terms.response.message()));
            term_ui(ui, look, "weather-asks", &capital(&response), alert_says);
            if standing.state != HoldState::Past {
                let key = if hold.confirmed { "weather-closes-now" } else { "weather-would-close" };
                term_ui(ui, look, key, &telling::closes(look, standing.closes), None);
            }
        });
}

fn buttons_ui(
    ui: &mut Ui,
    hold: &Hold,
    standing: &Standing,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if standing.state == HoldState::ToConfirm {
        notice_ui(ui, look, Tone::Warning, |ui| {
            ui.horizontal_wrapped(|ui| {
                if main_button_ui(ui, look, &words.say("weather-confirm"), true).clicked() {
                    actions.push(Action::Submit(Box::new(Command::ConfirmHold(hold.id.clone()))));
                }
                let closes = telling::closes(look, standing.closes);
                let text = words.fill("weather-confirm-hint", &[("closes", closes.into())]);
                ui.add(Label::new(text).wrap());
            });
            telling::unreached_ui(ui, &standing.unreached, facts.snapshot, look);
        });
        ui.add_space(space::TIGHT);
    }
    let keeps_back = facts.snapshot.day().map_or(0, |day| kept_back(day, hold).len());
    if standing.state == HoldState::Past && keeps_back > 0 {
        notice_ui(ui, look, Tone::Warning, |ui| {
            ui.add(Label::new(words.fill("weather-still-kept-back", &[("n", keeps_back.into())])).wrap());
        });
        ui.add_space(space::TIGHT);
    }
    ui.horizontal_wrapped(|ui| {
        if standing.state != HoldState::Past {
            if ui.button(words.say("weather-edit")).clicked() {
                let wish = HoldWish::Edit { hold: hold.id.clone(), area: None };
                actions.push(Action::Hold(wish));
            }
            if ui.button(words.say("weather-release")).clicked() {
                actions.push(Action::LiftHold(hold.id.clone()));
            }
        }
        let batches = egui::Button::new(words.say("weather-batches"));
        let batches = ui.add_enabled(keeps_back > 0, batches);
        if batches.on_disabled_hover_text(words.say("weather-batches-none")).clicked() {
            actions.push(Action::BatchRoutes(hold.id.clone()));
        }
        let binds = hold.confirmed && (standing.closes.stops > 0 || keeps_back > 0);
        let plans = ui.add_enabled(binds, egui::Button::new(words.say("desk-plans")));
        if plans.on_disabled_hover_text(words.say("weather-plans-none")).clicked() {
            actions.push(Action::Plans(About::Holds(Some(hold.id.clone()))));
        }
        if ui.button(words.say("weather-on-map")).clicked() {
            let selection = Selection { hold: Some(hold.id.clone()), ..Selection::default() };
            actions.push(Action::Select(selection));
            actions.push(Action::Show(View::Map));
        }
    });
}
