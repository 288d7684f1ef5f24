//! What came of the alert files that were opened last: each with its outcome and why.

use super::{Facts, Open, WeatherView};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{cell_ui, heading_ui, headings_ui, table};
use crate::words::Tell;
use egui::{RichText, Ui};

pub fn taken_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    heading_ui(ui, look, &words.say("weather-taken"), &words.say("weather-taken-about"));
    ui.add_space(space::NEAR);
    let taken = &facts.news.taken;
    let keys = ["weather-taken-file", "weather-taken-identifier", "weather-taken-why"];
    let mut open = None;
    table(ui, "weather-taken", &[180.0, 220.0, 300.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, taken.len(), |mut row| {
                let one = &taken[row.index()];
                row.col(|ui| {
                    cell_ui(ui, one.origin.as_str());
                });
                row.col(|ui| match &one.key {
                    Some(key) if facts.snapshot.state.alerts.contains_key(key) => {
                        if ui.link(one.identifier()).clicked() {
                            open = Some(Open::Alert(key.clone()));
                        }
                    }
                    _ => {
                        cell_ui(ui, one.identifier());
                    }
                });
                row.col(|ui| {
                    let (text, ink) = match &one.outcome {
                        Ok(outcome) => (words.tell(&outcome.message()), look.palette.text),
                        Err(fault) => (words.tell(fault), look.palette.danger),
                    };
                    cell_ui(ui, RichText::new(&text).color(ink)).on_hover_text(text);
                });
            });
        });
    if let Some(open) = open {
        view.show(open);
    }
}
