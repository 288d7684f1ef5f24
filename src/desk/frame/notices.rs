//! What a person must see: refusals, troubles, and work that is done. Each stays until it is put away.

use crate::desk::actions::{Action, Actions, View};
use crate::desk::theme::{Look, space};
use crate::desk::world::{Notice, NoticeKind};
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Role, Ui, WidgetInfo, vec2};

/// More would cover what they are about; the oldest go first.
const MOST: usize = 4;

pub fn notices_ui(ui: &mut Ui, notices: &mut Vec<Notice>, look: &Look, actions: &mut Actions) {
    if notices.is_empty() {
        return;
    }
    let excess = notices.len().saturating_sub(MOST);
    notices.drain(..excess);
    let mut read = None;
    Panel::top("notices").frame(Frame::NONE).resizable(false).show_separator_line(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (n, notice) in notices.iter().enumerate() {
            if notice_ui(ui, notice, look, actions) {
                read = Some(n);
            }
        }
    });
    if let Some(n) = read {
        notices.remove(n);
    }
}

fn notice_ui(ui: &mut Ui, notice: &Notice, look: &Look, actions: &mut Actions) -> bool {
    let palette = look.palette;
    let (ground, ink, kind) = match notice.kind {
        NoticeKind::Done => (palette.selected, palette.accent, "desk-notice-done"),
        NoticeKind::Refused => (palette.warning_back, palette.warning, "desk-notice-refused"),
        NoticeKind::Weather => (palette.warning_back, palette.warning, "desk-notice-weather"),
        NoticeKind::Incident => (palette.danger_back, palette.danger, "desk-notice-incident"),
        NoticeKind::Graver => (palette.danger_back, palette.danger, "desk-notice-graver"),
        NoticeKind::Trouble | NoticeKind::Unsent => {
            (palette.danger_back, palette.danger, "desk-notice-trouble")
        }
    };
    Frame::new()
        .fill(ground)
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            // As high as a button, or as its words: never as high as the window.
            let room = vec2(ui.available_width(), ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                let name = look.words.say("desk-notice-put-away");
                let button = ui.button(&name);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                let leads_to = match notice.kind {
                    NoticeKind::Incident | NoticeKind::Graver => Some(View::Incidents),
                    NoticeKind::Unsent => Some(View::Notices),
                    _ => None,
                };
                let shows = leads_to.is_some() && ui.button(look.words.say("incident-show")).clicked();
                if let Some(view) = leads_to.filter(|_| shows) {
                    actions.push(Action::Show(view));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(RichText::new(look.words.say(kind)).color(ink).strong());
                    ui.add_space(space::TIGHT);
                    ui.add(Label::new(look.words.tell(&notice.message)).wrap().selectable(true));
                });
                button.clicked() || shows
            })
            .inner
        })
        .inner
}
