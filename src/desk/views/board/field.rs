//! Paints the lanes' field: rounds, stops, windows, holds, the now-line. Only what is in view, a mesh per
//! lane, text only where it fits.

use super::calls;
use super::geometry::Stage;
use super::ink::{Ink, block, is_loud, waits};
use super::lanes::Lane;
use crate::desk::actions::Selection;
use crate::desk::recovery::Ghosts;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size};
use crate::domain::day::{Progress, Stop};
use crate::domain::ids::RetailerCode;
use crate::domain::outlook::StopOutlook;
use crate::domain::time::{Standing, TimeOfDay};
use egui::{Color32, FontId, Painter, Rect, Shape, Stroke, pos2, vec2};
use std::sync::Arc;

/// From this zoom on, in points an hour, every stop in view shows its window.
const WINDOWS_FROM: f32 = 700.0;

/// What a lane is painted with besides its own facts.
pub struct Scene<'a> {
    pub stage: &'a Stage,
    pub look: &'a Look,
    pub snapshot: &'a Snapshot,
    pub selection: &'a Selection,
    pub hovered: Option<&'a RetailerCode>,
    pub cursor: Option<&'a RetailerCode>,
    pub scale: f32,
    pub ghosts: Option<&'a Ghosts>,
}

impl Scene<'_> {
    fn is_marked(&self, stop: &Stop) -> bool {
        self.hovered == Some(&stop.retailer) || self.selection.stops.contains(&stop.retailer)
    }
}

/// The part of a lane its stops stand in; marks stand above and below it.
#[must_use]
pub fn band(lane: Rect) -> Rect {
    let height = lane.height();
    let (above, below) = if height >= 30.0 {
        (11.0, 9.0)
    } else if height >= 18.0 {
        (7.0, 1.0)
    } else {
        (1.0, 0.0)
    };
    Rect::from_min_max(pos2(lane.left(), lane.top() + above), pos2(lane.right(), lane.bottom() - below))
}

/// A stop's block on the screen, wherever it is.
#[must_use]
pub fn stop_rect(stage: &Stage, lane_index: usize, stop: &StopOutlook) -> Rect {
    block(stop.state, stage.x(stop.arrives), stage.x(stop.leaves), band(stage.lane(lane_index)))
}

/// All lanes in view.
pub fn lanes(painter: &Painter, scene: &Scene<'_>, lanes: &[Arc<Lane>]) {
    let (stage, palette) = (scene.stage, scene.look.palette);
    painter.rect_filled(stage.field, 0.0, palette.background);
    for index in stage.lanes_in_view() {
        let rect = stage.lane(index);
        let chosen = lanes.get(index).is_some_and(|lane| scene.selection.routes.contains(lane.id()));
        if chosen {
            painter.rect_filled(rect, 0.0, palette.selected.gamma_multiply(0.5));
        } else if index % 2 == 1 {
            painter.rect_filled(rect, 0.0, palette.background_alternate);
        }
    }
    let shift_ends = stage.x(scene.snapshot.state.settings.shift_ends);
    if shift_ends < stage.field.right() {
        let after =
            Rect::from_min_max(pos2(shift_ends.max(stage.field.left()), stage.field.top()), stage.field.max);
        painter.rect_filled(after, 0.0, palette.warning_back.gamma_multiply(0.55));
        painter.vline(
            shift_ends,
            stage.field.y_range(),
            Stroke::new(1.0, palette.warning.gamma_multiply(0.6)),
        );
    }
    super::axis::grid(painter, stage, scene.look, scene.scale);
    for index in stage.lanes_in_view() {
        if let Some(lane) = lanes.get(index) {
            lane_field(painter, scene, index, lane);
        }
    }
    calls::joints(painter, scene, lanes);
    if let Standing::Today(now) = Standing::of(scene.snapshot.date, scene.snapshot.now) {
        let x = stage.x(now);
        if stage.field.x_range().contains(x) {
            painter.vline(x, stage.field.y_range(), Stroke::new(1.5, palette.now_line));
        }
    }
}

fn lane_field(painter: &Painter, scene: &Scene<'_>, index: usize, lane: &Lane) {
    let (stage, palette) = (scene.stage, scene.look.palette);
    let rect = stage.lane(index);
    let band = band(rect);
    let (from, until) = stage.span();
    let mut ink = Ink::default();

    for closure in &lane.closed {
        let (left, right) = (stage.x(closure.from), stage.x(closure.until));
        if right < stage.field.left() || left > stage.field.right() {
            continue;
        }
        let shade = Rect::from_x_y_ranges(left..=right, rect.y_range());
        ink.quad(shade.intersect(stage.field), palette.hold_band);
        for x in [left, right] {
            ink.quad(Rect::from_x_y_ranges(x - 0.5..=x + 0.5, rect.y_range()), palette.hold_edge);
        }
    }
    round(&mut ink, scene, lane, band);
    calls::old_places(&mut ink, scene, lane, band);
    calls::blocks(&mut ink, scene, index, lane);

    let stops = lane.between(from, until);
    let place = |at: usize| {
        let outlook = &lane.outlook.stops[at];
        (outlook.state, [outlook.arrives, outlook.starts, outlook.leaves].map(|at| stage.x(at)))
    };
    let all_windows = scene.scale >= WINDOWS_FROM && rect.height() >= 30.0;
    for at in stops.clone() {
        let stop = &lane.route.stops[at];
        let marked = scene.is_marked(stop);
        let open = matches!(stop.progress, Progress::Waiting);
        if marked || (all_windows && open) {
            let colour = if marked { palette.text } else { palette.window };
            let (left, right) = (stage.x(stop.window.opens()), stage.x(stop.window.closes()));
            if marked {
                ink.bracket(left, right, band.top() - 2.0, band.bottom() + 4.0, colour);
            } else {
                ink.ends(left, right, band.bottom() - 3.0, band.bottom() + 4.0, colour);
            }
        }
    }
    // Where blocks crowd, a quiet one must not hide one that asks for attention.
    for at in stops.clone() {
        let (how, along) = place(at);
        if !is_loud(how) {
            ink.stop(how, along, band, palette);
        }
    }
    for at in stops.clone() {
        let (how, along) = place(at);
        if is_loud(how) {
            ink.stop(how, along, band, palette);
        }
    }
    if band.height() >= 10.0 {
        for at in stops.clone().filter(|&at| lane.route.stops[at].inferred) {
            // Told from positions: a corner, until somebody confirms it.
            let corner = stop_rect(stage, index, &lane.outlook.stops[at]).right_top();
            ink.triangle([corner, corner - vec2(6.0, 0.0), corner + vec2(0.0, 6.0)], palette.warning);
        }
    }
    if !scene.selection.stops.is_empty() || scene.hovered.is_some() || scene.cursor.is_some() {
        for at in stops.clone() {
            let stop = &lane.route.stops[at];
            let outline = stop_rect(stage, index, &lane.outlook.stops[at]);
            if scene.selection.stops.contains(&stop.retailer) {
                ink.frame(outline.expand(2.0), 2.0, palette.accent);
            } else if scene.hovered == Some(&stop.retailer) {
                ink.frame(outline.expand(1.5), 1.5, palette.weak);
            }
            if scene.cursor == Some(&stop.retailer) {
                ink.frame(outline.expand(4.0), 1.0, palette.text);
            }
        }
    }
    for at in stops.clone() {
        let stop = &lane.route.stops[at];
        let block = stop_rect(stage, index, &lane.outlook.stops[at]);
        calls::lock(&mut ink, stop, block, band, palette.text);
        if scene.ghosts.is_some_and(|ghosts| ghosts.moved.contains(&stop.retailer)) {
            ink.frame(block.expand(1.5), 1.5, palette.accent);
        }
    }
    if !ink.mesh.is_empty() {
        painter.add(Shape::mesh(ink.mesh));
    }
    if band.height() >= 14.0 {
        for at in stops {
            label(painter, scene, lane, at, band);
        }
    }
}

/// From departure to return: a thread through the lane, with the planned departure where it was another.
fn round(ink: &mut Ink, scene: &Scene<'_>, lane: &Lane, band: Rect) {
    let (stage, palette) = (scene.stage, scene.look.palette);
    let (leaves, returns) = (stage.x(lane.outlook.leaves), stage.x(lane.outlook.returns));
    let middle = band.center().y;
    let clip = stage.field.x_range();
    let (left, right) = (leaves.max(clip.min), returns.min(clip.max));
    if left >= right {
        return;
    }
    let thickness = if band.height() >= 10.0 { 2.0 } else { 1.0 };
    let thread = |from: f32, to: f32| {
        Rect::from_min_max(pos2(from, middle - thickness / 2.0), pos2(to, middle + thickness / 2.0))
    };
    ink.quad(thread(left, right), palette.line_strong.gamma_multiply(0.8));
    let shift_ends = stage.x(scene.snapshot.state.settings.shift_ends);
    if returns > shift_ends {
        ink.quad(thread(left.max(shift_ends), right), palette.warning);
    }
    if band.height() < 10.0 {
        return;
    }
    let post = |x: f32| Rect::from_min_max(pos2(x - 1.0, middle - 6.0), pos2(x + 1.0, middle + 6.0));
    let ends = if lane.has_left() { palette.weak } else { palette.line_strong };
    ink.quad(post(leaves), ends);
    ink.quad(post(returns), if returns > shift_ends { palette.warning } else { ends });
    let planned = stage.x(lane.route.departs);
    if (planned - leaves).abs() > 2.0 {
        ink.quad(
            Rect::from_min_max(pos2(planned - 0.5, middle - 6.0), pos2(planned + 0.5, middle + 6.0)),
            palette.weak,
        );
        ink.quad(thread(planned.min(leaves), planned.max(leaves)), palette.line);
    }
}

/// What fits in a block: the shop's name, or its place in the order, or nothing.
fn label(painter: &Painter, scene: &Scene<'_>, lane: &Lane, at: usize, band: Rect) {
    let outlook = &lane.outlook.stops[at];
    let (arrives, starts) = (scene.stage.x(outlook.arrives), scene.stage.x(outlook.starts));
    let x = if waits(outlook.state, arrives, starts) { starts } else { arrives };
    let right = scene.stage.x(outlook.leaves);
    let room = right - x - 6.0;
    let block = block(outlook.state, x, right, band);
    if room < 12.0 || block.height() < 10.0 {
        return;
    }
    let paint = scene.look.palette.stop(outlook.state);
    let font = FontId::proportional(size::SMALL.min(block.height() - 1.0));
    let number = (at + 1).to_string();
    let put = |text: String, ink: Color32| {
        let galley = painter.layout_no_wrap(text, font.clone(), ink);
        let fits = galley.size().x <= room;
        if fits {
            let at = pos2(block.left() + 3.0, block.center().y - galley.size().y / 2.0);
            painter.galley(at, galley, ink);
        }
        fits
    };
    let name = (room >= 60.0)
        .then(|| scene.snapshot.state.network.retailer(&lane.route.stops[at].retailer))
        .flatten()
        .map(|retailer| scene.look.words.name(&retailer.name));
    if let Some(name) = name {
        // A left edge out of view would hide the beginning of the name.
        let shown = block.left() >= scene.stage.field.left() - 3.0;
        if shown && put(format!("{number} {name}"), paint.ink) {
            return;
        }
    }
    put(number, paint.ink);
}

/// Where dragged stops would land: a caret between two stops, and ghosts at their new times.
pub fn landing(
    painter: &Painter,
    stage: &Stage,
    look: &Look,
    lane_index: usize,
    caret: TimeOfDay,
    ghosts: &[(TimeOfDay, TimeOfDay)],
) {
    let band = band(stage.lane(lane_index));
    let palette = look.palette;
    for (from, until) in ghosts {
        let (left, right) = (stage.x(*from), stage.x(*until));
        let ghost = Rect::from_min_max(pos2(left, band.top()), pos2(right.max(left + 4.0), band.bottom()));
        painter.rect(ghost, 0.0, palette.ghost, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
    }
    let x = stage.x(caret);
    painter.vline(x, band.top() - 4.0..=band.bottom() + 4.0, Stroke::new(2.0, palette.accent));
    for (y, down) in [(band.top() - 4.0, 4.0), (band.bottom() + 4.0, -4.0)] {
        let tip = [pos2(x - 4.0, y), pos2(x + 4.0, y), pos2(x, y + down)];
        painter.add(Shape::convex_polygon(tip.to_vec(), palette.accent, Stroke::NONE));
    }
}

/// The rubber band of a selection.
pub fn rubber_band(painter: &Painter, look: &Look, rect: Rect) {
    let palette = look.palette;
    painter.rect(rect, 0.0, palette.ghost, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
}
