//! The left of the Weather view: holds by how they stand, alerts as they came, and the backlog.

use super::{Facts, Open, WeatherView, sources};
use crate::desk::actions::{Action, Actions, HoldWish};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::desk::weather::{badge, telling};
use crate::domain::weather::HoldState;
use crate::words::{Arg, Tell};
use egui::{Label, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

pub fn list_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    buttons_ui(ui, facts, look, actions);
    ui.add_space(space::TIGHT);
    sources::sources_ui(ui, facts, look, actions);
    ScrollArea::vertical().id_salt("weather list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        backlog_ui(ui, view, facts, look);
        for state in [HoldState::ToConfirm, HoldState::InForce, HoldState::Coming] {
            holds_ui(ui, view, state, facts, look);
        }
        past_ui(ui, view, facts, look);
        alerts_ui(ui, view, facts, look);
    });
}

/// *New hold…* and *Open alert…*.
pub fn buttons_ui(ui: &mut Ui, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let can = !facts.snapshot.is_blank();
        if ui.add_enabled(can, egui::Button::new(words.say("weather-new"))).clicked() {
            actions.push(Action::Hold(HoldWish::New(Vec::new())));
        }
        let open = ui.add_enabled(can, egui::Button::new(words.say("weather-open-alert")));
        if open.on_hover_text(words.say("weather-open-alert-hint")).clicked() {
            actions.push(Action::PickAlerts);
        }
    });
}

fn heading_ui(ui: &mut Ui, look: &Look, text: &str) {
    ui.add_space(space::NEAR);
    ui.label(RichText::new(text).size(size::SMALL).color(look.palette.weak));
}

/// The count stays until nothing is owed.
fn backlog_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    let n = view.known.owed.len();
    if n == 0 && view.open != Open::Backlog {
        return;
    }
    heading_ui(ui, look, &words.say("weather-backlog"));
    let title = words.fill("weather-backlog-count", &[("n", n.into())]);
    let below = if view.known.overdue > 0 {
        words.fill("weather-backlog-overdue", &[("n", view.known.overdue.into())])
    } else {
        view.known.owed.first().map_or_else(String::new, |oldest| {
            let day = telling::moment_of_day(oldest.from, facts.snapshot.date);
            words.fill("weather-backlog-since", &[("day", day.into())])
        })
    };
    let ink = if view.known.overdue > 0 { look.palette.danger } else { look.palette.weak };
    let chosen = view.open == Open::Backlog;
    if row_ui(ui, look, chosen, &Row { title: &title, below: &[(below, ink)], mark: None }) {
        view.show(Open::Backlog);
    }
}

fn holds_ui(ui: &mut Ui, view: &mut WeatherView, state: HoldState, facts: Facts<'_>, look: &Look) {
    let of_state = view.known.holds.iter().filter(|standing| standing.state == state);
    let ids: Vec<_> = of_state.map(|standing| standing.id.clone()).collect();
    if ids.is_empty() {
        return;
    }
    heading_ui(ui, look, &capital(&look.words.tell(&state.message())));
    let open = view.hold();
    for id in ids {
        let Some(hold) = facts.snapshot.state.holds.get(&id) else { continue };
        let closes = view.known.hold(&id).map(|standing| standing.closes).unwrap_or_default();
        let title = look.words.tell(&hold.signal.message());
        let span = telling::span(look, hold.from, hold.ends(), facts.snapshot.date);
        let area = telling::areas(look, facts.snapshot, &hold.areas);
        let mut below = vec![(span, look.palette.text), (area, look.palette.weak)];
        if state != HoldState::Past {
            below.push((telling::closes(look, closes), look.palette.weak));
        }
        let mark = Some((hold.signal.colour, state == HoldState::Past));
        if row_ui(ui, look, open.as_ref() == Some(&id), &Row { title: &title, below: &below, mark }) {
            view.show(Open::Hold(id));
        }
    }
}

fn past_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look) {
    let past = view.known.holds.iter().filter(|standing| standing.state == HoldState::Past).count();
    if past == 0 {
        return;
    }
    if view.past_shown || view.known.holds.len() == past {
        holds_ui(ui, view, HoldState::Past, facts, look);
        return;
    }
    ui.add_space(space::NEAR);
    if ui.link(look.words.fill("weather-show-past", &[("n", past.into())])).clicked() {
        view.past_shown = true;
    }
}

fn alerts_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    if !facts.news.taken.is_empty() {
        heading_ui(ui, look, &words.say("weather-taken"));
        let title = words.fill("weather-taken-count", &[("n", facts.news.taken.len().into())]);
        let chosen = view.open == Open::Taken;
        if row_ui(ui, look, chosen, &Row { title: &title, below: &[], mark: None }) {
            view.show(Open::Taken);
        }
    }
    if view.known.alerts.is_empty() {
        return;
    }
    heading_ui(ui, look, &words.fill("weather-alerts", &[("n", view.known.alerts.len().into())]));
    let alerts: Vec<_> = view.known.alerts.clone();
    for (alert, outcome) in alerts {
        let info = super::alert::info_for(&alert, words.language());
        let title = info.map_or_else(|| alert.key.to_string(), super::alert::title);
        let kind = [alert.status.message(), alert.message.message()].map(|part| words.tell(&part));
        let sent = telling::moment(alert.sent, facts.snapshot.date);
        let about = [
            ("status", Arg::from(capital(&kind[0]))),
            ("kind", kind[1].clone().into()),
            ("sent", sent.into()),
        ];
        let mut below = vec![(words.fill("weather-alert-line", &about), look.palette.weak)];
        if let Some(outcome) = outcome {
            below.push((words.tell(&outcome.message()), look.palette.weak));
        }
        let mark = info
            .and_then(|info| info.signal)
            .map(|signal| (signal.colour, alert.ends() <= facts.snapshot.now));
        let chosen = view.open == Open::Alert(alert.key.clone());
        if row_ui(ui, look, chosen, &Row { title: &title, below: &below, mark }) {
            view.show(Open::Alert(alert.key.clone()));
        }
    }
}

struct Row<'a> {
    title: &'a str,
    below: &'a [(String, egui::Color32)],
    /// The colour of its signal, and whether it is over.
    mark: Option<(crate::domain::weather::Colour, bool)>,
}

/// A row that can be chosen, by the pointer and by the keys; true once it is.
fn row_ui(ui: &mut Ui, look: &Look, chosen: bool, row: &Row<'_>) -> bool {
    let palette = look.palette;
    let lines = row.below.iter().filter(|(text, _)| !text.is_empty()).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let height = 28.0 + 16.0 * lines as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let told = std::iter::once(row.title).chain(row.below.iter().map(|(text, _)| text.as_str()));
    let name = told.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &name));
    if chosen {
        ui.painter().rect_filled(rect, 4.0, palette.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.hovered);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    let mut left = rect.left() + 8.0;
    if let Some((colour, past)) = row.mark {
        let at = Rect::from_min_size(pos2(left, rect.top() + 4.0), Vec2::splat(badge::EXTENT));
        badge::paint(ui.painter(), at, colour, past, look);
        left += badge::EXTENT + 8.0;
    }
    let mut top = rect.top() + 4.0;
    let mut line = |ui: &mut Ui, text: RichText, height: f32| {
        let room = Rect::from_min_max(pos2(left, top), pos2(rect.right() - 6.0, top + height));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
        child.add(Label::new(text).truncate().selectable(false));
        top += height;
    };
    line(ui, RichText::new(capital(row.title)).strong(), 20.0);
    for (text, ink) in row.below.iter().filter(|(text, _)| !text.is_empty()) {
        line(ui, RichText::new(text).size(size::SMALL).color(*ink), 16.0);
    }
    response.on_hover_text(name.clone()).clicked()
}
