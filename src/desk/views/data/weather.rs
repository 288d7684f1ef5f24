//! The settings' card about weather: feeds and rules as lists, the folders, batches, arrivals, and the base map.

use super::dials::Dial;
use super::parts::{card_ui, heading_ui};
use super::settings::{SettingsSection, dial_ui};
use super::weather_dials::{FeedDraft, RuleDraft, WeatherDial};
use crate::desk::theme::{Look, size, space};
use crate::domain::settings::Settings;
use crate::domain::weather::{Colour, Hazard};
use crate::words::{Message, Tell};
use egui::{Button, ComboBox, Label, Response, RichText, TextEdit, Ui, WidgetInfo};

pub fn weather_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-settings-weather"), &words.say("data-settings-weather-about"));
        feeds_ui(ui, section, base, look);
        let dials = |ui: &mut Ui, section: &mut SettingsSection, dials: &[WeatherDial]| {
            for dial in dials {
                ui.add_space(space::TIGHT);
                dial_ui(ui, section, base, look, Dial::Weather(*dial));
            }
        };
        dials(ui, section, &WeatherDial::FOLDERS);
        rules_ui(ui, section, base, look);
        dials(ui, section, &WeatherDial::NUMBERS);
        dials(ui, section, &WeatherDial::MAP);
    });
    ui.add_space(space::NEAR);
}

fn title_ui(ui: &mut Ui, look: &Look, name: &str, about: &str) {
    ui.add_space(space::NEAR);
    ui.label(RichText::new(look.words.say(name)).strong());
    let about = RichText::new(look.words.say(about)).size(size::SMALL).color(look.palette.weak);
    ui.add(Label::new(about).wrap());
}

fn refused_ui(ui: &mut Ui, section: &SettingsSection, base: &Settings, dial: WeatherDial, look: &Look) {
    let refused = section.draft.on(base).err();
    let told: Option<Message> = refused.and_then(|refused| refused.get(&Dial::Weather(dial)).cloned());
    if let Some(message) = told {
        let text = RichText::new(look.words.tell(&message)).color(look.palette.danger);
        ui.add(Label::new(text).wrap());
    }
}

fn named(response: Response, role: egui::Role, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    response
}

fn feeds_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look) {
    let words = &look.words;
    title_ui(ui, look, "data-feeds", "data-feeds-about");
    let before = section.draft.lists.feeds(&base.weather);
    let mut feeds = before.clone();
    let mut gone = None;
    for (n, feed) in feeds.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            ui.checkbox(&mut feed.on, words.say("data-feed-on"));
            let width = (ui.available_width() - 190.0).max(120.0);
            let url = TextEdit::singleline(&mut feed.url).desired_width(width).hint_text("https://");
            named(ui.add(url), egui::Role::TextInput, &words.say("data-feed-address"));
            let minutes = TextEdit::singleline(&mut feed.minutes).desired_width(44.0);
            named(ui.add(minutes), egui::Role::TextInput, &words.say("data-feed-minutes"));
            ui.label(RichText::new(words.say("data-unit-minutes")).color(look.palette.weak));
            let remove = ui.add(Button::new("×").small());
            if named(remove, egui::Role::Button, &words.say("data-feed-remove")).clicked() {
                gone = Some(n);
            }
        });
    }
    if let Some(n) = gone {
        feeds.remove(n);
    }
    // In a row of its own, so that it is as wide as its words.
    if ui.horizontal(|ui| ui.button(words.say("data-feed-add")).clicked()).inner {
        feeds.push(FeedDraft { url: String::new(), minutes: "5".into(), on: true });
    }
    if feeds != before {
        section.draft.lists.feeds = Some(feeds);
    }
    refused_ui(ui, section, base, WeatherDial::Feeds, look);
}

fn rules_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look) {
    let words = &look.words;
    title_ui(ui, look, "data-rules", "data-rules-about");
    let before = section.draft.lists.rules(&base.weather);
    let mut rules = before.clone();
    let mut gone = None;
    for (n, rule) in rules.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let any = || words.say("data-rule-any");
            let told = |hazard: Option<Hazard>| {
                hazard.map_or_else(any, |hazard| super::parts::capital(&words.tell(&hazard.message())))
            };
            let name = words.say("data-rule-signal");
            choice_ui(ui, (("rule hazard", n), &name, 120.0), &mut rule.hazard, &Hazard::ALL, told);
            let told = |colour: Option<Colour>| {
                let least =
                    |colour: Colour| words.fill("data-rule-at-least", &[("colour", colour.message().into())]);
                colour.map_or_else(any, least)
            };
            let name = words.say("data-rule-colour");
            choice_ui(ui, (("rule colour", n), &name, 130.0), &mut rule.at_least, &Colour::ALL, told);
            let hint = words.say("data-rule-district");
            let field = TextEdit::singleline(&mut rule.district).desired_width(100.0).hint_text(&hint);
            named(ui.add(field), egui::Role::TextInput, &hint);
            let remove = ui.add(Button::new("×").small());
            if named(remove, egui::Role::Button, &words.say("data-rule-remove")).clicked() {
                gone = Some(n);
            }
        });
    }
    if let Some(n) = gone {
        rules.remove(n);
    }
    // In a row of its own, so that it is as wide as its words.
    if ui.horizontal(|ui| ui.button(words.say("data-rule-add")).clicked()).inner {
        rules.push(RuleDraft { at_least: Some(Colour::Red), ..RuleDraft::default() });
    }
    if rules != before {
        section.draft.lists.rules = Some(rules);
    }
    refused_ui(ui, section, base, WeatherDial::Rules, look);
}

/// Any, or one of all.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    (id, name, width): ((&str, usize), &str, f32),
    chosen: &mut Option<T>,
    all: &[T],
    told: impl Fn(Option<T>) -> String,
) {
    let shown = told(*chosen);
    let combo = ComboBox::from_id_salt(id).selected_text(&shown).width(width).height(420.0);
    let response = combo.show_ui(ui, |ui| {
        for one in std::iter::once(None).chain(all.iter().copied().map(Some)) {
            ui.selectable_value(chosen, one, told(one));
        }
    });
    named(response.response, egui::Role::ComboBox, &format!("{name}: {shown}"));
}
