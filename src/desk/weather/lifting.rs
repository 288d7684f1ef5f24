//! Ending a hold before its time: what opens again, and what decisions under it stay.

use super::deciding::Tried;
use super::telling;
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::domain::batches::kept_back;
use crate::domain::command::Command;
use crate::domain::ids::HoldId;
use crate::words::Tell;
use egui::{Id, Label, Modal, RichText, Ui};

#[derive(Clone, Debug)]
pub struct LiftSheet {
    hold: HoldId,
    tried: Option<Tried>,
}

impl LiftSheet {
    #[must_use]
    pub const fn new(hold: HoldId) -> Self {
        Self { hold, tried: None }
    }
}

#[must_use]
pub(super) fn lift_sheet_ui(
    ui: &mut Ui,
    sheet: &mut LiftSheet,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let Some(hold) = snapshot.state.holds.get(&sheet.hold) else { return false };
    if let Some(tried) = &mut sheet.tried {
        tried.follow(snapshot);
    } else {
        let command = Command::ReleaseHold { hold: sheet.hold.clone(), at: snapshot.now };
        sheet.tried = Some(Tried::new(command, snapshot));
    }
    let kept = snapshot.day().map_or(0, |day| kept_back(day, hold).len());
    let title = words.fill("weather-lift-title", &[("signal", hold.signal.message().into())]);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("lift-sheet")).accessible_name(title.clone());
    let mut stays = true;
    let response = Modal::new(Id::unique("lift-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(460.0);
        ui.heading(capital(&title));
        ui.separator();
        let until = telling::moment(hold.until, snapshot.date);
        ui.add(Label::new(words.fill("weather-lift-until", &[("until", until.into())])).wrap());
        let outcome = sheet.tried.as_ref().map(|tried| &tried.outcome);
        match outcome {
            Some(Ok(foreseen)) => {
                telling::foretold_ui(ui, foreseen, snapshot, look);
            }
            Some(Err(refusal)) => {
                let text = RichText::new(words.tell(&refusal.message())).color(look.palette.danger);
                ui.add(Label::new(text).wrap());
            }
            None => {}
        }
        if kept > 0 {
            let text = words.fill("weather-lift-stays", &[("n", kept.into())]);
            ui.add(Label::new(RichText::new(text).color(look.palette.warning)).wrap());
        }
        ui.add_space(space::NEAR);
        ui.horizontal(|ui| {
            let can = outcome.is_some_and(Result::is_ok);
            let lift = || {
                let command = Command::ReleaseHold { hold: sheet.hold.clone(), at: snapshot.now };
                Action::Submit(Box::new(command))
            };
            if main_button_ui(ui, look, &words.say("weather-lift-now"), can).clicked() {
                actions.push(lift());
                stays = false;
            }
            if kept > 0 {
                let both = egui::Button::new(words.say("weather-lift-and-batches"));
                if ui.add_enabled(can, both).clicked() {
                    actions.push(lift());
                    actions.push(Action::BatchRoutes(sheet.hold.clone()));
                    stays = false;
                }
            }
            if ui.button(words.say("change-cancel")).clicked() {
                stays = false;
            }
        });
    });
    stays && !response.should_close()
}
