//! What is owed: put off and not delivered yet, the oldest first, until there is none.

use super::{Facts, WeatherView};
use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::changes::telling as names;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{cell_ui, empty_ui, heading_ui, headings_ui, main_button_ui, table};
use crate::desk::weather::known::is_overdue;
use crate::desk::weather::telling;
use crate::domain::units::Cartons;
use crate::recovery::About;
use crate::words::{Arg, Tell, grouped};
use egui::{RichText, Ui};

pub fn backlog_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let snapshot = facts.snapshot;
    let owed = std::sync::Arc::clone(&view.known.owed);
    let limit = snapshot.state.settings.weather.backlog_days;
    if owed.is_empty() {
        empty_ui(ui, look, &words.say("weather-backlog-none"), &words.say("weather-backlog-none-next"));
        return;
    }
    let cartons: Cartons = owed.iter().map(|owed| owed.cartons).sum();
    let about = words.fill(
        "weather-backlog-about",
        &[("n", owed.len().into()), ("cartons", grouped(cartons.0.into()).into()), ("days", limit.into())],
    );
    heading_ui(ui, look, &words.say("weather-backlog"), &about);
    ui.horizontal_wrapped(|ui| {
        let unplanned = owed.iter().filter(|owed| owed.planned.is_none()).count();
        let plan = main_button_ui(ui, look, &words.say("weather-backlog-plan"), unplanned > 0);
        if plan.on_disabled_hover_text(words.say("weather-backlog-all-planned")).clicked() {
            actions.push(Action::Plans(About::Backlog));
        }
        if unplanned > 0 {
            ui.label(words.fill("weather-backlog-unplanned", &[("n", unplanned.into())]));
        }
        if view.known.overdue > 0 {
            let text = words.fill("weather-backlog-overdue", &[("n", view.known.overdue.into())]);
            ui.label(RichText::new(text).color(look.palette.danger).strong());
        }
    });
    ui.add_space(space::NEAR);
    let keys = [
        "weather-owed-retailer",
        "weather-owed-from",
        "weather-owed-route",
        "weather-owed-cartons",
        "weather-owed-cause",
        "weather-owed-to",
        "weather-owed-planned",
    ];
    let widths = if ui.available_width() > 820.0 {
        [220.0, 130.0, 64.0, 70.0, 110.0, 90.0, 150.0]
    } else {
        [130.0, 104.0, 50.0, 56.0, 70.0, 64.0, 110.0]
    };
    table(ui, "weather-owed", &widths).header(space::ROW, |row| headings_ui(look, row, &keys)).body(|body| {
        body.rows(space::ROW, owed.len(), |mut row| {
            let one = &owed[row.index()];
            row.col(|ui| {
                let name = names::retailer(look, snapshot, &one.retailer);
                if ui.add(egui::Link::new(name)).on_hover_text(one.retailer.as_str()).clicked() {
                    let stops = [one.retailer.clone()].into();
                    actions.push(Action::Select(Selection { stops, ..Selection::default() }));
                    actions.push(Action::Inspect);
                    actions.push(Action::Show(View::Board));
                }
            });
            row.col(|ui| {
                let day = telling::moment_of_day(one.from, snapshot.date);
                if is_overdue(one, snapshot.now.day(), limit) {
                    let text = words.fill("weather-owed-overdue", &[("day", day.into())]);
                    cell_ui(ui, RichText::new(text).color(look.palette.danger));
                } else {
                    cell_ui(ui, day);
                }
            });
            row.col(|ui| {
                cell_ui(ui, one.route.as_str());
            });
            row.col(|ui| {
                cell_ui(ui, one.cartons.0.to_string());
            });
            row.col(|ui| {
                cell_ui(
                    ui,
                    one.cause.as_ref().map_or_else(String::new, |cause| words.tell(&cause.message())),
                );
            });
            row.col(|ui| {
                cell_ui(ui, telling::moment_of_day(one.to, snapshot.date));
            });
            row.col(|ui| {
                if let Some((day, route)) = &one.planned {
                    let day = telling::moment_of_day(*day, snapshot.date);
                    let parts = [("day", day.into()), ("route", Arg::shown(route))];
                    cell_ui(ui, words.fill("weather-owed-on", &parts));
                } else {
                    let text = words.say("weather-owed-nowhere");
                    cell_ui(ui, RichText::new(text).color(look.palette.warning));
                }
            });
        });
    });
}
