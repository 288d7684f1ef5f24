//! The steps of one card, each to be edited, moved, taken out or added.

use super::parts::{capital, card_ui};
use super::playbook_draft::{Draft, LimitKind, StepDraft};
use crate::desk::theme::{Look, size, space};
use crate::domain::emergency::level::Level;
use crate::domain::playbook::{CardId, Owner};
use crate::words::Tell;
use egui::{Button, ComboBox, RichText, Role, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;

/// What is done with a step among the others.
enum Move {
    Up(usize),
    Down(usize),
    Remove(usize),
}

pub fn steps_ui(ui: &mut Ui, draft: &mut Draft, id: CardId, look: &Look) {
    let words = &look.words;
    let messages: Vec<SmolStr> = draft.messages.keys().cloned().collect();
    let Some((_, steps)) = draft.cards.get_mut(&id) else { return };
    let mut wanted = None;
    let last = steps.len().saturating_sub(1);
    for (at, step) in steps.iter_mut().enumerate() {
        let name = format!("{}{}", id.0, at + 1);
        card_ui(ui, look, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(&name).strong());
                let button = |ui: &mut Ui, enabled: bool, mark: &str, key: &str| {
                    let told = format!("{} {name}", words.say(key));
                    let response = ui.add_enabled(enabled, Button::new(mark).small());
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &told));
                    response.on_hover_text(told.clone()).clicked()
                };
                if button(ui, at > 0, "↑", "playbook-up") {
                    wanted = Some(Move::Up(at));
                }
                if button(ui, at < last, "↓", "playbook-down") {
                    wanted = Some(Move::Down(at));
                }
                if button(ui, true, "−", "playbook-remove") {
                    wanted = Some(Move::Remove(at));
                }
            });
            step_ui(ui, step, (&name, &messages), look);
        });
        ui.add_space(space::TIGHT);
    }
    // A card with more lines than that is no card.
    if steps.len() < 40 && ui.button(words.say("playbook-add")).clicked() {
        steps.push(StepDraft::new());
    }
    match wanted {
        Some(Move::Up(at)) => steps.swap(at, at - 1),
        Some(Move::Down(at)) => steps.swap(at, at + 1),
        Some(Move::Remove(at)) => drop(steps.remove(at)),
        None => {}
    }
}

fn text_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str, width: f32) {
    let hint = RichText::new(hint).weak();
    let response = ui.add(TextEdit::singleline(text).desired_width(width).char_limit(300).hint_text(hint));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
}

fn step_ui(ui: &mut Ui, step: &mut StepDraft, (name, messages): (&str, &[SmolStr]), look: &Look) {
    let words = &look.words;
    for (key, text) in [("playbook-chinese", &mut step.local), ("playbook-english", &mut step.english)] {
        let told = words.say(key);
        text_ui(ui, &format!("{name} {told}"), text, &told, f32::INFINITY);
    }
    ui.horizontal_wrapped(|ui| {
        owners_ui(ui, step, name, look);
        limit_ui(ui, step, name, look);
        message_ui(ui, step, (name, messages), look);
        level_ui(ui, step, name, look);
    });
    if let Some(does) = step.does {
        let text = RichText::new(words.tell(&does.message())).size(size::SMALL);
        ui.label(text.color(look.palette.weak).italics());
    }
}

fn combo_ui(ui: &mut Ui, (id, name): (&str, &str), shown: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    let combo = ComboBox::from_id_salt((id, name)).selected_text(shown).width(width).truncate().height(420.0);
    let response = combo.show_ui(ui, add).response;
    let told = format!("{name}: {shown}");
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &told));
    response.on_hover_text(shown);
}

fn owners_ui(ui: &mut Ui, step: &mut StepDraft, name: &str, look: &Look) {
    let words = &look.words;
    let told: Vec<String> = step.owners.iter().map(|owner| words.tell(&owner.message())).collect();
    let shown = if told.is_empty() {
        words.say("playbook-no-owner")
    } else {
        told.join(&words.say("incident-owners-or"))
    };
    combo_ui(ui, ("owners", name), &shown, 150.0, |ui| {
        for owner in Owner::ALL {
            let mut chosen = step.owners.contains(&owner);
            if ui.checkbox(&mut chosen, capital(&words.tell(&owner.message()))).changed() {
                if chosen {
                    step.owners.push(owner);
                } else {
                    step.owners.retain(|known| *known != owner);
                }
            }
        }
    });
}

fn limit_ui(ui: &mut Ui, step: &mut StepDraft, name: &str, look: &Look) {
    let words = &look.words;
    let shown = words.say(step.limit.key());
    combo_ui(ui, ("limit", name), &shown, 130.0, |ui| {
        for kind in LimitKind::ALL {
            if ui.selectable_label(step.limit == kind, words.say(kind.key())).clicked() && step.limit != kind
            {
                (step.limit, step.confirmed) = (kind, false);
            }
        }
    });
    if step.limit.takes_amount() {
        let before = step.amount.clone();
        let told = format!("{name} {}", words.say("playbook-limit"));
        text_ui(ui, &told, &mut step.amount, "", 52.0);
        if before != step.amount {
            step.confirmed = false;
        }
    }
    let told = format!("{} {name}", words.say("playbook-confirmed"));
    let tick = ui.checkbox(&mut step.confirmed, words.say("playbook-confirmed"));
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, step.confirmed, &told));
    if !step.confirmed {
        let mark = RichText::new(words.say("playbook-company-default")).size(size::SMALL);
        ui.label(mark.color(look.palette.weak).italics());
    }
}

fn message_ui(ui: &mut Ui, step: &mut StepDraft, (name, messages): (&str, &[SmolStr]), look: &Look) {
    let words = &look.words;
    let none = words.say("playbook-no-message");
    let shown = step.message.as_ref().map_or_else(|| none.clone(), ToString::to_string);
    combo_ui(ui, ("message", name), &shown, 90.0, |ui| {
        if ui.selectable_label(step.message.is_none(), &none).clicked() {
            step.message = None;
        }
        for id in messages {
            if ui.selectable_label(step.message.as_ref() == Some(id), id.as_str()).clicked() {
                step.message = Some(id.clone());
            }
        }
    });
}

fn level_ui(ui: &mut Ui, step: &mut StepDraft, name: &str, look: &Look) {
    let words = &look.words;
    let told = |level: Level| match level {
        Level::General => words.say("playbook-every-level"),
        _ => words.fill("playbook-from-level", &[("level", level.message().into())]),
    };
    combo_ui(ui, ("level", name), &told(step.from_level), 130.0, |ui| {
        for level in Level::ALL {
            if ui.selectable_label(step.from_level == level, told(level)).clicked() {
                step.from_level = level;
            }
        }
    });
}
