//! The bar above the map: the filter it shares with the board, what is selected or in hand, layers and the
//! key to its marks; and the strip of tools on the map itself.

use super::MapView;
use super::cards::told;
use super::chart::TruckState;
use super::hand::Hand;
use super::layers::{ColourBy, Layer};
use super::marks;
use super::pen::Pen;
use super::reckon::Closes;
use super::tools::{Form, Sketch, Tool};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::board::filter::Filter;
use crate::desk::views::board::toolbar::{counter, filters_ui, selection_ui};
use crate::domain::outlook::StopState;
use crate::words::Tell;
use egui::accesskit::Role;
use egui::{Align, Button, Layout, Pos2, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// What bar, strip and keys ask of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub fit: bool,
    pub fit_selection: bool,
    /// One step in, or out where negative.
    pub zoom: i8,
    pub edit_hold: bool,
}

pub fn bar_ui(
    ui: &mut Ui,
    view: &mut MapView,
    filter: &mut Filter,
    (snapshot, selection): (&Snapshot, &Selection),
    closes: Closes,
    look: &Look,
    actions: &mut Actions,
) -> Asked {
    let mut asked = Asked::default();
    egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
        // Where there is little room, what is in hand has a line of its own.
        let narrow = ui.available_width() < 820.0;
        ui.horizontal_wrapped(|ui| {
            filters_ui(ui, filter, snapshot, look);
            if narrow {
                choices_ui(ui, view, look);
            }
        });
        ui.horizontal(|ui| {
            ui.set_min_height(26.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !narrow {
                    choices_ui(ui, view, look);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if view.hand.sketch.is_some() || view.hand.tool != Tool::Look {
                        in_hand_ui(ui, &mut view.hand, closes, look, actions);
                    } else {
                        selected_ui(ui, view, (snapshot, selection), look, actions, &mut asked);
                    }
                    if !filter.is_clear() && ui.link(look.words.say("board-clear-filter")).clicked() {
                        *filter = Filter::default();
                    }
                });
            });
        });
    });
    asked
}

fn selected_ui(
    ui: &mut Ui,
    view: &MapView,
    (snapshot, selection): (&Snapshot, &Selection),
    look: &Look,
    actions: &mut Actions,
    asked: &mut Asked,
) {
    let words = &look.words;
    if *selection == Selection::default() {
        ui.label(RichText::new(counter(look, view.lanes.totals)).color(look.palette.weak));
        let (shown, all) = (view.choice.lanes.len(), view.lanes.totals.routes);
        if shown < all {
            let text = words.fill("board-shown", &[("shown", shown.into()), ("all", all.into())]);
            ui.label(RichText::new(text).color(look.palette.accent));
        }
        return;
    }
    let Some(id) = &selection.hold else {
        selection_ui(ui, snapshot, selection, look, actions);
        return;
    };
    if let Some(hold) = snapshot.state.holds.get(id) {
        ui.label(RichText::new(words.tell(&hold.signal.message())).strong());
        if Sketch::of(id, &hold.areas).is_some() {
            asked.edit_hold = ui
                .button(words.say("map-edit-area"))
                .on_hover_text(words.say("map-edit-area-hint"))
                .clicked();
        }
    }
    if ui.link(words.say("board-clear-selection")).clicked() {
        actions.push(Action::Select(Selection::default()));
    }
}

/// How the tool is used, what it has in hand, and what can be done with that.
fn in_hand_ui(ui: &mut Ui, hand: &mut Hand, closes: Closes, look: &Look, actions: &mut Actions) {
    let (words, palette) = (&look.words, look.palette);
    let Some(sketch) = &hand.sketch else {
        if ui.button(words.say("map-put-away")).clicked() {
            hand.let_go();
            hand.tool = Tool::Look;
            return;
        }
        let text = RichText::new(words.say(hand.tool.hint())).color(palette.weak);
        ui.add(egui::Label::new(text).truncate());
        return;
    };
    let outcome = sketch.area();
    let ready = outcome.is_ok();
    let discard = ui.button(words.say("map-discard")).clicked();
    if !sketch.done {
        let finish = Button::new(RichText::new(words.say("map-finish")).color(palette.on_accent));
        let finish = ui.add_enabled(ready, finish.fill(palette.accent));
        if finish.on_hover_text(words.say("map-finish-hint")).clicked() {
            hand.finish(actions);
            return;
        }
    }
    let title = match &sketch.form {
        Form::Polygon(corners) => words.fill("map-polygon-of", &[("n", corners.len().into())]),
        Form::Circle(_, radius) => {
            words.fill("map-circle-of", &[("radius", super::grid::length(look, *radius).into())])
        }
    };
    ui.label(RichText::new(title).strong());
    let (text, ink) = match outcome {
        Ok(_) => (told(look, closes), palette.text),
        Err(why @ super::tools::Unfinished::CrossesItself) => (words.say(why.key()), palette.danger),
        Err(why) => (words.say(why.key()), palette.weak),
    };
    ui.add(egui::Label::new(RichText::new(text).color(ink)).truncate());
    if discard {
        hand.let_go();
    }
}

fn choices_ui(ui: &mut Ui, view: &mut MapView, look: &Look) {
    let words = &look.words;
    let key = ui.button(words.say("board-key"));
    egui::Popup::menu(&key)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| key_ui(ui, look));
    let layers = ui.button(words.say("map-layers"));
    egui::Popup::menu(&layers).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        for layer in Layer::ALL {
            let mut shown = view.layers.shows(layer);
            if ui.checkbox(&mut shown, words.say(layer.key())).changed() {
                view.layers.toggle(layer);
            }
        }
        ui.separator();
        ui.label(RichText::new(words.say("map-colour")).size(size::SMALL).color(look.palette.weak));
        for by in ColourBy::ALL {
            ui.radio_value(&mut view.colour_by, by, words.say(by.key()));
        }
    });
}

/// What the marks mean, and the keys.
fn key_ui(ui: &mut Ui, look: &Look) {
    let words = &look.words;
    let row = |ui: &mut Ui, text: String, paint: &dyn Fn(&mut Pen, Pos2)| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 20.0), Sense::hover());
            let mut pen = Pen::new(rect);
            paint(&mut pen, rect.center());
            pen.put(ui.painter());
            ui.label(text);
        });
    };
    for state in StopState::ALL {
        row(ui, words.tell(&state.message()), &|pen, at| marks::stop(pen, state, at, 5.0, look.palette));
    }
    row(ui, words.say("map-key-vehicle"), &|pen, at| {
        marks::truck(pen, TruckState::OnTheWay, at, false, 1.0, look.palette);
    });
    row(ui, words.say("map-key-broken"), &|pen, at| {
        marks::truck(pen, TruckState::Broken, at, false, 1.0, look.palette);
    });
    row(ui, words.say("map-key-centre"), &|pen, at| marks::dock(pen, true, at, look.palette));
    row(ui, words.say("map-key-station"), &|pen, at| marks::dock(pen, false, at, look.palette));
    row(ui, words.say("board-key-call"), &|pen, at| marks::call(pen, at, look.palette));
    ui.separator();
    ui.label(RichText::new(words.say("map-key-keys")).size(size::SMALL).color(look.palette.weak));
}

const SIDE: f32 = 32.0;

/// The strip of tools at the map's left edge; gives the room it takes.
pub fn strip_ui(ui: &mut Ui, map: Rect, hand: &mut Hand, asked: &mut Asked, look: &Look) -> Rect {
    let rows = Tool::ALL.len() + 3;
    #[expect(clippy::cast_precision_loss, reason = "eight rows")]
    let tall = rows as f32 * SIDE + space::NEAR + 4.0;
    let rect = Rect::from_min_size(map.min + vec2(10.0, 24.0), vec2(SIDE + 4.0, tall));
    // Between the buttons, too, it is not the map that is clicked.
    ui.interact(rect, ui.scope_id().with("map strip"), Sense::click_and_drag());
    let palette = look.palette;
    let stroke = Stroke::new(1.0, palette.line_strong);
    ui.painter().rect(rect, 4.0, palette.panel, stroke, egui::StrokeKind::Inside);
    let mut at = rect.min + vec2(2.0, 2.0);
    for tool in Tool::ALL {
        let keys = match tool {
            Tool::Look => "Esc",
            Tool::Lasso => "L",
            Tool::Measure => "M",
            Tool::Polygon => "P",
            Tool::Circle => "C",
        };
        let name = look.words.say(tool.key());
        let hint = format!("{name}  {keys}\n{}", look.words.say(tool.hint()));
        if button_ui(ui, at, (&name, &hint), hand.tool == tool, Sign::Tool(tool), look) {
            hand.take(tool);
        }
        at.y += SIDE;
    }
    let y = at.y + space::NEAR / 2.0;
    ui.painter().hline(rect.x_range().shrink(6.0), y, Stroke::new(1.0, palette.line_strong));
    at.y += space::NEAR;
    for (sign, key, keys) in
        [(Sign::In, "board-zoom-in", "+"), (Sign::Out, "board-zoom-out", "−"), (Sign::Fit, "map-fit", "F")]
    {
        let name = look.words.say(key);
        if button_ui(ui, at, (&name, &format!("{name}  {keys}")), false, sign, look) {
            match sign {
                Sign::In => asked.zoom = 1,
                Sign::Out => asked.zoom = -1,
                _ => asked.fit = true,
            }
        }
        at.y += SIDE;
    }
    rect
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Tool(Tool),
    In,
    Out,
    Fit,
}

fn button_ui(
    ui: &mut Ui,
    at: Pos2,
    (name, hint): (&str, &str),
    chosen: bool,
    sign: Sign,
    look: &Look,
) -> bool {
    let rect = Rect::from_min_size(at, vec2(SIDE, SIDE));
    let response = ui.interact(rect, ui.scope_id().with(("map button", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let palette = look.palette;
    let ink = if chosen { palette.accent } else { palette.text };
    let face = rect.shrink(2.0);
    if chosen {
        ui.painter().rect_filled(face, 4.0, palette.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(face, 4.0, palette.hovered);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(face, 4.0, Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    let mut pen = Pen::new(rect);
    paint_sign(&mut pen, sign, rect.center(), ink);
    pen.put(ui.painter());
    response.on_hover_text(hint).clicked()
}

fn paint_sign(pen: &mut Pen, sign: Sign, at: Pos2, ink: egui::Color32) {
    let p = |x: f32, y: f32| pos2(at.x + x, at.y + y);
    let width = 1.7;
    match sign {
        Sign::Tool(Tool::Look) => {
            pen.shape(&[p(-4.0, -8.0), p(5.0, 1.0), p(-4.0, 5.0)], ink);
            pen.line(p(-0.5, 1.0), p(3.2, 8.0), 2.4, ink);
        }
        Sign::Tool(Tool::Lasso) => {
            pen.path(
                [(-7.0, -1.0), (-3.0, -7.0), (5.0, -6.5), (8.0, -1.0), (3.0, 3.0), (-4.0, 3.5), (-7.0, -1.0)]
                    .map(|(x, y)| p(x, y)),
                width,
                ink,
            );
            pen.path([p(-4.0, 3.5), p(-6.5, 6.0), p(-3.5, 8.5)], width, ink);
        }
        Sign::Tool(Tool::Measure) => {
            pen.line(p(-8.0, 5.0), p(8.0, 5.0), width, ink);
            for (x, tall) in [(-8.0, 9.0), (-4.0, 5.0), (0.0, 7.0), (4.0, 5.0), (8.0, 9.0)] {
                pen.line(p(x, 5.0), p(x, 5.0 - tall), width, ink);
            }
        }
        Sign::Tool(Tool::Polygon) => {
            let corners = [p(-7.0, 6.0), p(-6.0, -4.0), p(2.0, -8.0), p(8.0, 0.0), p(3.0, 7.0)];
            pen.path(corners.iter().copied().chain([corners[0]]), width, ink);
            for corner in corners {
                pen.quad(Rect::from_center_size(corner, vec2(4.4, 4.4)), ink);
            }
        }
        Sign::Tool(Tool::Circle) => {
            marks::ring(pen, at, 8.0, width, ink);
            pen.dot(at, 2.0, ink);
            pen.line(at, p(8.0, 0.0), width, ink);
        }
        Sign::In | Sign::Out => {
            pen.line(p(-6.0, 0.0), p(6.0, 0.0), 2.0, ink);
            if sign == Sign::In {
                pen.line(p(0.0, -6.0), p(0.0, 6.0), 2.0, ink);
            }
        }
        Sign::Fit => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0_f32)] {
                pen.line(p(7.0 * x, 7.0 * y), p(2.5 * x, 7.0 * y), width, ink);
                pen.line(p(7.0 * x, 7.0 * y), p(7.0 * x, 2.5 * y), width, ink);
            }
        }
    }
}
