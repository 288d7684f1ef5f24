//! The bar at the bottom: the newest change with *Undo*, work under way, the next deadline and the next stop in
//! danger.
//! Empty where there is nothing to say.

use super::incidents::deadline_ui;
use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::incidents::known::Known as Incidents;
use crate::desk::shortcuts::Deed;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::weather::known::Known;
use crate::desk::world::{Work, World};
use crate::domain::day::Stop;
use crate::domain::ids::RouteId;
use crate::domain::outlook::{StopOutlook, StopState};
use crate::domain::time::Standing;
use crate::words::{Tell, people};
use egui::{
    Align, Button, Frame, Label, Layout, Margin, Panel, ProgressBar, RichText, Role, Sense, Shape, Stroke,
    Ui, WidgetInfo, vec2,
};

pub fn status_ui(
    ui: &mut Ui,
    world: &World,
    (known, incidents): (&Known, &Incidents),
    look: &Look,
    actions: &mut Actions,
) {
    let frame = Frame::new().fill(look.palette.panel).inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("status").frame(frame).resizable(false).exact_size(space::STATUS).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            if let Some(work) = &world.work {
                work_ui(ui, work, look, actions);
            } else {
                last_ui(ui, &world.snapshot, look, actions);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                sources_ui(ui, world, look, actions);
                owed_ui(ui, known, look, actions);
                deadline_ui(ui, incidents, &world.snapshot, look, actions);
                if let Some(next) = next_in_danger(&world.snapshot) {
                    danger_ui(ui, &next, &world.snapshot, look, actions);
                }
            });
        });
    });
}

/// Whether feeds and folders are heard: a light, and under the pointer what each says.
fn sources_ui(ui: &mut Ui, world: &World, look: &Look, actions: &mut Actions) {
    let sources = &world.weather.sources;
    if sources.is_empty() {
        return;
    }
    let (words, palette) = (&look.words, look.palette);
    let faulty = sources.iter().filter(|source| source.fault.is_some()).count();
    let name = if faulty == 0 {
        words.fill("watch-all-well", &[("n", sources.len().into())])
    } else {
        words.fill("watch-some-faulty", &[("n", faulty.into()), ("all", sources.len().into())])
    };
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if faulty == 0 {
        ui.painter().circle_filled(rect.center(), 4.5, palette.good);
    } else {
        let at = rect.center();
        let corners = [vec2(0.0, -5.5), vec2(6.0, 4.5), vec2(-6.0, 4.5)].map(|corner| at + corner);
        ui.painter().add(Shape::convex_polygon(corners.to_vec(), palette.danger, Stroke::NONE));
    }
    if response.on_hover_text(&name).clicked() {
        actions.push(Action::Show(View::Weather));
    }
}

/// What is owed stays in sight until there is nothing.
fn owed_ui(ui: &mut Ui, known: &Known, look: &Look, actions: &mut Actions) {
    if known.owed.is_empty() {
        return;
    }
    let text = look.words.fill("weather-backlog-count", &[("n", known.owed.len().into())]);
    let ink = if known.overdue > 0 { look.palette.danger } else { look.palette.text };
    let button = ui.add(Button::new(RichText::new(&text).color(ink)).frame(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    if button.on_hover_text(look.words.say("weather-backlog-show")).clicked() {
        actions.push(Action::ShowBacklog);
    }
}

fn work_ui(ui: &mut Ui, work: &Work, look: &Look, actions: &mut Actions) {
    let what = look.words.tell(&work.what);
    ui.label(&what);
    if work.total > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
        let share = (work.done as f32 / work.total as f32).clamp(0.0, 1.0);
        let bar = ProgressBar::new(share).desired_width(200.0).desired_height(8.0).fill(look.palette.accent);
        let response = ui.add(bar);
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &what));
        ui.label(format!("{:.0} %", share * 100.0));
    } else {
        ui.add(egui::Spinner::new().size(14.0));
    }
    if ui.small_button(look.words.say("desk-cancel")).clicked() {
        actions.push(Action::CancelWork);
    }
}

fn last_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let Some(last) = &snapshot.last else { return };
    let words = &look.words;
    let told = words.tell(&last.deed.message());
    let told =
        if last.undoes.is_some() { words.fill("desk-taken-back", &[("deed", told.into())]) } else { told };
    let when = if last.at.day() == snapshot.now.day() {
        last.at.time().to_string()
    } else {
        last.at.0.format("%m-%d %H:%M").to_string()
    };
    ui.label(
        RichText::new(format!("{when}  {}", people::author(words, &last.by, last.signed.as_ref())))
            .color(look.palette.weak),
    );
    let room = (ui.available_width() * 0.5).max(80.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(Label::new(&told).truncate());
    });
    let Some(undoable) = &snapshot.undoable else { return };
    let hint = words.fill("desk-undo-hint", &[("deed", undoable.deed.message().into())]);
    // Where something is passed over, such as who works here, the button says what it does take back.
    let is_passed_over = undoable.revision != last.revision && last.undoes.is_none();
    let name = if is_passed_over { hint.clone() } else { words.say(Deed::Undo.key()) };
    let keys = Deed::Undo.shortcut().map(|shortcut| ui.ctx().format_shortcut(&shortcut)).unwrap_or_default();
    let response = ui.add(Button::new(&name).small());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(format!("{hint}  {keys}")).clicked() {
        actions.push(Action::Undo);
    }
}

/// The open stop that is expected late or nearly so, and is reached first.
pub struct Danger<'s> {
    pub route: &'s RouteId,
    pub stop: &'s Stop,
    pub expected: StopOutlook,
}

pub fn next_in_danger(snapshot: &Snapshot) -> Option<Danger<'_>> {
    if !matches!(Standing::of(snapshot.date, snapshot.now), Standing::Today(_)) {
        return None;
    }
    let day = snapshot.day()?;
    let stops = day.routes.iter().flat_map(|(id, route)| {
        let expected = snapshot.outlook.routes.get(id).map_or(&[][..], |outlook| &outlook.stops);
        route.stops.iter().zip(expected).map(move |(stop, expected)| (id, stop, *expected))
    });
    stops
        .filter(|(_, _, expected)| matches!(expected.state, StopState::Late | StopState::AtRisk))
        .min_by_key(|(id, stop, expected)| (expected.arrives, *id, &stop.retailer))
        .map(|(route, stop, expected)| Danger { route, stop, expected })
}

fn danger_ui(ui: &mut Ui, next: &Danger<'_>, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let retailer = snapshot.state.network.retailer(&next.stop.retailer);
    let name = retailer.map_or(next.stop.retailer.as_str(), |retailer| words.name(&retailer.name));
    let now = match Standing::of(snapshot.date, snapshot.now) {
        Standing::Today(now) => now,
        Standing::Ahead | Standing::Past => return,
    };
    let late = next.expected.state == StopState::Late;
    let minutes = if late {
        next.expected.late.minutes_begun()
    } else {
        next.stop.window.closes().since(now).minutes_begun()
    };
    let text = words.fill(
        if late { "desk-next-late" } else { "desk-next-at-risk" },
        &[
            ("route", next.route.as_str().into()),
            ("retailer", name.into()),
            ("expected", next.expected.arrives.to_string().into()),
            ("in", next.expected.arrives.since(now).minutes_begun().into()),
            ("minutes", minutes.into()),
        ],
    );
    let colour = if late { look.palette.danger } else { look.palette.warning };
    let response = ui.add(Button::new(RichText::new(&text).color(colour)).frame(false).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    if response.on_hover_text(words.say("desk-next-hint")).clicked() {
        let stops = [next.stop.retailer.clone()].into();
        actions.push(Action::Select(Selection { stops, ..Selection::default() }));
        actions.push(Action::Inspect);
    }
}
