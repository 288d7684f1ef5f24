//! What people would rather look at: bars with the share so far, a line of months, and the days on which vehicles were
//! lost. Each part can be clicked.

use crate::desk::theme::{Look, size, space};
use crate::domain::fleet::review::Review;
use crate::domain::time::ServiceDay;
use chrono::{Datelike as _, TimeDelta};
use egui::{Align2, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// One bar.
pub struct Bar {
    pub label: String,
    pub value: f64,
    /// As it is printed.
    pub shown: String,
}

const HEIGHT: f32 = 150.0;

/// Bars under each other's labels; with `share`, the share so far of the whole as a line (Pareto). The bar that was
/// clicked.
pub fn bars_ui(ui: &mut Ui, title: &str, bars: &[Bar], share: bool, look: &Look) -> Option<usize> {
    let palette = look.palette;
    ui.label(egui::RichText::new(title).size(size::SMALL).color(palette.weak));
    let width = ui.available_width().min(920.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let plot =
        Rect::from_min_max(rect.min + vec2(4.0, 14.0), rect.max - vec2(if share { 40.0 } else { 4.0 }, 20.0));
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let painter = ui.painter().clone();
    painter.line_segment([plot.left_bottom(), plot.right_bottom()], Stroke::new(1.0, palette.line_strong));
    if bars.is_empty() || most <= 0.0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "some dozens of bars")]
    let slot = (plot.width() / bars.len() as f32).min(110.0);
    let mut clicked = None;
    let whole: f64 = bars.iter().map(|bar| bar.value).sum();
    let mut so_far = 0.0;
    let mut line = Vec::new();
    for (n, bar) in bars.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "some dozens of bars")]
        let left = plot.left() + slot * n as f32;
        #[expect(clippy::cast_possible_truncation, reason = "a share to draw")]
        let tall = (bar.value / most) as f32 * (plot.height() - 4.0);
        let body = Rect::from_min_max(
            pos2(left + slot * 0.16, plot.bottom() - tall),
            pos2(left + slot * 0.84, plot.bottom()),
        );
        let response = ui.interact(
            Rect::from_min_max(pos2(left, plot.top()), pos2(left + slot, rect.bottom())),
            ui.scope_id().with(("bar", title, n)),
            Sense::click(),
        );
        let name = format!("{}: {}", bar.label, bar.shown);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        painter.rect_filled(body, 1.5, palette.accent);
        if response.hovered() {
            painter.rect_stroke(body, 1.5, Stroke::new(1.5, palette.text), egui::StrokeKind::Outside);
        }
        let font = FontId::proportional(size::SMALL);
        if slot > 26.0 {
            // Within the bar where it is tall enough: the line of shares passes above it.
            let (at, align, ink) = if tall > 20.0 {
                (body.center_top() + vec2(0.0, 2.0), Align2::CENTER_TOP, palette.on_accent)
            } else {
                (body.center_top() - vec2(0.0, 2.0), Align2::CENTER_BOTTOM, palette.text)
            };
            painter.text(at, align, &bar.shown, font.clone(), ink);
        }
        let label = painter.layout(bar.label.clone(), font, palette.weak, slot - 2.0);
        let clip = painter
            .with_clip_rect(Rect::from_min_max(pos2(left, plot.bottom()), pos2(left + slot, rect.bottom())));
        clip.galley(pos2(left + (slot - label.size().x) / 2.0, plot.bottom() + 3.0), label, palette.weak);
        so_far += bar.value;
        #[expect(clippy::cast_possible_truncation, reason = "a share to draw")]
        let high = (so_far / whole) as f32 * (plot.height() - 4.0);
        line.push(pos2(left + slot / 2.0, plot.bottom() - high));
        if response.clicked() {
            clicked = Some(n);
        }
        response.on_hover_text(name);
    }
    if share {
        painter.add(egui::Shape::line(line.clone(), Stroke::new(1.5, palette.warning)));
        for at in &line {
            painter.circle_filled(*at, 2.5, palette.warning);
        }
        if let Some(end) = line.last() {
            let font = FontId::proportional(size::SMALL);
            painter.text(*end + vec2(6.0, 0.0), Align2::LEFT_CENTER, "100 %", font, palette.warning);
        }
    }
    clicked
}

/// A square for each day, a column for each week; the fuller, the more vehicle time was lost. The day that was clicked.
pub fn calendar_ui(
    ui: &mut Ui,
    review: &Review,
    (from, to): (ServiceDay, ServiceDay),
    look: &Look,
) -> Option<ServiceDay> {
    const GAP: f32 = 2.0;
    const BESIDE: f32 = 44.0;
    let (words, palette) = (&look.words, look.palette);
    let weeks = (to.0 - from.0).num_days() / 7 + 2;
    // A quarter fills the width as well as three years do, within reason.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds of weeks")]
    let side = ((ui.available_width() - BESIDE) / weeks as f32 - GAP).clamp(13.0, 34.0);
    let first = from.plus(-i64::from(from.0.weekday().num_days_from_monday()));
    let most =
        review.calendar.values().map(|(unplanned, _)| unplanned.num_minutes()).max().unwrap_or(0).max(1);
    let mut clicked = None;
    egui::ScrollArea::horizontal().id_salt("fleet calendar").show(ui, |ui| {
        #[expect(clippy::cast_precision_loss, reason = "some hundreds of weeks")]
        let wide = weeks as f32 * (side + GAP) + BESIDE;
        let (rect, _) = ui.allocate_exact_size(vec2(wide, 7.0 * (side + GAP) + 18.0), Sense::hover());
        for (day, n) in (0..7).zip([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) {
            let at = rect.min + vec2(0.0, 16.0 + n * (side + GAP) + side / 2.0);
            let font = FontId::proportional(size::SMALL);
            let name = crate::words::orders::weekday(words, day);
            ui.painter().text(at, Align2::LEFT_CENTER, name, font, palette.weak);
        }
        let visible = ui.clip_rect();
        let mut day = first;
        let (mut labelled, mut free) = (None, f32::MIN);
        while day <= to {
            let (week, weekday) = ((day.0 - first.0).num_days() / 7, day.0.weekday().num_days_from_monday());
            #[expect(clippy::cast_precision_loss, reason = "some hundreds of weeks")]
            let at = rect.min
                + vec2(BESIDE - 8.0 + week as f32 * (side + GAP), 16.0 + weekday as f32 * (side + GAP));
            let square = Rect::from_min_size(at, vec2(side, side));
            let month = (day.0.year(), day.0.month());
            if weekday == 0 && labelled != Some(month) && free <= at.x {
                labelled = Some(month);
                let text = format!("{:02}", day.0.month());
                let text =
                    if day.0.month() == 1 || week == 0 { format!("{}-{text}", day.0.year()) } else { text };
                let font = FontId::proportional(size::SMALL);
                let drawn =
                    ui.painter().text(pos2(at.x, rect.top()), Align2::LEFT_TOP, text, font, palette.weak);
                free = drawn.right() + 6.0;
            }
            if day >= from && visible.intersects(square) {
                let lost = review.calendar.get(&day).copied().unwrap_or_default();
                if square_ui(ui, square, day, lost, most, look) {
                    clicked = Some(day);
                }
            }
            let next = day.plus(1);
            if next == day {
                break;
            }
            day = next;
        }
    });
    ui.add_space(space::HAIR);
    ui.label(egui::RichText::new(words.say("fleet-calendar-key")).size(size::SMALL).color(palette.weak));
    clicked
}

fn square_ui(
    ui: &Ui,
    square: Rect,
    day: ServiceDay,
    (unplanned, planned): (TimeDelta, TimeDelta),
    most: i64,
    look: &Look,
) -> bool {
    let palette = look.palette;
    let painter = ui.painter();
    painter.rect_filled(square, 2.0, palette.background_alternate);
    if unplanned > TimeDelta::zero() {
        #[expect(clippy::cast_precision_loss, reason = "minutes of a day's vehicles")]
        let share = (unplanned.num_minutes() as f32 / most as f32).sqrt().max(0.25);
        painter.rect_filled(square, 2.0, palette.danger.gamma_multiply(share));
    }
    if planned > TimeDelta::zero() {
        // A corner, so that both kinds can be seen on one day.
        let corner = [
            square.right_bottom(),
            square.right_bottom() - vec2(7.0, 0.0),
            square.right_bottom() - vec2(0.0, 7.0),
        ];
        painter.add(egui::Shape::convex_polygon(corner.into(), palette.warning, Stroke::NONE));
    }
    let hours = |span: TimeDelta| {
        #[expect(clippy::cast_precision_loss, reason = "minutes of a day's vehicles")]
        let hours = span.num_minutes() as f64 / 60.0;
        format!("{hours:.1}")
    };
    let parts = [
        ("day", day.to_string().into()),
        ("unplanned", hours(unplanned).into()),
        ("planned", hours(planned).into()),
    ];
    let response = ui.interact(square, ui.scope_id().with(("day", day)), Sense::click());
    let name = look.words.fill("fleet-calendar-day", &parts);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        painter.rect_stroke(square, 2.0, Stroke::new(1.0, palette.text), egui::StrokeKind::Outside);
    }
    let clicked = response.clicked();
    response.on_hover_text(name);
    clicked
}
