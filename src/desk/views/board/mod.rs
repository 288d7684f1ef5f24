//! The board (调度台): one lane per route, time across. Draws the snapshot's day, selects, and starts changes;
//! the change sheet ([`crate::desk::changes`]) takes them from there. Changes nothing itself.

mod access;
mod axis;
mod calls;
pub mod cards;
pub mod drafts;
mod field;
pub mod filter;
pub mod geometry;
mod hand;
pub mod heads;
pub mod ink;
mod keys;
pub mod lanes;
pub mod menu;
mod scrollbars;
pub mod selecting;
mod target;
pub mod told;
pub mod toolbar;

use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::recovery::Ghosts;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::command::Command;
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::time::{Standing, TimeOfDay};
use crate::words::Arg;
use egui::{Rect, RichText, Sense, Ui, vec2};
use field::Scene;
use filter::{Choice, Filter, Order};
use geometry::{Camera, Stage};
use hand::{Drag, Hand, Under, World};
use lanes::{Lane, Lanes};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use target::Target;

/// The board's view things. Where one looks and what is shown is remembered; the rest goes with the window.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardView {
    pub camera: Camera,
    pub filter: Filter,
    pub order: Order,
    /// A drop whose consequences were on the card is applied at once, without the sheet.
    pub apply_on_drop: bool,
    /// What a recovery plan that is looked at moves; the snapshot is then of the day it would make.
    #[serde(skip)]
    pub ghosts: Option<Arc<Ghosts>>,
    #[serde(skip)]
    lanes: Lanes,
    #[serde(skip)]
    choice: Choice,
    #[serde(skip)]
    hand: Hand,
}

/// Draws the board into what room there is.
pub fn board_ui(
    ui: &mut Ui,
    view: &mut BoardView,
    selection: &Selection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    view.lanes.follow(snapshot);
    if view.lanes.totals.routes == 0 {
        no_plan_ui(ui, snapshot, look, actions);
        return;
    }
    view.choice.follow(&view.lanes, &view.filter, view.order);
    let scrolled = |camera: &Camera| vec2(camera.left * camera.scale / 3600.0, camera.top);
    let world = |view: &BoardView, lanes| World {
        lanes,
        snapshot,
        selection,
        apply_on_drop: view.apply_on_drop,
        camera: scrolled(&view.camera),
    };
    let before = world(view, &[]);
    let wishes = toolbar::toolbar_ui(ui, view, &before, look, actions);
    view.choice.follow(&view.lanes, &view.filter, view.order);

    let all = ui.available_rect_before_wrap();
    let canvas = ui.interact(all, ui.scope_id().with("board"), Sense::click_and_drag());
    ui.advance_cursor_after_rect(all);
    canvas.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Grid, true, look.words.say("board-name"))
    });
    if view.choice.lanes.is_empty() {
        nothing_matches_ui(ui, all, view, look);
        return;
    }

    let mut lanes = std::mem::take(&mut view.choice.lanes);
    if let Some(ghosts) = &view.ghosts {
        // What the plan changes comes first; sorting keeps the order otherwise.
        lanes.sort_by_key(|lane| !ghosts.routes.contains(lane.id()));
    }
    let stage_of = |camera: &Camera| Stage::new(all, heads::WIDTH, lanes.len(), *camera);
    let stage = stage_of(&view.camera);
    move_camera(ui, view, &canvas, &stage, snapshot, wishes);
    let stage = stage_of(&view.camera);
    let current = world(view, &lanes);
    keys::follow(ui, &mut view.hand, &canvas, &stage, &mut view.camera, &current, actions);
    view.hand.follow(ui, &canvas, &stage, &mut view.camera, &current, actions);
    view.camera.clamp(stage.field.size(), stage.lanes_height());
    let stage = stage_of(&view.camera);

    paint(ui, view, &stage, &lanes, selection, snapshot, look);
    scrollbars::scrollbars_ui(ui, &mut view.camera, &stage, span_of(&lanes, snapshot));
    let cursor = view.hand.cursor.as_ref();
    let asked = access::name_all(ui.ctx(), canvas.id, &stage, &current, look, cursor);
    match asked {
        Some(Under::Stop(lane, stop)) => {
            let code = lanes[lane].route.stops[stop].retailer.clone();
            actions.push(Action::Select(selecting::only_stop(code)));
        }
        Some(Under::Head(lane) | Under::Call(lane, _)) => {
            actions.push(Action::Select(selecting::only_route(lanes[lane].id().clone())));
        }
        _ => {}
    }
    menu::menu_ui(&canvas, snapshot, selection, look, actions);
    cards_ui(ui, view, &stage, &lanes, snapshot, look);
    view.choice.lanes = lanes;
}

/// From before the first departure to after the last return, or the shift's end.
fn span_of(lanes: &[Arc<Lane>], snapshot: &Snapshot) -> (TimeOfDay, TimeOfDay) {
    let shift_ends = snapshot.state.settings.shift_ends;
    let from = lanes.iter().map(|lane| lane.outlook.leaves.min(lane.route.departs)).min();
    let until =
        lanes.iter().map(|lane| lane.outlook.returns).max().map_or(shift_ends, |last| last.max(shift_ends));
    (from.unwrap_or(TimeOfDay::hm(7, 0)).plus_minutes(-15), until.plus_minutes(20))
}

fn move_camera(
    ui: &Ui,
    view: &mut BoardView,
    canvas: &egui::Response,
    stage: &Stage,
    snapshot: &Snapshot,
    wishes: toolbar::Wishes,
) {
    let camera = &mut view.camera;
    let width = stage.field.width();
    // A camera that was never set, or was kept by a newer or an older desk, fits the day.
    let unset = !(camera.scale.is_finite()
        && camera.scale > 0.0
        && camera.left.is_finite()
        && camera.top.is_finite());
    let by_key = keys::listens(ui, canvas)
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::F));
    if unset || wishes.fit || by_key {
        let (from, until) = span_of(view.lanes.iter().cloned().collect::<Vec<_>>().as_slice(), snapshot);
        camera.fit(from, until, width);
        if !camera.top.is_finite() {
            camera.top = 0.0;
        }
    }
    if wishes.now
        && let Standing::Today(now) = Standing::of(snapshot.date, snapshot.now)
    {
        camera.look_at(now, width);
    }
    if wishes.zoom != 0 {
        camera.zoom(if wishes.zoom > 0 { 1.25 } else { 0.8 }, width / 2.0);
    }
    let free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if free && canvas.contains_pointer() {
        let (zoom, scroll, at) =
            ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.hover_pos()));
        if (zoom - 1.0).abs() > 1e-4 {
            let x = at.map_or(width / 2.0, |at| (at.x - stage.field.left()).clamp(0.0, width));
            camera.zoom(zoom, x);
        } else if scroll != egui::Vec2::ZERO {
            camera.pan(scroll);
        }
    }
    camera.clamp(stage.field.size(), stage.lanes_height());
}

fn paint(
    ui: &Ui,
    view: &BoardView,
    stage: &Stage,
    lanes: &[Arc<Lane>],
    selection: &Selection,
    snapshot: &Snapshot,
    look: &Look,
) {
    let hand = &view.hand;
    let hovered_stop: Option<&RetailerCode> = match hand.hovered {
        Some(Under::Stop(lane, stop)) => lanes.get(lane).map(|lane| &lane.route.stops[stop].retailer),
        _ => None,
    };
    let lane_under = match (&hand.hovered, &hand.target) {
        (Some(Under::Head(lane)), _) => Some(*lane),
        (_, Some(Target::Would { lane, .. })) if matches!(hand.drag, Some(Drag::Lane(_))) => Some(*lane),
        _ => None,
    };
    let hovered_route: Option<&RouteId> = lane_under.and_then(|lane| lanes.get(lane)).map(|lane| lane.id());
    let cursor = hand.cursor.as_ref();
    let scene = Scene {
        stage,
        look,
        snapshot,
        selection,
        hovered: hovered_stop,
        cursor: cursor.and_then(|cursor| cursor.stop.as_ref()),
        scale: view.camera.scale,
        ghosts: view.ghosts.as_deref(),
    };
    let painter = ui.painter().with_clip_rect(stage.field.intersect(ui.clip_rect()));
    field::lanes(&painter, &scene, lanes);
    landing(&painter, view, stage, lanes, look);
    let at = ui.input(|input| input.pointer.latest_pos());
    let scrolled = vec2(view.camera.left * view.camera.scale / 3600.0, view.camera.top);
    if let Some(band) = hand.band(scrolled, at) {
        field::rubber_band(&painter, look, band);
    }
    let head_cursor = cursor.filter(|cursor| cursor.stop.is_none()).map(|cursor| &cursor.route);
    heads::heads(ui.painter(), stage, look, lanes, selection, hovered_route, head_cursor);
    let now = match Standing::of(snapshot.date, snapshot.now) {
        Standing::Today(now) => Some(now),
        _ => None,
    };
    let shift_ends = snapshot.state.settings.shift_ends;
    axis::axis(ui.painter(), stage, look, view.camera.scale, now, shift_ends);
    let corner =
        Rect::from_min_max(egui::pos2(stage.heads.left(), stage.axis.top()), stage.heads.right_top());
    axis::corner(ui.painter(), corner, look);
}

/// The caret and ghosts of a drag that would be carried out.
fn landing(painter: &egui::Painter, view: &BoardView, stage: &Stage, lanes: &[Arc<Lane>], look: &Look) {
    let hand = &view.hand;
    let (Some(Target::Would { command: Command::MoveStops { stops, .. }, lane, at }), Some(tried)) =
        (&hand.target, &hand.tried)
    else {
        return;
    };
    let (Some(on), Ok(found)) = (lanes.get(*lane), &tried.outcome) else { return };
    let service = |code: &RetailerCode| {
        let all = lanes.iter().flat_map(|lane| &lane.route.stops);
        all.into_iter().find(|stop| stop.retailer == *code).map(|stop| stop.service).unwrap_or_default()
    };
    let own = found.moved.iter().filter(|moved| stops.contains(&moved.retailer));
    let ghosts: Vec<_> = own.map(|moved| (moved.after, moved.after.plus(service(&moved.retailer)))).collect();
    let caret = match on.outlook.stops.get(*at) {
        Some(next) => next.arrives,
        None => on.outlook.stops.last().map_or(on.outlook.leaves, |last| last.leaves),
    };
    field::landing(painter, stage, look, *lane, caret, &ghosts);
}

fn cards_ui(ui: &Ui, view: &BoardView, stage: &Stage, lanes: &[Arc<Lane>], snapshot: &Snapshot, look: &Look) {
    let hand = &view.hand;
    if egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    if let (Some(drag), Some(target)) = (&hand.drag, &hand.target) {
        cards::drag_card(ui.ctx(), pointer, snapshot, look, drag, target, hand.tried.as_ref());
        return;
    }
    match hand.hovered {
        Some(Under::Stop(lane, stop)) => {
            if let Some(lane) = lanes.get(lane) {
                cards::stop_card(ui.ctx(), pointer, snapshot, look, lane, stop);
            }
        }
        Some(Under::Call(lane, call)) => {
            if let Some(lane) = lanes.get(lane) {
                cards::call_card(ui.ctx(), pointer, snapshot, look, lane, call);
            }
        }
        Some(Under::Head(lane)) => {
            if let Some(lane) = lanes.get(lane) {
                cards::lane_card(
                    ui.ctx(),
                    egui::pos2(stage.heads.right() - 18.0, pointer.y),
                    snapshot,
                    look,
                    lane,
                );
            }
        }
        _ => {}
    }
}

/// Nothing is planned on the day: what to do about it.
pub fn no_plan_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() / 2.0 - 70.0).max(20.0));
        ui.heading(words.fill("board-no-plan", &[("day", Arg::shown(snapshot.date))]));
        ui.label(RichText::new(words.say("board-no-plan-hint")).color(look.palette.weak));
        ui.add_space(10.0);
        if ui.button(words.say("board-import")).clicked() {
            actions.push(Action::Show(View::Data));
        }
        let other = snapshot.days.iter().rev().find(|day| **day != snapshot.date);
        if let Some(day) = other
            && ui.link(words.fill("board-open-day", &[("day", Arg::shown(day))])).clicked()
        {
            actions.push(Action::OpenDay(*day));
        }
    });
}

fn nothing_matches_ui(ui: &mut Ui, all: Rect, view: &mut BoardView, look: &Look) {
    let middle = Rect::from_center_size(all.center(), vec2(all.width().min(480.0), 90.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(middle));
    inner.vertical_centered(|ui| {
        ui.heading(look.words.say("board-nothing-matches"));
        ui.add_space(6.0);
        if ui.button(look.words.say("board-clear-filter")).clicked() {
            view.filter = Filter::default();
        }
    });
}
