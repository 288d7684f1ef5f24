//! The first sight of an empty database: what one can begin with.

use crate::desk::actions::{Action, Actions};
use crate::desk::people::{Entering, first_ui};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::card_ui;
use crate::desk::world::World;
use egui::{Align, Button, Layout, RichText, Role, Ui, WidgetInfo, vec2};

pub fn welcome_ui(ui: &mut Ui, entering: &mut Entering, world: &World, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let palette = look.palette;
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        let nobody = world.snapshot.state.people.is_empty();
        let above = if nobody { 0.14 } else { 0.28 };
        ui.add_space((ui.available_height() * above).max(space::SECTION));
        ui.label(RichText::new(words.say("desk-welcome")).size(size::TITLE));
        ui.add_space(space::NEAR);
        ui.label(RichText::new(words.say("desk-welcome-how")).color(palette.weak));
        ui.add_space(space::SECTION);
        let idle = world.work.is_none();
        let extent = vec2(300.0, 40.0);
        let name = words.say("desk-open-sample");
        let main = Button::new(RichText::new(&name).size(15.0).color(palette.on_accent)).fill(palette.accent);
        let response = ui.add_enabled(idle, main.min_size(extent));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, idle, &name));
        if response.on_hover_text(words.say("desk-open-sample-hint")).clicked() {
            actions.push(Action::OpenSample);
        }
        ui.add_space(space::TIGHT);
        let name = words.say("desk-import");
        let response = ui.add_enabled(idle, Button::new(RichText::new(&name).size(15.0)).min_size(extent));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, idle, &name));
        if response.clicked() {
            actions.push(Action::PickFiles);
        }
        ui.add_space(space::APART);
        ui.label(RichText::new(words.say("desk-welcome-drop")).color(palette.weak));
        if nobody {
            ui.add_space(space::SECTION);
            ui.allocate_ui_with_layout(vec2(560.0, 0.0), Layout::top_down(Align::Min), |ui| {
                card_ui(ui, look, |ui| first_ui(ui, entering, look, actions));
            });
        }
    });
}
