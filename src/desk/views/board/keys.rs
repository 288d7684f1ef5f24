//! The board by keyboard: moving over stops and lanes, selecting, zooming, and starting each kind of change.

use super::drafts::{lock_draft, move_draft, put_off_draft, reassign_draft, shift_draft};
use super::geometry::{Camera, Stage};
use super::hand::{Cursor, Hand, World};
use super::lanes::Lane;
use super::selecting::{only_route, only_stop, toggled_route, toggled_stop};
use crate::desk::actions::{Action, Actions, Selection};
use crate::domain::command::Shift;
use crate::domain::time::{Standing, TimeOfDay};
use egui::{EventFilter, Key, Modifiers, Response, Ui, vec2};
use std::sync::Arc;

/// A step of an arrow key that pans, in points.
const STEP: f32 = 120.0;

/// May the board take keys: it has the focus, or nothing has and nothing lies above it.
#[must_use]
pub fn listens(ui: &Ui, canvas: &Response) -> bool {
    ui.memory(|memory| {
        memory.allows_interaction(ui.layer_id())
            && memory.focused().is_none_or(|focused| focused == canvas.id)
    }) && !egui::Popup::is_any_open(ui.ctx())
}

/// Reads the keys and acts.
pub fn follow(
    ui: &Ui,
    hand: &mut Hand,
    canvas: &Response,
    stage: &Stage,
    camera: &mut Camera,
    world: &World<'_>,
    actions: &mut Actions,
) {
    let lanes = world.lanes;
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, filter));
    if hand.drag.is_some() || !listens(ui, canvas) {
        return;
    }
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key: Key| pressed(Modifiers::NONE, key);

    let middle = stage.field.width() / 2.0;
    // A plus is with shift on many keyboards.
    if plain(Key::Plus) || plain(Key::Equals) || pressed(Modifiers::SHIFT, Key::Plus) {
        camera.zoom(1.25, middle);
    }
    if plain(Key::Minus) {
        camera.zoom(0.8, middle);
    }
    if plain(Key::Home)
        && let Standing::Today(now) = Standing::of(world.snapshot.date, world.snapshot.now)
    {
        camera.look_at(now, stage.field.width());
    }
    for (key, delta) in [
        (Key::ArrowLeft, vec2(STEP, 0.0)),
        (Key::ArrowRight, vec2(-STEP, 0.0)),
        (Key::ArrowUp, vec2(0.0, STEP)),
        (Key::ArrowDown, vec2(0.0, -STEP)),
    ] {
        if pressed(Modifiers::COMMAND, key) {
            camera.pan(delta);
        }
    }
    if plain(Key::PageUp) {
        camera.pan(vec2(0.0, stage.field.height()));
    }
    if plain(Key::PageDown) {
        camera.pan(vec2(0.0, -stage.field.height()));
    }

    let ways = [
        (Key::ArrowLeft, Step::Earlier),
        (Key::ArrowRight, Step::Later),
        (Key::ArrowUp, Step::Above),
        (Key::ArrowDown, Step::Below),
    ];
    for (key, way) in ways {
        let extends = pressed(Modifiers::SHIFT, key);
        if extends || plain(key) {
            walk(hand, stage, camera, world, way);
            if extends {
                extend(hand, lanes, world.selection, actions);
            }
        }
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        let stops =
            lanes.iter().flat_map(|lane| &lane.route.stops).map(|stop| stop.retailer.clone()).collect();
        actions.push(Action::Select(Selection { stops, ..Selection::default() }));
    }
    if plain(Key::Escape) && *world.selection != Selection::default() {
        actions.push(Action::Select(Selection::default()));
    }
    if plain(Key::Space)
        && let Some(cursor) = hand.cursor.clone()
    {
        hand.anchor.clone_from(&cursor.stop);
        actions.push(Action::Select(match cursor.stop {
            Some(stop) => toggled_stop(world.selection, stop),
            None => toggled_route(world.selection, cursor.route),
        }));
    }
    if plain(Key::Enter)
        && let Some(cursor) = hand.cursor.clone()
    {
        actions.push(Action::Select(of_cursor(&cursor)));
        actions.push(Action::Inspect);
    }
    // Without a selection, a change is about what the keyboard is on.
    let meant = match &hand.cursor {
        Some(cursor) if *world.selection == Selection::default() => of_cursor(cursor),
        _ => world.selection.clone(),
    };
    let draft = if plain(Key::M) {
        move_draft(world.snapshot, &meant)
    } else if plain(Key::S) {
        shift_draft(&meant, None)
    } else if plain(Key::R) {
        reassign_draft(world.snapshot, &meant)
    } else if plain(Key::OpenBracket) {
        shift_draft(&meant, Some(Shift::By(-15)))
    } else if plain(Key::CloseBracket) {
        shift_draft(&meant, Some(Shift::By(15)))
    } else if plain(Key::L) {
        lock_draft(world.snapshot, &meant)
    } else if plain(Key::P) {
        put_off_draft(world.snapshot, &meant)
    } else {
        None
    };
    if let Some(draft) = draft {
        actions.push(Action::Draft(draft));
    }
}

fn of_cursor(cursor: &Cursor) -> Selection {
    cursor.stop.clone().map_or_else(|| only_route(cursor.route.clone()), only_stop)
}

#[derive(Clone, Copy)]
enum Step {
    Earlier,
    Later,
    Above,
    Below,
}

fn walk(hand: &mut Hand, stage: &Stage, camera: &mut Camera, world: &World<'_>, way: Step) {
    let lanes = world.lanes;
    let Some(first) = lanes.first() else { return };
    let current = hand.cursor.as_ref().and_then(|cursor| {
        let lane = lanes.iter().position(|lane| *lane.id() == cursor.route)?;
        let stop = cursor.stop.as_ref().and_then(|code| lanes[lane].route.position(code));
        Some((lane, stop))
    });
    let (lane, stop) = match current {
        None => {
            // The first key press lands on what is selected, or on the first lane.
            let selected = world.selection.stops.first().and_then(|code| {
                lanes
                    .iter()
                    .enumerate()
                    .find_map(|(at, lane)| Some((at, lane.route.position(code))).filter(|f| f.1.is_some()))
            });
            selected.unwrap_or((0, None))
        }
        Some((lane, stop)) => {
            let stops = lanes[lane].route.stops.len();
            match way {
                Step::Earlier => (lane, stop.and_then(|at| at.checked_sub(1))),
                Step::Later => (lane, Some(stop.map_or(0, |at| at + 1)).filter(|at| *at < stops).or(stop)),
                Step::Above => beside(lanes, lane, lane.saturating_sub(1), stop),
                Step::Below => beside(lanes, lane, (lane + 1).min(lanes.len() - 1), stop),
            }
        }
    };
    let on = lanes.get(lane).unwrap_or(first);
    hand.cursor =
        Some(Cursor { route: on.id().clone(), stop: stop.map(|at| on.route.stops[at].retailer.clone()) });
    show(stage, camera, lane, stop.and_then(|at| on.outlook.stops.get(at)).map(|stop| stop.arrives));
}

/// The stop of another lane that stands nearest in time.
fn beside(lanes: &[Arc<Lane>], from: usize, to: usize, stop: Option<usize>) -> (usize, Option<usize>) {
    let at = stop.and_then(|at| lanes[from].outlook.stops.get(at)).map(|stop| stop.arrives);
    let nearest = at.and_then(|at| {
        let stops = lanes[to].outlook.stops.iter().enumerate();
        stops.min_by_key(|(_, other)| other.arrives.apart(at)).map(|(index, _)| index)
    });
    (to, if from == to { stop } else { nearest })
}

/// Scrolls just far enough for the lane and the time to be seen.
fn show(stage: &Stage, camera: &mut Camera, lane: usize, at: Option<TimeOfDay>) {
    let rect = stage.lane(lane);
    if rect.top() < stage.field.top() {
        camera.top -= stage.field.top() - rect.top();
    } else if rect.bottom() > stage.field.bottom() {
        camera.top += rect.bottom() - stage.field.bottom();
    }
    if let Some(at) = at {
        let (x, margin) = (stage.x(at), 40.0);
        if x < stage.field.left() + margin {
            camera.pan(vec2(stage.field.left() + margin - x, 0.0));
        } else if x > stage.field.right() - margin {
            camera.pan(vec2(stage.field.right() - margin - x, 0.0));
        }
    }
}

fn extend(hand: &Hand, lanes: &[Arc<Lane>], selection: &Selection, actions: &mut Actions) {
    let Some(cursor) = &hand.cursor else { return };
    let Some(lane) = lanes.iter().find(|lane| *lane.id() == cursor.route) else { return };
    let Some(at) = cursor.stop.as_ref().and_then(|code| lane.route.position(code)) else { return };
    let mut selection = selection.clone();
    selection.stops.extend(hand.range(lane, at));
    actions.push(Action::Select(selection));
}
