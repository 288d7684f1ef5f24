//! The map by keyboard: looking around, taking up tools, and pointing with a crosshair in the middle.

use super::Asked;
use super::find::Things;
use super::hand::Hand;
use super::projection::Camera;
use super::tools::{Form, Tool};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::views::board::selecting::only_stop;
use egui::{EventFilter, Key, Modifiers, Response, Ui, vec2};

/// A step of an arrow key, in points; with shift, a fine one.
const STEP: f32 = 80.0;
const FINE: f32 = 6.0;

/// May the map take keys: it has the focus, or nothing has and nothing lies above it.
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
    things: &Things<'_>,
    camera: &mut Camera,
    selection: &Selection,
    actions: &mut Actions,
) -> Asked {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, filter));
    let mut asked = Asked::default();
    if hand.is_dragging() || !listens(ui, canvas) {
        return asked;
    }
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key: Key| pressed(Modifiers::NONE, key);

    asked.fit_selection = pressed(Modifiers::SHIFT, Key::F);
    asked.fit = plain(Key::F);
    // A plus is with shift on many keyboards.
    if plain(Key::Plus) || plain(Key::Equals) || pressed(Modifiers::SHIFT, Key::Plus) {
        asked.zoom = 1;
    }
    if plain(Key::Minus) {
        asked.zoom = -1;
    }
    for (key, way) in [
        (Key::ArrowLeft, vec2(1.0, 0.0)),
        (Key::ArrowRight, vec2(-1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, 1.0)),
        (Key::ArrowDown, vec2(0.0, -1.0)),
    ] {
        for (modifiers, step) in [(Modifiers::SHIFT, FINE), (Modifiers::NONE, STEP)] {
            if pressed(modifiers, key) {
                camera.pan(way * step);
                hand.by_keys = true;
            }
        }
    }
    for (key, tool) in
        [(Key::L, Tool::Lasso), (Key::M, Tool::Measure), (Key::P, Tool::Polygon), (Key::C, Tool::Circle)]
    {
        if plain(key) {
            hand.take(tool);
        }
    }
    if plain(Key::E) {
        asked.edit_hold = true;
    }
    if plain(Key::Escape) && !hand.let_go() && *selection != Selection::default() {
        actions.push(Action::Select(Selection::default()));
    }
    if plain(Key::Backspace) {
        match hand.tool {
            Tool::Lasso => drop(hand.lasso.pop()),
            Tool::Measure => drop(hand.way.pop()),
            Tool::Look | Tool::Polygon | Tool::Circle => take_back(hand),
        }
    }
    if plain(Key::Space) {
        hand.by_keys = true;
        hand.point_at(things, things.stage.rect.center(), Modifiers::NONE, selection, actions);
    }
    if plain(Key::Enter) {
        match hand.tool {
            Tool::Lasso => hand.close_lasso(things, false, selection, actions),
            Tool::Measure => hand.measured = true,
            Tool::Polygon | Tool::Circle => hand.finish(actions),
            Tool::Look if hand.sketch.is_some() => hand.finish(actions),
            Tool::Look => actions.push(Action::Inspect),
        }
    }
    for (key, forward) in [(Key::OpenBracket, false), (Key::CloseBracket, true)] {
        if plain(key) {
            walk(things, selection, forward, actions);
        }
    }
    asked
}

/// The last corner of what is being drawn; where none is left, the sketch is put away.
fn take_back(hand: &mut Hand) {
    let Some(sketch) = hand.sketch.as_mut().filter(|sketch| !sketch.done) else { return };
    sketch.remove_last();
    if matches!(&sketch.form, Form::Polygon(corners) if corners.is_empty()) {
        hand.sketch = None;
    }
}

/// To the next stop of the route that is selected, or that the selected stop is on.
fn walk(things: &Things<'_>, selection: &Selection, forward: bool, actions: &mut Actions) {
    let chart = things.chart;
    let stop = selection.stops.first().and_then(|stop| chart.find(stop));
    let next = if let Some((line, at)) = stop {
        Some((line, if forward { at + 1 } else { at.wrapping_sub(1) }))
    } else {
        let route = selection.routes.first();
        let line = route.and_then(|route| chart.lines.iter().position(|line| line.lane.id() == route));
        line.map(|line| (line, if forward { 0 } else { chart.lines[line].stops.len().wrapping_sub(1) }))
    };
    let code = next.and_then(|(line, at)| chart.lines.get(line)?.lane.route.stops.get(at));
    if let Some(stop) = code {
        actions.push(Action::Select(only_stop(stop.retailer.clone())));
    }
}
