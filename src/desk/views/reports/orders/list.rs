//! The list of standing orders: what each is, when and where to, how far it is, and what can be done about it.

use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::orders::{OrderWork, Orders};
use crate::desk::bookkeeper::reports::format_key;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{card_ui, main_button_ui};
use crate::domain::command::Command;
use crate::domain::notice::DeliveryState;
use crate::domain::settings::{Settings, StandingOrder};
use crate::exchange::report::Format;
use crate::words::orders::{when, whither};
use crate::words::{Arg, Tell};
use egui::{Button, Label, ProgressBar, RichText, Ui, WidgetInfo};

/// What is wanted of the list as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    New,
    Close,
}

/// The orders; gives back the one that is to be changed.
pub fn list_ui<'s>(
    ui: &mut Ui,
    (snapshot, orders): (&'s Snapshot, &Orders),
    look: &Look,
    actions: &mut Actions,
) -> Option<&'s StandingOrder> {
    let known = &snapshot.state.settings.orders;
    let about = if known.is_empty() { "orders-none" } else { "orders-about" };
    weak_ui(ui, look, &look.words.say(about));
    let mut wanted = None;
    for order in known {
        ui.add_space(space::NEAR);
        card_ui(ui, look, |ui| {
            ui.push_id(&order.name, |ui| {
                order_ui(ui, order, snapshot, look, actions);
                state_ui(ui, order, (snapshot, orders), look, actions);
                mail_ui(ui, order, orders, snapshot, look);
                buttons_of_ui(ui, order, orders, snapshot, look, actions, &mut wanted);
            });
        });
    }
    wanted
}

/// What it is.
fn order_ui(ui: &mut Ui, order: &StandingOrder, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let mut on = order.on;
    let named = ui.checkbox(&mut on, RichText::new(order.name.as_str()).strong());
    if named.on_hover_text(words.say("orders-on")).changed() {
        // What was missed while it was off is not made up for.
        let changed = StandingOrder { on, since: snapshot.now, ..order.clone() };
        submit(snapshot, actions, |orders| {
            if let Some(known) = orders.iter_mut().find(|known| known.name == order.name) {
                *known = changed;
            }
        });
    }
    let format = Format::ALL.into_iter().find(|format| format.extension() == order.format);
    let form = format.map_or_else(|| order.format.to_string(), |format| words.say(format_key(format)));
    let mut what = words.fill(
        "orders-what",
        &[("report", order.report.message().into()), ("span", order.span.message().into())],
    );
    if let Some(code) = &order.department {
        let known = snapshot.state.network.departments.get(code);
        let name = known.map_or(code.as_str(), |department| words.name(&department.name));
        what = format!("{what} · {name}");
    }
    if let Some(hours) = order.hours {
        what = format!("{what} · {}–{}", hours.from(), hours.until());
    }
    ui.add(Label::new(format!("{what} · {form}")).wrap());
    let told = [("when", when(words, order).into()), ("whither", whither(words, order).into())];
    ui.add(Label::new(words.fill("orders-when", &told)).wrap());
}

/// How far it is.
fn state_ui(
    ui: &mut Ui,
    order: &StandingOrder,
    (snapshot, orders): (&Snapshot, &Orders),
    look: &Look,
    actions: &mut Actions,
) {
    let (words, palette) = (&look.words, look.palette);
    if let Some(work) = orders.work.as_ref().filter(|work| work.order == order.name) {
        work_ui(ui, work, look, actions);
        return;
    }
    let mark = orders.marks.get(&order.name);
    let moment = |at: crate::domain::time::Timestamp| Arg::shown(at.0.format("%Y-%m-%d %H:%M"));
    if let Some((at, fault)) = mark.and_then(|mark| mark.failed.as_ref()) {
        let told =
            words.fill("orders-failed", &[("at", moment(*at)), ("why", fault.said(words.language()).into())]);
        ui.add(Label::new(RichText::new(told).color(palette.danger)).wrap());
        // One that was tried before its time is not owed.
        if order.due(mark.and_then(|mark| mark.done), snapshot.now).is_some() {
            weak_ui(ui, look, &words.say("orders-tried-again"));
        }
    } else if let Some((_, message)) = orders.over.as_ref().filter(|(name, _)| *name == order.name) {
        ui.add(Label::new(RichText::new(words.tell(message)).color(palette.good)).wrap());
    }
    match mark.and_then(|mark| mark.done) {
        Some(done) => weak_ui(ui, look, &words.fill("orders-done", &[("at", moment(done))])),
        None => weak_ui(ui, look, &words.say("orders-never")),
    }
}

/// Where the mail of the last time stands, and that none can leave.
fn mail_ui(ui: &mut Ui, order: &StandingOrder, orders: &Orders, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    if let Some(mail) = orders.marks.get(&order.name).and_then(|mark| mark.mail.as_ref()) {
        match (mail.state, &mail.fault) {
            (DeliveryState::Sent, _) => weak_ui(ui, look, &words.say("orders-mailed")),
            (DeliveryState::Failed | DeliveryState::GivenUp, Some(fault)) => {
                let told = words.fill("orders-mail-failed", &[("why", fault.said(words.language()).into())]);
                ui.add(Label::new(RichText::new(told).color(look.palette.danger)).wrap());
            }
            _ => weak_ui(ui, look, &words.say("orders-mail-waits")),
        }
    }
    if !order.recipients.is_empty() && !snapshot.state.settings.notices.mails() {
        let told = RichText::new(words.say("orders-no-mail")).color(look.palette.warning);
        ui.add(Label::new(told).wrap());
    }
}

fn work_ui(ui: &mut Ui, work: &OrderWork, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal(|ui| {
        #[expect(clippy::cast_precision_loss, reason = "a share to draw")]
        let share = if work.total == 0 { 0.0 } else { work.done as f32 / work.total as f32 };
        let text = words.fill("reports-saving", &[("done", work.done.into()), ("total", work.total.into())]);
        ui.add(ProgressBar::new(share).desired_width(280.0).text(text));
        if ui.button(words.say("reports-cancel")).clicked() {
            actions.push(Action::CancelWork);
        }
    });
}

fn buttons_of_ui<'s>(
    ui: &mut Ui,
    order: &'s StandingOrder,
    orders: &Orders,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
    wanted: &mut Option<&'s StandingOrder>,
) {
    // Several orders stand below each other: a name says of which one a button is.
    let button = |ui: &mut Ui, key: &str, named: &str, enabled: bool| {
        let response = ui.add_enabled(enabled, Button::new(look.words.say(key)));
        let name = look.words.fill(named, &[("order", order.name.as_str().into())]);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, &name));
        response.clicked()
    };
    ui.horizontal_wrapped(|ui| {
        if button(ui, "orders-change", "orders-change-of", true) {
            *wanted = Some(order);
        }
        if button(ui, "orders-now", "orders-now-of", orders.work.is_none()) {
            actions.push(Action::CarryOut(order.name.clone()));
        }
        if button(ui, "orders-remove", "orders-remove-of", true) {
            submit(snapshot, actions, |orders| orders.retain(|known| known.name != order.name));
        }
    });
}

/// The buttons under the list.
pub fn buttons_ui(ui: &mut Ui, look: &Look) -> Option<Wish> {
    ui.horizontal(|ui| {
        let new = main_button_ui(ui, look, &look.words.say("orders-new"), true).clicked();
        let close = ui.button(look.words.say("reports-close")).clicked();
        if new { Some(Wish::New) } else { close.then_some(Wish::Close) }
    })
    .inner
}

fn submit(snapshot: &Snapshot, actions: &mut Actions, change: impl FnOnce(&mut Vec<StandingOrder>)) {
    let mut settings = Settings::clone(&snapshot.state.settings);
    change(&mut settings.orders);
    actions.push(Action::Submit(Box::new(Command::PutSettings(Box::new(settings)))));
}

pub fn weak_ui(ui: &mut Ui, look: &Look, text: &str) {
    ui.add(Label::new(RichText::new(text).color(look.palette.weak)).wrap());
}
