//! Above the lanes: what to show and in what order, the day in figures, and what can be done with what is
//! selected.

use super::BoardView;
use super::calls::Sign;
use super::drafts::{move_draft, one_route, reassign_draft, shift_draft};
use super::filter::{Filter, Order, Trait};
use super::geometry::Density;
use super::hand::World;
use super::ink::Ink;
use super::lanes::Totals;
use super::selecting::open_in_order;
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::ids::DepartmentCode;
use crate::domain::outlook::StopState;
use crate::domain::time::Standing;
use crate::words::{Arg, Tell, grouped};
use egui::accesskit::Role;
use egui::{Button, ComboBox, Rect, RichText, Sense, Shape, TextEdit, Ui, WidgetInfo, vec2};

/// What the toolbar asks of the board's camera.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    pub fit: bool,
    pub now: bool,
    /// One step in, or out where negative.
    pub zoom: i8,
}

pub fn toolbar_ui(
    ui: &mut Ui,
    view: &mut BoardView,
    world: &World<'_>,
    look: &Look,
    actions: &mut Actions,
) -> Wishes {
    let mut wishes = Wishes::default();
    egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            filters_ui(ui, &mut view.filter, world.snapshot, look);
            order_ui(ui, &mut view.order, look);
        });
        // By the width alone, so that the lanes do not jump when something is selected.
        let narrow = ui.available_width() < 960.0;
        ui.horizontal(|ui| {
            ui.set_min_height(26.0);
            if *world.selection == Selection::default() {
                ui.label(RichText::new(counter(look, view.lanes.totals)).color(look.palette.weak));
                let (shown, all) = (view.choice.lanes.len(), view.lanes.totals.routes);
                if shown < all {
                    let text =
                        look.words.fill("board-shown", &[("shown", shown.into()), ("all", all.into())]);
                    ui.label(RichText::new(text).color(look.palette.accent));
                }
            } else {
                selection_ui(ui, world.snapshot, world.selection, look, actions);
            }
            // Down here it moves nothing else when it comes and goes.
            if !view.filter.is_clear() && ui.link(look.words.say("board-clear-filter")).clicked() {
                view.filter = Filter::default();
            }
            if !narrow {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    camera_ui(ui, view, world.snapshot, look, &mut wishes);
                });
            }
        });
        if narrow {
            ui.allocate_ui_with_layout(
                vec2(ui.available_width(), 26.0),
                egui::Layout::right_to_left(egui::Align::Center),
                |ui| camera_ui(ui, view, world.snapshot, look, &mut wishes),
            );
        }
    });
    wishes
}

/// `38 routes · 3,912 stops · 1,204 delivered · 17 late`.
#[must_use]
pub fn counter(look: &Look, totals: Totals) -> String {
    let n = |count: usize| Arg::from(grouped(count as u64));
    look.words.fill(
        "board-counter",
        &[
            ("routes", n(totals.routes)),
            ("stops", n(totals.counts.stops)),
            ("delivered", n(totals.counts.delivered)),
            ("late", n(totals.counts.late)),
        ],
    )
}

/// Which routes are shown: the same on board and map.
pub fn filters_ui(ui: &mut Ui, filter: &mut Filter, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let hint = words.say("board-search");
    let field = ui.add(TextEdit::singleline(&mut filter.text).hint_text(&hint).desired_width(170.0));
    field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &hint));

    let departments = &snapshot.state.network.departments;
    let name = |code: &str| -> String {
        let known = departments.get(&DepartmentCode::new(code));
        known.map_or_else(|| code.to_owned(), |known| words.name(&known.name).to_owned())
    };
    let all = words.say("board-all-departments");
    let shown = if filter.department.is_empty() { all.clone() } else { name(&filter.department) };
    let combo =
        ComboBox::from_id_salt("board-department").selected_text(shown).width(150.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.department, String::new(), all);
            for code in departments.keys() {
                ui.selectable_value(&mut filter.department, code.as_str().to_owned(), name(code.as_str()));
            }
        });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, words.say("board-department")));

    for what in Trait::ALL {
        let chosen = filter.traits.contains(&what);
        if ui.add(Button::selectable(chosen, words.say(what.key())).frame_when_inactive(true)).clicked() {
            filter.toggle(what);
        }
    }
    ui.checkbox(&mut filter.only_breaches, words.say("board-only-breaches"));
}

fn order_ui(ui: &mut Ui, chosen: &mut Order, look: &Look) {
    let words = &look.words;
    let label = ui.label(RichText::new(words.say("board-order")).color(look.palette.weak));
    ComboBox::from_id_salt("board-order")
        .selected_text(words.say(chosen.key()))
        .width(110.0)
        .show_ui(ui, |ui| {
            for order in Order::ALL {
                ui.selectable_value(chosen, order, words.say(order.key()));
            }
        })
        .response
        .labelled_by(label.id);
}

/// What is selected, and what can be done with it.
pub fn selection_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    selection: &Selection,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let mut parts = Vec::new();
    if !selection.routes.is_empty() {
        parts.push(words.fill("board-selected-routes", &[("n", selection.routes.len().into())]));
    }
    if !selection.stops.is_empty() {
        parts.push(words.fill("board-selected-stops", &[("n", selection.stops.len().into())]));
    }
    ui.label(RichText::new(parts.join(" · ")).strong());
    let movable = open_in_order(snapshot, selection).len();
    let draft = |ui: &mut Ui, key: &str, hint: &str, draft: Option<crate::desk::actions::Draft>| {
        let button =
            ui.add_enabled(draft.is_some(), Button::new(words.say(key))).on_hover_text(words.say(hint));
        button.clicked().then_some(draft).flatten()
    };
    let asked = [
        draft(
            ui,
            "board-move",
            "board-move-hint",
            (movable > 0).then(|| move_draft(snapshot, selection)).flatten(),
        ),
        draft(ui, "board-shift", "board-shift-hint", shift_draft(selection, None)),
        draft(
            ui,
            "board-reassign",
            "board-reassign-hint",
            one_route(snapshot, selection).and_then(|_| reassign_draft(snapshot, selection)),
        ),
    ];
    for draft in asked.into_iter().flatten() {
        actions.push(Action::Draft(draft));
    }
    if ui.link(words.say("board-clear-selection")).clicked() {
        actions.push(Action::Select(Selection::default()));
    }
}

fn camera_ui(ui: &mut Ui, view: &mut BoardView, snapshot: &Snapshot, look: &Look, wishes: &mut Wishes) {
    let words = &look.words;
    let named = |ui: &mut Ui, sign: &str, key: &str| {
        let button = ui.add(Button::new(sign).min_size(vec2(26.0, 26.0))).on_hover_text(words.say(key));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.say(key)));
        button.clicked()
    };
    let key = ui.button(words.say("board-key"));
    egui::Popup::menu(&key)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| key_ui(ui, view, look));
    ComboBox::from_id_salt("board-density")
        .selected_text(words.say(density_key(view.camera.density)))
        .width(96.0)
        .show_ui(ui, |ui| {
            for density in Density::ALL {
                ui.selectable_value(&mut view.camera.density, density, words.say(density_key(density)));
            }
        })
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, words.say("board-density")));
    wishes.fit = ui.button(words.say("board-fit")).on_hover_text(words.say("board-fit-hint")).clicked();
    let under_way = matches!(Standing::of(snapshot.date, snapshot.now), Standing::Today(_));
    let now = ui.add_enabled(under_way, Button::new(words.say("board-now")));
    wishes.now = now.on_hover_text(words.say("board-now-hint")).clicked();
    if named(ui, "+", "board-zoom-in") {
        wishes.zoom = 1;
    }
    if named(ui, "−", "board-zoom-out") {
        wishes.zoom = -1;
    }
}

const fn density_key(density: Density) -> &'static str {
    match density {
        Density::Roomy => "board-density-roomy",
        Density::Compact => "board-density-compact",
        Density::Overview => "board-density-overview",
    }
}

/// What the blocks and marks mean, and how a drop is applied.
fn key_ui(ui: &mut Ui, view: &mut BoardView, look: &Look) {
    for state in StopState::ALL {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 30.0), Sense::hover());
            let band = Rect::from_min_max(rect.min + vec2(0.0, 8.0), rect.max - vec2(0.0, 6.0));
            let mut ink = Ink::default();
            let left = rect.left() + 7.0;
            ink.stop(state, [left, left, left + 10.0], band, look.palette);
            ui.painter().add(Shape::mesh(ink.mesh));
            ui.label(look.words.tell(&state.message()));
        });
    }
    for (sign, key) in [
        (Sign::Call, "board-key-call"),
        (Sign::Incident, "board-key-incident"),
        (Sign::Lock, "board-key-lock"),
    ] {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 18.0), Sense::hover());
            sign.paint(ui.painter(), rect.center(), look);
            ui.label(look.words.say(key));
        });
    }
    ui.separator();
    ui.label(RichText::new(look.words.say("board-key-keys")).size(size::SMALL).color(look.palette.weak));
    ui.add_space(space::TIGHT);
    ui.checkbox(&mut view.apply_on_drop, look.words.say("board-apply-on-drop"));
}
