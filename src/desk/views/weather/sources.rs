//! Where alerts and positions come from by themselves: when each was last heard, what is wrong with it, and
//! when it is tried again.

use super::Facts;
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, size};
use crate::desk::watch::SourceStatus;
use crate::desk::weather::telling;
use egui::{Label, RichText, Ui};

pub fn sources_ui(ui: &mut Ui, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    if facts.news.sources.is_empty() {
        let off = RichText::new(words.say("watch-off")).size(size::SMALL).color(look.palette.weak);
        ui.add(Label::new(off).wrap());
        if ui.link(RichText::new(words.say("watch-set-up")).size(size::SMALL)).clicked() {
            actions.push(Action::ShowSettings);
        }
        return;
    }
    if ui.link(RichText::new(words.say("watch-ask-now")).size(size::SMALL)).clicked() {
        actions.push(Action::AskSources);
    }
    for source in facts.news.sources.iter() {
        let ink = if source.fault.is_some() { look.palette.danger } else { look.palette.weak };
        let text = told(source, facts, look);
        ui.add(Label::new(RichText::new(&text).size(size::SMALL).color(ink)).wrap());
    }
}

/// The source in a sentence or two.
#[must_use]
pub fn told(source: &SourceStatus, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let date = facts.snapshot.date;
    let heard = match source.heard {
        Some(at) => words.fill("watch-heard", &[("at", telling::moment(at, date).into())]),
        None => words.say("watch-not-heard"),
    };
    let name = source.name(words);
    match (&source.fault, source.next) {
        (Some(fault), Some(next)) => {
            let next = telling::moment(next, date);
            let parts = [
                ("name", name.into()),
                ("fault", fault.clone().into()),
                ("heard", heard.into()),
                ("next", next.into()),
            ];
            words.fill("watch-fault", &parts)
        }
        (Some(fault), None) => {
            let parts = [("name", name.into()), ("fault", fault.clone().into()), ("heard", heard.into())];
            words.fill("watch-fault-now", &parts)
        }
        (None, _) => words.fill("watch-well", &[("name", name.into()), ("heard", heard.into())]),
    }
}
