//! The left of the Incidents view: what is open, the gravest first; closed ones where somebody asks.

use super::{Facts, IncidentsView};
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::known::{Case, Deadline};
use crate::desk::incidents::telling;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::desk::weather::telling::moment;
use crate::domain::emergency::Incident;
use crate::domain::emergency::deadlines::Lateness;
use crate::domain::emergency::level::Level;
use crate::domain::incident::Link;
use crate::words::{Arg, Tell};
use egui::{
    Align2, Color32, FontId, Label, Painter, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

/// Closed ones that are listed; older ones are for the reports.
const CLOSED: usize = 200;

pub fn list_ui(ui: &mut Ui, view: &mut IncidentsView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let can = !facts.snapshot.is_blank();
        if ui.add_enabled(can, egui::Button::new(words.say("incident-new"))).clicked() {
            actions.push(Action::OpenIncident(view.link));
        }
        if ui.button(words.say("incident-handover")).clicked() {
            actions.push(Action::Handover);
        }
        if ui.button(words.say("incident-playbook")).clicked() {
            actions.push(Action::ShowPlaybook);
        }
    });
    filter_ui(ui, view, look);
    let chosen = view.chosen(facts.snapshot).map(|incident| incident.id.clone());
    let mut clicked = None;
    ScrollArea::vertical().id_salt("incidents list").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let open: Vec<&Case> = view.known.open.iter().filter(|case| view.fits(&case.incident)).collect();
        if open.is_empty() {
            ui.add_space(space::NEAR);
            let text = RichText::new(words.say("incident-none-open")).color(look.palette.weak);
            ui.add(Label::new(text).wrap());
        }
        for case in open {
            if row_ui(ui, &case.incident, Some(case), chosen.as_ref() == Some(&case.incident.id), facts, look)
            {
                clicked = Some(case.incident.id.clone());
            }
        }
        if !view.all {
            return;
        }
        super::part_ui(ui, look, &capital(&words.say("incident-closed")));
        let closed = view.known.closed.iter().filter(|incident| view.fits(incident));
        for incident in closed.take(CLOSED) {
            if row_ui(ui, incident, None, chosen.as_ref() == Some(&incident.id), facts, look) {
                clicked = Some(incident.id.clone());
            }
        }
    });
    if clicked.is_some() {
        view.open = clicked;
    }
}

/// Which link, and whether closed ones too.
fn filter_ui(ui: &mut Ui, view: &mut IncidentsView, look: &Look) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if ui.selectable_label(view.link.is_none(), words.say("incident-all-links")).clicked() {
            view.link = None;
            view.open = None;
        }
        for link in Link::ALL {
            let name = words.tell(&link.message());
            if ui.selectable_label(view.link == Some(link), name).clicked() {
                view.show_link(link);
            }
        }
    });
    ui.checkbox(&mut view.all, words.say("incident-show-closed"));
    ui.add_space(space::TIGHT);
}

/// A row that can be chosen, by the pointer and by the keys; true once it is.
fn row_ui(
    ui: &mut Ui,
    incident: &Incident,
    case: Option<&Case>,
    chosen: bool,
    facts: Facts<'_>,
    look: &Look,
) -> bool {
    let (words, palette) = (&look.words, look.palette);
    let snapshot = facts.snapshot;
    let title = telling::name(look, incident);
    let level = words.tell(&incident.level.message());
    let standing = capital(&words.tell(&incident.standing().message()));
    let parts = [
        ("incident", Arg::shown(&incident.id)),
        ("standing", standing.into()),
        ("since", moment(incident.opened.at, snapshot.date).into()),
    ];
    let mut below = vec![(words.fill("incident-row", &parts), palette.weak)];
    if let Some(first) = case.and_then(|case| case.due.first()) {
        below.push(due(first, case.map_or(0, Case::late), facts, look));
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let height = 28.0 + 16.0 * below.len() as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let told =
        [level.as_str(), title.as_str()].into_iter().chain(below.iter().map(|(text, _)| text.as_str()));
    let name = told.collect::<Vec<_>>().join(". ");
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
    let badge = Rect::from_min_size(rect.min + vec2(6.0, 5.0), Vec2::new(BADGE, 20.0));
    badge_paint(ui.painter(), badge, incident.level, !incident.is_felt(), look);
    let left = badge.right() + 8.0;
    let mut top = rect.top() + 4.0;
    let mut line = |ui: &mut Ui, text: RichText, height: f32| {
        let room = Rect::from_min_max(pos2(left, top), pos2(rect.right() - 6.0, top + height));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
        child.add(Label::new(text).truncate().selectable(false));
        top += height;
    };
    line(ui, RichText::new(&title).strong(), 20.0);
    for (text, ink) in below {
        line(ui, RichText::new(text).size(size::SMALL).color(ink), 16.0);
    }
    response.on_hover_text(name).clicked()
}

/// The step due first, or how many are late.
fn due(first: &Deadline, late: usize, facts: Facts<'_>, look: &Look) -> (String, Color32) {
    let words = &look.words;
    let countdown = telling::countdown(words, first.by, facts.snapshot.now);
    let parts = [("step", Arg::shown(first.step)), ("countdown", countdown.into()), ("n", late.into())];
    if first.lateness == Lateness::InTime {
        (words.fill("incident-row-due", &parts), look.palette.text)
    } else {
        // The letter says it to those who do not see the colour.
        (words.fill("incident-row-late", &parts), look.palette.danger)
    }
}

pub const BADGE: f32 = 30.0;

/// The level's number in a box, fuller the graver it is; an outline alone once it is over.
pub fn badge_paint(painter: &Painter, rect: Rect, level: Level, over: bool, look: &Look) {
    let palette = look.palette;
    let (fill, ink) = match level {
        _ if over => (palette.background, palette.weak),
        Level::General => (palette.hovered, palette.text),
        Level::Larger => (palette.warning_back, palette.warning),
        Level::Major => (palette.danger_back, palette.danger),
        Level::Critical => (palette.danger, palette.background),
    };
    let stroke = egui::Stroke::new(1.0, if over { palette.line_strong } else { ink });
    painter.rect(rect, 3.0, fill, stroke, egui::StrokeKind::Inside);
    painter.text(rect.center(), Align2::CENTER_CENTER, level.name(), FontId::proportional(size::BODY), ink);
}
