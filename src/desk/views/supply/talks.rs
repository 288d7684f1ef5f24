//! The log of daily communication with enterprises: what somebody has to come back to first, and the form of a new
//! entry.

use super::{Facts, submit, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{empty_ui, main_button_ui};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::ids::EnterpriseCode;
use crate::domain::supply::archive::Talk;
use crate::domain::supply::asking::{Logging, SupplyCommand};
use crate::domain::time::ServiceDay;
use crate::words::Arg;
use egui::{ComboBox, Label, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::cmp::Reverse;

/// Which entries are listed.
#[derive(Clone, Debug, Default)]
pub struct TalksView {
    all: bool,
    text: String,
}

/// A new entry as typed so far.
#[derive(Clone, Debug, Default)]
pub struct TalkDraft {
    contact: String,
    what: String,
    follow_up: String,
}

/// Entries somebody should have come back to by now.
pub fn due(facts: Facts<'_>) -> usize {
    facts.snapshot.state.supply.talks.values().filter(|talk| is_due(talk, facts)).count()
}

fn is_due(talk: &Talk, facts: Facts<'_>) -> bool {
    talk.is_open() && talk.follow_up.is_some_and(|day| day <= facts.snapshot.now.day())
}

pub fn talks_ui(ui: &mut Ui, view: &mut TalksView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let talks = &facts.snapshot.state.supply.talks;
    if talks.is_empty() {
        empty_ui(ui, look, &words.say("supply-no-talks"), &words.say("supply-no-talks-next"));
        return;
    }
    let open = talks.values().filter(|talk| talk.is_open()).count();
    ui.horizontal_wrapped(|ui| {
        for (all, key, n) in [(false, "supply-show-follow-up", open), (true, "supply-show-all", talks.len())]
        {
            if ui.selectable_label(view.all == all, words.fill(key, &[("n", n.into())])).clicked() {
                view.all = all;
            }
        }
        let hint = words.say("supply-find-talk");
        let field = ui.add(TextEdit::singleline(&mut view.text).desired_width(200.0).hint_text(&hint));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
    });
    ui.add_space(space::TIGHT);
    let letters = view.text.trim().to_lowercase();
    let holds = |talk: &Talk| {
        [talk.what.as_str(), &talk.contact, &facts.enterprise(&talk.enterprise, look)]
            .iter()
            .any(|part| part.to_lowercase().contains(&letters))
    };
    let mut shown: Vec<&Talk> =
        talks.values().filter(|talk| (view.all || talk.is_open()) && holds(talk)).collect();
    shown.sort_by_key(|talk| (!talk.is_open(), talk.follow_up, Reverse(talk.logged.at), talk.id.clone()));
    if shown.is_empty() {
        weak_ui(ui, words.say("supply-none-such"), look);
    }
    ScrollArea::vertical().id_salt("supply talks").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(760.0);
        for talk in shown {
            if ui.link(facts.enterprise(&talk.enterprise, look)).clicked() {
                actions.push(Action::ShowEnterprise(talk.enterprise.clone()));
            }
            talk_ui(ui, talk, facts, look, actions);
            ui.separator();
        }
    });
}

/// One entry, and the button that says that somebody has come back to it.
pub fn talk_ui(ui: &mut Ui, talk: &Talk, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let (words, palette) = (&look.words, look.palette);
    let due = is_due(talk, facts);
    ui.horizontal_wrapped(|ui| {
        let mark = match () {
            () if due => Mark::Warning,
            () if talk.is_open() => Mark::Waiting,
            () if talk.done.is_some() => Mark::Done,
            () => Mark::Nothing,
        };
        mark.show(ui, look);
        let parts = [
            ("at", moment(talk.logged.at, facts.snapshot.date).into()),
            ("by", Arg::from(talk.logged.by.as_str())),
            ("contact", talk.contact.as_str().into()),
        ];
        let key = if talk.contact.is_empty() { "supply-signed" } else { "supply-talk-with" };
        ui.label(RichText::new(words.fill(key, &parts)).size(size::SMALL).color(palette.weak));
    });
    ui.add(Label::new(talk.what.as_str()).wrap().selectable(true));
    ui.horizontal_wrapped(|ui| match (&talk.done, talk.follow_up) {
        (Some(done), _) => {
            let parts =
                [("at", moment(done.at, facts.snapshot.date).into()), ("by", Arg::from(done.by.as_str()))];
            let text = words.fill("supply-talk-done", &parts);
            ui.label(RichText::new(text).size(size::SMALL).color(palette.weak));
        }
        (None, Some(day)) => {
            let text = words.fill("supply-talk-follow-up", &[("day", day.to_string().into())]);
            ui.label(RichText::new(text).color(if due { palette.danger } else { palette.text }));
            let name = words.fill("supply-talk-come-back-name", &[("id", talk.id.as_str().into())]);
            let done = ui.small_button(words.say("supply-talk-come-back"));
            done.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if done.clicked() {
                let (talk, signed) = (talk.id.clone(), facts.signed());
                submit(actions, SupplyCommand::ComeBackTo { talk, signed });
            }
        }
        (None, None) => {}
    });
}

/// The form of a new entry about an enterprise, with the names of its people to choose from.
pub fn form_ui(
    ui: &mut Ui,
    draft: &mut TalkDraft,
    (enterprise, people): (&EnterpriseCode, &[&str]),
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let hint = words.say("supply-talk-what");
    let field =
        TextEdit::multiline(&mut draft.what).desired_rows(2).desired_width(f32::INFINITY).hint_text(&hint);
    ui.add(field.char_limit(1_000))
        .widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, &hint));
    let day = draft.follow_up.trim();
    let follow_up = if day.is_empty() { Ok(None) } else { ServiceDay::parse(day).map(Some).ok_or(()) };
    ui.horizontal_wrapped(|ui| {
        let name = words.say("supply-talk-contact");
        let shown =
            if draft.contact.is_empty() { words.say("supply-talk-nobody") } else { draft.contact.clone() };
        let combo = ComboBox::from_id_salt("supply talk contact").selected_text(&shown).width(110.0);
        let response = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.contact, String::new(), words.say("supply-talk-nobody"));
            for person in people {
                ui.selectable_value(&mut draft.contact, (*person).to_owned(), *person);
            }
        });
        response
            .response
            .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {shown}")));
        let label = ui.label(words.say("supply-talk-back-on"));
        let hint = facts.snapshot.now.day().plus(3).to_string();
        let edit = TextEdit::singleline(&mut draft.follow_up).desired_width(96.0).hint_text(hint);
        ui.add(edit).labelled_by(label.id);
        let ready = !draft.what.trim().is_empty() && follow_up.is_ok();
        if main_button_ui(ui, look, &words.say("supply-talk-add"), ready).clicked()
            && let Ok(follow_up) = follow_up
        {
            submit(
                actions,
                SupplyCommand::Log(Logging {
                    enterprise: enterprise.clone(),
                    contact: SmolStr::new(&draft.contact),
                    what: SmolStr::new(draft.what.trim()),
                    follow_up,
                    signed: facts.signed(),
                }),
            );
            *draft = TalkDraft::default();
        }
    });
    if follow_up.is_err() {
        ui.colored_label(look.palette.danger, words.say("supply-no-day"));
    }
    ui.add_space(space::TIGHT);
}
