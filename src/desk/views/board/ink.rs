//! Paints the stops of one lane into one mesh: square blocks and marks of plain triangles, because rounded
//! or stroked shapes cost many times as much. Knows shapes and colours, not what they mean.

use crate::desk::theme::{Palette, StopPaint};
use crate::domain::outlook::StopState;
use egui::{Color32, Mesh, Pos2, Rect, pos2};

/// From this width on a block has room for its mark inside and an outline around it, in points.
const OUTLINED: f32 = 6.0;

/// A pen over one mesh.
#[derive(Debug, Default)]
pub struct Ink {
    pub mesh: Mesh,
}

impl Ink {
    pub fn quad(&mut self, rect: Rect, colour: Color32) {
        if colour != Color32::TRANSPARENT {
            self.mesh.add_colored_rect(rect, colour);
        }
    }

    pub fn triangle(&mut self, corners: [Pos2; 3], colour: Color32) {
        let first = u32::try_from(self.mesh.vertices.len()).unwrap_or(0);
        for corner in corners {
            self.mesh.colored_vertex(corner, colour);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
    }

    /// A line of `width` between two points.
    pub fn stroke(&mut self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        let along = (to - from).normalized();
        let aside = along.rot90() * (width / 2.0);
        self.triangle([from + aside, from - aside, to + aside], colour);
        self.triangle([to + aside, to - aside, from - aside], colour);
    }

    /// The outline of `rect`, `width` points wide, inside it.
    pub fn frame(&mut self, rect: Rect, width: f32, colour: Color32) {
        let (x, y) = (rect.x_range(), rect.y_range());
        self.quad(Rect::from_x_y_ranges(x, y.min..=y.min + width), colour);
        self.quad(Rect::from_x_y_ranges(x, y.max - width..=y.max), colour);
        self.quad(Rect::from_x_y_ranges(x.min..=x.min + width, y.min + width..=y.max - width), colour);
        self.quad(Rect::from_x_y_ranges(x.max - width..=x.max, y.min + width..=y.max - width), colour);
    }

    /// One stop in the lane's `band`: from arrival over the begin of service to its leave, with the mark of
    /// its state. A wait before service is a low block leading up to it.
    pub fn stop(&mut self, state: StopState, along: [f32; 3], band: Rect, palette: &Palette) {
        let paint = palette.stop(state);
        let [arrives, starts, right] = along;
        let waits = waits(state, arrives, starts);
        let block = block(state, if waits { starts } else { arrives }, right, band);
        if waits {
            let wait = Rect::from_x_y_ranges(arrives..=starts, band.center().y - 2.5..=band.center().y + 2.5);
            self.quad(wait, paint.fill);
            self.frame(wait, 1.0, paint.edge.gamma_multiply(0.7));
        }
        let tall = band.height() >= 14.0;
        match state {
            StopState::PutOff | StopState::Failed => {
                self.quad(block, paint.fill);
                self.frame(block, 1.0, paint.edge);
            }
            _ => self.body(block, paint),
        }
        if !tall {
            return;
        }
        let middle = block.center();
        // Marks above the block are as wide as they need, so that they stand out where blocks are slivers.
        let above = band.top() - 1.0;
        let reach = 3.5;
        match state {
            StopState::Late => {
                let top = above - 5.0;
                let corners =
                    [pos2(middle.x - reach, top), pos2(middle.x + reach, top), pos2(middle.x, above)];
                self.triangle(corners, paint.edge);
            }
            StopState::AtRisk => {
                let (top, side) = (above - 5.0, 2.5);
                let mid = above - 2.5;
                let diamond = |s: &mut Self, tip: Pos2| {
                    s.triangle([pos2(middle.x - side, mid), pos2(middle.x + side, mid), tip], paint.edge);
                };
                diamond(self, pos2(middle.x, top));
                diamond(self, pos2(middle.x, above));
            }
            StopState::OnHold => {
                for offset in [-2.5, 1.0] {
                    let bar = Rect::from_min_max(
                        pos2(middle.x + offset, above - 5.0),
                        pos2(middle.x + offset + 1.5, above),
                    );
                    self.quad(bar, paint.edge);
                }
            }
            StopState::Failed => {
                let (left, right, top) = (middle.x - 2.5, middle.x + 2.5, above - 5.0);
                self.stroke(pos2(left, top), pos2(right, above), 1.4, paint.edge);
                self.stroke(pos2(left, above), pos2(right, top), 1.4, paint.edge);
            }
            StopState::PutOff => {
                let (left, right, mid) = (middle.x - 3.0, middle.x + 3.0, above - 2.5);
                self.stroke(pos2(left, mid), pos2(right, mid), 1.2, paint.edge);
                self.triangle(
                    [pos2(right - 1.0, mid - 2.5), pos2(right - 1.0, mid + 2.5), pos2(right + 2.0, mid)],
                    paint.edge,
                );
            }
            StopState::DeliveredLate => {
                let tick =
                    Rect::from_min_max(pos2(middle.x - 0.75, above - 4.0), pos2(middle.x + 0.75, above));
                self.quad(tick, paint.edge);
            }
            StopState::Arrived => {
                let foot = band.bottom() + 1.0;
                let corners = [
                    pos2(middle.x - reach, foot + 4.0),
                    pos2(middle.x + reach, foot + 4.0),
                    pos2(middle.x, foot),
                ];
                self.triangle(corners, paint.fill);
            }
            StopState::Delivered | StopState::OnTime => {}
        }
    }

    fn body(&mut self, block: Rect, paint: StopPaint) {
        self.quad(block, paint.fill);
        if block.width() >= OUTLINED {
            self.frame(block, 1.0, paint.edge);
        } else if block.width() >= 2.5 {
            let edge = Rect::from_min_max(block.left_top(), pos2(block.left() + 0.8, block.bottom()));
            self.quad(edge, paint.edge);
        }
    }

    /// A delivery window: square brackets at its ends and a hairline between.
    pub fn bracket(&mut self, from: f32, until: f32, top: f32, bottom: f32, colour: Color32) {
        self.ends(from, until, top, bottom, colour);
        let line = Rect::from_min_max(pos2(from, bottom - 0.5), pos2(until, bottom + 0.5));
        self.quad(line, colour.gamma_multiply(0.6));
    }

    /// The square brackets alone.
    pub fn ends(&mut self, from: f32, until: f32, top: f32, bottom: f32, colour: Color32) {
        let arm = 4.0_f32.min((until - from) / 2.0);
        for (x, inward) in [(from, arm), (until, -arm)] {
            self.quad(Rect::from_two_pos(pos2(x - 0.6, top), pos2(x + 0.6, bottom)), colour);
            self.quad(Rect::from_two_pos(pos2(x, top), pos2(x + inward, top + 1.2)), colour);
            self.quad(Rect::from_two_pos(pos2(x, bottom - 1.2), pos2(x + inward, bottom)), colour);
        }
    }
}

/// The block of a stop: what is done stands low and quiet, what is to come fills the band.
#[must_use]
pub fn block(state: StopState, x: f32, right: f32, band: Rect) -> Rect {
    let share = match state {
        StopState::Delivered | StopState::DeliveredLate => 0.42,
        StopState::PutOff => 0.6,
        _ => 1.0,
    };
    let inset = band.height() * (1.0 - share) / 2.0;
    Rect::from_min_max(pos2(x, band.top() + inset), pos2(right.max(x + 1.2), band.bottom() - inset))
}

/// Is there a wait before service that shows? A stop on hold is closed all the while: one block.
#[must_use]
pub fn waits(state: StopState, arrives: f32, starts: f32) -> bool {
    state != StopState::OnHold && starts - arrives > 3.0
}

/// Does the state ask for attention? Such stops are painted over their neighbours where blocks crowd.
#[must_use]
pub const fn is_loud(state: StopState) -> bool {
    matches!(
        state,
        StopState::Arrived | StopState::AtRisk | StopState::Late | StopState::OnHold | StopState::Failed
    )
}
