//! What the pointer does on the board: hover, select, pan, rubber band, and dragging stops or whole lanes
//! with the consequences tried before the drop. Keys are in [`super::keys`].

use super::calls::call_at;
use super::geometry::{Camera, Stage};
use super::lanes::Lane;
use super::selecting::{caught, only_route, only_stop, open_in_order, toggled_route, toggled_stop};
use super::target::{Target, draft_of, lane_target, stops_target};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::snapshot::Snapshot;
use crate::domain::Refusal;
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::ids::{RetailerCode, Revision, RouteId};
use crate::domain::units::Seconds;
use egui::{CursorIcon, Modifiers, PointerButton, Pos2, Rect, Response, Ui, Vec2, vec2};
use std::sync::Arc;

/// How near the pointer must be to a block to mean it, in points.
const GRASP: f32 = 3.0;
/// So near to an edge of the field a drag scrolls on.
const EDGE: f32 = 24.0;

/// What is under the pointer. Lanes by their index on the board, stops by their position on the route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    Nothing,
    Axis,
    Head(usize),
    Lane(usize),
    Stop(usize, usize),
    /// A call for goods on the way, by its place among those still to be made.
    Call(usize, usize),
}

/// What stands at `at`.
#[must_use]
pub fn under(stage: &Stage, lanes: &[Arc<Lane>], at: Pos2) -> Under {
    if stage.axis.contains(at) {
        return Under::Axis;
    }
    let Some(index) = stage.lane_at(at.y) else { return Under::Nothing };
    let Some(lane) = lanes.get(index) else { return Under::Nothing };
    if stage.heads.contains(at) {
        return Under::Head(index);
    }
    if !stage.over_field(at) {
        return Under::Nothing;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
    let slack = Seconds((GRASP / stage.points_per_second().max(1e-3)).ceil() as u32);
    if let Some(call) = call_at(stage, index, lane, at) {
        return Under::Call(index, call);
    }
    lane.stop_at(stage.time(at.x), slack).map_or(Under::Lane(index), |stop| Under::Stop(index, stop))
}

/// A drag under way.
#[derive(Clone, Debug, PartialEq)]
pub enum Drag {
    Pan,
    /// From a corner, held in time and lanes so that it stays where it began while the board scrolls.
    Band {
        corner: Pos2,
        camera: Vec2,
        adds: bool,
    },
    Stops(Vec<RetailerCode>),
    Lane(RouteId),
}

/// A command tried on the snapshot. Kept while the target stays the same.
#[derive(Clone, Debug)]
pub struct Tried {
    pub command: Command,
    revision: Revision,
    pub outcome: Result<Consequences, Refusal>,
}

/// What the keyboard is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub route: RouteId,
    /// `None` on the lane's head.
    pub stop: Option<RetailerCode>,
}

/// The hand's own state: gone with the window.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    pub cursor: Option<Cursor>,
    /// Where a range began.
    pub anchor: Option<RetailerCode>,
    pub drag: Option<Drag>,
    pub hovered: Option<Under>,
    pub target: Option<Target>,
    pub tried: Option<Tried>,
}

impl Hand {
    /// Reads the pointer and acts.
    pub fn follow(
        &mut self,
        ui: &Ui,
        canvas: &Response,
        stage: &Stage,
        camera: &mut Camera,
        world: &World<'_>,
        actions: &mut Actions,
    ) {
        let lanes = world.lanes;
        let modifiers = ui.input(|input| input.modifiers);
        let pointer = ui.input(|input| input.pointer.latest_pos());
        if self.drag.is_some() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            self.let_go();
            ui.ctx().stop_dragging();
            return;
        }
        self.hovered =
            (self.drag.is_none()).then(|| canvas.hover_pos().map(|at| under(stage, lanes, at))).flatten();

        if canvas.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            let primary = canvas.drag_started_by(PointerButton::Primary);
            self.drag = origin.map(|at| Self::take(stage, world, at, primary, modifiers, actions));
        }
        if let (Some(drag), Some(at)) = (self.drag.clone(), pointer) {
            match drag {
                Drag::Pan => {
                    camera.pan(canvas.drag_delta());
                    show_pointer(ui, CursorIcon::Grabbing);
                }
                Drag::Band { .. } => scroll_at_edges(ui, stage, camera, at),
                Drag::Stops(stops) => {
                    scroll_at_edges(ui, stage, camera, at);
                    let target = stops_target(stage, lanes, world.snapshot, &stops, at);
                    self.aim(ui, target, world.snapshot);
                }
                Drag::Lane(route) => {
                    scroll_at_edges(ui, stage, camera, at);
                    let target = lane_target(stage, lanes, world.snapshot, &route, at);
                    self.aim(ui, target, world.snapshot);
                }
            }
        }
        if canvas.drag_stopped() {
            self.drop_here(stage, world, pointer, actions);
        } else if self.drag.is_some() && !ui.input(|input| input.pointer.any_down()) {
            // The window lost the pointer while it was down.
            self.let_go();
        }
        if ui.input(|input| input.pointer.any_click())
            && let Some(at) = canvas.interact_pointer_pos()
        {
            let what = under(stage, lanes, at);
            if canvas.clicked() {
                self.click(lanes, what, modifiers, world.selection, actions);
            }
            if canvas.secondary_clicked() {
                self.grasp(lanes, what, world.selection, actions);
            }
            if canvas.double_clicked() && matches!(what, Under::Stop(..) | Under::Head(_) | Under::Call(..)) {
                actions.push(Action::Inspect);
            }
        }
    }

    /// Forgets the drag and what it would have done.
    pub fn let_go(&mut self) {
        self.drag = None;
        self.target = None;
        self.tried = None;
    }

    fn take(
        stage: &Stage,
        world: &World<'_>,
        at: Pos2,
        primary: bool,
        modifiers: Modifiers,
        actions: &mut Actions,
    ) -> Drag {
        if !primary {
            return Drag::Pan;
        }
        let band =
            Drag::Band { corner: at, camera: world.camera, adds: modifiers.command || modifiers.shift };
        let lanes = world.lanes;
        match under(stage, lanes, at) {
            Under::Axis => Drag::Pan,
            Under::Head(lane) => Drag::Lane(lanes[lane].id().clone()),
            Under::Stop(..) if modifiers.shift => band,
            Under::Stop(lane, stop) => {
                let grabbed = lanes[lane].route.stops[stop].retailer.clone();
                if world.selection.stops.contains(&grabbed) {
                    let open = open_in_order(world.snapshot, world.selection);
                    Drag::Stops(if open.contains(&grabbed) { open } else { vec![grabbed] })
                } else {
                    actions.push(Action::Select(only_stop(grabbed.clone())));
                    Drag::Stops(vec![grabbed])
                }
            }
            Under::Lane(_) | Under::Call(..) | Under::Nothing => band,
        }
    }

    fn aim(&mut self, ui: &Ui, target: Target, snapshot: &Snapshot) {
        let mut icon = CursorIcon::Grabbing;
        if let Target::Would { command, .. } = &target {
            if self.attempt(command, snapshot).outcome.is_err() {
                icon = CursorIcon::NotAllowed;
            }
        } else {
            self.tried = None;
            if matches!(target, Target::NoVehicleThere(_)) {
                icon = CursorIcon::NotAllowed;
            }
        }
        show_pointer(ui, icon);
        self.target = Some(target);
    }

    /// The outcome of `command` on `snapshot`, tried once per target and revision.
    fn attempt(&mut self, command: &Command, snapshot: &Snapshot) -> &Tried {
        let known = self
            .tried
            .take()
            .filter(|tried| tried.revision == snapshot.revision && tried.command == *command);
        let tried = known.unwrap_or_else(|| Tried {
            outcome: consequences::preview_beside(&snapshot.state, &snapshot.outlook, command),
            revision: snapshot.revision,
            command: command.clone(),
        });
        self.tried.insert(tried)
    }

    fn drop_here(&mut self, stage: &Stage, world: &World<'_>, pointer: Option<Pos2>, actions: &mut Actions) {
        match (self.drag.take(), pointer) {
            (Some(Drag::Band { corner, camera, adds }), Some(at)) => {
                let rect = Rect::from_two_pos(scrolled(corner, camera, world.camera), at);
                let caught = caught(stage, world.lanes, rect);
                let mut selection = if adds { world.selection.clone() } else { Selection::default() };
                selection.stops.extend(caught);
                actions.push(Action::Select(selection));
            }
            (Some(Drag::Stops(_) | Drag::Lane(_)), Some(_)) => {
                let tried = self.tried.take().filter(|tried| tried.outcome.is_ok());
                if let (Some(Target::Would { .. }), Some(tried)) = (&self.target, tried) {
                    if world.apply_on_drop {
                        actions.push(Action::Submit(Box::new(tried.command)));
                    } else if let Some(draft) = draft_of(tried.command) {
                        actions.push(Action::Draft(draft));
                    }
                }
            }
            _ => {}
        }
        self.let_go();
    }

    fn click(
        &mut self,
        lanes: &[Arc<Lane>],
        what: Under,
        modifiers: Modifiers,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        match what {
            Under::Stop(lane, stop) => {
                let lane = &lanes[lane];
                let code = lane.route.stops[stop].retailer.clone();
                self.cursor = Some(Cursor { route: lane.id().clone(), stop: Some(code.clone()) });
                let chosen = if modifiers.shift {
                    let mut chosen = selection.clone();
                    chosen.stops.extend(self.range(lane, stop));
                    chosen
                } else {
                    self.anchor = Some(code.clone());
                    if modifiers.command { toggled_stop(selection, code) } else { only_stop(code) }
                };
                actions.push(Action::Select(chosen));
            }
            Under::Head(lane) | Under::Call(lane, _) => {
                let route = lanes[lane].id().clone();
                self.cursor = Some(Cursor { route: route.clone(), stop: None });
                let chosen = if modifiers.command || modifiers.shift {
                    toggled_route(selection, route)
                } else {
                    only_route(route)
                };
                actions.push(Action::Select(chosen));
            }
            Under::Lane(_) | Under::Nothing if !(modifiers.command || modifiers.shift) => {
                actions.push(Action::Select(Selection::default()));
            }
            Under::Lane(_) | Under::Nothing | Under::Axis => {}
        }
    }

    /// The right button takes what is under it, unless that is selected already: its menu is about that.
    fn grasp(&mut self, lanes: &[Arc<Lane>], what: Under, selection: &Selection, actions: &mut Actions) {
        let taken = match what {
            Under::Stop(lane, stop) => selection.stops.contains(&lanes[lane].route.stops[stop].retailer),
            Under::Head(lane) | Under::Call(lane, _) => selection.routes.contains(lanes[lane].id()),
            Under::Lane(_) | Under::Nothing | Under::Axis => true,
        };
        if !taken {
            self.click(lanes, what, Modifiers::NONE, selection, actions);
        }
    }

    /// The stops from the anchor to `stop`, where both are on `lane`; `stop` alone otherwise.
    pub fn range(&self, lane: &Lane, stop: usize) -> Vec<RetailerCode> {
        let from = self.anchor.as_ref().and_then(|anchor| lane.route.position(anchor)).unwrap_or(stop);
        let run = from.min(stop)..=from.max(stop);
        lane.route.stops[run].iter().map(|stop| stop.retailer.clone()).collect()
    }

    /// The rubber band on the screen, if there is one.
    #[must_use]
    pub fn band(&self, camera: Vec2, pointer: Option<Pos2>) -> Option<Rect> {
        let Some(Drag::Band { corner, camera: then, .. }) = &self.drag else { return None };
        Some(Rect::from_two_pos(scrolled(*corner, *then, camera), pointer?))
    }
}

/// What the hand acts on.
pub struct World<'a> {
    /// The lanes shown, from the top.
    pub lanes: &'a [Arc<Lane>],
    pub snapshot: &'a Snapshot,
    pub selection: &'a Selection,
    pub apply_on_drop: bool,
    /// How far the board is scrolled, in points.
    pub camera: Vec2,
}

fn show_pointer(ui: &Ui, icon: CursorIcon) {
    ui.ctx().output_mut(|output| output.cursor_icon = icon);
}

fn scrolled(corner: Pos2, then: Vec2, now: Vec2) -> Pos2 {
    corner - (now - then)
}

fn scroll_at_edges(ui: &Ui, stage: &Stage, camera: &mut Camera, at: Pos2) {
    let push = |low: f32, high: f32, at: f32| {
        ((low + EDGE - at).clamp(0.0, EDGE) - (at - high + EDGE).clamp(0.0, EDGE)) * 0.4
    };
    let field = stage.field;
    // Over the heads a lane is dragged up and down; that is not meant to move time.
    let x = if at.x < field.left() - EDGE { 0.0 } else { push(field.left(), field.right(), at.x) };
    let delta = vec2(x, push(field.top(), field.bottom(), at.y));
    if delta != Vec2::ZERO {
        let before = *camera;
        camera.pan(delta);
        camera.clamp(field.size(), stage.lanes_height());
        if *camera != before {
            ui.ctx().request_repaint();
        }
    }
}
