//! The lanes' heads at the left: route, vehicle, department, driver, load, progress, and what is wrong.

use super::calls::incident;
use super::geometry::Stage;
use super::ink::Ink;
use super::lanes::Lane;
use crate::desk::actions::Selection;
use crate::desk::theme::{Look, size};
use crate::domain::ids::RouteId;
use crate::domain::rules::BreachKind;
use crate::domain::weather::Course;
use crate::words::{Arg, Tell};
use egui::{Align2, Color32, FontFamily, FontId, Painter, Rect, Shape, Stroke, pos2, vec2};
use std::sync::Arc;

/// How wide the heads are, in points.
pub const WIDTH: f32 = 300.0;
/// The column that ends at the right edge: delivered, and late.
const FIGURES: f32 = 104.0;

/// The heads of all lanes in view.
pub fn heads(
    painter: &Painter,
    stage: &Stage,
    look: &Look,
    lanes: &[Arc<Lane>],
    selection: &Selection,
    hovered: Option<&RouteId>,
    cursor: Option<&RouteId>,
) {
    let palette = look.palette;
    let painter = &painter.with_clip_rect(stage.heads.intersect(painter.clip_rect()));
    painter.rect_filled(stage.heads, 0.0, palette.panel);
    for index in stage.lanes_in_view() {
        let Some(lane) = lanes.get(index) else { continue };
        let rect = stage.head(index);
        if selection.routes.contains(lane.id()) {
            painter.rect_filled(rect, 0.0, palette.selected);
            painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, palette.accent);
        } else if hovered == Some(lane.id()) {
            painter.rect_filled(rect, 0.0, palette.hovered);
        }
        if cursor == Some(lane.id()) {
            painter.rect_stroke(
                rect.shrink(1.0),
                0.0,
                Stroke::new(1.0, palette.text),
                egui::StrokeKind::Inside,
            );
        }
        head(painter, rect, look, lane);
        if rect.height() >= 14.0 {
            painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
        }
    }
    painter.vline(stage.heads.right() - 0.5, stage.heads.y_range(), Stroke::new(1.0, palette.line_strong));
}

fn head(painter: &Painter, rect: Rect, look: &Look, lane: &Lane) {
    let palette = look.palette;
    let roomy = rect.height() >= 30.0;
    let mut ink = Ink::default();
    let colour = lane.worst.as_ref().map(|kind| alarm(look, kind));
    if rect.height() < 14.0 {
        // Too low for words: a bar as long as the share delivered, in the colour of the worst breach.
        let bar =
            Rect::from_min_max(rect.min + vec2(6.0, 0.5), pos2(rect.right() - 6.0, rect.bottom() - 0.5));
        ink.quad(bar, palette.line.gamma_multiply(0.7));
        let done = share(lane.counts.delivered, lane.counts.stops);
        ink.quad(Rect::from_min_size(bar.min, vec2(bar.width() * done, bar.height())), palette.line_strong);
        if let Some(colour) = colour {
            ink.quad(Rect::from_min_size(rect.min, vec2(5.0, rect.height())), colour);
        }
        painter.add(Shape::mesh(ink.mesh));
        return;
    }
    let first = if roomy { rect.top() + 13.5 } else { rect.center().y };
    let second = rect.bottom() - 12.5;
    if let (Some(kind), Some(colour)) = (&lane.worst, colour) {
        mark(&mut ink, pos2(rect.left() + 13.0, first), kind, colour);
    }
    let strong = FontId::new(size::BODY, FontFamily::Proportional);
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let right = rect.right() - 10.0;
    let figures = right - FIGURES;

    let code = painter.text(
        pos2(rect.left() + 24.0, first),
        Align2::LEFT_CENTER,
        lane.id().to_string(),
        strong,
        palette.text,
    );
    let mut from = code.right().max(rect.left() + 62.0) + 10.0;
    if lane.has_incident {
        incident(painter, pos2(from + 7.0, first), look);
        from += 20.0;
    }
    if let Some((course, _)) = &lane.course {
        decided(painter, pos2(from + 8.0, first), look, *course);
        from += 22.0;
    }
    let (plate, plate_ink) = match &lane.route.vehicle {
        Some(plate) => (plate.to_string(), palette.text),
        None => (look.words.say("board-no-vehicle"), palette.danger),
    };
    fitted(painter, pos2(from, first), figures, plate, &small, plate_ink);

    let delivered = format!("{}/{}", lane.counts.delivered, lane.counts.stops);
    if roomy {
        if lane.counts.late > 0 {
            let text = look.words.fill("board-late-count", &[("n", Arg::from(lane.counts.late))]);
            painter.text(pos2(right, first), Align2::RIGHT_CENTER, text, small.clone(), palette.danger);
        }
        let department =
            lane.department.as_ref().map_or(lane.route.department.as_str(), |name| look.words.name(name));
        let who = if lane.driver.is_empty() {
            department.to_owned()
        } else {
            // The driver first: who to call is asked more often than whose area it is, and is cut last.
            format!("{} · {department}", lane.driver)
        };
        fitted(painter, pos2(rect.left() + 24.0, second), figures, who, &small, palette.weak);
        painter.text(pos2(right, second), Align2::RIGHT_CENTER, delivered, small, palette.weak);
        load_bar(&mut ink, Rect::from_min_size(pos2(figures, second - 2.5), vec2(46.0, 5.0)), look, lane);
    } else {
        painter.text(pos2(right - 42.0, first), Align2::RIGHT_CENTER, delivered, small.clone(), palette.weak);
        if lane.counts.late > 0 {
            painter.text(
                pos2(right, first),
                Align2::RIGHT_CENTER,
                lane.counts.late.to_string(),
                small,
                palette.danger,
            );
        }
    }
    if !ink.mesh.is_empty() {
        painter.add(Shape::mesh(ink.mesh));
    }
}

/// The course decided under a hold: its first letter in a box, filled where the route is kept back.
fn decided(painter: &Painter, at: egui::Pos2, look: &Look, course: Course) {
    let palette = look.palette;
    let letter: String =
        look.words.tell(&course.message()).chars().take(1).flat_map(char::to_uppercase).collect();
    let rect = Rect::from_center_size(at, vec2(16.0, 16.0));
    let ink = if course == Course::Go {
        painter.rect_stroke(rect, 2.0, Stroke::new(1.2, palette.hold_edge), egui::StrokeKind::Inside);
        palette.hold_edge
    } else {
        painter.rect_filled(rect, 2.0, palette.hold_edge);
        palette.background
    };
    painter.text(at, Align2::CENTER_CENTER, letter, FontId::proportional(size::SMALL), ink);
}

/// Text cut short with an ellipsis where it would pass `until`.
fn fitted(painter: &Painter, at: egui::Pos2, until: f32, text: String, font: &FontId, ink: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text, font.clone(), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((until - at.x - 6.0).max(8.0));
    let galley = painter.layout_job(job);
    painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, ink);
}

/// Load over capacity; what is over it stands out at the right end.
fn load_bar(ink: &mut Ink, bar: Rect, look: &Look, lane: &Lane) {
    let palette = look.palette;
    ink.quad(bar, palette.line);
    let Some(capacity) = lane.outlook.capacity else { return };
    let filled = share(lane.outlook.load.0 as usize, capacity.0 as usize);
    let over = lane.outlook.load > capacity;
    let colour = if over { palette.danger } else { palette.weak };
    ink.quad(Rect::from_min_size(bar.min, vec2(bar.width() * filled, bar.height())), colour);
    if over {
        let notch = Rect::from_min_max(pos2(bar.right() - 2.0, bar.top() - 2.0), bar.max + vec2(0.0, 2.0));
        ink.quad(notch, palette.danger);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share for drawing")]
fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { (part as f32 / whole as f32).min(1.0) }
}

/// The colour a breach is told in.
#[must_use]
pub const fn alarm(look: &Look, kind: &BreachKind) -> Color32 {
    match kind {
        BreachKind::EarlyWait(_) => look.palette.weak,
        BreachKind::Overtime(_) => look.palette.warning,
        BreachKind::OnHold(_) => look.palette.hold_edge,
        BreachKind::Late(_)
        | BreachKind::Overload(_)
        | BreachKind::DrivingLimit(_)
        | BreachKind::LockBroken(_)
        | BreachKind::CargoElsewhere(_)
        | BreachKind::NoVehicle => look.palette.danger,
    }
}

/// A breach as a shape about ten points high: each kind its own, so that colour is never alone.
pub fn mark(ink: &mut Ink, at: egui::Pos2, kind: &BreachKind, colour: Color32) {
    let by = |x: f32, y: f32| at + vec2(x, y);
    match kind {
        BreachKind::Late(_) => ink.triangle([by(-5.0, -4.0), by(5.0, -4.0), by(0.0, 4.5)], colour),
        BreachKind::EarlyWait(_) => ink.frame(Rect::from_center_size(at, vec2(7.0, 7.0)), 1.2, colour),
        BreachKind::Overload(_) => ink.triangle([by(-5.0, 4.0), by(5.0, 4.0), by(0.0, -4.5)], colour),
        BreachKind::Overtime(_) => {
            ink.quad(Rect::from_center_size(at, vec2(9.0, 2.0)), colour);
            ink.quad(Rect::from_center_size(at + vec2(3.5, 0.0), vec2(2.0, 9.0)), colour);
        }
        // A plus that is closed in: too much, and no way past it.
        BreachKind::DrivingLimit(_) => {
            ink.frame(Rect::from_center_size(at, vec2(9.0, 9.0)), 1.5, colour);
            ink.quad(Rect::from_center_size(at, vec2(9.0, 1.5)), colour);
        }
        // A padlock.
        BreachKind::LockBroken(_) => {
            ink.quad(Rect::from_center_size(at + vec2(0.0, 2.0), vec2(9.0, 6.0)), colour);
            ink.frame(Rect::from_center_size(at + vec2(0.0, -1.5), vec2(5.5, 6.0)), 1.5, colour);
        }
        BreachKind::OnHold(_) => {
            for x in [-2.5, 2.5] {
                ink.quad(Rect::from_center_size(at + vec2(x, 0.0), vec2(2.5, 9.0)), colour);
            }
        }
        BreachKind::CargoElsewhere(_) => {
            ink.frame(Rect::from_center_size(at, vec2(9.0, 9.0)), 1.5, colour);
            ink.quad(Rect::from_center_size(at, vec2(3.0, 3.0)), colour);
        }
        BreachKind::NoVehicle => {
            ink.stroke(by(-4.0, -4.0), by(4.0, 4.0), 2.0, colour);
            ink.stroke(by(-4.0, 4.0), by(4.0, -4.0), 2.0, colour);
        }
    }
}

/// The lane's name for tests and screen readers: route, vehicle, and what matters of it.
#[must_use]
pub fn accessible_name(look: &Look, lane: &Lane) -> String {
    let words = &look.words;
    let plate =
        lane.route.vehicle.as_ref().map_or_else(|| words.say("board-no-vehicle"), ToString::to_string);
    let mut name =
        words.fill("board-lane-name", &[("route", Arg::shown(lane.id())), ("plate", Arg::from(plate))]);
    let separator = words.say("board-list-separator");
    let mut add = |text: String| {
        name.push_str(&separator);
        name.push_str(&text);
    };
    if lane.counts.late > 0 {
        add(words.fill("board-late-count", &[("n", Arg::from(lane.counts.late))]));
    }
    let incidents = super::told::incidents(look, &lane.route);
    if !incidents.is_empty() {
        add(words.fill("board-carries", &[("incident", incidents.into())]));
    }
    if let Some((course, _)) = &lane.course {
        add(words.tell(&course.message()));
    }
    match &lane.worst {
        None | Some(BreachKind::Late(_) | BreachKind::NoVehicle) => {}
        Some(kind) => add(words.tell(&kind.message())),
    }
    name
}
