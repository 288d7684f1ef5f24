//! A plan as the board shows it: the day as it would be, where its stops stood before, and the bar above the
//! board while one looks at it.

use super::telling;
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::command::Command;
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::outlook::{Outlook, RouteOutlook};
use crate::domain::proposal::{Proposal, Scope};
use crate::domain::time::TimeOfDay;
use crate::words::{Arg, Tell};
use egui::{Align, Button, Label, Layout, RichText, Ui};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The day as a plan would leave it.
#[derive(Clone, Debug)]
pub struct Preview {
    pub plan: Arc<Proposal>,
    /// Of the revision the plan was made on.
    pub snapshot: Arc<Snapshot>,
    pub ghosts: Arc<Ghosts>,
}

/// What a plan moves, for the board to mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ghosts {
    /// Every route the plan changes.
    pub routes: BTreeSet<RouteId>,
    /// Stops that another vehicle would serve.
    pub moved: BTreeSet<RetailerCode>,
    /// Where they stand now: on which route, from when until when.
    pub old: BTreeMap<RouteId, Vec<(TimeOfDay, TimeOfDay)>>,
}

impl Preview {
    #[must_use]
    pub fn of(plan: &Arc<Proposal>, scope: &Scope, snapshot: &Snapshot) -> Self {
        let mut routes = snapshot.outlook.routes.clone();
        if snapshot.date != scope.day {
            routes.clear();
        }
        routes.extend(plan.outlooks.iter().map(|(id, outlook)| (id.clone(), Arc::clone(outlook))));
        let state = scope.with(&plan.routes);
        if let Some(day) = state.day(scope.day) {
            routes.retain(|id, outlook| fits(day.routes.get(id).map_or(0, |r| r.stops.len()), outlook));
        }
        let outlook = Arc::new(Outlook { day: scope.day, now: scope.now, routes });
        let shown = Snapshot {
            state,
            revision: scope.based_on,
            now: snapshot.now,
            date: scope.day,
            outlook,
            days: Arc::clone(&snapshot.days),
            undoable: None,
            last: None,
        };
        let ghosts = Arc::new(Ghosts::of(plan, scope, snapshot));
        Self { plan: Arc::clone(plan), snapshot: Arc::new(shown), ghosts }
    }
}

impl Preview {
    /// The command that carries the plan out.
    #[must_use]
    pub fn command(&self, snapshot: &Snapshot) -> Command {
        telling::command(&self.plan, snapshot)
    }
}

/// An outlook of the day as it stands now may be of another number of stops than the plan's day.
fn fits(stops: usize, outlook: &RouteOutlook) -> bool {
    outlook.stops.len() == stops
}

impl Ghosts {
    fn of(plan: &Proposal, scope: &Scope, snapshot: &Snapshot) -> Self {
        let routes = plan.routes.iter().map(|route| route.id.clone()).collect();
        let mut ghosts = Self { routes, ..Self::default() };
        let Some(day) = scope.state().day(plan.day) else { return ghosts };
        let before = plan.routes.iter().filter_map(|route| day.routes.get(&route.id));
        let served: BTreeMap<&RetailerCode, (&RouteId, usize, Option<&Plate>)> = before
            .flat_map(|route| {
                let stops = route.stops.iter().enumerate();
                stops.map(|(at, stop)| (&stop.retailer, (&route.id, at, route.vehicle.as_ref())))
            })
            .collect();
        for route in &plan.routes {
            for stop in route.stops.iter().filter(|stop| stop.progress.awaits_delivery()) {
                let Some((from, at, vehicle)) = served.get(&stop.retailer) else { continue };
                if *vehicle == route.vehicle.as_ref() {
                    continue;
                }
                ghosts.moved.insert(stop.retailer.clone());
                let then = snapshot.outlook.routes.get(*from).and_then(|outlook| outlook.stops.get(*at));
                if let Some(then) = then {
                    ghosts.old.entry((*from).clone()).or_default().push((then.arrives, then.leaves));
                }
            }
        }
        ghosts
    }
}

/// What a person wants of a preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Back to the plans.
    Plans,
    Apply,
    /// Back to the day as it stands.
    Discard,
}

/// What a preview stands against.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub snapshot: &'a Snapshot,
    /// The plan has been edited by hand.
    pub edited: bool,
    /// It is the plan of a recovery case that was opened.
    pub of_case: bool,
}

/// The bar at the board's top while a plan is looked at.
pub fn preview_bar_ui(
    ui: &mut Ui,
    preview: &Preview,
    rank: Option<usize>,
    standing: Standing<'_>,
    look: &Look,
    actions: &mut Actions,
) -> Option<Wish> {
    let (words, palette) = (&look.words, look.palette);
    let plan = &preview.plan;
    let mut wish = None;
    let frame = egui::Frame::new().fill(palette.selected).inner_margin(egui::Margin::symmetric(12, 6));
    egui::Panel::top("preview").frame(frame).resizable(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let name = telling::plan_name(look, plan, rank);
            let title = words.fill("plans-previewing", &[("plan", name.into())]);
            ui.label(RichText::new(title).strong());
            let breaches = plan.hard_breaches.len();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(words.say("plans-discard")).clicked() {
                    wish = Some(Wish::Discard);
                }
                let blocked = telling::blocked(look, plan, standing.snapshot, standing.of_case);
                let text = RichText::new(words.say("plans-apply")).color(palette.on_accent);
                let apply = ui.add_enabled(blocked.is_none(), Button::new(text).fill(palette.accent));
                let hint = blocked.unwrap_or_else(|| telling::applying(look, plan));
                if apply.on_hover_text(&hint).on_disabled_hover_text(&hint).clicked() {
                    wish = Some(Wish::Apply);
                }
                if ui.button(words.say("plans-back")).clicked() {
                    wish = Some(Wish::Plans);
                }
                if standing.edited && ui.button(words.say("plans-take-back")).clicked() {
                    actions.push(Action::TakeBackEdit);
                }
                ui.add_space(space::NEAR);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if breaches > 0 {
                        let first = &plan.hard_breaches[0];
                        let told = words.tell(&first.kind.message());
                        let parts = [("n", Arg::from(breaches)), ("what", told.into())];
                        let text = words.fill("plans-breaks", &parts);
                        ui.add(Label::new(RichText::new(text).color(palette.danger)).truncate());
                    } else {
                        let text = RichText::new(telling::in_short(look, plan)).color(palette.text);
                        ui.add(Label::new(text).truncate());
                    }
                });
            });
        });
        if !standing.of_case && plan.is_stale(&standing.snapshot.state) {
            ui.label(RichText::new(words.say("plans-stale")).color(palette.warning));
        }
    });
    wish
}
