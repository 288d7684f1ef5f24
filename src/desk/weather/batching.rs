//! Routes released in batches: when the first ones leave, how many at a time, how far apart; shown as it would be.

use super::deciding::Tried;
use super::telling;
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::domain::batches::{Pace, batches, kept_back};
use crate::domain::command::{Batch, Command};
use crate::domain::ids::{HoldId, RouteId};
use crate::domain::time::{Standing, TimeOfDay};
use crate::domain::units::Seconds;
use crate::domain::weather::Hold;
use crate::words::{Arg, Tell};
use egui::{Grid, Id, Label, Modal, RichText, ScrollArea, TextEdit, Ui};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// As typed and ticked so far.
#[derive(Clone, Debug)]
pub struct BatchSheet {
    hold: HoldId,
    first: String,
    /// What `first` says until somebody types something else.
    suggested: String,
    routes: String,
    every: String,
    /// Routes that stay back all the same.
    left_out: BTreeSet<RouteId>,
    tried: Option<Tried>,
}

/// More at once, or further apart in minutes, nobody means.
const MOST_ROUTES: u32 = 999;
const MOST_MINUTES: u32 = 600;

impl BatchSheet {
    /// `None` where the hold is gone.
    #[must_use]
    pub fn open(hold: &HoldId, snapshot: &Snapshot) -> Option<Self> {
        let found = snapshot.state.holds.get(hold)?;
        let settings = &snapshot.state.settings.weather;
        let suggested = first_departure(found, snapshot).to_string();
        Some(Self {
            hold: hold.clone(),
            first: suggested.clone(),
            suggested,
            routes: settings.batch_routes.to_string(),
            every: settings.batch_every.minutes_begun().to_string(),
            left_out: BTreeSet::new(),
            tried: None,
        })
    }

    fn pace(&self) -> Option<Pace> {
        let whole = |text: &str, most: u32| text.trim().parse().ok().filter(|n| (1..=most).contains(n));
        Some(Pace {
            first: TimeOfDay::parse(&self.first.replace('：', ":"))?,
            routes: whole(&self.routes, MOST_ROUTES)?,
            every: Seconds::from_minutes(whole(&self.every, MOST_MINUTES)?),
        })
    }

    fn batches(&self, snapshot: &Snapshot, kept: &[RouteId]) -> Option<Vec<Batch>> {
        let pace = self.pace()?;
        let routes: Vec<RouteId> = kept.iter().filter(|id| !self.left_out.contains(*id)).cloned().collect();
        Some(batches(snapshot.day()?, &routes, pace)).filter(|batches| !batches.is_empty())
    }
}

/// The next five minutes from now, or from the hold's end where that is still to come.
fn first_departure(hold: &Hold, snapshot: &Snapshot) -> TimeOfDay {
    let now = match Standing::of(snapshot.date, snapshot.now) {
        Standing::Today(now) => now,
        Standing::Ahead | Standing::Past => TimeOfDay::MIDNIGHT,
    };
    let ends = snapshot.date.time_of(hold.ends()).filter(|_| hold.released.is_none());
    let from = ends.map_or(now, |ends| ends.max(now)).seconds().div_ceil(300) * 300;
    TimeOfDay::from_seconds(from)
}

#[must_use]
pub(super) fn batch_sheet_ui(
    ui: &mut Ui,
    sheet: &mut BatchSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let Some(hold) = snapshot.state.holds.get(&sheet.hold) else { return false };
    let Some(day) = snapshot.day() else { return false };
    if sheet.first == sheet.suggested {
        // The hold may have ended since.
        sheet.suggested = first_departure(hold, snapshot).to_string();
        sheet.first.clone_from(&sheet.suggested);
    }
    let kept: Vec<RouteId> = kept_back(day, hold).iter().map(|route| route.id.clone()).collect();
    let made = sheet.batches(snapshot, &kept);
    follow(sheet, made.as_deref(), snapshot, person);
    let title = words.fill("weather-batches-title", &[("signal", hold.signal.message().into())]);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("batch-sheet")).accessible_name(title.clone());
    let mut stays = true;
    let response = Modal::new(Id::unique("batch-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        ui.heading(capital(&title));
        ui.add(Label::new(RichText::new(words.say("weather-batches-about")).color(look.palette.weak)).wrap());
        ui.separator();
        pace_ui(ui, sheet, look);
        ui.add_space(space::NEAR);
        let room = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 320.0);
        ScrollArea::vertical().id_salt("batches").max_height(room).auto_shrink([false, true]).show(
            ui,
            |ui| {
                match &made {
                    Some(made) => batches_ui(ui, sheet, made, look),
                    None if sheet.pace().is_none() => {
                        let text =
                            RichText::new(words.say("weather-batches-missing")).color(look.palette.danger);
                        ui.add(Label::new(text).wrap());
                    }
                    None => {
                        ui.label(words.say("weather-batches-none"));
                    }
                }
                left_out_ui(ui, sheet, look);
            },
        );
        ui.separator();
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
        ui.horizontal(|ui| {
            let n: usize = made.iter().flatten().map(|batch| batch.routes.len()).sum();
            let can = outcome.is_some_and(Result::is_ok);
            let text = words.fill("weather-batches-release", &[("n", n.into())]);
            if main_button_ui(ui, look, &text, can).clicked()
                && let Some(batches) = &made
            {
                let command = command(sheet, batches.clone(), snapshot, person);
                actions.push(Action::Submit(Box::new(command)));
                stays = false;
            }
            if ui.button(words.say("change-cancel")).clicked() {
                stays = false;
            }
        });
    });
    stays && !response.should_close()
}

fn command(sheet: &BatchSheet, batches: Vec<Batch>, snapshot: &Snapshot, person: &str) -> Command {
    let (hold, day) = (sheet.hold.clone(), snapshot.date);
    Command::ReleaseRoutes { hold, day, batches, by: SmolStr::new(person), now: snapshot.now }
}

fn follow(sheet: &mut BatchSheet, made: Option<&[Batch]>, snapshot: &Snapshot, person: &str) {
    let Some(made) = made else {
        sheet.tried = None;
        return;
    };
    let same =
        |tried: &Tried| matches!(&tried.command, Command::ReleaseRoutes { batches, .. } if batches == made);
    match &mut sheet.tried {
        Some(tried) if same(tried) => tried.follow(snapshot),
        _ => {
            let command = command(sheet, made.to_vec(), snapshot, person);
            sheet.tried = Some(Tried::new(command, snapshot));
        }
    }
}

fn pace_ui(ui: &mut Ui, sheet: &mut BatchSheet, look: &Look) {
    let words = &look.words;
    ui.horizontal(|ui| {
        for (key, text) in [
            ("weather-batches-first", &mut sheet.first),
            ("weather-batches-routes", &mut sheet.routes),
            ("weather-batches-every", &mut sheet.every),
        ] {
            ui.vertical(|ui| {
                let label = ui.label(RichText::new(words.say(key)).size(size::SMALL));
                ui.add(TextEdit::singleline(text).desired_width(110.0)).labelled_by(label.id);
            });
        }
    });
}

/// Each batch with its time; a click on a route leaves it out.
fn batches_ui(ui: &mut Ui, sheet: &mut BatchSheet, made: &[Batch], look: &Look) {
    let words = &look.words;
    Grid::new("batches").num_columns(2).spacing([space::APART, 4.0]).show(ui, |ui| {
        for batch in made {
            ui.label(RichText::new(batch.departs.to_string()).strong());
            ui.horizontal_wrapped(|ui| {
                for id in &batch.routes {
                    let hint = words.fill("weather-batches-leave-out", &[("route", Arg::shown(id))]);
                    if ui.button(id.as_str()).on_hover_text(hint).clicked() {
                        sheet.left_out.insert(id.clone());
                    }
                }
            });
            ui.end_row();
        }
    });
}

fn left_out_ui(ui: &mut Ui, sheet: &mut BatchSheet, look: &Look) {
    if sheet.left_out.is_empty() {
        return;
    }
    let words = &look.words;
    ui.add_space(space::NEAR);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words.say("weather-batches-left-out")).color(look.palette.weak));
        let left_out: Vec<RouteId> = sheet.left_out.iter().cloned().collect();
        for id in left_out {
            let hint = words.fill("weather-batches-take-in", &[("route", Arg::shown(&id))]);
            if ui.button(id.as_str()).on_hover_text(hint).clicked() {
                sheet.left_out.remove(&id);
            }
        }
    });
}
