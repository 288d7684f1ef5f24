//! The frame's part about weather: what waits on the rail, dropped alerts, and the sheets of holds.

use super::rail::Waiting;
use super::{Desk, Open, WeatherSheet};
use crate::desk::actions::{Action, Actions, HoldWish, View};
use crate::desk::recovery::RecoverySheet;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::data::Section;
use crate::desk::weather::known::Known;
use crate::domain::place::Area;
use std::path::{Path, PathBuf};

/// Holds to confirm and what is owed: a number on the rail until there is none.
pub fn waiting(known: &Known, look: &Look) -> Waiting {
    let (to_confirm, owed) = (known.to_confirm(), known.owed.len());
    let told = [("weather-waiting-confirm", to_confirm), ("weather-backlog-count", owed)];
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    let told: Vec<String> = told.map(|(key, n)| look.words.fill(key, &[("n", n.into())])).collect();
    let is_loud = to_confirm > 0 || known.overdue > 0;
    // A hold to confirm is the more pressing of the two.
    let count = if to_confirm > 0 { to_confirm } else { owed };
    Waiting { view: View::Weather, count, is_loud, told: told.join("\n") }
}

/// Alerts among dropped files are taken in; the others are read for import.
pub fn take_dropped(dropped: Vec<PathBuf>, actions: &mut Actions) {
    let (alerts, others): (Vec<_>, Vec<_>) = dropped.into_iter().partition(|path| is_alert(path));
    if !alerts.is_empty() {
        actions.push(Action::Show(View::Weather));
        actions.push(Action::TakeAlerts(alerts));
    }
    if !others.is_empty() {
        actions.push(Action::Show(View::Data));
        actions.push(Action::ReadFiles(others));
    }
}

fn is_alert(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "cap" | "xml"))
}

impl Desk {
    /// Does what is about the weather view and its sheets.
    pub(super) fn obey_weather(&mut self, action: Action, snapshot: &Snapshot) {
        match action {
            Action::Hold(wish) => self.open_hold(wish, snapshot),
            Action::HoldArea { area, edits: None } => self.open_hold(HoldWish::New(vec![area]), snapshot),
            Action::HoldArea { area, edits: Some(hold) } => {
                self.open_hold(HoldWish::Edit { hold, area: Some(area) }, snapshot);
            }
            Action::LiftHold(hold) => self.weather_sheet = Some(WeatherSheet::lift(hold)),
            Action::BatchRoutes(hold) => self.weather_sheet = WeatherSheet::batches(&hold, snapshot),
            Action::CloseSheet => self.weather_sheet = None,
            Action::Plans(about) => {
                self.weather_sheet = None;
                self.sheet = None;
                self.recovery = Some(RecoverySheet::plans_about(about, snapshot));
            }
            Action::ShowHold(hold) => {
                self.view = View::Weather;
                self.weather.show(Open::Hold(hold));
            }
            Action::ShowBacklog => {
                self.view = View::Weather;
                self.weather.show(Open::Backlog);
            }
            Action::ShowSettings => {
                self.view = View::Data;
                self.data.section = Section::Settings;
            }
            _ => {}
        }
    }

    /// Outlines of a file, for the hold's sheet where that is still open.
    pub fn take_areas(&mut self, areas: Vec<Area>) {
        if let Some(WeatherSheet::Hold(sheet)) = &mut self.weather_sheet {
            sheet.form.areas.extend(areas);
        }
    }

    /// Only one sheet is open at a time; a change of the plan gives way to a hold.
    fn open_hold(&mut self, wish: HoldWish, snapshot: &Snapshot) {
        self.sheet = None;
        self.weather_sheet = WeatherSheet::hold(wish, snapshot);
    }
}
