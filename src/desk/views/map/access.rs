//! Names for what is painted on the map, so that screen readers and tests find it, and clicks asked for by
//! a screen reader.

use super::chart::{Line, TruckState};
use super::find::{Handle, Under, rim};
use super::hand::Hand;
use super::paint::{Scene, shows_truck};
use super::projection::Stage;
use super::tools::{Form, Sketch};
use crate::desk::changes::telling;
use crate::words::{Arg, Tell};
use egui::accesskit::{self, Role};
use egui::{Context, Event, Id, Pos2, Rect, Vec2};

/// With more stops than this in view only those that are selected are named: nobody reads so many.
const MOST_STOPS: usize = 400;

/// Names what is in view, where somebody listens. Gives back what a screen reader asked to click.
pub fn name_all(ctx: &Context, canvas: Id, scene: &Scene<'_>, hand: &Hand) -> Option<Under> {
    ctx.accesskit_node_builder(canvas, |node| node.set_role(Role::Canvas))?;
    let clicks: Vec<_> = ctx.input(|input| {
        let asked = input.events.iter().filter_map(|event| match event {
            Event::AccessKitActionRequest(asked) if asked.action == accesskit::Action::Click => {
                Some(asked.target_node)
            }
            _ => None,
        });
        asked.collect()
    });
    let mut clicked = None;
    let stage = scene.stage;
    let mut node = |id: Id, at: Pos2, half: f32, what: Under, selected: bool, name: String| {
        let rect = Rect::from_center_size(at, Vec2::splat(half * 2.0)).intersect(stage.rect);
        if !rect.is_positive() {
            return;
        }
        let named = ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::Button);
            node.set_bounds(accesskit::Rect {
                x0: rect.left().into(),
                y0: rect.top().into(),
                x1: rect.right().into(),
                y1: rect.bottom().into(),
            });
            node.set_label(name);
            node.set_selected(selected);
            node.add_action(accesskit::Action::Click);
        });
        if named.is_some() && clicks.contains(&id.accesskit_id()) {
            clicked = Some(what);
        }
    };
    let words = &scene.look.words;
    let view = stage.view(0.0);
    for dock in scene.chart.docks.iter().filter(|dock| view.contains(dock.at)) {
        let name = words.name(&dock.name).to_owned();
        node(Id::unique(("map-dock", &name)), stage.screen(dock.at), 8.0, Under::Nothing, false, name);
    }
    for closure in &scene.closures.holds {
        let (Some(anchor), Some(hold)) = (closure.anchor, scene.snapshot.state.holds.get(&closure.id)) else {
            continue;
        };
        let selected = scene.selection.hold.as_ref() == Some(&closure.id);
        let name = words.fill(
            "map-hold-name",
            &[("signal", hold.signal.message().into()), ("id", Arg::shown(&closure.id))],
        );
        // In the middle of what it covers, where a click meets it.
        let middle = if closure.rings.is_empty() { anchor } else { closure.bounds.centre() };
        let id = Id::unique(("map-hold", closure.id.as_str()));
        node(id, stage.screen(middle), 8.0, Under::Hold(closure.id.clone()), selected, name);
    }
    for (nth, line) in scene.chart.lines.iter().enumerate() {
        if let Some(truck) = line.vehicle.filter(|truck| shows_truck(line) && view.contains(truck.at)) {
            let selected = scene.selection.routes.contains(line.lane.id());
            let id = Id::unique(("map-vehicle", line.lane.id().as_str()));
            node(id, stage.screen(truck.at), 8.0, Under::Vehicle(nth), selected, vehicle_name(scene, line));
        }
    }
    let shown = |line: &Line| line.stops.iter().flatten().filter(|place| view.contains(**place)).count();
    let few = scene.chart.lines.iter().map(shown).sum::<usize>() <= MOST_STOPS;
    for (nth, line) in scene.chart.lines.iter().enumerate() {
        for (at, place) in line.stops.iter().enumerate() {
            let Some(place) = place.filter(|place| view.contains(*place)) else { continue };
            let stop = &line.lane.route.stops[at];
            let selected = scene.selection.stops.contains(&stop.retailer);
            if !(few || selected) {
                continue;
            }
            let Some(outlook) = line.lane.outlook.stops.get(at) else { continue };
            let name = words.fill(
                "board-stop-name",
                &[
                    ("at", Arg::from(at + 1)),
                    ("retailer", telling::retailer(scene.look, scene.snapshot, &stop.retailer).into()),
                    ("arrives", Arg::shown(outlook.arrives)),
                    ("state", outlook.state.message().into()),
                ],
            );
            let id = Id::unique(("map-stop", stop.retailer.as_str()));
            node(id, stage.screen(place), scene.stop_radius() + 2.0, Under::Stop(nth, at), selected, name);
        }
    }
    if let Some(sketch) = &hand.sketch {
        for (handle, at) in handles(stage, sketch) {
            let (name, salt) = match handle {
                Handle::Corner(corner) | Handle::Edge(corner) => {
                    (words.fill("map-corner", &[("n", Arg::from(corner + 1))]), corner)
                }
                Handle::Centre => (words.say("map-circle-centre"), 0),
                Handle::Rim => (words.say("map-circle-rim"), 1),
            };
            node(Id::unique(("map-handle", salt)), at, 6.0, Under::Nothing, false, name);
        }
    }
    clicked
}

fn vehicle_name(scene: &Scene<'_>, line: &Line) -> String {
    let words = &scene.look.words;
    let plate = line.lane.route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default();
    let broken = line.vehicle.is_some_and(|truck| truck.state == TruckState::Broken);
    let state = if broken {
        words.say("vehicle-broken-down")
    } else {
        words.tell(&line.lane.outlook.state.message())
    };
    let parts = [("plate", plate.into()), ("route", Arg::shown(line.lane.id())), ("state", state.into())];
    words.fill("map-vehicle-name", &parts)
}

fn handles(stage: &Stage, sketch: &Sketch) -> Vec<(Handle, Pos2)> {
    match &sketch.form {
        Form::Polygon(corners) => {
            let corners = corners.iter().enumerate();
            corners.map(|(nth, corner)| (Handle::Corner(nth), stage.of_place(*corner))).collect()
        }
        Form::Circle(centre, radius) => {
            let rim = rim(*centre, *radius).map(|rim| (Handle::Rim, stage.of_place(rim)));
            [(Handle::Centre, stage.of_place(*centre))].into_iter().chain(rim).collect()
        }
    }
}
