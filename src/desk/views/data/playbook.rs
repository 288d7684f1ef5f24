//! The playbook in the Data view: its cards and messages, edited as a draft and kept as the next version once its
//! differences have been looked at.

use super::parts::{Tone, empty_ui, heading_ui, main_button_ui, notice_ui};
use super::playbook_draft::Draft;
use super::playbook_steps;
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::command::Command;
use crate::domain::playbook::comparing::{Difference, differences};
use crate::domain::playbook::{CardId, Playbook, Step};
use crate::notify::text_message::Length;
use crate::notify::wording;
use crate::words::{Arg, Language, Tell, Words};
use egui::{Frame, Label, Margin, Panel, RichText, ScrollArea, TextEdit, Ui};

/// What stands at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Card(CardId),
    Messages,
}

#[derive(Clone, Debug)]
pub struct PlaybookSection {
    draft: Option<Draft>,
    page: Page,
    /// The differences are being looked at before they are kept.
    reviewing: bool,
}

impl Default for PlaybookSection {
    fn default() -> Self {
        Self { draft: None, page: Page::Card(CardId('A')), reviewing: false }
    }
}

pub fn playbook_ui(
    ui: &mut Ui,
    section: &mut PlaybookSection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if snapshot.is_blank() {
        empty_ui(ui, look, &words.say("desk-welcome"), &words.say("desk-welcome-how"));
        return;
    }
    let newest = snapshot.state.newest_playbook();
    // What was edited has been kept, or somebody else's edit has: the draft begins anew.
    if section.draft.as_ref().is_none_or(|draft| draft.base != newest.version) {
        section.draft = Some(Draft::of(&newest));
        section.reviewing = false;
    }
    let Some(draft) = &mut section.draft else { return };
    let read = draft.read();
    let changed = read.as_ref().map_or(1, |after| differences(&newest, after).len());
    let title = words.fill("playbook-title", &[("n", newest.version.into())]);
    heading_ui(ui, look, &title, &words.say("playbook-about"));
    let mut discard = false;
    ui.horizontal_wrapped(|ui| {
        let save = words.fill("playbook-review", &[("n", (newest.version + 1).into())]);
        if main_button_ui(ui, look, &save, changed > 0 && read.is_ok()).clicked() {
            section.reviewing = true;
        }
        discard = ui.add_enabled(changed > 0, egui::Button::new(words.say("playbook-discard"))).clicked();
        match &read {
            Err(missing) => {
                ui.label(RichText::new(words.tell(missing)).color(look.palette.danger));
            }
            Ok(_) if changed > 0 => {
                ui.label(words.fill("playbook-changed", &[("n", changed.into())]));
            }
            Ok(_) => {}
        }
    });
    if section.reviewing
        && let Ok(after) = &read
        && changed > 0
    {
        section.reviewing = review_ui(ui, &newest, after, look, actions);
    }
    ui.add_space(space::NEAR);
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 8, top: 0, bottom: 0 });
    Panel::left("playbook cards").frame(frame).resizable(false).exact_size(220.0).show(ui, |ui| {
        ScrollArea::vertical().id_salt("playbook cards").auto_shrink(false).show(ui, |ui| {
            for (id, (title, _)) in &draft.cards {
                let name = format!("{} {}", id.0, words.name(title));
                if ui.selectable_label(section.page == Page::Card(*id), name).clicked() {
                    section.page = Page::Card(*id);
                }
            }
            if ui.selectable_label(section.page == Page::Messages, words.say("playbook-messages")).clicked() {
                section.page = Page::Messages;
            }
        });
    });
    ScrollArea::vertical().id_salt("playbook page").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        match section.page {
            Page::Card(id) => playbook_steps::steps_ui(ui, draft, id, look),
            Page::Messages => messages_ui(ui, draft, snapshot, look),
        }
    });
    if discard {
        section.draft = None;
        section.reviewing = false;
    }
}

/// What would change, and *Save*; false once it is done or put away.
fn review_ui(ui: &mut Ui, before: &Playbook, after: &Playbook, look: &Look, actions: &mut Actions) -> bool {
    let words = &look.words;
    let mut stays = true;
    notice_ui(ui, look, Tone::Warning, |ui| {
        ScrollArea::vertical().id_salt("playbook review").max_height(180.0).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for difference in differences(before, after) {
                    ui.add(Label::new(told(&difference, before, after, look)).wrap());
                }
            },
        );
        ui.add(Label::new(RichText::new(words.say("playbook-running-stay")).size(size::SMALL)).wrap());
        ui.horizontal(|ui| {
            let save = words.fill("playbook-save", &[("n", after.version.into())]);
            if main_button_ui(ui, look, &save, true).clicked() {
                actions.push(Action::Submit(Box::new(Command::PutPlaybook(Box::new(after.clone())))));
                stays = false;
            }
            if ui.button(words.say("change-cancel")).clicked() {
                stays = false;
            }
        });
    });
    stays
}

/// A line of the review.
fn told(difference: &Difference, before: &Playbook, after: &Playbook, look: &Look) -> String {
    let words = &look.words;
    let text = |step: Option<&Step>| step.map_or_else(String::new, |step| words.name(&step.text).to_owned());
    match difference {
        Difference::Added(id) => {
            let parts = [("step", Arg::shown(id)), ("text", text(after.step(*id)).into())];
            words.fill("playbook-added", &parts)
        }
        Difference::Removed(id) => {
            let parts = [("step", Arg::shown(id)), ("text", text(before.step(*id)).into())];
            words.fill("playbook-removed", &parts)
        }
        Difference::Message(id) => words.fill("playbook-message-changed", &[("message", id.as_str().into())]),
        Difference::Changed { from, to } => {
            let mut parts = Vec::new();
            if from != to {
                parts.push(words.fill("playbook-was", &[("step", Arg::shown(from))]));
            }
            if let (Some(old), Some(new)) = (before.step(*from), after.step(*to)) {
                parts.extend(changed(old, new, look));
            }
            let parts = parts.join(&words.say("playbook-joint"));
            words.fill("playbook-step-changed", &[("step", Arg::shown(to)), ("what", parts.into())])
        }
    }
}

fn changed(old: &Step, new: &Step, look: &Look) -> Vec<String> {
    let words = &look.words;
    let mut parts = Vec::new();
    if old.text != new.text {
        parts.push(words.fill("playbook-text-now", &[("text", words.name(&new.text).into())]));
    }
    if old.owners != new.owners {
        let owners = crate::desk::incidents::telling::owners(words, new);
        parts.push(words.fill("playbook-owners-now", &[("owners", owners.into())]));
    }
    if old.limit != new.limit {
        let limits = [("from", old.limit.message().into()), ("to", new.limit.message().into())];
        parts.push(words.fill("playbook-limit-now", &limits));
    }
    if old.confirmed != new.confirmed {
        let key = if new.confirmed { "playbook-limit-confirmed" } else { "playbook-limit-unconfirmed" };
        parts.push(words.say(key));
    }
    if old.message != new.message {
        let message =
            new.message.as_ref().map_or_else(|| words.say("playbook-no-message"), ToString::to_string);
        parts.push(words.fill("playbook-message-now", &[("message", message.into())]));
    }
    if old.from_level != new.from_level {
        parts.push(words.fill("playbook-level-now", &[("level", new.from_level.message().into())]));
    }
    parts
}

fn messages_ui(ui: &mut Ui, draft: &mut Draft, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.add(Label::new(RichText::new(words.say("playbook-messages-about")).color(look.palette.weak)).wrap());
    for (id, message) in &mut draft.messages {
        ui.add_space(space::NEAR);
        ui.horizontal(|ui| {
            ui.label(RichText::new(id.as_str()).strong());
            ui.checkbox(&mut message.internal, words.say("playbook-internal"));
        });
        let internal = message.internal;
        for (key, text, language) in [
            ("playbook-chinese", &mut message.local, Language::Chinese),
            ("playbook-english", &mut message.english, Language::English),
        ] {
            let field = TextEdit::multiline(text).desired_rows(2).desired_width(f32::INFINITY);
            let name = format!("{id} {}", words.say(key));
            let field = field.id_salt((id.as_str(), key));
            let response = ui.add(field.hint_text(words.say(key)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, &name));
            // What stays in the house goes by no text message.
            if !internal && !text.trim().is_empty() {
                length_ui(ui, text, language, snapshot, look);
            }
        }
    }
}

/// How long a message is once it is filled, and whether that is one text message; under the pointer, an example.
fn length_ui(ui: &mut Ui, template: &str, language: Language, snapshot: &Snapshot, look: &Look) {
    let centre = snapshot.state.network.centre.as_ref().map(|centre| &centre.name);
    let example = wording::for_example(template, &Words::new(language), centre, snapshot.date);
    let length = Length::of(&example);
    let key = if length.fits() { "playbook-message-fits" } else { "playbook-message-long" };
    let text = look.words.fill(key, &[("n", length.taken.into()), ("most", length.most.into())]);
    let ink = if length.fits() { look.palette.weak } else { look.palette.warning };
    let label = Label::new(RichText::new(text).size(size::SMALL).color(ink)).wrap();
    ui.add(label).on_hover_text(example);
}
