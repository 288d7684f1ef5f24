//! The rail at the left: the views there are, each with its mark, its name and its key.

use crate::desk::actions::{Action, Actions, View};
use crate::desk::shortcuts::Deed;
use crate::desk::theme::{Look, size, space};
use egui::{
    Align2, Color32, FontId, Frame, Margin, Painter, Panel, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

/// What waits in a view, and whether it is pressing: a number on its entry until there is none.
pub struct Waiting {
    pub view: View,
    pub count: usize,
    pub is_loud: bool,
    /// In words, for the pointer and for screen readers.
    pub told: String,
}

pub fn rail_ui(ui: &mut Ui, open: View, waiting: &[Waiting], look: &Look, actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.panel).inner_margin(Margin::symmetric(6, 8));
    Panel::left("rail").frame(frame).resizable(false).exact_size(space::RAIL).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        for view in View::ALL {
            let waiting = waiting.iter().find(|waiting| waiting.view == view && waiting.count > 0);
            if entry_ui(ui, view, view == open, waiting, look) {
                actions.push(Action::Show(view));
            }
        }
        ui.take_available_space();
    });
}

fn deed(view: View) -> Deed {
    match view {
        View::Board => Deed::Board,
        View::Map => Deed::Map,
        View::Weather => Deed::Weather,
        View::Incidents => Deed::Incidents,
        View::Notices => Deed::Notices,
        View::Fleet => Deed::Fleet,
        View::Supply => Deed::Supply,
        View::Reports => Deed::Reports,
        View::Data => Deed::Data,
    }
}

fn entry_ui(ui: &mut Ui, view: View, chosen: bool, waiting: Option<&Waiting>, look: &Look) -> bool {
    let name = look.words.say(match view {
        View::Board => "desk-view-board",
        View::Map => "desk-view-map",
        View::Weather => "desk-view-weather",
        View::Incidents => "desk-view-incidents",
        View::Notices => "desk-view-notices",
        View::Fleet => "desk-view-fleet",
        View::Supply => "desk-view-supply",
        View::Reports => "desk-view-reports",
        View::Data => "desk-view-data",
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, &name));
    let told = waiting.map_or_else(String::new, |waiting| waiting.told.clone());
    let palette = look.palette;
    let ink = if chosen { palette.accent } else { palette.text };
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, 6.0, palette.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 6.0, palette.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 6.0, Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    mark(painter, view, pos2(rect.center().x, rect.top() + 18.0), ink);
    let at = pos2(rect.center().x, rect.bottom() - 12.0);
    painter.text(at, Align2::CENTER_CENTER, &name, FontId::proportional(size::SMALL), ink);
    let keys = deed(view).shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut));
    if let Some(waiting) = waiting {
        badge(ui.painter(), pos2(rect.right() - 16.0, rect.top() + 12.0), waiting, look);
    }
    let hint = format!("{name}  {}\n{told}", keys.unwrap_or_default());
    response.on_hover_text(hint.trim_end()).clicked()
}

/// How many things wait in a view.
fn badge(painter: &Painter, at: Pos2, waiting: &Waiting, look: &Look) {
    let palette = look.palette;
    let (fill, ink) = if waiting.is_loud {
        (palette.danger, palette.background)
    } else {
        (palette.text, palette.background)
    };
    let text = if waiting.count > 999 { "999+".to_owned() } else { waiting.count.to_string() };
    let galley = painter.layout_no_wrap(text, FontId::proportional(size::SMALL), ink);
    let half = vec2((galley.size().x / 2.0 + 5.0).max(9.0), 8.5);
    painter.rect_filled(Rect::from_center_size(at, half * 2.0), 8.5, fill);
    painter.galley(at - galley.size() / 2.0, galley, ink);
}

/// A mark of straight lines, 20 points wide.
fn mark(painter: &Painter, view: View, at: Pos2, ink: Color32) {
    let bar = |left: f32, top: f32, width: f32, height: f32| {
        let rect = Rect::from_min_size(at + vec2(left, top), vec2(width, height));
        painter.rect_filled(rect, 1.0, ink);
    };
    match view {
        View::Board => {
            bar(-10.0, -8.0, 9.0, 4.0);
            bar(1.0, -8.0, 6.0, 4.0);
            bar(-6.0, -2.0, 6.0, 4.0);
            bar(2.0, -2.0, 8.0, 4.0);
            bar(-10.0, 4.0, 5.0, 4.0);
            bar(-3.0, 4.0, 10.0, 4.0);
        }
        View::Map => {
            // A folded sheet with a way across it.
            let stroke = Stroke::new(1.5, ink);
            let folds = [(-10.0, 0.0), (-3.5, 2.5), (3.0, 0.0), (9.5, 2.5)].map(|(x, dy)| vec2(x, dy));
            for pair in folds.windows(2) {
                painter
                    .line_segment([at + pair[0] + vec2(0.0, -9.0), at + pair[1] + vec2(0.0, -9.0)], stroke);
                painter.line_segment([at + pair[0] + vec2(0.0, 6.0), at + pair[1] + vec2(0.0, 6.0)], stroke);
            }
            for fold in folds {
                painter.line_segment([at + fold + vec2(0.0, -9.0), at + fold + vec2(0.0, 6.0)], stroke);
            }
        }
        View::Weather => {
            // A cloud with rain under it.
            painter.circle_filled(at + vec2(-4.0, -3.0), 4.5, ink);
            painter.circle_filled(at + vec2(3.0, -4.5), 5.5, ink);
            bar(-9.0, -4.0, 18.0, 5.0);
            painter.circle_filled(at + vec2(-8.0, -1.5), 2.5, ink);
            painter.circle_filled(at + vec2(8.0, -1.5), 2.5, ink);
            for x in [-6.0, 0.0, 6.0] {
                let (top, bottom) = (at + vec2(x + 1.0, 3.0), at + vec2(x - 1.5, 8.5));
                painter.line_segment([top, bottom], Stroke::new(1.6, ink));
            }
        }
        View::Incidents => {
            // A bell, and its clapper.
            bar(-1.0, -10.0, 2.0, 3.0);
            bar(-5.0, -8.0, 10.0, 3.0);
            bar(-6.5, -5.0, 13.0, 7.0);
            bar(-9.0, 2.0, 18.0, 3.0);
            painter.circle_filled(at + vec2(0.0, 7.0), 2.4, ink);
        }
        View::Notices => {
            // An envelope.
            let stroke = Stroke::new(1.5, ink);
            let sheet = Rect::from_center_size(at, vec2(20.0, 14.0));
            painter.rect_stroke(sheet, 1.0, stroke, egui::StrokeKind::Inside);
            let fold = at + vec2(0.0, 1.5);
            painter.line_segment([sheet.left_top() + vec2(1.0, 1.0), fold], stroke);
            painter.line_segment([fold, sheet.right_top() + vec2(-1.0, 1.0)], stroke);
        }
        View::Fleet => {
            // A van, seen from the side.
            bar(-10.0, -7.0, 12.0, 10.0);
            bar(3.0, -3.0, 6.0, 6.0);
            painter.circle_filled(at + vec2(-5.5, 4.5), 2.8, ink);
            painter.circle_filled(at + vec2(5.0, 4.5), 2.8, ink);
        }
        View::Supply => {
            // Boxes, two and one upon them.
            let stroke = Stroke::new(1.5, ink);
            for (left, top) in [(-10.0, -0.5), (0.5, -0.5), (-4.75, -9.5)] {
                let side = Rect::from_min_size(at + vec2(left, top), vec2(9.5, 8.5));
                painter.rect_stroke(side, 0.5, stroke, egui::StrokeKind::Inside);
                bar(left + 3.5, top, 2.5, 3.0);
            }
        }
        View::Reports => {
            bar(-10.0, 7.0, 20.0, 1.5);
            bar(-8.0, 0.0, 4.0, 6.0);
            bar(-2.0, -8.0, 4.0, 14.0);
            bar(4.0, -4.0, 4.0, 10.0);
        }
        View::Data => {
            let stroke = Stroke::new(1.5, ink);
            let sheet = Rect::from_center_size(at, vec2(19.0, 16.0));
            painter.rect_stroke(sheet, 1.0, stroke, egui::StrokeKind::Inside);
            bar(-9.0, -3.5, 18.0, 1.5);
            bar(-9.0, 2.0, 18.0, 1.5);
            bar(-3.5, -8.0, 1.5, 16.0);
        }
    }
}
