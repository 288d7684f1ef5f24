//! The journal section: the newest changes as the log tells them, *Undo*, and the check of the database.

use super::parts::{Tone, card_ui, cell_ui, empty_ui, headings_ui, notice_ui, table};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::findings::Findings;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::ids::Revision;
use crate::session::{ChangeSummary, Verdict};
use crate::words::people::author;
use crate::words::{Arg, Tell};
use egui::{Label, RichText, Ui};

/// What has been asked for already.
#[derive(Clone, Debug, Default)]
pub struct JournalSection {
    /// The revision the log was last asked for.
    asked: Option<Revision>,
}

pub fn journal_ui(
    ui: &mut Ui,
    section: &mut JournalSection,
    findings: &Findings,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    if section.asked != Some(snapshot.revision) {
        section.asked = Some(snapshot.revision);
        actions.push(Action::ReadLog);
    }
    let words = &look.words;
    card_ui(ui, look, |ui| {
        ui.horizontal(|ui| {
            let can_undo = snapshot.undoable.is_some();
            if ui.add_enabled(can_undo, egui::Button::new(words.say("data-journal-undo"))).clicked() {
                actions.push(Action::Undo);
            }
            let what = match &snapshot.undoable {
                Some(change) => words.fill(
                    "data-journal-undo-takes-back",
                    &[("what", change.deed.message().into()), ("by", Arg::shown(&change.by))],
                ),
                None => words.say("data-journal-nothing-to-undo"),
            };
            ui.add(Label::new(RichText::new(what).color(look.palette.weak)).truncate());
        });
        ui.horizontal(|ui| {
            if ui.button(words.say("data-journal-verify")).clicked() {
                actions.push(Action::Verify);
            }
            let about = words.say("data-journal-verify-about");
            ui.add(Label::new(RichText::new(about).color(look.palette.weak)).truncate());
        });
    });
    if let Some(verdict) = &findings.verdict {
        ui.add_space(space::NEAR);
        verdict_ui(ui, look, verdict);
    }
    ui.add_space(space::NEAR);
    match &findings.log {
        Some(log) if !log.is_empty() => log_ui(ui, look, log),
        Some(_) => {
            empty_ui(ui, look, &words.say("data-journal-empty"), &words.say("data-journal-empty-next"));
        }
        None => {
            ui.label(RichText::new(words.say("data-journal-reading")).color(look.palette.weak));
        }
    }
}

fn verdict_ui(ui: &mut Ui, look: &Look, verdict: &Verdict) {
    let words = &look.words;
    let tone = if verdict.problems.is_empty() { Tone::Good } else { Tone::Danger };
    notice_ui(ui, look, tone, |ui| {
        let (key, count) = if verdict.problems.is_empty() {
            ("data-verify-well", verdict.entries)
        } else {
            ("data-verify-problems", verdict.problems.len() as u64)
        };
        ui.label(RichText::new(words.fill(key, &[("n", count.into())])).strong());
        for problem in verdict.problems.iter().take(50) {
            let line = words.fill(
                "data-verify-problem",
                &[
                    ("what", problem.what.clone().into()),
                    ("place", problem.place.as_str().into()),
                    ("advice", problem.advice.clone().into()),
                ],
            );
            ui.add(Label::new(line).wrap());
        }
        let checked: Vec<_> = verdict.checked.iter().map(|key| words.say(key)).collect();
        if !checked.is_empty() {
            let list = checked.join(&words.say("data-list-joint"));
            let text = words.fill("data-verify-checked", &[("list", list.into())]);
            ui.add(Label::new(RichText::new(text).color(look.palette.weak)).wrap());
        }
    });
}

fn log_ui(ui: &mut Ui, look: &Look, log: &[ChangeSummary]) {
    let words = &look.words;
    let keys = [
        "data-log-number",
        "data-log-when",
        "data-log-who",
        "data-log-what",
        "data-log-day",
        "data-log-state",
    ];
    table(ui, "data-log", &[64.0, 150.0, 150.0, 400.0, 100.0, 140.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, log.len(), |mut row| {
                // The newest first.
                let change = &log[log.len() - 1 - row.index()];
                let taken_back = change.undone_by.is_some();
                let ink = if taken_back { look.palette.weak } else { look.palette.text };
                let text = |text: String| RichText::new(text).color(ink);
                row.col(|ui| {
                    cell_ui(ui, RichText::new(change.revision.to_string()).color(look.palette.weak));
                });
                row.col(|ui| {
                    cell_ui(ui, text(change.at.0.format("%Y-%m-%d %H:%M:%S").to_string()));
                });
                row.col(|ui| {
                    cell_ui(ui, text(author(words, &change.by, change.signed.as_ref())));
                });
                row.col(|ui| {
                    let what = words.tell(&change.deed.message());
                    let what = if change.undoes.is_some() {
                        words.fill("data-log-undo-of", &[("what", what.into())])
                    } else {
                        what
                    };
                    let what = text(what);
                    cell_ui(ui, if taken_back { what.strikethrough() } else { what });
                });
                row.col(|ui| {
                    cell_ui(ui, text(change.day.map(|day| day.to_string()).unwrap_or_default()));
                });
                row.col(|ui| {
                    let state = match (change.undone_by, change.undoes) {
                        (Some(by), _) => words.fill("data-log-undone-by", &[("by", Arg::shown(by))]),
                        (None, Some(of)) => words.fill("data-log-undoes", &[("of", Arg::shown(of))]),
                        (None, None) => String::new(),
                    };
                    cell_ui(ui, text(state));
                });
            });
        });
}
