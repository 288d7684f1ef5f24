//! The sheet's second stage on the screen: the plans side by side, the chosen one in full, and what can be done
//! with it.

use super::details::{bill_ui, lists_ui, why_ui};
use super::plot::{Point, plot_ui};
use super::relieve::relieve_button_ui;
use super::sheet::{RecoverySheet, search_told};
use super::table::{Column, table_ui};
use super::telling;
use crate::desk::actions::{Action, Actions};
use crate::desk::planner::{Planning, Question, Search};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::proposal::{PlanKind, Proposal};
use crate::words::{Arg, Tell};
use egui::accesskit::Role;
use egui::{
    Align, Button, Key, Label, Layout, Modifiers, ProgressBar, RichText, ScrollArea, TextEdit, Ui,
    WidgetInfo, vec2,
};
use std::path::PathBuf;
use std::sync::Arc;

/// Height of the comparison.
const TABLE: f32 = 296.0;
const PLOT: f32 = 236.0;
/// With less room than this beside the buttons, how the search ended is not said.
const ROOMY: f32 = 620.0;
/// From this width on the bill has a column of its own.
const WIDE: f32 = 1120.0;
const BILL: f32 = 264.0;

pub fn plans_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    title: &str,
    (snapshot, planning): (&Snapshot, &Planning),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    head_ui(ui, sheet, title, (snapshot, planning), look, actions);
    ui.separator();
    let body = vec2(ui.available_width(), ui.available_height() - 52.0);
    ui.allocate_ui_with_layout(body, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(body);
        ui.set_max_size(body);
        if planning.plans.is_empty() {
            empty_ui(ui, planning, look);
            return;
        }
        compare_ui(ui, sheet, planning, look);
        ui.separator();
        chosen_ui(ui, sheet, planning, look, actions);
    });
    ui.separator();
    let mut stays = true;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        stays = footer_ui(ui, sheet, (snapshot, planning), look, actions);
        if ui.add(Button::new(words.say("plans-close")).min_size(vec2(72.0, 30.0))).clicked() {
            stays = false;
        }
    });
    stays
}

/// Title, and where the search stands.
fn head_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    title: &str,
    (snapshot, planning): (&Snapshot, &Planning),
    look: &Look,
    actions: &mut Actions,
) {
    let (words, palette) = (&look.words, look.palette);
    let row = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        match &planning.search {
            Search::Running(pace) => {
                if ui.button(words.say("plans-stop")).clicked() {
                    actions.push(Action::StopSearch);
                }
                let told = search_told(&planning.search, look);
                // A bar's own ground is that of a text field, which on a sheet cannot be seen.
                ui.visuals_mut().extreme_bg_color = palette.pressed;
                #[expect(clippy::cast_possible_truncation, reason = "a share of a progress bar")]
                let bar = ProgressBar::new(pace.share() as f32).desired_width(140.0).desired_height(8.0);
                let bar = ui.add(bar.fill(palette.accent));
                bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &told));
                ui.label(RichText::new(told).color(palette.weak));
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            }
            search => {
                if ui.button(words.say("plans-new")).on_hover_text(words.say("plans-new-hint")).clicked() {
                    sheet.ask_again(snapshot, actions);
                }
                save_button_ui(ui, sheet, (snapshot, planning), look, actions);
                relieve_button_ui(ui, sheet, snapshot, look, actions);
                let found = !planning.plans.is_empty();
                let on = ui.add_enabled(found, Button::new(words.say("plans-search-on")));
                if on.on_hover_text(words.say("plans-search-on-hint")).clicked() {
                    actions.push(Action::SearchOn);
                }
                if found && ui.available_width() > ROOMY {
                    ui.label(RichText::new(search_told(search, look)).color(palette.weak));
                }
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(title).heading()).truncate());
        });
    });
    if !sheet.is_of_case() && planning.plans.iter().any(|plan| plan.is_stale(&snapshot.state)) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(words.say("plans-stale")).color(palette.warning));
            if ui.link(words.say("plans-new")).clicked() {
                sheet.ask_again(snapshot, actions);
            }
        });
    }
}

/// *Save situation…*: a path that can be typed, and the system's dialog.
fn save_button_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    (snapshot, planning): (&Snapshot, &Planning),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let button = ui.button(words.say("plans-save"));
    let suggested = words.fill("plans-save-name", &[("day", Arg::shown(snapshot.date))]);
    egui::Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(320.0);
        ui.add(Label::new(words.say("plans-save-about")).wrap());
        let label = ui.label(words.say("plans-save-path"));
        let path = sheet.saving.get_or_insert_with(|| suggested.clone());
        ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY)).labelled_by(label.id);
        let asked = planning.question.as_deref().filter(|_| !planning.plans.is_empty());
        let question = || Box::new(asked.cloned().unwrap_or_else(|| Question::of(snapshot)));
        ui.horizontal(|ui| {
            let named = !path.trim().is_empty();
            if ui.add_enabled(named, Button::new(words.say("plans-save-do"))).clicked() {
                let path = Some(PathBuf::from(path.trim()));
                actions.push(Action::SaveCase { question: question(), suggested: suggested.clone(), path });
                ui.close();
            }
            if ui.button(words.say("plans-save-choose")).clicked() {
                actions.push(Action::SaveCase {
                    question: question(),
                    suggested: suggested.clone(),
                    path: None,
                });
                ui.close();
            }
        });
    });
}

fn empty_ui(ui: &mut Ui, planning: &Planning, look: &Look) {
    ui.add_space(space::SECTION * 2.0);
    ui.vertical_centered(|ui| match &planning.search {
        Search::Running(_) | Search::Idle => {
            ui.spinner();
            ui.label(look.words.say("plans-first"));
        }
        search @ Search::Nothing(_) => {
            ui.label(RichText::new(search_told(search, look)).size(size::HEADING));
        }
        search @ Search::Ended(_) => {
            ui.label(search_told(search, look));
            ui.label(RichText::new(look.words.say("plans-none")).color(look.palette.weak));
        }
    });
}

/// Every plan with its rank, the one edited by hand last.
fn candidates(planning: &Planning) -> Vec<(&Arc<Proposal>, Option<usize>)> {
    let ranked = planning.plans.iter().enumerate().map(|(rank, plan)| (plan, Some(rank)));
    ranked.chain(planning.edited().map(|plan| (plan, None))).collect()
}

fn compare_ui(ui: &mut Ui, sheet: &mut RecoverySheet, planning: &Planning, look: &Look) {
    let all = candidates(planning);
    let chosen = sheet.chosen(planning).map(|(plan, _)| Arc::clone(plan));
    let is_chosen = |plan: &Arc<Proposal>| chosen.as_ref().is_some_and(|chosen| Arc::ptr_eq(chosen, plan));
    let columns: Vec<Column<'_>> =
        all.iter().map(|(plan, rank)| Column { plan, rank: *rank, chosen: is_chosen(plan) }).collect();
    let points: Vec<Point<'_>> =
        all.iter().map(|(plan, rank)| Point { plan, rank: *rank, chosen: is_chosen(plan) }).collect();
    let mut clicked = None;
    // Left and right step through the plans, unless somebody types.
    let free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if free && !ui.ctx().text_edit_focused() {
        let at = all.iter().position(|(plan, _)| is_chosen(plan)).unwrap_or(0);
        for (key, to) in [(Key::ArrowLeft, at.checked_sub(1)), (Key::ArrowRight, Some(at + 1))] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                clicked = to.filter(|to| *to < all.len());
            }
        }
    }
    let room = vec2(ui.available_width(), TABLE);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_height(TABLE);
        let wide = (room.x - PLOT - space::APART).max(240.0);
        ui.allocate_ui_with_layout(vec2(wide, TABLE), Layout::top_down(Align::Min), |ui| {
            ui.set_max_width(wide);
            clicked = table_ui(ui, &columns, look).or(clicked);
        });
        let extent = vec2(ui.available_width().clamp(160.0, PLOT + 40.0), TABLE - 8.0);
        clicked = plot_ui(ui, &points, extent, look).or(clicked);
    });
    if let Some((plan, _)) = clicked.and_then(|at| all.get(at)) {
        sheet.choose(plan);
    }
}

fn chosen_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    planning: &Planning,
    look: &Look,
    actions: &mut Actions,
) {
    let Some((plan, rank)) = sheet.chosen(planning).map(|(plan, rank)| (Arc::clone(plan), rank)) else {
        return;
    };
    let room = ui.available_size();
    let Some(shown) = sheet.shown() else { return };
    let (rows, planned) = (Arc::clone(&shown.rows), Arc::clone(&shown.preview.snapshot));
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_size(room);
        let wide = room.x >= WIDE;
        let left = if wide { room.x * 0.2 } else { BILL };
        ui.allocate_ui_with_layout(vec2(left, room.y), Layout::top_down(Align::Min), |ui| {
            ui.set_max_width(left);
            ScrollArea::vertical().id_salt("why").auto_shrink(false).show(ui, |ui| {
                ui.label(RichText::new(telling::plan_name(look, &plan, rank)).strong());
                if let Some(refusal) = &planning.refused {
                    let text = look.words.tell(&refusal.message());
                    ui.add(Label::new(RichText::new(text).color(look.palette.danger)).wrap());
                }
                why_ui(ui, &plan, &planning.plans, &planned, look);
                if !wide {
                    ui.add_space(space::NEAR);
                    bill_ui(ui, &plan, look);
                }
            });
        });
        ui.separator();
        if wide {
            ui.allocate_ui_with_layout(vec2(BILL, room.y), Layout::top_down(Align::Min), |ui| {
                ui.set_max_width(BILL);
                ScrollArea::vertical().id_salt("bill").auto_shrink(false).show(ui, |ui| {
                    bill_ui(ui, &plan, look);
                });
            });
            ui.separator();
        }
        let rest = vec2(ui.available_width(), room.y);
        ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| {
            ui.set_max_width(rest.x);
            let edits = !planning.is_running() && !planning.judging;
            lists_ui(ui, &mut sheet.tab, &plan, &rows, (&planned, edits), look, actions);
        });
    });
}

/// *Apply* naming what it does, *Show on board*, *Take back the edit*; false once the sheet is to be closed.
fn footer_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    (snapshot, planning): (&Snapshot, &Planning),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let (words, palette) = (&look.words, look.palette);
    let Some((plan, _)) = sheet.chosen(planning).map(|(plan, rank)| (Arc::clone(plan), rank)) else {
        return true;
    };
    let blocked = telling::blocked(look, &plan, snapshot, sheet.is_of_case());
    let ready = blocked.is_none();
    let free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    let text = RichText::new(telling::applying(look, &plan)).color(palette.on_accent);
    let apply = ui.add_enabled(ready, Button::new(text).fill(palette.accent).min_size(vec2(96.0, 30.0)));
    let by_keys = ready && free && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if apply.clicked() || by_keys {
        actions.push(Action::StopSearch);
        actions.push(Action::Submit(Box::new(telling::command(&plan, snapshot))));
        return false;
    }
    let board = ui.add(Button::new(words.say("plans-show")).min_size(vec2(96.0, 30.0)));
    if board.on_hover_text(words.say("plans-show-hint")).clicked() {
        sheet.previewing = true;
        actions.push(Action::StopSearch);
        actions.push(Action::ShowDay);
    }
    if plan.kind == PlanKind::ByHand && ui.button(words.say("plans-take-back")).clicked() {
        actions.push(Action::TakeBackEdit);
    }
    if let Some(blocked) = blocked {
        ui.add(Label::new(RichText::new(blocked).color(palette.danger)).truncate());
    } else if planning.is_running() {
        ui.label(RichText::new(words.say("plans-edit-later")).color(palette.weak));
    }
    true
}
