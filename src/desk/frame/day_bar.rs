//! Which service day the desk shows: back, forth, or any of the known ones.

use crate::desk::actions::{Action, Actions};
use crate::desk::shortcuts::Deed;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::time::{ServiceDay, Standing};
use crate::words::Words;
use chrono::Datelike;
use egui::{Button, ComboBox, Role, ScrollArea, Ui, WidgetInfo, vec2};

pub fn day_bar_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    step_ui(ui, "‹", Deed::PreviousDay, snapshot.day_before(), look, actions);
    let chosen = day_shown(snapshot.date, &look.words);
    let name = look.words.say("desk-service-day");
    let response = ComboBox::from_id_salt("service day")
        .selected_text(&chosen)
        .width(142.0)
        .height(360.0)
        .show_ui(ui, |ui| {
            // Newest first; hundreds of days, of which few rows are drawn.
            ScrollArea::vertical().max_height(340.0).show_rows(ui, 22.0, snapshot.days.len(), |ui, rows| {
                for day in snapshot.days.iter().rev().skip(rows.start).take(rows.len()) {
                    let text = day_shown(*day, &look.words);
                    if ui.selectable_label(*day == snapshot.date, text).clicked() {
                        actions.push(Action::OpenDay(*day));
                        ui.close();
                    }
                }
            });
        })
        .response;
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {chosen}")));
    response.on_hover_text(name);
    step_ui(ui, "›", Deed::NextDay, snapshot.day_after(), look, actions);
    let standing = match Standing::of(snapshot.date, snapshot.now) {
        Standing::Today(_) => "desk-day-today",
        Standing::Ahead => "desk-day-ahead",
        Standing::Past => "desk-day-past",
    };
    ui.label(egui::RichText::new(look.words.say(standing)).color(look.palette.weak));
}

fn step_ui(ui: &mut Ui, text: &str, deed: Deed, to: Option<ServiceDay>, look: &Look, actions: &mut Actions) {
    let name = look.words.say(deed.key());
    let button = ui.add_enabled(to.is_some(), Button::new(text).min_size(vec2(24.0, 26.0)));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, to.is_some(), &name));
    let keys = deed.shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut)).unwrap_or_default();
    if button.on_hover_text(format!("{name}  {keys}")).clicked()
        && let Some(day) = to
    {
        actions.push(Action::OpenDay(day));
    }
}

/// `2026-11-23 Mon`.
#[must_use]
pub fn day_shown(day: ServiceDay, words: &Words) -> String {
    let weekday = words.say(match day.0.weekday() {
        chrono::Weekday::Mon => "desk-monday",
        chrono::Weekday::Tue => "desk-tuesday",
        chrono::Weekday::Wed => "desk-wednesday",
        chrono::Weekday::Thu => "desk-thursday",
        chrono::Weekday::Fri => "desk-friday",
        chrono::Weekday::Sat => "desk-saturday",
        chrono::Weekday::Sun => "desk-sunday",
    });
    format!("{day} {weekday}")
}
