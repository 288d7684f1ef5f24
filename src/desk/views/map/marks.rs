//! The marks of stops, vehicles, docks and calls: a colour and a form for each state, so that none is told by
//! its colour alone where there is room for a form.

use super::chart::TruckState;
use super::pen::{Pen, octagon};
use crate::desk::theme::Palette;
use crate::domain::outlook::StopState;
use egui::{Color32, Pos2, Rect, Vec2, vec2};

/// From this radius on a stop has the form of its state.
pub const FORMED: f32 = 2.9;

/// How large stops are drawn that are usually `spacing` points apart.
#[must_use]
pub fn stop_radius(spacing: f32) -> f32 {
    (spacing * 0.36).clamp(1.6, 5.5)
}

/// What asks for attention is a little larger, and painted over the rest.
#[must_use]
pub const fn is_loud(state: StopState) -> bool {
    matches!(
        state,
        StopState::Arrived | StopState::AtRisk | StopState::Late | StopState::OnHold | StopState::Failed
    )
}

pub fn stop(pen: &mut Pen, state: StopState, at: Pos2, radius: f32, palette: &Palette) {
    let paint = palette.stop(state);
    if radius < FORMED {
        let half = if is_loud(state) { radius + 0.6 } else { radius };
        let colour = if state == StopState::Late { paint.fill } else { paint.edge };
        pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), colour);
        return;
    }
    let rim = 1.1;
    match state {
        StopState::Delivered | StopState::DeliveredLate => {
            let half = radius * 0.62;
            pen.quad(Rect::from_center_size(at, Vec2::splat((half + rim) * 2.0)), paint.edge);
            pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), paint.fill);
            if state == StopState::DeliveredLate {
                let tick = Rect::from_center_size(at, vec2(1.4, half * 2.0));
                pen.quad(tick, paint.ink);
            }
        }
        StopState::Arrived => {
            pen.dot(at, radius + 3.2, paint.edge);
            pen.dot(at, radius + 2.0, palette.background);
            pen.dot(at, radius, paint.fill);
        }
        StopState::OnTime => {
            pen.dot(at, radius + rim, paint.edge);
            pen.dot(at, radius, paint.fill);
        }
        StopState::AtRisk => {
            pen.shape(&diamond(at, radius * 1.25 + rim * 1.4), paint.edge);
            pen.shape(&diamond(at, radius * 1.25), paint.fill);
        }
        StopState::Late => {
            pen.shape(&pointing_down(at, radius * 1.35 + rim * 2.0), palette.background);
            pen.shape(&pointing_down(at, radius * 1.35), paint.fill);
        }
        StopState::OnHold => {
            let half = radius * 0.95;
            pen.quad(Rect::from_center_size(at, Vec2::splat((half + rim) * 2.0)), paint.edge);
            pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), paint.fill);
            for aside in [-1.0, 1.0] {
                let bar = Rect::from_center_size(at + vec2(aside * half * 0.42, 0.0), vec2(1.5, half * 1.3));
                pen.quad(bar, paint.ink);
            }
        }
        StopState::Failed => {
            let half = radius * 0.95;
            pen.quad(Rect::from_center_size(at, Vec2::splat((half + rim) * 2.0)), paint.edge);
            pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), paint.fill);
            cross(pen, at, half * 0.75, 1.5, paint.ink);
        }
        StopState::PutOff => {
            pen.dot(at, radius + rim, paint.edge);
            pen.dot(at, radius, paint.fill);
            pen.quad(Rect::from_center_size(at, vec2(radius * 1.2, 1.4)), paint.ink);
        }
    }
}

pub fn cross(pen: &mut Pen, at: Pos2, reach: f32, width: f32, colour: Color32) {
    pen.line(at - Vec2::splat(reach), at + Vec2::splat(reach), width, colour);
    pen.line(at + vec2(-reach, reach), at + vec2(reach, -reach), width, colour);
}

fn diamond(at: Pos2, reach: f32) -> [Pos2; 4] {
    [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)].map(|corner| at + corner)
}

fn pointing_down(at: Pos2, reach: f32) -> [Pos2; 3] {
    [vec2(-reach, -reach * 0.75), vec2(reach, -reach * 0.75), vec2(0.0, reach)].map(|corner| at + corner)
}

/// A vehicle's mark reaches so far from its middle, at full size.
pub const TRUCK: Vec2 = vec2(9.0, 6.5);

/// How large vehicles are drawn where stops are usually `spacing` points apart: a plain block where a van
/// would cover whole rounds.
#[must_use]
pub fn truck_size(spacing: f32) -> f32 {
    if spacing < 2.5 { 0.55 } else { 1.0 }
}

/// A van seen from the side, in the colour of how it fares.
pub fn truck(pen: &mut Pen, state: TruckState, at: Pos2, loud: bool, share: f32, palette: &Palette) {
    let body = Rect::from_center_size(at, TRUCK * 2.0 - vec2(4.0, 3.0));
    let (fill, ink) = match state {
        TruckState::Broken => (palette.danger, palette.background),
        TruckState::OnTheWay if loud => (palette.accent, palette.on_accent),
        TruckState::OnTheWay | TruckState::AtDock => (palette.text, palette.background),
        TruckState::Done => (palette.weak, palette.background),
    };
    if share < 1.0 && state != TruckState::Broken {
        let half = TRUCK.y * share;
        pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0 + 2.4)), palette.background);
        pen.quad(Rect::from_center_size(at, Vec2::splat(half * 2.0)), fill);
        return;
    }
    pen.quad(body.expand(2.2), palette.background);
    let box_part = Rect::from_min_max(body.min, body.max - vec2(5.0, 0.0));
    let cab = Rect::from_min_max(body.min + vec2(body.width() - 4.2, 2.8), body.max);
    pen.quad(box_part, fill);
    pen.quad(cab, fill);
    for wheel in [body.left_bottom() + vec2(3.0, 0.4), body.right_bottom() + vec2(-3.0, 0.4)] {
        pen.dot(wheel, 2.6, palette.background);
        pen.dot(wheel, 1.9, fill);
    }
    match state {
        TruckState::Broken => cross(pen, box_part.center(), 2.6, 1.6, ink),
        TruckState::Done => {
            let at = box_part.center();
            pen.line(at + vec2(-2.6, 0.0), at + vec2(-0.8, 2.0), 1.5, ink);
            pen.line(at + vec2(-0.8, 2.0), at + vec2(2.8, -2.2), 1.5, ink);
        }
        TruckState::OnTheWay | TruckState::AtDock => {}
    }
}

/// The centre: a house. A transfer station: a diamond.
pub fn dock(pen: &mut Pen, is_centre: bool, at: Pos2, palette: &Palette) {
    if is_centre {
        let house = |reach: f32| {
            [vec2(0.0, -1.2), vec2(1.05, -0.2), vec2(1.05, 1.0), vec2(-1.05, 1.0), vec2(-1.05, -0.2)]
                .map(|corner| at + corner * reach)
        };
        pen.shape(&house(10.0), palette.background);
        pen.shape(&house(8.0), palette.text);
        let door = Rect::from_min_size(at + vec2(-2.0, 2.0), vec2(4.0, 6.0));
        pen.quad(door, palette.background);
    } else {
        pen.shape(&diamond(at, 9.5), palette.background);
        pen.shape(&diamond(at, 7.5), palette.text);
        pen.shape(&diamond(at, 3.0), palette.background);
    }
}

/// A call for goods on the way: two arrows that meet.
pub fn call(pen: &mut Pen, at: Pos2, palette: &Palette) {
    pen.dot(at, 8.5, palette.background);
    pen.dot(at, 7.3, palette.accent);
    for (aside, up) in [(1.0, -1.0), (-1.0, 1.0)] {
        let tip = at + vec2(aside * 4.2, up * 1.9);
        pen.line(at + vec2(-aside * 3.6, up * 1.9), tip - vec2(aside, 0.0), 1.4, palette.on_accent);
        let wing = vec2(-aside * 2.6, 2.1);
        pen.shape(&[tip, tip + wing, tip + vec2(wing.x, -wing.y)], palette.on_accent);
    }
}

/// Around a stop that is selected, or that a plan gives to another vehicle.
pub fn ring(pen: &mut Pen, at: Pos2, radius: f32, width: f32, colour: Color32) {
    let corners = octagon(at, radius);
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        pen.line(*from, *to, width, colour);
    }
}
