//! The routes a hold meets on the day, and what is decided for each: one by one, or for all that are ticked. What
//! a decision would bring is told before it is made.

use super::{Facts, WeatherView};
use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{
    Tone, capital, cell_ui, headings_ui, main_button_ui, notice_ui, table,
};
use crate::desk::weather::deciding::Tried;
use crate::desk::weather::known::Standing;
use crate::desk::weather::telling;
use crate::domain::closing::Met;
use crate::domain::command::Command;
use crate::domain::day::{Progress, Route};
use crate::domain::ids::{DepartmentCode, RouteId};
use crate::domain::outlook::{RouteOutlook, RouteState};
use crate::domain::weather::{Course, Hold};
use crate::words::{Arg, Tell, grouped};
use egui::{ComboBox, Label, RichText, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

pub fn routes_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    hold: &Hold,
    standing: &Standing,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let rows = rows(hold, &standing.met, facts);
    if rows.is_empty() {
        let day = facts.snapshot.date.to_string();
        let text = look.words.fill("weather-no-routes", &[("day", day.into())]);
        ui.label(RichText::new(text).color(look.palette.weak));
        return;
    }
    let known: BTreeSet<&RouteId> = rows.iter().map(|row| &row.route.id).collect();
    view.ticked.retain(|id| known.contains(id));
    if let Some(tried) = &mut view.tried {
        tried.follow(facts.snapshot);
    }
    ticking_ui(ui, view, &rows, hold, facts, look);
    tried_ui(ui, view, facts, look, actions);
    table_ui(ui, view, &rows, hold, facts, look, actions);
}

/// A route as the table shows it.
struct Row<'a> {
    route: &'a Route,
    outlook: &'a RouteOutlook,
    /// What of it lies inside; nothing where only a decision is left.
    met: Option<&'a Met>,
}

impl Row<'_> {
    fn has_left(&self) -> bool {
        self.outlook.state != RouteState::Planned
    }
}

/// Those it meets, and those something is decided for.
fn rows<'a>(hold: &Hold, met: &'a [Met], facts: Facts<'a>) -> Vec<Row<'a>> {
    let snapshot = facts.snapshot;
    let inside: BTreeMap<&RouteId, &Met> = met.iter().map(|met| (&met.route, met)).collect();
    let routes = snapshot.day().into_iter().flat_map(|day| day.routes.values());
    let concerned = |route: &&'a std::sync::Arc<Route>| {
        inside.contains_key(&route.id) || hold.course_of(snapshot.date, &route.id).is_some()
    };
    routes
        .filter(concerned)
        .filter_map(|route| {
            let outlook = snapshot.outlook.routes.get(&route.id)?;
            Some(Row { route, outlook, met: inside.get(&route.id).copied() })
        })
        .collect()
}

/// Which routes are ticked, and the courses that can be taken for them.
fn ticking_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    rows: &[Row<'_>],
    hold: &Hold,
    facts: Facts<'_>,
    look: &Look,
) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        ui.menu_button(words.say("weather-tick"), |ui| {
            let mut tick = |ui: &mut Ui, text: String, wanted: &dyn Fn(&Row<'_>) -> bool| {
                let ids: BTreeSet<RouteId> =
                    rows.iter().filter(|row| wanted(row)).map(|row| row.route.id.clone()).collect();
                if !ids.is_empty() && ui.button(text).clicked() {
                    view.ticked = ids;
                    ui.close();
                }
            };
            tick(ui, words.say("weather-tick-all"), &|_| true);
            tick(ui, words.say("weather-tick-undecided"), &|row| {
                hold.course_of(facts.snapshot.date, &row.route.id).is_none()
            });
            tick(ui, words.say("weather-tick-at-dock"), &|row| !row.has_left());
            tick(ui, words.say("weather-tick-on-the-way"), &|row| row.has_left());
            let departments: BTreeSet<&DepartmentCode> =
                rows.iter().map(|row| &row.route.department).collect();
            if departments.len() > 1 {
                ui.separator();
                for code in departments {
                    let name = department(code, facts, look).to_owned();
                    tick(ui, name, &|row| row.route.department == *code);
                }
            }
            ui.separator();
            if ui.button(words.say("weather-tick-none")).clicked() {
                view.ticked.clear();
                ui.close();
            }
        });
        let n = view.ticked.len();
        if n == 0 {
            ui.label(RichText::new(words.say("weather-tick-hint")).color(look.palette.weak));
            return;
        }
        ui.label(words.fill("weather-for-ticked", &[("n", n.into())]));
        for course in Course::ALL {
            if ui.button(capital(&words.tell(&course.message()))).clicked() {
                let routes = view.ticked.iter().cloned().collect();
                view.tried = Some(Tried::new(command(hold, routes, course, facts), facts.snapshot));
            }
        }
    });
}

fn command(hold: &Hold, routes: Vec<RouteId>, course: Course, facts: Facts<'_>) -> Command {
    Command::DecideRoutes {
        hold: hold.id.clone(),
        day: facts.snapshot.date,
        routes,
        course,
        by: SmolStr::new(facts.person),
        now: facts.snapshot.now,
    }
}

/// What is about to be decided, what would come of it, and *Decide*.
fn tried_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some(tried) = &view.tried else { return };
    let Command::DecideRoutes { routes, course, .. } = &tried.command else { return };
    let course = words.tell(&course.message());
    let what = match &routes[..] {
        [one] => words.fill("weather-decide-one", &[("route", Arg::shown(one)), ("course", course.into())]),
        _ => words.fill("weather-decide-many", &[("n", routes.len().into()), ("course", course.into())]),
    };
    let (mut done, mut asked) = (false, None);
    let tone = if tried.outcome.is_ok() { Tone::Plain } else { Tone::Danger };
    notice_ui(ui, look, tone, |ui| {
        ui.add(Label::new(RichText::new(&what).strong()).wrap());
        match &tried.outcome {
            Ok(foreseen) => {
                telling::foretold_ui(ui, foreseen, facts.snapshot, look);
            }
            Err(refusal) => {
                let text = words.tell(&refusal.message());
                ui.add(Label::new(RichText::new(text).color(look.palette.danger)).wrap());
            }
        }
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("weather-decide"), tried.outcome.is_ok()).clicked() {
                asked = Some(tried.command.clone());
            }
            done = ui.button(words.say("change-cancel")).clicked();
        });
    });
    ui.add_space(space::TIGHT);
    if let Some(Command::DecideRoutes { hold, day, routes, course, .. }) = asked {
        let (by, now) = (SmolStr::new(facts.person), facts.snapshot.now);
        let command = Command::DecideRoutes { hold, day, routes, course, by, now };
        actions.push(Action::Submit(Box::new(command)));
        view.ticked.clear();
        done = true;
    }
    if done {
        view.tried = None;
    }
}

fn department<'a>(code: &'a DepartmentCode, facts: Facts<'a>, look: &Look) -> &'a str {
    let known = facts.snapshot.state.network.departments.get(code);
    known.map_or(code.as_str(), |department| look.words.name(&department.name))
}

fn table_ui(
    ui: &mut Ui,
    view: &mut WeatherView,
    rows: &[Row<'_>],
    hold: &Hold,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    // Where there is little room, department and decider are told under the pointer instead.
    let wide = ui.available_width() > 900.0;
    let columns: &[Column] = if wide { &Column::WIDE } else { &Column::NARROW };
    let widths: Vec<f32> = columns.iter().map(|column| column.width(wide)).collect();
    let keys: Vec<&str> = columns.iter().map(|column| column.key()).collect();
    table(ui, "weather-routes", &widths).header(space::ROW, |row| headings_ui(look, row, &keys)).body(
        |body| {
            body.rows(28.0, rows.len(), |mut table_row| {
                let row = &rows[table_row.index()];
                for column in columns {
                    table_row.col(|ui| match column {
                        Column::Tick => tick_ui(ui, view, row, look),
                        Column::Route => route_ui(ui, row, facts, look, actions),
                        Column::Department => {
                            cell_ui(ui, department(&row.route.department, facts, look));
                        }
                        Column::Vehicle => {
                            let plate = row.route.vehicle.as_ref().map(ToString::to_string);
                            cell_ui(ui, plate.unwrap_or_else(|| look.words.say("board-no-vehicle")));
                        }
                        Column::State => {
                            cell_ui(ui, look.words.tell(&row.outlook.state.message()));
                        }
                        Column::Closed => closed_ui(ui, row, look),
                        Column::Departs => departs_ui(ui, row, look),
                        Column::Course => course_ui(ui, view, row, hold, facts, look),
                        Column::Decided => decided_ui(ui, row, hold, facts, look),
                    });
                }
            });
        },
    );
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Tick,
    Route,
    Department,
    Vehicle,
    State,
    Closed,
    Departs,
    Course,
    Decided,
}

impl Column {
    const WIDE: [Self; 9] = [
        Self::Tick,
        Self::Route,
        Self::Department,
        Self::Vehicle,
        Self::State,
        Self::Closed,
        Self::Departs,
        Self::Course,
        Self::Decided,
    ];
    const NARROW: [Self; 7] =
        [Self::Tick, Self::Route, Self::Vehicle, Self::State, Self::Closed, Self::Departs, Self::Course];

    const fn key(self) -> &'static str {
        match self {
            Self::Tick => "weather-column-tick",
            Self::Route => "weather-column-route",
            Self::Department => "weather-column-department",
            Self::Vehicle => "weather-column-vehicle",
            Self::State => "weather-column-state",
            Self::Closed => "weather-column-closed",
            Self::Departs => "weather-column-departs",
            Self::Course => "weather-column-course",
            Self::Decided => "weather-column-decided",
        }
    }

    const fn width(self, wide: bool) -> f32 {
        let (roomy, tight) = match self {
            Self::Tick => (26.0, 24.0),
            Self::Route => (56.0, 50.0),
            Self::Department => (124.0, 100.0),
            Self::Vehicle => (88.0, 82.0),
            Self::State => (88.0, 78.0),
            Self::Closed => (132.0, 100.0),
            Self::Departs => (90.0, 78.0),
            Self::Course => (140.0, 124.0),
            Self::Decided => (96.0, 80.0),
        };
        if wide { roomy } else { tight }
    }
}

fn tick_ui(ui: &mut Ui, view: &mut WeatherView, row: &Row<'_>, look: &Look) {
    let id = &row.route.id;
    let mut ticked = view.ticked.contains(id);
    let tick = ui.checkbox(&mut ticked, "");
    let name = look.words.fill("weather-tick-route", &[("route", Arg::shown(id))]);
    tick.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, ticked, &name));
    if tick.changed() {
        if ticked {
            view.ticked.insert(id.clone());
        } else {
            view.ticked.remove(id);
        }
    }
}

fn route_ui(ui: &mut Ui, row: &Row<'_>, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let id = &row.route.id;
    let department = department(&row.route.department, facts, look);
    let hint = format!("{department}\n{}", look.words.say("weather-show-route"));
    if ui.link(id.as_str()).on_hover_text(hint).clicked() {
        let routes = [id.clone()].into();
        actions.push(Action::Select(Selection { routes, ..Selection::default() }));
        actions.push(Action::Show(View::Board));
    }
}

fn closed_ui(ui: &mut Ui, row: &Row<'_>, look: &Look) {
    let Some(met) = row.met else { return };
    let words = &look.words;
    let parts = [("stops", met.stops.into()), ("cartons", grouped(met.cartons.0.into()).into())];
    let text = words.fill("weather-stops-cartons", &parts);
    let ink = if met.closed { look.palette.text } else { look.palette.weak };
    let cell = cell_ui(ui, RichText::new(text).color(ink));
    if !met.closed {
        cell.on_hover_text(words.say("weather-passes"));
    }
}

/// When it left or will leave, and how much later than planned.
fn departs_ui(ui: &mut Ui, row: &Row<'_>, look: &Look) {
    let words = &look.words;
    let waits = row.route.stops.iter().any(|stop| stop.progress == Progress::Waiting);
    if !waits && !row.has_left() {
        cell_ui(ui, RichText::new(words.say("weather-does-not-leave")).color(look.palette.weak));
        return;
    }
    let leaves = row.outlook.leaves;
    let late = leaves.since(row.route.departs).minutes_begun();
    if late == 0 || row.has_left() {
        cell_ui(ui, leaves.to_string());
    } else {
        let text =
            words.fill("weather-leaves-late", &[("at", leaves.to_string().into()), ("minutes", late.into())]);
        cell_ui(ui, RichText::new(text).color(look.palette.warning));
    }
}

/// What is decided, or what the hold asks for where nothing is.
fn course_ui(ui: &mut Ui, view: &mut WeatherView, row: &Row<'_>, hold: &Hold, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let id = &row.route.id;
    let decided = hold.course_of(facts.snapshot.date, id);
    let shown = match decided {
        Some(course) => capital(&words.tell(&course.message())),
        None => words.say("weather-undecided"),
    };
    let ink = if decided.is_some() { look.palette.text } else { look.palette.weak };
    let chosen = ComboBox::from_id_salt(("course", id))
        .selected_text(RichText::new(&shown).size(size::BODY).color(ink))
        .width((ui.available_width() - 10.0).min(180.0))
        .truncate()
        .show_ui(ui, |ui| {
            for course in Course::ALL {
                let name = capital(&words.tell(&course.message()));
                if ui.selectable_label(decided == Some(course), name).clicked() {
                    let command = command(hold, vec![id.clone()], course, facts);
                    view.tried = Some(Tried::new(command, facts.snapshot));
                }
            }
        });
    let name = words.fill("weather-course-of", &[("route", Arg::shown(id)), ("course", shown.into())]);
    chosen.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    if let Some(decided) = decider(row, hold, facts, look) {
        chosen.response.on_hover_text(decided);
    }
}

fn decider(row: &Row<'_>, hold: &Hold, facts: Facts<'_>, look: &Look) -> Option<String> {
    let decision = hold.decided.get(&(facts.snapshot.date, row.route.id.clone()))?;
    let at = telling::moment(decision.at, facts.snapshot.date);
    let parts = [("by", decision.by.as_str().into()), ("at", at.into())];
    Some(look.words.fill("weather-decided-by", &parts))
}

fn decided_ui(ui: &mut Ui, row: &Row<'_>, hold: &Hold, facts: Facts<'_>, look: &Look) {
    if let Some(decided) = decider(row, hold, facts, look) {
        cell_ui(ui, RichText::new(decided).color(look.palette.weak));
    }
}
