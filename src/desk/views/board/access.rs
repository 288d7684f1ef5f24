//! Names for what is painted by hand, so that screen readers and tests find lanes and stops, and clicks
//! asked for by a screen reader.

use super::calls::call_rect;
use super::field::stop_rect;
use super::geometry::Stage;
use super::hand::{Cursor, Under, World};
use super::heads::accessible_name;
use super::lanes::Lane;
use crate::desk::changes::telling;
use crate::desk::theme::Look;
use crate::words::{Arg, Tell, grouped};
use egui::accesskit::{self, Role};
use egui::{Context, Event, Id, Rect};

/// With more stops than this in view only lanes are named: nobody reads so many, and naming costs time.
const MOST_STOPS: usize = 1_500;

fn head_id(lane: &Lane) -> Id {
    Id::unique(("board-head", lane.id().as_str()))
}

fn stop_id(lane: &Lane, position: usize) -> Id {
    Id::unique(("board-stop", lane.route.stops[position].retailer.as_str()))
}

fn call_id(lane: &Lane, nth: usize) -> Id {
    Id::unique(("board-call", lane.id().as_str(), nth))
}

/// Names what is in view, where somebody listens. Gives back what a screen reader asked to click.
pub fn name_all(
    ctx: &Context,
    canvas: Id,
    stage: &Stage,
    world: &World<'_>,
    look: &Look,
    cursor: Option<&Cursor>,
) -> Option<Under> {
    ctx.accesskit_node_builder(canvas, |node| node.set_role(Role::Grid))?;
    let World { lanes, snapshot, selection, .. } = *world;
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
    let mut node = |id: Id, rect: Rect, what: Under, selected: bool, name: String| {
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
    let (from, until) = stage.span();
    let view = stage.lanes_in_view();
    let in_view: usize =
        view.clone().filter_map(|index| Some(lanes.get(index)?.between(from, until).len())).sum();
    for index in view {
        let Some(lane) = lanes.get(index) else { continue };
        let head = stage.head(index).intersect(stage.heads);
        node(
            head_id(lane),
            head,
            Under::Head(index),
            selection.routes.contains(lane.id()),
            accessible_name(look, lane),
        );
        for (nth, call) in lane.outlook.pickups.iter().enumerate() {
            let rect = call_rect(stage, index, call).intersect(stage.field);
            if rect.is_positive() {
                let name = look.words.fill(
                    "board-call-name",
                    &[
                        ("route", Arg::shown(lane.id())),
                        ("cartons", grouped(call.cartons.0.into()).into()),
                        ("at", Arg::shown(call.starts)),
                    ],
                );
                node(call_id(lane, nth), rect, Under::Call(index, nth), false, name);
            }
        }
        if in_view > MOST_STOPS {
            continue;
        }
        for position in lane.between(from, until) {
            let outlook = &lane.outlook.stops[position];
            let rect = stop_rect(stage, index, outlook).intersect(stage.field);
            let stop = &lane.route.stops[position];
            let name = look.words.fill(
                "board-stop-name",
                &[
                    ("at", Arg::from(position + 1)),
                    ("retailer", telling::retailer(look, snapshot, &stop.retailer).into()),
                    ("arrives", Arg::shown(outlook.arrives)),
                    ("state", outlook.state.message().into()),
                ],
            );
            let name = if stop.inferred {
                format!("{name}{}{}", look.words.say("board-list-separator"), look.words.say("desk-inferred"))
            } else {
                name
            };
            if rect.is_positive() {
                let chosen = selection.stops.contains(&stop.retailer);
                node(stop_id(lane, position), rect, Under::Stop(index, position), chosen, name);
            }
        }
    }
    let on = cursor.and_then(|cursor| {
        let lane = lanes.iter().find(|lane| *lane.id() == cursor.route)?;
        let position = cursor.stop.as_ref().and_then(|code| lane.route.position(code));
        Some(position.map_or_else(|| head_id(lane), |position| stop_id(lane, position)))
    });
    if let Some(on) = on.filter(|on| ctx.has_accesskit_node(*on)) {
        ctx.accesskit_node_builder(canvas, |node| node.set_active_descendant(on.accesskit_id()));
    }
    clicked
}
