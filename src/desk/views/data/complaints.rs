//! The complaints of one file: row, column, what was found, what to do; to copy or to save as a table.

use super::parts::{cell_ui, headings_ui, table};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, space};
use crate::exchange::intake::{Complaint, Complaints};
use crate::exchange::report::harmless;
use crate::words::{Tell, Words, grouped};
use egui::{RichText, Ui};

/// Draws the complaints into what is left of `ui`.
pub fn complaints_ui(ui: &mut Ui, file: &str, complaints: &Complaints, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal(|ui| {
        let title = words.fill("data-complaints", &[("n", complaints.total.into())]);
        ui.label(RichText::new(title).strong());
        let listed = complaints.listed.len() as u64;
        if listed < complaints.total {
            let text = words.fill("data-complaints-first", &[("n", listed.into())]);
            ui.label(RichText::new(text).color(look.palette.weak));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(words.say("data-complaints-save")).clicked() {
                let suggested = words.fill("data-complaints-file", &[("file", stem(file).into())]);
                actions.push(Action::SaveText { suggested, text: as_csv(complaints, words), path: None });
            }
            if ui.button(words.say("data-complaints-copy")).clicked() {
                let lines: Vec<_> =
                    complaints.listed.iter().map(|complaint| words.tell(&complaint.message())).collect();
                ui.copy_text(lines.join("\n"));
            }
        });
    });
    let keys = ["data-col-row", "data-col-column", "data-col-found", "data-col-advice"];
    table(ui, "data-complaints", &[64.0, 120.0, 170.0, 200.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, complaints.listed.len(), |mut row| {
                let complaint = &complaints.listed[row.index()];
                let [line, column, found, advice] = cells(complaint, words);
                row.col(|ui| {
                    cell_ui(ui, line);
                });
                row.col(|ui| {
                    cell_ui(ui, column);
                });
                row.col(|ui| {
                    cell_ui(ui, RichText::new(found).color(look.palette.danger));
                });
                row.col(|ui| {
                    cell_ui(ui, advice);
                });
            });
        });
}

fn cells(complaint: &Complaint, words: &Words) -> [String; 4] {
    [
        grouped(complaint.row),
        complaint.column.as_deref().unwrap_or_default().to_owned(),
        complaint.found.clone(),
        words.tell(&complaint.advice()),
    ]
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The listed complaints as CSV with a mark for Excel at its start; no cell runs as a formula.
fn as_csv(complaints: &Complaints, words: &Words) -> String {
    let heads = ["data-col-file", "data-col-row", "data-col-column", "data-col-found", "data-col-advice"];
    let mut text = String::from("\u{feff}");
    let mut record = |cells: Vec<String>| {
        for (at, cell) in cells.into_iter().enumerate() {
            let cell = harmless(cell);
            text.push_str(if at == 0 { "" } else { "," });
            if cell.contains(['"', ',', '\n', '\r']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    };
    record(heads.iter().map(|key| words.say(key)).collect());
    for complaint in &complaints.listed {
        let [_, column, found, advice] = cells(complaint, words);
        record(vec![complaint.file.to_string(), complaint.row.to_string(), column, found, advice]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::intake::Fault;
    use crate::words::Language;

    #[test]
    fn a_saved_complaint_cannot_run_as_a_formula() {
        let complaint = Complaint {
            file: "plan.csv".into(),
            row: 12_345,
            column: Some("订货量,条".into()),
            found: "=1+\"x\"".into(),
            fault: Fault::NotANumber,
        };
        let complaints = Complaints { listed: vec![complaint], total: 1 };
        let text = as_csv(&complaints, &Words::new(Language::English));
        let line = text.lines().nth(1).unwrap();
        assert!(line.starts_with("plan.csv,12345,\"订货量,条\",\"'=1+\"\"x\"\"\","), "{line}");
    }
}
