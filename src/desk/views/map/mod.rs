//! The map (地图): the day on a Web-Mercator canvas that needs no network and no tiles. Draws the snapshot's
//! routes, stops, vehicles and holds, selects, measures, and draws areas for holds, which others take from
//! there. Changes nothing itself.

mod access;
mod backdrop;
mod bar;
pub mod cards;
mod chart;
mod closures;
mod find;
mod grid;
mod hand;
mod keys;
mod labels;
mod layers;
mod marks;
mod overlay;
mod paint;
mod pen;
pub mod projection;
mod reckon;
mod tools;

pub use bar::Asked;
pub use layers::{ColourBy, Layer, Layers};
pub use tools::{Form, Sketch, Tool};

use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::recovery::Ghosts;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::tiles::BaseMap;
use crate::desk::views::board::cards::{lane_card, stop_card};
use crate::desk::views::board::filter::{Choice, Filter, Order};
use crate::desk::views::board::lanes::Lanes;
use crate::desk::views::board::menu::{entries_ui, entry};
use crate::desk::views::board::no_plan_ui;
use crate::desk::views::board::selecting::{only_route, only_stop};
use chart::Chart;
use closures::Closures;
use egui::{Rect, Response, Sense, Ui, WidgetInfo};
use find::{Things, Under};
use hand::Hand;
use labels::Labels;
use overlay::Pointing;
use paint::Scene;
use projection::{Bounds, Camera, Stage};
use reckon::Reckoning;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The map's view things. Where one looks and what is shown is remembered; the rest goes with the window.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MapView {
    pub camera: Camera,
    pub layers: Layers,
    pub colour_by: ColourBy,
    #[serde(skip)]
    lanes: Lanes,
    #[serde(skip)]
    choice: Choice,
    #[serde(skip)]
    chart: Chart,
    /// The day as it stands, while a plan is looked at.
    #[serde(skip)]
    before: Option<Box<Day>>,
    #[serde(skip)]
    closures: Closures,
    #[serde(skip)]
    hand: Hand,
    /// Tiles were asked for in the last frame.
    #[serde(skip)]
    wants_tiles: bool,
    /// The camera as it was fitted last.
    #[serde(skip)]
    fitted: Option<Camera>,
    #[serde(skip)]
    reckoning: Reckoning,
    /// What was selected in the last frame: what others select is brought into view.
    #[serde(skip)]
    seen: Option<Selection>,
}

/// Lanes and chart of one snapshot.
#[derive(Clone, Debug, Default)]
struct Day {
    lanes: Lanes,
    choice: Choice,
    chart: Chart,
}

/// What the map is drawn from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub snapshot: &'a Snapshot,
    pub selection: &'a Selection,
    /// A recovery plan that is looked at: what it moves, and the day without it.
    pub plan: Option<(&'a Ghosts, &'a Snapshot)>,
    pub base_map: &'a BaseMap,
}

impl MapView {
    /// Puts the area away that is being drawn: it has been taken, or is no longer wanted.
    pub fn put_sketch_away(&mut self) {
        self.hand.sketch = None;
    }

    /// Takes up a tool, as its button does.
    pub fn take(&mut self, tool: Tool) {
        self.hand.take(tool);
    }

    /// What is being drawn.
    #[must_use]
    pub const fn sketch(&self) -> Option<&Sketch> {
        self.hand.sketch.as_ref()
    }
}

/// Draws the map into what room there is. The filter is the board's.
pub fn map_ui(
    ui: &mut Ui,
    view: &mut MapView,
    filter: &mut Filter,
    ground: Ground<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let Ground { snapshot, selection, plan, base_map } = ground;
    view.lanes.follow(snapshot);
    if view.lanes.totals.routes == 0 {
        no_plan_ui(ui, snapshot, look, actions);
        return;
    }
    view.choice.follow(&view.lanes, filter, Order::Route);
    view.chart.follow(&view.choice.lanes, view.choice.version, snapshot);
    view.closures.follow(snapshot, &view.chart);
    follow_plan(view, filter, plan);

    let closes =
        view.hand.would_be().map(|sketch| view.reckoning.of(&sketch, &view.chart)).unwrap_or_default();
    let mut asked = bar::bar_ui(ui, view, filter, (snapshot, selection), closes, look, actions);
    let rect = ui.available_rect_before_wrap();
    let canvas = ui.interact(rect, ui.scope_id().with("map"), Sense::click_and_drag());
    ui.advance_cursor_after_rect(rect);
    canvas
        .widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, look.words.say("map-name")));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0.0, look.palette.background);

    let by_keys = with_hand(view, rect, |hand, things, camera| {
        keys::follow(ui, hand, &canvas, things, camera, selection, actions)
    });
    asked.fit |= by_keys.fit;
    asked.fit_selection |= by_keys.fit_selection;
    asked.edit_hold |= by_keys.edit_hold;
    if by_keys.zoom != 0 {
        asked.zoom = by_keys.zoom;
    }
    move_camera(ui, view, &canvas, rect, selection, asked);
    if asked.edit_hold {
        edit_hold(view, snapshot, selection);
    }
    with_hand(view, rect, |hand, things, camera| {
        hand.follow(ui, &canvas, things, camera, selection, actions);
    });

    let stage = Stage::new(rect, view.camera);
    let strip = {
        base_map_ui(&painter, view, &stage, base_map, look, actions);
        paint(&painter, view, &stage, ground, look);
        let mut asked = Asked::default();
        let strip = bar::strip_ui(ui, rect, &mut view.hand, &mut asked, look);
        move_camera(ui, view, &canvas, rect, selection, asked);
        strip
    };
    names(ui, &painter, view, &stage, ground, strip, look, actions, &canvas);
    menu_ui(&canvas, view, snapshot, selection, look, actions);
    cards_ui(ui, view, snapshot, look);
    view.seen = Some(selection.clone());
}

fn follow_plan(view: &mut MapView, filter: &Filter, plan: Option<(&Ghosts, &Snapshot)>) {
    let Some((_, live)) = plan else {
        view.before = None;
        return;
    };
    let before = view.before.get_or_insert_default();
    before.lanes.follow(live);
    before.choice.follow(&before.lanes, filter, Order::Route);
    before.chart.follow(&before.choice.lanes, before.choice.version, live);
}

fn edit_hold(view: &mut MapView, snapshot: &Snapshot, selection: &Selection) {
    let hold = selection.hold.as_ref().and_then(|id| snapshot.state.holds.get(id));
    if let Some(sketch) = hold.and_then(|hold| Sketch::of(&hold.id, &hold.areas)) {
        view.hand.edit(sketch);
    }
}

/// Lets the hand act on what the map shows.
fn with_hand<T>(
    view: &mut MapView,
    rect: Rect,
    act: impl FnOnce(&mut Hand, &Things<'_>, &mut Camera) -> T,
) -> T {
    let stage = Stage::new(rect, view.camera);
    let sketch = view.hand.sketch.clone();
    let things = Things {
        stage: &stage,
        chart: &view.chart,
        closures: &view.closures,
        layers: view.layers,
        sketch: sketch.as_ref(),
    };
    act(&mut view.hand, &things, &mut view.camera)
}

/// Everything selected, as a box.
fn bounds_of(view: &MapView, selection: &Selection) -> Bounds {
    let chart = &view.chart;
    let mut bounds = Bounds::of(selection.stops.iter().filter_map(|stop| chart.place_of(stop)));
    for line in chart.lines.iter().filter(|line| selection.routes.contains(line.lane.id())) {
        bounds.add_all(line.bounds);
    }
    if let Some(closure) = selection.hold.as_ref().and_then(|id| view.closures.get(id)) {
        bounds.add_all(closure.bounds);
    }
    bounds
}

fn move_camera(
    ui: &Ui,
    view: &mut MapView,
    canvas: &Response,
    rect: Rect,
    selection: &Selection,
    asked: Asked,
) {
    // A camera that was never set, or was kept by a newer or an older desk, fits the day.
    // One that nobody has touched since stays fitted while the window finds its size.
    if !view.camera.is_set() || asked.fit || view.fitted == Some(view.camera) {
        view.camera.fit(view.chart.bounds, rect.size());
        view.fitted = Some(view.camera);
    }
    if asked.fit_selection {
        view.camera.fit(bounds_of(view, selection), rect.size());
    }
    // What was selected elsewhere is brought into view; what was clicked here is in view.
    if view.seen.as_ref().is_none_or(|seen| seen != selection) {
        let bounds = bounds_of(view, selection);
        if !bounds.is_empty() && !bounds.meets(Stage::new(rect, view.camera).view(-24.0)) {
            view.camera.look_at(bounds.centre());
        }
    }
    if asked.zoom != 0 {
        view.camera.zoom_by(if asked.zoom > 0 { 1.5 } else { 1.0 / 1.5 }, egui::Vec2::ZERO);
    }
    let free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if asked == Asked::default() && free && canvas.contains_pointer() {
        let (zoom, scroll, at) =
            ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.hover_pos()));
        let factor = f64::from(zoom) * libm::exp(f64::from(scroll.y) / 240.0);
        if (factor - 1.0).abs() > 1e-4 {
            let from_middle = at.map_or(egui::Vec2::ZERO, |at| at - rect.center());
            view.camera.zoom_by(factor, from_middle);
        }
    }
}

fn scene<'a>(view: &'a MapView, stage: &'a Stage, ground: Ground<'a>, look: &'a Look) -> Scene<'a> {
    let before = view.before.as_ref().map_or(&[][..], |before| &before.chart.lines);
    Scene {
        stage,
        look,
        snapshot: ground.snapshot,
        chart: &view.chart,
        closures: &view.closures,
        selection: ground.selection,
        layers: view.layers,
        colour_by: view.colour_by,
        hovered: &view.hand.hovered,
        ghosts: ground.plan.map(|(ghosts, _)| (ghosts, before)),
    }
}

/// Paints the base map, and asks for what of it is in view.
fn base_map_ui(
    painter: &egui::Painter,
    view: &mut MapView,
    stage: &Stage,
    map: &BaseMap,
    look: &Look,
    actions: &mut Actions,
) {
    let ids = if view.layers.shows(Layer::BaseMap) { backdrop::in_view(stage, map) } else { Vec::new() };
    backdrop::paint(painter, stage, map, &ids, look.palette.tile);
    if !ids.is_empty() || std::mem::take(&mut view.wants_tiles) {
        view.wants_tiles = !ids.is_empty();
        actions.push(Action::WantTiles(ids));
    }
}

fn paint(painter: &egui::Painter, view: &MapView, stage: &Stage, ground: Ground<'_>, look: &Look) {
    let scene = scene(view, stage, ground, look);
    if view.layers.shows(Layer::Grid) {
        grid::lines(painter, stage, look);
    }
    paint::ground(painter, &scene);
    paint::routes(painter, &scene);
    paint::things(painter, &scene);
}

#[expect(clippy::too_many_arguments, reason = "the last step of a frame knows all of it")]
fn names(
    ui: &Ui,
    painter: &egui::Painter,
    view: &MapView,
    stage: &Stage,
    ground: Ground<'_>,
    strip: Rect,
    look: &Look,
    actions: &mut Actions,
    canvas: &Response,
) {
    let scene = scene(view, stage, ground, look);
    let pointer = canvas.hover_pos();
    let crosshair = view.hand.by_keys.then(|| stage.rect.center());
    let mut labels = Labels::new(painter, look.palette, stage.rect);
    labels.keep_clear(strip);
    let pointing = Pointing { stage, look, at: crosshair.or(pointer) };
    if view.layers.shows(Layer::Grid) {
        grid::degrees_named(painter, stage, look, &mut labels);
    }
    grid::scale_bar(painter, stage, look, &mut labels);
    let place = pointing.at.and_then(|at| stage.place(at));
    let shown = view.layers.shows(Layer::BaseMap);
    let trouble = ground.base_map.trouble.as_ref().filter(|_| shown).map(|why| look.words.tell(why));
    let credit = if shown { ground.base_map.credit.as_str() } else { "" };
    let base_map = [trouble.as_deref().unwrap_or_default(), credit];
    grid::corner(painter, stage, look, (place, base_map), &mut labels);
    overlay::overlay(painter, &pointing, &view.hand, &mut labels);
    paint::names(&scene, &mut labels);
    match access::name_all(ui.ctx(), canvas.id, &scene, &view.hand) {
        Some(Under::Stop(line, at)) => {
            let code = view.chart.lines[line].lane.route.stops[at].retailer.clone();
            actions.push(Action::Select(only_stop(code)));
        }
        Some(Under::Vehicle(line) | Under::Line(line)) => {
            actions.push(Action::Select(only_route(view.chart.lines[line].lane.id().clone())));
        }
        Some(Under::Hold(id)) => {
            actions.push(Action::Select(Selection { hold: Some(id), ..Selection::default() }));
        }
        _ => {}
    }
}

fn menu_ui(
    canvas: &Response,
    view: &mut MapView,
    snapshot: &Snapshot,
    selection: &Selection,
    look: &Look,
    actions: &mut Actions,
) {
    canvas.context_menu(|ui| {
        let words = &look.words;
        ui.set_min_width(200.0);
        if let Some(hold) = selection.hold.as_ref().and_then(|id| snapshot.state.holds.get(id)) {
            let sketch = Sketch::of(&hold.id, &hold.areas);
            if ui.add_enabled(sketch.is_some(), egui::Button::new(words.say("map-edit-area"))).clicked()
                && let Some(sketch) = sketch
            {
                view.hand.edit(sketch);
                ui.close();
            }
        }
        if !selection.stops.is_empty() || !selection.routes.is_empty() {
            entries_ui(ui, snapshot, selection, look, actions);
            ui.separator();
        }
        let here = view.hand.menu_at.map(Action::BreakdownAt);
        entry(ui, &words.say("map-broken-here"), here, actions);
    });
}

fn cards_ui(ui: &Ui, view: &mut MapView, snapshot: &Snapshot, look: &Look) {
    if egui::Popup::is_any_open(ui.ctx()) || view.hand.is_dragging() {
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    match view.hand.hovered.clone() {
        Under::Stop(line, at) => {
            if let Some(line) = view.chart.lines.get(line) {
                stop_card(ui.ctx(), pointer, snapshot, look, &line.lane, at);
            }
        }
        Under::Vehicle(line) | Under::Line(line) => {
            if let Some(line) = view.chart.lines.get(line) {
                lane_card(ui.ctx(), pointer, snapshot, look, &Arc::clone(&line.lane));
            }
        }
        Under::Hold(id) => {
            let closure = view.closures.get(&id);
            if let (Some(closure), Some(hold)) = (closure, snapshot.state.holds.get(&id)) {
                let closes = view.reckoning.of_hold(closure, &view.chart, snapshot);
                cards::hold_card(ui.ctx(), pointer, snapshot, look, hold, closes);
            }
        }
        Under::Nothing | Under::Handle(_) => {}
    }
}
