//! The review of breakdowns: a period, a filter, the figures, and behind each of them its rows.

use super::charts::{Bar, bars_ui, calendar_ui};
use super::figures::figures_ui;
use super::groups::{self, Group, GroupLine, Grouping};
use super::rows::rows_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::fleet::{Fleet, FleetAsk, Of};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{Tone, capital, notice_ui};
use crate::desk::views::reports::period::{QuickPeriod, read_day};
use crate::domain::emergency::Kind;
use crate::domain::fleet::review::{BreakdownRow, Filter, Month, Period, Review};
use crate::domain::ids::{Plate, Revision};
use crate::domain::incident::Fault;
use crate::domain::kpi::reliability::FleetMeasure;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::exchange::report::breakdowns::unusual;
use crate::session::report::Subject;
use crate::words::{Arg, Tell};
use egui::{ComboBox, RichText, Role, TextEdit, Ui, WidgetInfo};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Rows,
    Groups(Grouping),
    Calendar,
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct ReviewView {
    /// Drafts of the two days, as typed.
    from: String,
    to: String,
    filter: Filter,
    shown: Shown,
    /// Of which figure only the rows behind it are listed.
    measure: Option<FleetMeasure>,
    /// Only breakdowns a vehicle was down with on this day.
    day: Option<ServiceDay>,
    asked: Option<(FleetAsk, Revision)>,
}

impl ReviewView {
    fn ask(&self) -> Option<FleetAsk> {
        let (from, to) = (read_day(&self.from)?, read_day(&self.to)?);
        (from <= to).then(|| FleetAsk {
            period: Period { from, to },
            filter: self.filter.clone(),
            of: Of::Review,
        })
    }

    fn set_period(&mut self, (from, to): (ServiceDay, ServiceDay)) {
        (self.from, self.to) = (from.to_string(), to.to_string());
        self.day = None;
    }

    /// The rows behind what was clicked.
    fn follow(&mut self, group: Group) {
        match group {
            Group::Vehicle(plate) => self.filter.vehicle = Some(plate),
            Group::Cause(fault) => self.filter.fault = Some(fault),
            Group::Kind(kind) => self.filter.kind = Some(kind),
            Group::Department(code) => self.filter.department = Some(code),
            Group::Month(month) => {
                let days = days_of(month);
                let (from, to) = (read_day(&self.from), read_day(&self.to));
                self.set_period((
                    from.map_or(days.0, |from| from.max(days.0)),
                    to.map_or(days.1, |to| to.min(days.1)),
                ));
            }
        }
        (self.shown, self.measure) = (Shown::Rows, None);
    }

    fn lists(&self, row: &BreakdownRow, now: Timestamp) -> bool {
        let behind = match self.measure {
            Some(FleetMeasure::MttrVehicle) => row.breakdown.repaired.is_some(),
            Some(FleetMeasure::MttrService) => row.recovered_in().is_some(),
            Some(FleetMeasure::Retailers) => row.cost.retailers > 0,
            Some(FleetMeasure::RetailerMinutesLate) => row.cost.minutes_late > 0,
            Some(FleetMeasure::PutOff) => row.cost.put_off > 0,
            _ => true,
        };
        behind
            && self.day.is_none_or(|day| {
                let end = row.breakdown.repaired.unwrap_or(now);
                row.breakdown.at.day() <= day && end >= Timestamp::of(day, TimeOfDay::MIDNIGHT)
            })
    }
}

fn days_of(month: Month) -> (ServiceDay, ServiceDay) {
    let first = |year: i32, month: u32| {
        ServiceDay(chrono::NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(chrono::NaiveDate::MAX))
    };
    let next = if month.month == 12 {
        first(month.year.saturating_add(1), 1)
    } else {
        first(month.year, month.month + 1)
    };
    (first(month.year, month.month), next.plus(-1))
}

/// The vehicle whose own history is wanted.
pub fn review_ui(
    ui: &mut Ui,
    view: &mut ReviewView,
    (snapshot, fleet): (&Snapshot, &Fleet),
    look: &Look,
    actions: &mut Actions,
) -> Option<Plate> {
    let words = &look.words;
    if view.from.is_empty() && view.to.is_empty() {
        view.set_period(QuickPeriod::Everything.around(snapshot.date, &snapshot.days));
    }
    period_ui(ui, view, snapshot, look);
    let mut wants_report = false;
    filters_ui(ui, view, &mut wants_report, snapshot, look);
    let Some(ask) = view.ask() else {
        ui.colored_label(look.palette.danger, words.say("fleet-no-period"));
        return None;
    };
    if wants_report {
        let subject = Subject::Breakdowns(ask.period, ask.filter.clone());
        actions.push(Action::ShowReport(Box::new(subject)));
    }
    // A breakdown that is reported or repaired, and stops that are served, change what a review says.
    let wanted = (ask.clone(), snapshot.revision);
    if view.asked.as_ref() != Some(&wanted) {
        view.asked = Some(wanted);
        actions.push(Action::ReviewFleet(Box::new(ask.clone())));
    }
    let Some(reviewed) = fleet.review.as_deref().filter(|reviewed| reviewed.ask == ask) else {
        ui.add_space(space::NEAR);
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(words.say("fleet-reckoning"));
        });
        return None;
    };
    let review = &reviewed.review;
    ui.add_space(space::TIGHT);
    if let Some(measure) = figures_ui(ui, &review.all, look) {
        view.day = None;
        match measure {
            FleetMeasure::UnplannedDowntime | FleetMeasure::PlannedDowntime => view.shown = Shown::Calendar,
            FleetMeasure::Availability | FleetMeasure::Mtbf | FleetMeasure::DistanceBetween => {
                view.shown = Shown::Groups(Grouping::Vehicle);
            }
            measure => (view.shown, view.measure) = (Shown::Rows, Some(measure)),
        }
    }
    for one in &review.unusual {
        notice_ui(ui, look, Tone::Warning, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(unusual(one, words));
                if ui.link(words.say("fleet-its-history")).clicked() {
                    view.follow(Group::Vehicle(one.plate.clone()));
                }
            });
        });
    }
    tabs_ui(ui, view, look);
    shown_ui(ui, view, (review, ask.period), snapshot, look, actions)
}

fn shown_ui(
    ui: &mut Ui,
    view: &mut ReviewView,
    (review, period): (&Review, Period),
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> Option<Plate> {
    let words = &look.words;
    match view.shown {
        Shown::Rows => {
            // The newest first: it is what somebody comes for.
            let rows: Vec<&BreakdownRow> =
                review.rows.iter().rev().filter(|row| view.lists(row, snapshot.now)).collect();
            behind_ui(ui, view, rows.len(), look);
            if rows.is_empty() {
                ui.label(RichText::new(words.say("account-no-breakdowns")).color(look.palette.weak));
                return None;
            }
            rows_ui(ui, &rows, snapshot, look, actions)
        }
        Shown::Groups(by) => {
            let lines = groups::lines(review, by, snapshot, look);
            let charted =
                matches!(by, Grouping::Cause | Grouping::Month | Grouping::Department | Grouping::Vehicle);
            let group = charted.then(|| chart_ui(ui, by, &lines, look)).flatten();
            if let Some(group) = group.or_else(|| groups::table_ui(ui, by, &lines, look)) {
                view.follow(group);
            }
            None
        }
        Shown::Calendar => {
            if let Some(day) = calendar_ui(ui, review, (period.from, period.to), look) {
                (view.shown, view.measure, view.day) = (Shown::Rows, None, Some(day));
            }
            None
        }
    }
}

/// Causes by how often (Pareto), months in their order, vehicles and departments that had any.
fn chart_ui(ui: &mut Ui, by: Grouping, lines: &[GroupLine<'_>], look: &Look) -> Option<Group> {
    const MOST: usize = 24;
    let mut shown: Vec<&GroupLine<'_>> = lines.iter().collect();
    if by != Grouping::Month {
        shown.retain(|line| line.tally.breakdowns > 0);
        shown.sort_by_key(|line| std::cmp::Reverse(line.tally.breakdowns));
        shown.truncate(MOST);
    } else if shown.len() > 2 * MOST {
        shown.drain(..shown.len() - 2 * MOST);
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of breakdowns")]
    let bar = |line: &&GroupLine<'_>| Bar {
        label: line.name.clone(),
        value: line.tally.breakdowns as f64,
        shown: line.tally.breakdowns.to_string(),
    };
    let bars: Vec<Bar> = shown.iter().map(bar).collect();
    let title = look.words.say("kpi-breakdowns");
    let clicked = bars_ui(ui, &title, &bars, by == Grouping::Cause, look)?;
    shown.get(clicked).map(|line| line.group.clone())
}

/// Of which figure or day the rows are, with the way back to all of them.
fn behind_ui(ui: &mut Ui, view: &mut ReviewView, n: usize, look: &Look) {
    let words = &look.words;
    let told = match (view.day, view.measure) {
        (Some(day), _) => words.fill("fleet-rows-of-day", &[("n", n.into()), ("day", Arg::shown(day))]),
        (None, Some(measure)) => {
            let heading = crate::words::kpi::Explain::words(measure).heading;
            words.fill("fleet-rows-behind", &[("n", n.into()), ("figure", words.say(heading).into())])
        }
        (None, None) => return,
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(told).color(look.palette.weak));
        if ui.small_button(words.say("fleet-all-rows")).clicked() {
            (view.day, view.measure) = (None, None);
        }
    });
}

fn tabs_ui(ui: &mut Ui, view: &mut ReviewView, look: &Look) {
    let words = &look.words;
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        ui.selectable_value(&mut view.shown, Shown::Rows, words.say("account-sheet-breakdowns"));
        for by in Grouping::ALL {
            ui.selectable_value(&mut view.shown, Shown::Groups(by), words.say(by.key()));
        }
        ui.selectable_value(&mut view.shown, Shown::Calendar, words.say("fleet-calendar"));
    });
    ui.add_space(space::TIGHT);
}

fn period_ui(ui: &mut Ui, view: &mut ReviewView, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        for (draft, name) in [(&mut view.from, "reports-from"), (&mut view.to, "reports-to")] {
            let label = ui.label(words.say(name));
            ui.add(TextEdit::singleline(draft).desired_width(92.0)).labelled_by(label.id);
        }
        for quick in QuickPeriod::ALL {
            if ui.button(words.say(quick.name())).clicked() {
                view.set_period(quick.around(snapshot.date, &snapshot.days));
            }
        }
    });
}

fn filters_ui(ui: &mut Ui, view: &mut ReviewView, wants_report: &mut bool, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let network = &snapshot.state.network;
    let filter = &mut view.filter;
    ui.horizontal_wrapped(|ui| {
        let plates = network.vehicles.keys().map(|plate| (plate.clone(), plate.to_string()));
        choice_ui(ui, &words.say("report-column-plate"), &mut filter.vehicle, plates, look);
        let kinds = [Kind::VehicleBeforeDeparture, Kind::VehicleOnTheRoad, Kind::Accident];
        let kinds = kinds.into_iter().map(|kind| (kind, capital(&words.tell(&kind.message()))));
        choice_ui(ui, &words.say("account-column-kind"), &mut filter.kind, kinds, look);
        let departments = network
            .departments
            .keys()
            .map(|code| (code.clone(), crate::words::department(words, network, code)));
        choice_ui(ui, &words.say("report-column-department"), &mut filter.department, departments, look);
        let faults = Fault::ALL.into_iter().map(|fault| (fault, capital(&words.tell(&fault.message()))));
        choice_ui(ui, &words.say("account-column-fault"), &mut filter.fault, faults, look);
        let report = ui.button(words.say("fleet-report")).on_hover_text(words.say("fleet-report-about"));
        *wants_report = report.clicked();
        if *filter != Filter::default() && ui.button(words.say("fleet-no-filter")).clicked() {
            *filter = Filter::default();
        }
    });
}

/// Any, or one of all.
fn choice_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut Option<T>,
    all: impl Iterator<Item = (T, String)>,
    look: &Look,
) {
    let all: Vec<(T, String)> = all.collect();
    let any = look.words.fill("fleet-any", &[("what", name.into())]);
    let of = |wanted: &T| all.iter().find(|(value, _)| value == wanted).map(|(_, text)| text.clone());
    let shown = chosen.as_ref().and_then(of).unwrap_or_else(|| any.clone());
    let combo = ComboBox::from_id_salt(("fleet filter", name)).selected_text(&shown).height(380.0);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, any);
        for (value, text) in &all {
            ui.selectable_value(chosen, Some(value.clone()), text);
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {shown}")));
}
