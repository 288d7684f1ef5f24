//! While files are held over the window: what letting go of them would do. Taking them in is the frame's.

use crate::desk::theme::{Look, size};
use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui};

/// To be called once a frame, whatever view is open.
pub fn dropping_ui(ui: &Ui, look: &Look) {
    let hovering = ui.input(|input| input.raw.hovered_files.len());
    if hovering == 0 {
        return;
    }
    let p = look.palette;
    let area = Area::new(Id::unique("dropping")).order(Order::Foreground);
    area.anchor(Align2::CENTER_CENTER, [0.0, 0.0]).show(ui.ctx(), |ui| {
        Frame::new()
            .fill(p.raised)
            .stroke(Stroke::new(2.0, p.accent))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(40, 28))
            .show(ui, |ui| {
                let text = look.words.fill("data-drop-here", &[("n", hovering.into())]);
                ui.label(RichText::new(text).size(size::HEADING));
            });
    });
}
