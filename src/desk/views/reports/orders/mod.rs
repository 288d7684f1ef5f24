//! Standing orders in the Reports view: the sheet that lists them, and the form in which one is given or changed. Both
//! only ask; the bookkeeper carries orders out and says how far each is.

mod form;
mod list;

use super::ReportsView;
use crate::desk::actions::Actions;
use crate::desk::bookkeeper::orders::Orders;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::settings::OrderSpan;
use crate::domain::time::ServiceDay;
use crate::exchange::report::Format;
use crate::session::report::Subject;
use crate::words::Language;
use chrono::Datelike as _;
use egui::{Id, Modal, ScrollArea, Ui};
use form::OrderForm;

/// The sheet while it is open.
#[derive(Clone, Debug, Default)]
pub struct OrdersSheet {
    /// The order being written; the list where `None`.
    form: Option<OrderForm>,
    /// How high it was drawn last.
    height: f32,
}

/// The *Standing orders…* button.
pub(super) fn orders_button_ui(ui: &mut Ui, view: &mut ReportsView, snapshot: &Snapshot, look: &Look) {
    let count = snapshot.state.settings.orders.len();
    if ui.button(look.words.fill("orders-button", &[("n", count.into())])).clicked() {
        view.show_orders();
    }
}

/// Draws the sheet where it is open.
pub fn orders_ui(
    ui: &Ui,
    view: &mut ReportsView,
    (snapshot, orders): (&Snapshot, &Orders),
    look: &Look,
    actions: &mut Actions,
) {
    let Some(mut sheet) = view.orders.take() else { return };
    let title = match &sheet.form {
        None => look.words.say("orders-title"),
        Some(form) => form.title(look),
    };
    let room = ui.ctx().content_rect().size() - egui::vec2(64.0, 64.0);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("orders-sheet")).accessible_name(title.clone());
    let response = Modal::new(Id::unique("orders-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(room.x.clamp(400.0, 720.0));
        ui.heading(&title);
        ui.separator();
        // Below the list and the form stand their buttons.
        let high = (room.y - 120.0).max(160.0);
        if let Some(form) = &mut sheet.form {
            if !form::form_ui(ui, form, high, snapshot, look, actions) {
                sheet.form = None;
            }
            true
        } else {
            ScrollArea::vertical().id_salt("orders").min_scrolled_height(high).max_height(high).show(
                ui,
                |ui| {
                    if let Some(order) = list::list_ui(ui, (snapshot, orders), look, actions) {
                        sheet.form = Some(OrderForm::of(order));
                    }
                },
            );
            ui.add_space(space::NEAR);
            let wish = list::buttons_ui(ui, look);
            if wish == Some(list::Wish::New) {
                sheet.form = Some(suggested(view, snapshot, look));
            }
            wish != Some(list::Wish::Close)
        }
    });
    // It is centred by the height it had: where that has changed, once more.
    let height = response.response.rect.height();
    if (height - sheet.height).abs() > 0.5 {
        sheet.height = height;
        ui.ctx().request_repaint();
    }
    // Escape leads out of the form first.
    let left = response.should_close();
    if left && sheet.form.take().is_some() || response.inner && !left {
        view.orders = Some(sheet);
    }
}

/// An order for what the view shows.
fn suggested(view: &ReportsView, snapshot: &Snapshot, look: &Look) -> OrderForm {
    let remembered = view.remembered();
    let format = Format::ALL.into_iter().find(|format| format.extension() == remembered.format);
    let days = view.subject().as_ref().map(Subject::days);
    let mut form = OrderForm::new(view.kind, look);
    form.span = days.map_or_else(OrderSpan::default, |days| span(days, snapshot.now.day()));
    form.department.clone_from(&view.department);
    form.shift.clone_from(&view.shift);
    form.format = format.unwrap_or_default();
    form.folder = remembered.folder.display().to_string();
    form.in_english = look.words.language() == Language::English;
    form.name = free_name(&form.name, snapshot);
    form
}

/// The span that a period looks like when seen from today.
fn span((from, to): (ServiceDay, ServiceDay), today: ServiceDay) -> OrderSpan {
    if from == to {
        return if from == today.plus(-1) { OrderSpan::TheDayBefore } else { OrderSpan::TheDay };
    }
    if from.0.day() == 1 { OrderSpan::Month } else { OrderSpan::SevenDays }
}

/// The name itself, or, where an order has it already, with the first number that is free.
fn free_name(name: &str, snapshot: &Snapshot) -> String {
    let taken = |name: &str| snapshot.state.settings.orders.iter().any(|order| order.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    let numbered = (2..).map(|n: u32| format!("{name} {n}"));
    numbered.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> ServiceDay {
        ServiceDay::parse(text).expect("a date")
    }

    #[test]
    fn a_period_becomes_the_span_people_mean_by_it() {
        let today = day("2026-11-25");
        let of = |from, to| span((day(from), day(to)), today);
        assert_eq!(of("2026-11-25", "2026-11-25"), OrderSpan::TheDay);
        assert_eq!(of("2026-11-24", "2026-11-24"), OrderSpan::TheDayBefore);
        assert_eq!(of("2026-11-23", "2026-11-29"), OrderSpan::SevenDays);
        assert_eq!(of("2026-11-01", "2026-11-30"), OrderSpan::Month);
    }
}
