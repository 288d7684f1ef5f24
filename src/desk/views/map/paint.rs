//! Paints the map's layers from the ground up. Where things stand is told by [`super::chart`] and
//! [`super::closures`]; this only turns it into ink.

use super::chart::{Chart, Line, TruckState};
use super::closures::{Closure, Closures};
use super::hand::Under;
use super::labels::Labels;
use super::layers::{ColourBy, Layer, Layers};
use super::marks;
use super::pen::{Dash, Pen};
use super::projection::{Bounds, Point, Stage};
use crate::desk::actions::Selection;
use crate::desk::changes::telling;
use crate::desk::recovery::Ghosts;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size};
use crate::domain::ids::RouteId;
use crate::domain::weather::HoldState;
use crate::words::{Arg, Tell};
use egui::{Color32, Painter, Pos2, Rect, Vec2, vec2};
use std::collections::BTreeSet;

/// All that one frame of the map is painted from.
pub struct Scene<'a> {
    pub stage: &'a Stage,
    pub look: &'a Look,
    pub snapshot: &'a Snapshot,
    pub chart: &'a Chart,
    pub closures: &'a Closures,
    pub selection: &'a Selection,
    pub layers: Layers,
    pub colour_by: ColourBy,
    pub hovered: &'a Under,
    /// What a recovery plan that is looked at moves, and the day's lines as they stand without it.
    pub ghosts: Option<(&'a Ghosts, &'a [Line])>,
}

/// Dashes of what is still to come, of what would come, and of what is over.
const AHEAD: Dash = Dash { on: 9.0, off: 4.0 };
const GHOST: Dash = Dash { on: 5.0, off: 4.0 };
const COMING: Dash = Dash { on: 7.0, off: 5.0 };
const PAST: Dash = Dash { on: 1.5, off: 4.5 };

/// With more vehicles in view only those that matter are named.
const MOST_PLATES: usize = 60;

impl Scene<'_> {
    /// Points between one stop and the next, usually.
    fn spacing(&self) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
        let spacing = (self.chart.spacing * self.stage.scale()) as f32;
        // A day of one stop has no spacing.
        if self.chart.spacing > 0.0 { spacing } else { 16.0 }
    }

    #[must_use]
    pub fn stop_radius(&self) -> f32 {
        marks::stop_radius(self.spacing())
    }

    /// Lines told apart, however many there are.
    fn colour(&self, line: &Line) -> Color32 {
        let colours = self.look.palette.lines;
        let nth = match self.colour_by {
            ColourBy::Department => line.department,
            ColourBy::Route => line.nth,
        };
        colours[nth % colours.len()]
    }

    /// The routes that are selected, those of a selected stop with them.
    fn loud_routes(&self) -> BTreeSet<&RouteId> {
        let mut loud: BTreeSet<&RouteId> = self.selection.routes.iter().collect();
        if self.selection.stops.len() <= 40 {
            let lines = self.selection.stops.iter().filter_map(|stop| self.chart.find(stop));
            loud.extend(lines.map(|(line, _)| self.chart.lines[line].lane.id()));
        }
        match self.hovered {
            Under::Line(line) | Under::Vehicle(line) => {
                loud.extend(self.chart.lines.get(*line).map(|line| line.lane.id()));
            }
            _ => {}
        }
        loud
    }
}

/// Districts and holds: what lies under the routes.
pub fn ground(painter: &Painter, scene: &Scene<'_>) {
    let palette = scene.look.palette;
    let view = scene.stage.view(8.0);
    if scene.layers.shows(Layer::Districts) {
        let mut pen = Pen::new(painter.clip_rect());
        for district in scene.closures.districts.iter().filter(|district| district.bounds.meets(view)) {
            for ring in &district.rings {
                pen.path(closed(scene.stage, ring), 1.2, palette.line_strong);
            }
        }
        pen.put(painter);
    }
    if scene.layers.shows(Layer::Holds) {
        let mut pen = Pen::new(painter.clip_rect());
        for closure in scene.closures.holds.iter().filter(|closure| closure.bounds.meets(view)) {
            hold(&mut pen, scene, closure);
        }
        pen.put(painter);
    }
}

fn hold(pen: &mut Pen, scene: &Scene<'_>, closure: &Closure) {
    let palette = scene.look.palette;
    let colour = palette.signal(closure.signal.colour);
    let selected = scene.selection.hold.as_ref() == Some(&closure.id)
        || matches!(scene.hovered, Under::Hold(id) if *id == closure.id);
    let width = if selected { 3.2 } else { 1.8 };
    let rings: Vec<Vec<Pos2>> = closure
        .rings
        .iter()
        .map(|ring| ring.iter().map(|point| scene.stage.screen(*point)).collect())
        .collect();
    match closure.state {
        HoldState::InForce => {
            pen.fill(&rings, 2.0, colour.gamma_multiply(0.20));
            pen.hatch(&rings, 12.0, 1.0, colour.gamma_multiply(0.55));
        }
        HoldState::Coming => pen.hatch(&rings, 16.0, 0.9, colour.gamma_multiply(0.5)),
        HoldState::ToConfirm | HoldState::Past => {}
    }
    for ring in &closure.rings {
        let edge = closed(scene.stage, ring);
        match closure.state {
            HoldState::InForce => pen.path(edge, width, colour),
            HoldState::Coming | HoldState::ToConfirm => pen.dashes(edge, width, colour, COMING),
            HoldState::Past => pen.dashes(edge, width, palette.weak, PAST),
        }
    }
    // What has no outline is shown by the stops it covers.
    let half = scene.stop_radius() + 3.5;
    let ground = match closure.state {
        HoldState::InForce => colour.gamma_multiply(0.5),
        HoldState::Coming => colour.gamma_multiply(0.28),
        HoldState::ToConfirm => colour.gamma_multiply(0.16),
        HoldState::Past => return,
    };
    for point in &closure.stops {
        let at = scene.stage.screen(*point);
        if pen.clip().expand(half).contains(at) {
            pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), ground);
        }
    }
}

fn closed<'a>(stage: &'a Stage, ring: &'a [Point]) -> impl Iterator<Item = Pos2> + 'a {
    ring.iter().chain(ring.first()).map(|point| stage.screen(*point))
}

/// The ways of the routes: driven, still to come, and of a plan.
pub fn routes(painter: &Painter, scene: &Scene<'_>) {
    if !scene.layers.shows(Layer::Routes) {
        return;
    }
    let palette = scene.look.palette;
    let stage = scene.stage;
    let view = stage.view(8.0);
    let mut pen = Pen::new(painter.clip_rect());
    let loud = scene.loud_routes();
    let way = |points: &'_ [Point]| points.iter().map(|point| stage.screen(*point)).collect::<Vec<_>>();
    let in_view = || scene.chart.lines.iter().filter(|line| line.bounds.meets(view));
    let faint = |colour: Color32, share: f32| palette.background.lerp_to_gamma(colour, share);
    let ghosts = scene.ghosts.map(|(ghosts, _)| ghosts);
    let is_ghost = |line: &Line| ghosts.is_some_and(|ghosts| ghosts.routes.contains(line.lane.id()));
    // Whatever is selected, or would be changed, stands out against the rest.
    let quiet = !loud.is_empty() || ghosts.is_some();
    let width = if scene.spacing() > 10.0 { 1.8 } else { 1.2 };
    for line in in_view().filter(|line| !is_ghost(line) && !loud.contains(line.lane.id())) {
        let colour = scene.colour(line);
        let (driven, ahead) = if quiet { (0.38, 0.22) } else { (0.9, 0.42) };
        pen.path(way(&line.ahead), width, faint(colour, ahead));
        pen.path(way(&line.driven), width, faint(colour, driven));
    }
    if let Some((ghosts, before)) = scene.ghosts {
        for line in before.iter().filter(|line| ghosts.routes.contains(line.lane.id())) {
            pen.path(way(&line.ahead), 1.2, faint(palette.weak, 0.5));
        }
        for line in in_view().filter(|line| is_ghost(line) && !loud.contains(line.lane.id())) {
            pen.path(way(&line.driven), 1.6, faint(scene.colour(line), 0.8));
            pen.dashes(way(&line.ahead), 2.4, palette.accent, GHOST);
        }
    }
    for line in in_view().filter(|line| loud.contains(line.lane.id())) {
        let colour = scene.colour(line);
        let (driven, ahead) = (way(&line.driven), way(&line.ahead));
        pen.path(ahead.iter().copied(), 6.0, palette.background);
        pen.path(driven.iter().copied(), 6.5, palette.background);
        let dash = if is_ghost(line) { GHOST } else { AHEAD };
        pen.dashes(ahead, 2.8, colour, dash);
        pen.path(driven, 3.4, colour);
    }
    pen.put(painter);
}

/// Stops, calls, docks and vehicles.
pub fn things(painter: &Painter, scene: &Scene<'_>) {
    let mut pen = Pen::new(painter.clip_rect());
    if scene.layers.shows(Layer::Stops) {
        stops(&mut pen, scene);
    }
    let stage = scene.stage;
    let palette = scene.look.palette;
    let room = pen.clip().expand(14.0);
    for dock in &scene.chart.docks {
        let at = stage.screen(dock.at);
        if room.contains(at) {
            marks::dock(&mut pen, dock.is_centre, at, palette);
        }
    }
    for point in scene.chart.lines.iter().flat_map(|line| &line.calls) {
        let at = stage.screen(*point);
        if room.contains(at) {
            marks::call(&mut pen, at, palette);
        }
    }
    if scene.layers.shows(Layer::Vehicles) {
        let loud = scene.loud_routes();
        let share = marks::truck_size(scene.spacing());
        let mut trucks: Vec<_> = scene.chart.lines.iter().filter(|line| shows_truck(line)).collect();
        trucks.sort_by_key(|line| {
            let broken = line.vehicle.is_some_and(|truck| truck.state == TruckState::Broken);
            (broken, loud.contains(line.lane.id()))
        });
        for line in trucks {
            let Some(truck) = line.vehicle else { continue };
            let at = stage.screen(truck.at);
            if room.contains(at) {
                let loud = loud.contains(line.lane.id());
                marks::truck(&mut pen, truck.state, at, loud, if loud { 1.0 } else { share }, palette);
            }
        }
    }
    pen.put(painter);
}

/// Vehicles that wait at a dock, or are back, are counted there instead of piled up.
#[must_use]
pub fn shows_truck(line: &Line) -> bool {
    let state = line.vehicle.map(|truck| truck.state);
    matches!(state, Some(TruckState::OnTheWay | TruckState::Broken))
}

fn stops(pen: &mut Pen, scene: &Scene<'_>) {
    let (stage, palette) = (scene.stage, scene.look.palette);
    let radius = scene.stop_radius();
    let view = stage.view(10.0);
    let whole = |line: &&Line| line.bounds.meets(view);
    let moved = scene.ghosts.map(|(ghosts, _)| &ghosts.moved);
    let selected = || {
        let places = scene.selection.stops.iter().filter_map(|stop| scene.chart.place_of(stop));
        places.filter(|place| view.contains(*place)).map(|place| stage.screen(place))
    };
    // Where stops are blots, rings would hide them: a dark ground shows what is selected.
    let rings = radius >= marks::FORMED;
    for at in selected().filter(|_| !rings) {
        pen.quad(Rect::from_center_size(at, Vec2::splat(radius * 2.0 + 4.0)), palette.text);
    }
    // The quiet ones first, so that what is late or at risk is never covered.
    for loud in [false, true] {
        for line in scene.chart.lines.iter().filter(whole) {
            for (place, stop) in line.stops.iter().zip(&line.lane.outlook.stops) {
                if marks::is_loud(stop.state) != loud {
                    continue;
                }
                let Some(place) = place.filter(|place| view.contains(*place)) else { continue };
                marks::stop(pen, stop.state, stage.screen(place), radius, palette);
            }
        }
    }
    for stop in moved.into_iter().flatten() {
        if let Some(place) = scene.chart.place_of(stop).filter(|place| view.contains(*place)) {
            marks::ring(pen, stage.screen(place), radius + 4.0, 2.0, palette.accent);
        }
    }
    for at in selected().filter(|_| rings) {
        marks::ring(pen, at, radius + 4.5, 3.4, palette.background);
        marks::ring(pen, at, radius + 4.0, 2.2, palette.text);
    }
    if let Under::Stop(line, at) = scene.hovered
        && let Some(place) = scene.chart.lines.get(*line).and_then(|line| *line.stops.get(*at)?)
    {
        marks::ring(pen, stage.screen(place), radius + 3.0, 1.6, palette.accent);
    }
}

/// Names: holds first, then docks, vehicles, districts, routes, and shops where there is room.
pub fn names(scene: &Scene<'_>, labels: &mut Labels<'_>) {
    let (stage, look) = (scene.stage, scene.look);
    let palette = look.palette;
    let view = stage.view(0.0);
    if scene.layers.shows(Layer::Holds) {
        for closure in scene.closures.holds.iter().rev().filter(|closure| closure.bounds.meets(view)) {
            hold_name(labels, scene, closure, view);
        }
    }
    for dock in scene.chart.docks.iter().filter(|dock| view.contains(dock.at)) {
        let at = stage.screen(dock.at);
        labels.keep_clear(Rect::from_center_size(at, Vec2::splat(18.0)));
    }
    if !scene.layers.shows(Layer::Labels) {
        return;
    }
    for dock in scene.chart.docks.iter().filter(|dock| view.contains(dock.at)) {
        let name = look.words.name(&dock.name);
        let text = match dock.waiting {
            0 => name.to_owned(),
            n => look.words.fill("map-dock-waiting", &[("name", name.into()), ("n", n.into())]),
        };
        labels.beside(stage.screen(dock.at), vec2(13.0, 13.0), text, size::SMALL, palette.text);
    }
    if scene.layers.shows(Layer::Vehicles) {
        trucks_named(labels, scene, view);
    }
    if scene.layers.shows(Layer::Districts) {
        for district in scene.closures.districts.iter().filter(|district| district.bounds.meets(view)) {
            let at = stage.screen(district.bounds.centre());
            let name = look.words.name(&district.name).to_owned();
            labels.beside(at, Vec2::ZERO, name, size::BODY, palette.weak);
        }
    }
    if scene.layers.shows(Layer::Routes) {
        // At the first stop of each: there the lines fan out.
        for line in scene.chart.lines.iter().filter(|line| line.bounds.meets(view)) {
            let first = line.stops.iter().flatten().find(|point| view.contains(**point));
            if let Some(first) = first {
                let (at, text) = (stage.screen(*first), line.lane.id().to_string());
                labels.beside(at, vec2(8.0, 9.0), text, size::SMALL, scene.colour(line));
            }
        }
    }
    if scene.layers.shows(Layer::Stops) && scene.spacing() > 60.0 {
        for line in scene.chart.lines.iter().filter(|line| line.bounds.meets(view)) {
            for (stop, place) in line.lane.route.stops.iter().zip(&line.stops) {
                let Some(place) = place.filter(|place| view.contains(*place)) else { continue };
                if labels.is_full() {
                    return;
                }
                let name = telling::retailer(look, scene.snapshot, &stop.retailer).to_owned();
                let gap = scene.stop_radius() + 5.0;
                labels.beside(stage.screen(place), Vec2::splat(gap), name, size::SMALL, palette.text);
            }
        }
    }
}

fn trucks_named(labels: &mut Labels<'_>, scene: &Scene<'_>, view: Bounds) {
    let palette = scene.look.palette;
    let loud = scene.loud_routes();
    let mut shown: Vec<_> = scene
        .chart
        .lines
        .iter()
        .filter(|line| shows_truck(line))
        .filter_map(|line| Some((line, line.vehicle?)))
        .filter(|(_, truck)| view.contains(truck.at))
        .collect();
    let share = marks::truck_size(scene.spacing());
    for (_, truck) in &shown {
        labels.keep_clear(Rect::from_center_size(scene.stage.screen(truck.at), marks::TRUCK * 1.6 * share));
    }
    // A whole province's plates would hide everything else.
    if shown.len() > MOST_PLATES {
        shown.retain(|(line, truck)| truck.state == TruckState::Broken || loud.contains(line.lane.id()));
    }
    shown.sort_by_key(|(line, truck)| (truck.state != TruckState::Broken, !loud.contains(line.lane.id())));
    for (line, truck) in shown {
        let Some(plate) = &line.lane.route.vehicle else { continue };
        let ink = if truck.state == TruckState::Broken { palette.danger } else { palette.text };
        let at = scene.stage.screen(truck.at);
        labels.beside(at, marks::TRUCK * share + vec2(4.0, 4.0), plate.to_string(), size::SMALL, ink);
    }
}

fn hold_name(labels: &mut Labels<'_>, scene: &Scene<'_>, closure: &Closure, view: Bounds) {
    let (words, palette) = (&scene.look.words, scene.look.palette);
    let Some(anchor) = closure.anchor else { return };
    let Some(hold) = scene.snapshot.state.holds.get(&closure.id) else { return };
    // A hold larger than the view is named at the top of what is seen of it.
    let at = Point {
        x: anchor.x.clamp(view.min.x.min(view.max.x), view.max.x),
        y: anchor.y.clamp(view.min.y, view.max.y),
    };
    let colour = words.tell(&closure.signal.colour.message());
    let letter: String = colour.chars().take(1).flat_map(char::to_uppercase).collect();
    let text = words.fill(
        match closure.state {
            HoldState::InForce => "map-hold-in-force",
            HoldState::Coming => "map-hold-coming",
            HoldState::ToConfirm => "map-hold-to-confirm",
            HoldState::Past => "map-hold-past",
        },
        &[
            ("signal", hold.signal.message().into()),
            ("from", Arg::shown(hold.from.time())),
            ("until", Arg::shown(hold.ends().time())),
        ],
    );
    let past = closure.state == HoldState::Past;
    let fill = if past { palette.line_strong } else { palette.signal(closure.signal.colour) };
    let ink = if past { palette.weak } else { palette.text };
    let on = if past { palette.text } else { palette.on_signal };
    labels.chip(scene.stage.screen(at), (letter, fill, on), text, ink, size::SMALL);
}
