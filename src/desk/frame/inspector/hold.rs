//! The inspector's part about a hold: what it is, how it stands, what was decided under it.

use super::{facts_ui, section_ui, title_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::map::cards::span;
use crate::domain::ids::HoldId;
use crate::domain::weather::Course;
use crate::words::Tell;
use egui::{Label, RichText, Ui};

pub fn hold_ui(ui: &mut Ui, id: &HoldId, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some(hold) = snapshot.state.holds.get(id) else {
        ui.label(words.fill("desk-hold-gone", &[("hold", id.as_str().into())]));
        return;
    };
    title_ui(ui, &words.tell(&hold.signal.message()), id.as_str(), look);
    ui.add(Label::new(RichText::new(span(look, snapshot, hold))).wrap());
    facts_ui(ui, "hold facts", look, |facts| {
        facts.fact("desk-hold-source", hold.source.as_str());
        facts.fact("desk-hold-response", words.tell(&hold.response.message()));
        if let Some(most) = hold.lets_pass {
            facts.fact("desk-hold-lets-pass", words.fill("board-cartons", &[("n", most.0.into())]));
        }
    });
    if ui.button(words.say("weather-show-in-view")).clicked() {
        actions.push(Action::ShowHold(id.clone()));
    }
    let of_the_day = hold.decided.iter().filter(|((day, _), _)| *day == snapshot.date);
    let decided: Vec<Course> = of_the_day.map(|(_, decision)| decision.course).collect();
    if decided.is_empty() {
        return;
    }
    section_ui(ui, "desk-hold-decided", look);
    facts_ui(ui, "hold decisions", look, |facts| {
        for course in Course::ALL {
            let count = decided.iter().filter(|decided| **decided == course).count();
            if count > 0 {
                facts.named(words.tell(&course.message()), RichText::new(count.to_string()));
            }
        }
    });
}
