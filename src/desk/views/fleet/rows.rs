//! The breakdowns a figure was counted from, one line each; a click leads to the incident.

use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, cell_ui, headings_ui, table};
use crate::domain::fleet::review::BreakdownRow;
use crate::domain::ids::{IncidentId, Plate};
use crate::domain::time::Timestamp;
use crate::words::{Tell, grouped};
use chrono::TimeDelta;
use egui::{Align, Layout, RichText, Role, Sense, Ui, WidgetInfo};

const HEADS: [&str; 10] = [
    "account-column-at",
    "report-column-plate",
    "account-column-fault",
    "account-column-departments",
    "account-column-repaired",
    "account-column-downtime",
    "account-column-recovered",
    "account-column-retailers",
    "account-column-minutes-late",
    "account-column-put-off",
];

/// The vehicle whose plate was clicked.
pub fn rows_ui(
    ui: &mut Ui,
    rows: &[&BreakdownRow],
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> Option<Plate> {
    let words = &look.words;
    let mut opened = None;
    let widths = [126.0, 100.0, 84.0, 150.0, 126.0, 76.0, 140.0, 76.0, 140.0, 70.0, 0.0];
    egui::ScrollArea::horizontal().id_salt("fleet rows").show(ui, |ui| {
        let table = table(ui, "fleet rows", &widths).sense(Sense::click());
        let headed = table.header(space::ROW, |row| headings_ui(look, row, &HEADS));
        headed.body(|body| {
            body.rows(space::ROW + 2.0, rows.len(), |mut row| {
                let of = rows[row.index()];
                let breakdown = &of.breakdown;
                row.col(|ui| {
                    cell_ui(ui, moment(breakdown.at));
                });
                row.col(|ui| {
                    if ui.link(breakdown.plate.as_str()).clicked() {
                        opened = Some(breakdown.plate.clone());
                    }
                });
                row.col(|ui| {
                    cell_ui(ui, capital(&words.tell(&breakdown.fault.message())));
                });
                row.col(|ui| {
                    let name = |code| crate::words::department(words, &snapshot.state.network, code);
                    let names: Vec<String> = of.cost.departments.iter().map(name).collect();
                    cell_ui(ui, names.join(", "));
                });
                row.col(|ui| {
                    match breakdown.repaired {
                        Some(at) => cell_ui(ui, moment(at)),
                        None => cell_ui(
                            ui,
                            RichText::new(words.say("fleet-not-repaired")).color(look.palette.danger),
                        ),
                    };
                });
                let minutes = |span: TimeDelta| format!("{}", span.num_minutes());
                for text in [
                    hours(of.down),
                    of.recovered_in().map(minutes).unwrap_or_default(),
                    grouped(of.cost.retailers.into()),
                    grouped(of.cost.minutes_late.into()),
                    grouped(of.cost.put_off.into()),
                ] {
                    row.col(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            ui.add_space(space::NEAR);
                            cell_ui(ui, text);
                        });
                    });
                }
                // The figures stand beside each other; what is left of the width is nobody's.
                row.col(|_| {});
                let response = row.response();
                let name = format!("{} {}", breakdown.id, breakdown.plate);
                response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
                let incident = IncidentId::new(breakdown.id.as_str());
                if snapshot.state.incidents.contains_key(&incident) {
                    if response.on_hover_text(words.say("fleet-open-incident")).clicked() {
                        actions.push(Action::ShowIncident(incident));
                    }
                } else {
                    response.on_hover_text(breakdown.id.as_str());
                }
            });
        });
    });
    opened
}

pub fn moment(moment: Timestamp) -> String {
    moment.0.format("%Y-%m-%d %H:%M").to_string()
}

/// To one decimal, as reports print it.
pub fn hours(span: TimeDelta) -> String {
    #[expect(clippy::cast_precision_loss, reason = "seconds of a breakdown are far below 2^53")]
    let hours = span.num_seconds() as f64 / 3600.0;
    format!("{hours:.1}")
}
