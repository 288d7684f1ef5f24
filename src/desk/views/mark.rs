//! How something stands, as a mark of its own shape and colour: nobody has to tell colours apart.

use crate::desk::theme::Look;
use crate::domain::notice::DeliveryState;
use crate::notify::ledger::Standing;
use egui::{Color32, Painter, Pos2, Sense, Shape, Stroke, Ui, vec2};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A full disc.
    Done,
    /// A ring.
    Waiting,
    /// A triangle.
    Warning,
    /// A full square on its corner.
    Failed,
    /// A dash.
    Nothing,
}

impl Mark {
    pub const fn of_notice(standing: Option<DeliveryState>) -> Self {
        match standing {
            Some(DeliveryState::Sent) => Self::Done,
            Some(DeliveryState::Queued | DeliveryState::Sending) => Self::Waiting,
            Some(DeliveryState::Failed) => Self::Warning,
            Some(DeliveryState::GivenUp) => Self::Failed,
            Some(DeliveryState::Merged) | None => Self::Nothing,
        }
    }

    pub const fn of_entry(standing: Standing) -> Self {
        match standing {
            Standing::Told => Self::Done,
            Standing::ToTell => Self::Warning,
            Standing::Outdated => Self::Failed,
            Standing::Quiet => Self::Nothing,
        }
    }

    pub fn ink(self, look: &Look) -> Color32 {
        let palette = look.palette;
        match self {
            Self::Done => palette.good,
            Self::Waiting => palette.text,
            Self::Warning => palette.warning,
            Self::Failed => palette.danger,
            Self::Nothing => palette.weak,
        }
    }

    pub fn paint(self, painter: &Painter, at: Pos2, look: &Look) {
        let ink = self.ink(look);
        let outline = |corners: &[(f32, f32)]| {
            let corners = corners.iter().map(|(x, y)| at + vec2(*x, *y)).collect();
            Shape::convex_polygon(corners, ink, Stroke::NONE)
        };
        let shape = match self {
            Self::Done => Shape::circle_filled(at, 4.5, ink),
            Self::Waiting => Shape::circle_stroke(at, 4.0, Stroke::new(1.5, ink)),
            Self::Warning => outline(&[(0.0, -5.0), (5.5, 4.5), (-5.5, 4.5)]),
            Self::Failed => outline(&[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)]),
            Self::Nothing => {
                let ends = [at - vec2(4.0, 0.0), at + vec2(4.0, 0.0)];
                Shape::line_segment(ends, Stroke::new(1.5, ink))
            }
        };
        painter.add(shape);
    }

    /// In a line of text.
    pub fn show(self, ui: &mut Ui, look: &Look) {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
        self.paint(ui.painter(), rect.center(), look);
    }
}
