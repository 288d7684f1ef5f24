//! The command palette: any retailer, plate, route, view or action by a few letters of its name, best first.

mod index;

use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::theme::{Look, size, space};
use crate::desk::world::World;
use egui::{
    Align2, FontId, Id, Key, Modal, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2,
};
use index::{Index, Target};

/// More than a person reads; the rest is a letter away.
const MOST: usize = 60;
const ROW: f32 = 34.0;

#[derive(Debug, Default)]
pub struct Palette {
    open: bool,
    query: String,
    /// The row the arrow keys stand on.
    at: usize,
    index: Index,
    /// Rows found, for the query they were found for.
    found: Option<(String, Vec<usize>)>,
}

impl Palette {
    pub fn open(&mut self) {
        *self = Self { open: true, index: std::mem::take(&mut self.index), ..Self::default() };
    }
}

pub fn palette_ui(ui: &mut Ui, palette: &mut Palette, world: &World, look: &Look, actions: &mut Actions) {
    if !palette.open {
        return;
    }
    if palette.index.follow(world, look) {
        palette.found = None;
    }
    if !palette.index.is_complete() {
        ui.ctx().request_repaint();
    }
    if palette.found.as_ref().is_none_or(|(query, _)| *query != palette.query) {
        let found = palette.index.search(&palette.query, MOST);
        palette.found = Some((palette.query.clone(), found));
        palette.at = 0;
    }
    let rows = palette.found.as_ref().map_or(0, |(_, rows)| rows.len());
    let step = ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        (down, up)
    });
    palette.at = (palette.at + step.0).min(rows.saturating_sub(1)).saturating_sub(step.1);
    let moved = step != (0, 0);
    let mut chosen =
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(palette.at);

    let name = look.words.say("desk-search");
    let area = Modal::default_area(Id::unique("palette"))
        .accessible_name(name.clone())
        .anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
    let modal = Modal::new(Id::unique("palette")).area(area).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        let field = TextEdit::singleline(&mut palette.query)
            .hint_text(look.words.say("desk-search-hint"))
            .font(FontId::proportional(size::HEADING - 1.0))
            .margin(egui::Margin::symmetric(8, 8))
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &name));
        field.request_focus();
        ui.add_space(space::TIGHT);
        let Some((_, found)) = &palette.found else { return };
        if found.is_empty() && palette.index.is_complete() {
            ui.weak(look.words.say("desk-search-nothing"));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        if !palette.index.is_complete() && !palette.query.trim().is_empty() {
            ui.weak(look.words.say("desk-search-on"));
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for (n, row) in found.iter().enumerate() {
                let response = row_ui(ui, &palette.index, *row, n == palette.at, look);
                if moved && n == palette.at {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(n);
                }
            }
        });
    });
    if modal.should_close() {
        palette.open = false;
    }
    let row = chosen.and_then(|n| palette.found.as_ref()?.1.get(n).copied());
    if let Some(row) = row {
        palette.open = false;
        go(palette.index.target(row), world, look, actions);
    }
}

fn row_ui(ui: &mut Ui, index: &Index, row: usize, current: bool, look: &Look) -> egui::Response {
    let entry = index.entry(row);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &entry.title));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = look.palette;
    if current {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.hovered);
    }
    let detail = index.detail(row);
    let painter = ui.painter().with_clip_rect(rect.shrink2(vec2(8.0, 0.0)));
    let middle = rect.center().y;
    let kind = painter.text(
        rect.right_center() - vec2(10.0, 0.0),
        Align2::RIGHT_CENTER,
        detail,
        FontId::proportional(size::SMALL),
        palette.weak,
    );
    let left = painter.with_clip_rect(rect.with_max_x(kind.left() - 8.0));
    let at = egui::pos2(rect.left() + 10.0, middle);
    left.text(at, Align2::LEFT_CENTER, &entry.title, FontId::proportional(size::BODY), palette.text);
    response
}

fn go(target: &Target, world: &World, look: &Look, actions: &mut Actions) {
    match target {
        Target::Deed(deed) => deed.push(world, look.words.language(), look.theme, actions),
        Target::Brand(code) => actions.push(Action::ShowBrand(code.clone())),
        Target::Request(id) => actions.push(Action::ShowRequest(id.clone())),
        Target::Enterprise(code) => actions.push(Action::ShowEnterprise(code.clone())),
        Target::Retailer(code) => {
            actions.push(Action::ShowDay);
            let stops = [code.clone()].into();
            actions.push(Action::Select(Selection { stops, ..Selection::default() }));
            actions.push(Action::Inspect);
        }
        Target::Routes(routes) => {
            actions.push(Action::ShowDay);
            let routes = routes.iter().cloned().collect();
            actions.push(Action::Select(Selection { routes, ..Selection::default() }));
            actions.push(Action::Inspect);
        }
    }
}
