//! Calls for goods on the way, painted: a block in the lane while goods are loaded, and a joint to the lane of
//! the vehicle they come from. And the small marks recovery leaves: locks, and what a plan would move.

use super::field::{Scene, band};
use super::geometry::Stage;
use super::ink::Ink;
use super::lanes::Lane;
use crate::desk::theme::{Look, Palette, size};
use crate::domain::day::{Cargo, Stop};
use crate::domain::outlook::PickupOutlook;
use crate::domain::time::TimeOfDay;
use egui::{Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::sync::Arc;

/// A call is never painted narrower than this, so that it can be seen and grasped.
const LEAST: f32 = 7.0;

/// A call's block on the screen.
#[must_use]
pub fn call_rect(stage: &Stage, lane_index: usize, call: &PickupOutlook) -> Rect {
    let band = band(stage.lane(lane_index));
    let (left, right) = (stage.x(call.starts), stage.x(call.leaves));
    Rect::from_min_max(pos2(left, band.top()), pos2(right.max(left + LEAST), band.bottom()))
}

/// The call that stands at `at` on the lane.
#[must_use]
pub fn call_at(stage: &Stage, lane_index: usize, lane: &Lane, at: Pos2) -> Option<usize> {
    let stands = |call: &PickupOutlook| call_rect(stage, lane_index, call).expand(2.0).contains(at);
    lane.outlook.pickups.iter().position(stands)
}

/// The blocks of one lane, under its stops.
pub fn blocks(ink: &mut Ink, scene: &Scene<'_>, index: usize, lane: &Lane) {
    let palette = scene.look.palette;
    for call in &lane.outlook.pickups {
        let rect = call_rect(scene.stage, index, call);
        let arrives = scene.stage.x(call.arrives);
        if rect.left() - arrives > 2.0 {
            let wait =
                Rect::from_x_y_ranges(arrives..=rect.left(), rect.center().y - 2.0..=rect.center().y + 2.0);
            ink.frame(wait, 1.0, palette.accent);
        }
        block(ink, rect, palette);
    }
}

/// An arrow up: loading, told by shape.
fn block(ink: &mut Ink, rect: Rect, palette: &Palette) {
    ink.quad(rect, palette.selected);
    ink.frame(rect, 1.5, palette.accent);
    if rect.height() >= 10.0 {
        let (x, y) = (rect.center().x, rect.center().y);
        let half = 3.0_f32.min(rect.width() / 2.0 - 1.0);
        ink.triangle([pos2(x - half, y), pos2(x + half, y), pos2(x, y - 4.0)], palette.accent);
        ink.quad(Rect::from_min_max(pos2(x - 1.0, y), pos2(x + 1.0, y + 4.0)), palette.accent);
    }
}

/// From each call in view to the lane of the vehicle its goods are on.
pub fn joints(painter: &Painter, scene: &Scene<'_>, lanes: &[Arc<Lane>]) {
    let (stage, palette) = (scene.stage, scene.look.palette);
    let stroke = Stroke::new(2.0, palette.accent);
    for (index, lane) in lanes.iter().enumerate() {
        for call in &lane.outlook.pickups {
            let Cargo::Aboard(plate) = &lane.route.pickups[call.nth].from else { continue };
            let has_them = |other: &Arc<Lane>| other.route.vehicle.as_ref() == Some(plate);
            let Some(source) = lanes.iter().position(has_them).filter(|source| *source != index) else {
                continue;
            };
            let rect = call_rect(stage, index, call);
            let x = rect.left() + 1.0;
            if !stage.field.x_range().contains(x) {
                continue;
            }
            let from = band(stage.lane(source)).center().y;
            let to = if source < index { rect.top() } else { rect.bottom() };
            painter.vline(x, from.min(to)..=from.max(to), stroke);
            painter.add(Shape::circle_filled(pos2(x, from), 4.0, palette.accent));
        }
    }
}

/// A lock below a stop's block.
pub fn lock(ink: &mut Ink, stop: &Stop, block: Rect, band: Rect, colour: Color32) {
    if stop.lock.is_none() || band.height() < 14.0 {
        return;
    }
    padlock(ink, pos2(block.center().x, band.bottom() + 5.5), colour);
}

fn padlock(ink: &mut Ink, at: Pos2, colour: Color32) {
    let body = Rect::from_center_size(at, vec2(6.0, 4.0));
    ink.quad(body, colour);
    let bow = Rect::from_min_max(body.left_top() + vec2(1.0, -3.0), body.right_top() + vec2(-1.0, 0.5));
    ink.frame(bow, 1.0, colour);
}

/// A sign of the board's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Call,
    Incident,
    Lock,
}

impl Sign {
    pub fn paint(self, painter: &Painter, at: Pos2, look: &Look) {
        let palette = look.palette;
        let mut ink = Ink::default();
        match self {
            Self::Call => block(&mut ink, Rect::from_center_size(at, vec2(10.0, 16.0)), palette),
            Self::Incident => incident(painter, at, look),
            Self::Lock => padlock(&mut ink, at, palette.text),
        }
        if !ink.mesh.is_empty() {
            painter.add(Shape::mesh(ink.mesh));
        }
    }
}

/// A filled sign with a mark in it, so that it is not told by colour alone.
pub fn incident(painter: &Painter, at: Pos2, look: &Look) {
    let sign = Rect::from_center_size(at, vec2(14.0, 14.0));
    let font = FontId::proportional(size::SMALL);
    let mark = painter.layout_no_wrap("!".to_owned(), font, look.palette.background);
    painter.rect_filled(sign, 0.0, look.palette.danger);
    painter.galley(sign.center() - mark.size() / 2.0, mark, look.palette.background);
}

/// Where stops a plan moves stand now.
pub fn old_places(ink: &mut Ink, scene: &Scene<'_>, lane: &Lane, band: Rect) {
    let Some(places) = scene.ghosts.and_then(|ghosts| ghosts.old.get(lane.id())) else { return };
    let palette = scene.look.palette;
    let at = |time: TimeOfDay| scene.stage.x(time);
    for (from, until) in places {
        let (left, right) = (at(*from), at(*until));
        let ghost = Rect::from_min_max(
            pos2(left, band.top() + 2.0),
            pos2(right.max(left + 1.5), band.bottom() - 2.0),
        );
        ink.quad(ghost, palette.line.gamma_multiply(0.8));
        if ghost.width() > 3.0 {
            ink.frame(ghost, 1.0, palette.line_strong.gamma_multiply(0.7));
        }
    }
}
