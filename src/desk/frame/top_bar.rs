//! The bar at the top: the chain, the service day, the clock, search, language, theme, person on duty.

use super::chain::chain_ui;
use super::day_bar::day_bar_ui;
use crate::desk::actions::{Action, Actions, Theme};
use crate::desk::bookkeeper::people::{PeopleRequest, Presence};
use crate::desk::shortcuts::{Deed, other_language, other_theme};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::ids::Author;
use crate::domain::people;
use crate::words::Tell;
use crate::words::people::may;
use egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

pub fn top_bar_ui(
    ui: &mut Ui,
    person: &mut String,
    (snapshot, presence): (&Snapshot, &Presence),
    look: &Look,
    actions: &mut Actions,
) {
    let frame = Frame::new().fill(look.palette.panel).inner_margin(Margin::symmetric(12, 0));
    Panel::top("top bar").frame(frame).resizable(false).exact_size(space::BAR).show(ui, |ui| {
        // In a narrow window the links' names are under the pointer only.
        let wide = ui.available_width() > 1080.0;
        ui.horizontal_centered(|ui| {
            let clock = snapshot.now.time().to_string();
            let label = ui.label(RichText::new(&clock).size(size::HEADING + 1.0).strong());
            label.widget_info(|| {
                WidgetInfo::labeled(Role::Label, true, format!("{} {clock}", look.words.say("desk-clock")))
            });
            ui.add_space(space::TIGHT);
            if !snapshot.days.is_empty() {
                ui.scope(|ui| day_bar_ui(ui, snapshot, look, actions));
                ui.add_space(space::APART);
            }
            ui.scope(|ui| chain_ui(ui, wide, snapshot, look, actions));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::NEAR;
                match &presence.who {
                    Some(who) => who_ui(ui, who, presence.role(&snapshot.state), look, actions),
                    None => person_ui(ui, person, wide, look, actions),
                }
                theme_ui(ui, look, actions);
                language_ui(ui, look, actions);
                search_ui(ui, look, actions);
            });
        });
    });
}

fn search_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let name = look.words.say("desk-search");
    let keys =
        Deed::Palette.shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut)).unwrap_or_default();
    let width = (ui.available_width() - space::NEAR).clamp(0.0, 220.0);
    if width < 60.0 {
        return;
    }
    let text = RichText::new(&name).color(look.palette.weak);
    let button = Button::new(text)
        .shortcut_text(RichText::new(keys).color(look.palette.weak))
        .fill(look.palette.background)
        .truncate()
        .min_size(vec2(width, 28.0));
    let response = ui.add_sized(vec2(width, 28.0), button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(look.words.say("desk-search-hint")).clicked() {
        actions.push(Action::OpenPalette);
    }
}

fn language_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let other = other_language(look.words.language());
    let response = ui.add(Button::new(other.own_name()).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, other.own_name()));
    if response.on_hover_text(look.words.say(Deed::Language.key())).clicked() {
        actions.push(Action::SetLanguage(other));
    }
}

fn theme_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let name =
        look.words.say(if look.theme == Theme::Light { "desk-theme-dark" } else { "desk-theme-light" });
    let response = ui.add(Button::new(if look.theme == Theme::Light { "◐" } else { "◑" }).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(&name).clicked() {
        actions.push(Action::SetTheme(other_theme(look.theme)));
    }
}

fn person_ui(ui: &mut Ui, person: &mut String, wide: bool, look: &Look, actions: &mut Actions) {
    let name = look.words.say("desk-on-duty");
    let field = TextEdit::singleline(person)
        .hint_text(RichText::new(look.words.say("desk-on-duty-hint")).color(look.palette.weak))
        .char_limit(40)
        .margin(Margin::symmetric(6, 4))
        .desired_width(96.0);
    let hint = look.words.say("people-nobody-hint");
    let open = ui.add(Button::new(RichText::new("!").color(look.palette.warning).strong()).frame(false));
    open.widget_info(|| WidgetInfo::labeled(Role::Button, true, &hint));
    if open.on_hover_text(&hint).clicked() {
        actions.push(Action::ShowPeople);
    }
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    if response.lost_focus() {
        actions.push(Action::OnDuty(person.trim().to_owned()));
    }
    response.on_hover_text(&name);
    if wide {
        ui.label(RichText::new(name).color(look.palette.weak));
    }
}

/// Who is at the desk, with what they can do about that.
fn who_ui(ui: &mut Ui, who: &Author, role: people::Role, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let text = format!("{who} · {}", words.tell(&role.message()));
    let menu = ui.menu_button(&text, |ui| {
        let keys = Deed::Lock.shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut));
        let lock = Button::new(words.say("desk-do-lock")).shortcut_text(keys.unwrap_or_default());
        if ui.add(lock).clicked() {
            actions.push(Action::People(PeopleRequest::SignOut));
            ui.close();
        }
        if ui.button(words.say("people-open")).clicked() {
            actions.push(Action::ShowPeople);
            ui.close();
        }
    });
    menu.response.on_hover_text(words.tell(&may(role)));
}
