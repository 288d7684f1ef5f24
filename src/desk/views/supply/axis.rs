//! The time axis of shipments: days across, this moment as a line, and each shipment where it is due.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size};
use crate::desk::views::mark::Mark;
use crate::domain::supply::inbound::{Inbound, InboundState, Wrong};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::words::grouped;
use egui::{Align2, FontId, Painter, Pos2, Rect, Stroke, pos2, vec2};

/// Days shown before and after the present one, at most.
const BACK: i64 = 7;
const AHEAD: i64 = 28;
/// No fewer days than these, so that a day is never wider than a hand.
const LEAST: i64 = 10;

/// From midnight of the first day to midnight after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: ServiceDay,
    pub days: i64,
}

impl Span {
    /// Around the present day, as far as there are shipments.
    #[must_use]
    pub fn of<'i>(shipments: impl Iterator<Item = &'i Inbound> + Clone, now: Timestamp) -> Self {
        let today = now.day();
        let due = shipments.map(|one| one.due.day());
        let first = due.clone().min().unwrap_or(today).clamp(today.plus(-BACK), today.plus(-1));
        let last = due.max().unwrap_or(today).clamp(today.plus(1), today.plus(AHEAD));
        let days = ((last.0 - first.0).num_days() + 2).max(LEAST);
        Self { first, days }
    }

    fn across(self, rect: Rect, at: Timestamp) -> f32 {
        let from = Timestamp::of(self.first, TimeOfDay::MIDNIGHT);
        #[expect(clippy::cast_precision_loss, reason = "minutes of some weeks")]
        let share = (at.0 - from.0).num_minutes() as f32 / (self.days * 1_440) as f32;
        rect.left() + rect.width() * share.clamp(0.0, 1.0)
    }

    fn midnight(self, rect: Rect, nth: i64) -> f32 {
        self.across(rect, Timestamp::of(self.first.plus(nth), TimeOfDay::MIDNIGHT))
    }

    fn width(self, rect: Rect) -> f32 {
        self.midnight(rect, 1) - rect.left()
    }
}

/// The dates, as many as have the room.
pub fn head_paint(painter: &Painter, rect: Rect, span: Span, look: &Look) {
    let font = FontId::proportional(size::SMALL);
    let (mut nth, step) = (0, if span.width(rect) < 42.0 { 2 } else { 1 });
    while nth < span.days {
        let at = pos2(span.midnight(rect, nth) + span.width(rect) / 2.0, rect.center().y);
        let day = span.first.plus(nth).0.format("%m-%d");
        painter.text(at, Align2::CENTER_CENTER, day, font.clone(), look.palette.weak);
        nth += step;
    }
}

/// The grid of days behind a row, and this moment.
pub fn ground_paint(painter: &Painter, rect: Rect, span: Span, now: Timestamp, look: &Look) {
    for nth in 0..=span.days {
        painter.vline(span.midnight(rect, nth), rect.y_range(), Stroke::new(1.0, look.palette.line));
    }
    painter.vline(span.across(rect, now), rect.y_range(), Stroke::new(1.5, look.palette.now_line));
}

/// How a shipment stands.
#[must_use]
pub fn mark(shipment: &Inbound, now: Timestamp) -> Mark {
    match (&shipment.state, shipment.wrong(now)) {
        (InboundState::Cancelled { .. }, _) => Mark::Nothing,
        (_, Some(Wrong::Late)) => Mark::Failed,
        (_, Some(_)) => Mark::Warning,
        (InboundState::Arrived { .. }, None) => Mark::Done,
        (InboundState::Expected, None) => Mark::Waiting,
    }
}

/// A shipment where it is due, with its cartons; what is late trails a bar to this moment.
pub fn shipment_paint(
    painter: &Painter,
    rect: Rect,
    span: Span,
    (shipment, snapshot): (&Inbound, &Snapshot),
    look: &Look,
) {
    let (palette, now) = (look.palette, snapshot.now);
    let mark = mark(shipment, now);
    let at = |moment| pos2(span.across(rect, moment), rect.center().y);
    let came = match shipment.state {
        InboundState::Arrived { at, .. } => Some(at),
        _ => None,
    };
    let stands = at(came.unwrap_or(shipment.due));
    let until = came.or((mark == Mark::Failed).then_some(now));
    if let Some(until) = until.filter(|until| *until > shipment.due) {
        let bar = Rect::from_min_max(at(shipment.due) - vec2(0.0, 2.0), at(until) + vec2(0.0, 2.0));
        painter.rect_filled(bar, 1.0, mark.ink(look).gamma_multiply(0.55));
    }
    mark.paint(painter, if mark == Mark::Failed { at(shipment.due) } else { stands }, look);
    let text = match shipment.state {
        InboundState::Arrived { cartons, .. } if cartons != shipment.cartons => {
            format!("{} / {}", grouped(cartons.0.into()), grouped(shipment.cartons.0.into()))
        }
        _ => grouped(shipment.cartons.0.into()),
    };
    let right = if mark == Mark::Failed { at(now) } else { stands };
    beside_paint(
        painter,
        rect,
        right,
        &text,
        if mark == Mark::Nothing { palette.weak } else { palette.text },
    );
}

/// A word to the right of a mark, or to its left where there is no room.
fn beside_paint(painter: &Painter, rect: Rect, at: Pos2, text: &str, ink: egui::Color32) {
    let font = FontId::proportional(size::SMALL);
    let galley = painter.layout_no_wrap(text.to_owned(), font, ink);
    let right = at.x + 9.0 + galley.size().x <= rect.right();
    let left = if right { at.x + 9.0 } else { at.x - 9.0 - galley.size().x };
    painter.galley(pos2(left, at.y - galley.size().y / 2.0), galley, ink);
}
