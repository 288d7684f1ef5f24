//! The right of the outbox: one notice as it goes out, how it stands on each channel and why, and its retailers.

use super::Facts;
use super::filter::{Filter, Show};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::outbox::{OpenLetter, Posted};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{card_ui, cell_ui, headings_ui, table};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::notice::{DeliveryState, Whom};
use crate::notify::Call;
use crate::notify::standing::{state_in_words, whom, why};
use crate::session::Delivery;
use crate::words::{Arg, Tell};
use egui::{Label, RichText, ScrollArea, Ui};

/// Where it is seen who of a notice has been told.
pub enum WhoIsTold {
    OfTimes(Filter),
    OfSupply,
}

/// Draws it; where somebody wants to see who of it has been told, that.
pub fn letter_ui(
    ui: &mut Ui,
    posted: &Posted,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> Option<WhoIsTold> {
    let words = &look.words;
    let letter = facts.outbox.letter.as_deref().filter(|open| open.letter.id == posted.id);
    ui.add(Label::new(RichText::new(whom(words, &posted.to)).size(size::HEADING).strong()).truncate());
    let parts = [
        ("id", Arg::shown(&posted.id)),
        ("at", moment(posted.at, facts.snapshot.now.day()).into()),
        ("by", Arg::shown(&posted.by)),
    ];
    let line = RichText::new(words.fill("told-notice-line", &parts)).color(look.palette.weak);
    ui.add(Label::new(line).wrap().selectable(true));
    channels_ui(ui, posted, facts, look);
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        let stuck = matches!(posted.standing, Some(DeliveryState::Failed | DeliveryState::GivenUp));
        if stuck && ui.button(words.say("told-try-again")).clicked() {
            actions.push(Action::SendAgain(posted.id.clone()));
        }
        if posted.deliveries.is_empty() && ui.button(words.say("told-set-channels")).clicked() {
            actions.push(Action::ShowSettings);
        }
        let copy = ui.add_enabled(letter.is_some(), egui::Button::new(words.say("told-copy")));
        if let Some(letter) = letter
            && copy.on_hover_text(words.say("told-copy-hint")).clicked()
        {
            ui.copy_text(format!("{}\n\n{}", letter.letter.subject, letter.whole));
        }
        let is_shown = posted.day == facts.snapshot.date || posted.supply.is_some();
        if is_shown && ui.button(words.say("told-who-is-told")).clicked() {
            let department = Some(posted.to.whom.department().clone());
            let manager = match &posted.to.whom {
                Whom::Department(_) => None,
                Whom::Manager { name, .. } => Some(name.clone()),
            };
            let filter = Filter { show: Show::Concerned, department, manager, ..Filter::default() };
            wanted = Some(match posted.supply {
                Some(_) => WhoIsTold::OfSupply,
                None => WhoIsTold::OfTimes(filter),
            });
        }
    });
    ui.add_space(space::TIGHT);
    match letter {
        Some(open) => open_ui(ui, open, posted.supply.is_some(), look),
        None => drop(ui.label(RichText::new(words.say("told-bringing")).color(look.palette.weak))),
    }
    wanted
}

/// A line for each channel: where it stands, why it failed, and when it is tried again.
fn channels_ui(ui: &mut Ui, posted: &Posted, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    if posted.deliveries.is_empty() {
        ui.horizontal(|ui| {
            Mark::Nothing.show(ui, look);
            ui.add(Label::new(state_in_words(words, None)).wrap());
        });
    }
    for delivery in &posted.deliveries {
        ui.horizontal_top(|ui| {
            Mark::of_notice(Some(delivery.state)).show(ui, look);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.add(Label::new(channel_line(delivery, facts, look)).wrap().selectable(true));
                let fault = delivery.fault.as_ref().filter(|_| delivery.state != DeliveryState::Merged);
                if let Some(fault) = fault {
                    let ink = Mark::of_notice(Some(delivery.state)).ink(look);
                    let text = RichText::new(why(words, fault)).color(ink);
                    ui.add(Label::new(text).wrap().selectable(true));
                }
                for refused in crate::notify::consignment::refused(delivery) {
                    let parts = [("address", Arg::from(refused.address)), ("says", Arg::from(refused.says))];
                    let text = RichText::new(words.fill("told-refused", &parts)).color(look.palette.warning);
                    ui.add(Label::new(text).wrap().selectable(true));
                }
            });
        });
    }
}

fn channel_line(delivery: &Delivery, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let name = words.tell(&crate::words::channel(&delivery.channel));
    let today = facts.snapshot.now.day();
    let parts = |at: String| {
        [
            ("channel", Arg::from(name.clone())),
            ("state", delivery.state.message().into()),
            ("n", delivery.attempts.into()),
            ("at", at.into()),
        ]
    };
    match (delivery.state, delivery.sent_at, delivery.next_try) {
        (DeliveryState::Sent, Some(at), _) => words.fill("told-channel-sent", &parts(moment(at, today))),
        (DeliveryState::Failed, _, Some(at)) => words.fill("told-channel-failed", &parts(moment(at, today))),
        (_, _, _) if delivery.attempts > 0 => words.fill("told-channel-tried", &parts(String::new())),
        _ => {
            let state = words.tell(&delivery.state.message());
            words.fill("told-channel-state", &[("channel", name.into()), ("state", state.into())])
        }
    }
}

fn open_ui(ui: &mut Ui, open: &OpenLetter, of_supply: bool, look: &Look) {
    let letter = &open.letter;
    let tallest = (ui.available_height() * 0.45).max(90.0);
    ScrollArea::vertical().id_salt("notice text").max_height(tallest).show(ui, |ui| {
        card_ui(ui, look, |ui| {
            ui.add(Label::new(RichText::new(&letter.subject).strong()).wrap().selectable(true));
            ui.add(Label::new(&letter.text).wrap().selectable(true));
        });
    });
    ui.add_space(space::TIGHT);
    calls_ui(ui, &letter.calls, of_supply, look);
}

fn calls_ui(ui: &mut Ui, calls: &[Call], of_supply: bool, look: &Look) {
    let wide = ui.available_width() > 860.0;
    let columns: &[Column] = match (of_supply, wide) {
        // No time is new there, and the letter says the rest.
        (true, true) => &Column::SUPPLY,
        (true, false) => &[Column::Name, Column::Message],
        (false, true) => &Column::WIDE,
        (false, false) => &Column::NARROW,
    };
    let widths: Vec<f32> = columns.iter().map(|column| column.width(wide)).collect();
    let keys: Vec<&str> = columns.iter().map(|column| column.key()).collect();
    let table = table(ui, "notice calls", &widths);
    table.header(space::ROW, |row| headings_ui(look, row, &keys)).body(|body| {
        body.rows(space::ROW, calls.len(), |mut row| {
            let call = &calls[row.index()];
            for column in columns {
                row.col(|ui| drop(cell_ui(ui, column.of(call))));
            }
        });
    });
}

#[derive(Clone, Copy)]
enum Column {
    Code,
    Name,
    Phone,
    Old,
    New,
    Reason,
    Message,
}

impl Column {
    const WIDE: [Self; 7] =
        [Self::Code, Self::Name, Self::Phone, Self::Old, Self::New, Self::Reason, Self::Message];
    const SUPPLY: [Self; 4] = [Self::Code, Self::Name, Self::Phone, Self::Message];
    const NARROW: [Self; 4] = [Self::Name, Self::Old, Self::New, Self::Message];

    const fn key(self) -> &'static str {
        match self {
            Self::Code => "call-retailer",
            Self::Name => "call-name",
            Self::Phone => "call-phone",
            Self::Old => "call-old-time",
            Self::New => "call-new-time",
            Self::Reason => "call-reason",
            Self::Message => "call-message",
        }
    }

    const fn width(self, wide: bool) -> f32 {
        let (roomy, tight) = match self {
            Self::Code => (104.0, 90.0),
            Self::Name => (150.0, 120.0),
            Self::Phone | Self::Reason => (100.0, 90.0),
            Self::Old | Self::New => (64.0, 60.0),
            Self::Message => (160.0, 120.0),
        };
        if wide { roomy } else { tight }
    }

    fn of(self, call: &Call) -> &str {
        match self {
            Self::Code => &call.retailer,
            Self::Name => &call.name,
            Self::Phone => &call.phone,
            Self::Old => &call.old_time,
            Self::New => &call.new_time,
            Self::Reason => &call.reason,
            Self::Message => &call.message,
        }
    }
}
