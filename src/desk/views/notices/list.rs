//! The left of the outbox: notices, the newest first, each with whom it is for and how far it has come.

use super::Facts;
use crate::desk::bookkeeper::outbox::Posted;
use crate::desk::theme::{Look, size};
use crate::desk::views::data::parts::capital;
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::notice::DeliveryState;
use crate::notify::answer_wording::{about, says};
use crate::notify::standing::{state_in_words, whom};
use crate::session::Delivery;
use crate::words::Tell;
use egui::{
    Color32, Key, Label, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};
use smol_str::SmolStr;

const ROW: f32 = 62.0;

pub fn list_ui(ui: &mut Ui, open: &mut Option<SmolStr>, facts: Facts<'_>, look: &Look) {
    let notices = &facts.outbox.notices;
    let at = open.as_ref().and_then(|id| notices.iter().position(|posted| posted.id == *id)).unwrap_or(0);
    let stepped = step(ui, at, notices.len());
    if let Some(to) = stepped {
        *open = Some(notices[to].id.clone());
    }
    let chosen = stepped.unwrap_or(at);
    ui.spacing_mut().item_spacing.y = 2.0;
    let area = ScrollArea::vertical().id_salt("notices list").auto_shrink(false);
    area.show_rows(ui, ROW, notices.len(), |ui, rows| {
        for n in rows {
            let response = row_ui(ui, &notices[n], n == chosen, facts, look);
            if response.clicked() {
                *open = Some(notices[n].id.clone());
            }
        }
    });
}

/// The arrow keys lead through the list while nothing else takes them.
fn step(ui: &Ui, at: usize, count: usize) -> Option<usize> {
    if !super::keys::listens(ui) || count == 0 {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let to = (at + pressed(Key::ArrowDown)).saturating_sub(pressed(Key::ArrowUp)).min(count - 1);
    (to != at).then_some(to)
}

fn row_ui(ui: &mut Ui, posted: &Posted, chosen: bool, facts: Facts<'_>, look: &Look) -> egui::Response {
    let (words, palette) = (&look.words, look.palette);
    let title = whom(words, &posted.to);
    let at = moment(posted.at, facts.snapshot.date);
    let parts = [
        ("n", posted.retailers.into()),
        ("put-off", posted.put_off.into()),
        ("by", posted.by.as_str().into()),
    ];
    let about = match &posted.supply {
        Some(word) => format!("{}: {}", about(&word.about), says(words, posted.day, word)),
        None => words.fill("told-notice-about", &parts),
    };
    let mark = Mark::of_notice(posted.standing);
    let stands = stands(posted, facts, look);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = [at.as_str(), title.as_str(), about.as_str(), stands.as_str()].join(". ");
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
    mark.paint(ui.painter(), rect.left_top() + vec2(13.0, 15.0), look);
    let right = line_ui(ui, rect, 4.0, RichText::new(at).color(palette.weak), true);
    let title_in = rect.with_max_x(right.left() - 4.0);
    line_ui(ui, title_in, 4.0, RichText::new(title).strong(), false);
    let ink = if matches!(mark, Mark::Warning | Mark::Failed) { mark.ink(look) } else { palette.weak };
    small_ui(ui, rect, 24.0, about, palette.weak);
    small_ui(ui, rect, 41.0, stands, ink);
    response.on_hover_text(name)
}

fn small_ui(ui: &mut Ui, rect: Rect, top: f32, text: String, ink: Color32) {
    line_ui(ui, rect, top, RichText::new(text).size(size::SMALL).color(ink), false);
}

fn line_ui(ui: &mut Ui, rect: Rect, top: f32, text: RichText, at_the_right: bool) -> Rect {
    let room = Rect::from_min_max(
        pos2(rect.left() + 26.0, rect.top() + top),
        pos2(rect.right() - 8.0, rect.top() + top + 18.0),
    );
    let layout = if at_the_right {
        egui::Layout::right_to_left(egui::Align::Center)
    } else {
        egui::Layout::left_to_right(egui::Align::Center)
    };
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
    child.add(Label::new(text).truncate().selectable(false)).rect
}

/// How far it has come on each channel, in a line.
fn stands(posted: &Posted, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    if posted.standing.is_none() || posted.standing == Some(DeliveryState::Merged) {
        return capital(&state_in_words(words, posted.standing));
    }
    let told = |delivery: &Delivery| {
        let mut state = words.tell(&delivery.state.message());
        if let Some(next) = delivery.next_try {
            let at = moment(next, facts.snapshot.now.day());
            state = words.fill("told-tried-at", &[("state", state.into()), ("at", at.into())]);
        }
        let channel = words.tell(&crate::words::channel(&delivery.channel));
        words.fill("told-channel-state", &[("channel", channel.into()), ("state", state.into())])
    };
    capital(&posted.deliveries.iter().map(told).collect::<Vec<_>>().join(" · "))
}
