//! The left side of the change sheet: vehicles, routes and positions, or minutes and windows to choose from.

use super::candidates::{Taker, Takers, Vehicle};
use super::forms::{Form, How, ShiftForm, Whose};
use super::offers::{Offer, ROW, offer_ui, verdict};
use super::settling::settling_ui;
use super::sheet::ChangeSheet;
use super::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::ids::{DepartmentCode, RouteId};
use crate::words::{Arg, Tell, grouped};
use egui::accesskit::Role;
use egui::{Button, ComboBox, DragValue, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

pub fn choosing_ui(ui: &mut Ui, sheet: &mut ChangeSheet, snapshot: &Snapshot, look: &Look) {
    match sheet.form {
        Form::Reassign { .. } => vehicles_ui(ui, sheet, snapshot, look),
        Form::Move { .. } => takers_ui(ui, sheet, snapshot, look),
        Form::Shift(ref mut form) => shift_ui(ui, form, snapshot, look),
        Form::Settling(ref mut form) => settling_ui(ui, form, snapshot, look),
    }
}

fn search_ui(ui: &mut Ui, search: &mut String, hint: &str, progress: Option<(usize, usize)>, look: &Look) {
    ui.horizontal(|ui| {
        let field = ui.add(TextEdit::singleline(search).hint_text(hint).desired_width(200.0));
        field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, hint));
        if let Some((done, all)) = progress.filter(|(done, all)| done < all) {
            let text = look.words.fill("change-comparing", &[("done", done.into()), ("all", all.into())]);
            ui.label(RichText::new(text).color(look.palette.weak));
        }
    });
}

fn vehicles_ui(ui: &mut Ui, sheet: &mut ChangeSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let ChangeSheet { form: Form::Reassign { to, .. }, vehicles, search, .. } = sheet else { return };
    search_ui(ui, search, &words.say("change-search-vehicle"), Some(vehicles.progress()), look);
    let needle = search.trim().to_lowercase();
    let shown: Vec<&Vehicle> = vehicles
        .list
        .iter()
        .filter(|vehicle| {
            needle.is_empty() || vehicle_text(vehicle, snapshot).to_lowercase().contains(&needle)
        })
        .collect();
    if shown.is_empty() {
        ui.label(RichText::new(words.say("change-no-vehicle-matches")).color(look.palette.weak));
    }
    let mut picked = None;
    let chosen = shown.iter().position(|vehicle| to.as_ref() == Some(&vehicle.plate));
    brought_into_view(ui, "vehicles", vehicles.is_settled(), chosen).show_rows(
        ui,
        ROW,
        shown.len(),
        |ui, range| {
            for vehicle in &shown[range] {
                let known = snapshot.state.network.vehicles.get(&vehicle.plate);
                let mut aside = Vec::new();
                if let Some(known) = known {
                    aside.push(
                        words.fill("change-capacity", &[("n", grouped(known.capacity.0.into()).into())]),
                    );
                    aside.push(words.tell(&known.status.message()));
                }
                if vehicle.spare {
                    aside.push(words.say("change-spare"));
                }
                if vehicle.drives.is_empty() {
                    aside.push(words.say("change-drives-none"));
                } else {
                    let routes: Vec<_> = vehicle.drives.iter().map(ToString::to_string).collect();
                    aside.push(words.fill("change-drives", &[("routes", routes.join(" ").into())]));
                }
                let outcome = vehicle.outcome.as_ref().map(Result::as_ref);
                let (text, ink) = verdict(look, outcome);
                let offer = Offer {
                    name: vehicle.plate.to_string(),
                    aside: aside.join(" · "),
                    verdict: text,
                    ink,
                    chosen: to.as_ref() == Some(&vehicle.plate),
                    enabled: !matches!(outcome, Some(Err(_))),
                };
                if offer_ui(ui, &offer, look) {
                    picked = Some(vehicle.plate.clone());
                }
            }
        },
    );
    if picked.is_some() {
        *to = picked;
    }
}

/// A list of offers that, once it has its order, shows the one chosen before: what was dropped on may stand
/// far down. Scrolled once only; from then on it is the reader's.
fn brought_into_view(ui: &Ui, name: &str, settled: bool, chosen: Option<usize>) -> ScrollArea {
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    let id = ui.scope_id().with((name, "brought into view"));
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), settled));
    match chosen {
        #[expect(clippy::cast_precision_loss, reason = "rows of a list, to points")]
        Some(at) if settled && !before => {
            let pitch = ROW + ui.spacing().item_spacing.y;
            area.vertical_scroll_offset((at as f32 - 2.0).max(0.0) * pitch)
        }
        _ => area,
    }
}

fn vehicle_text(vehicle: &Vehicle, snapshot: &Snapshot) -> String {
    let network = &snapshot.state.network;
    let crew = network.vehicles.get(&vehicle.plate).and_then(|known| known.crew.as_ref());
    let driver = crew.and_then(|crew| network.crews.get(crew)).map_or("", |crew| crew.driver.as_str());
    let routes: Vec<_> = vehicle.drives.iter().map(RouteId::as_str).collect();
    format!("{} {driver} {}", vehicle.plate, routes.join(" "))
}

fn takers_ui(ui: &mut Ui, sheet: &mut ChangeSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let ChangeSheet { form: Form::Move { stops, to, at, reversed, .. }, takers, search, .. } = sheet else {
        return;
    };
    ui.label(RichText::new(telling::names(look, snapshot, &*stops, 3)).color(look.palette.weak));
    ui.horizontal(|ui| {
        position_ui(ui, to.as_ref(), at, takers, snapshot, look);
        if stops.len() > 1 {
            ui.checkbox(reversed, words.say("change-reversed"));
        }
    });
    search_ui(ui, search, &words.say("change-search-route"), Some(takers.progress()), look);
    let needle = search.trim().to_lowercase();
    let shown: Vec<&Taker> = takers
        .list
        .iter()
        .filter(|taker| {
            needle.is_empty() || route_text(&taker.route, snapshot).to_lowercase().contains(&needle)
        })
        .collect();
    if shown.is_empty() {
        ui.label(RichText::new(words.say("change-no-route-matches")).color(look.palette.weak));
    }
    let mut picked = None;
    let chosen = shown.iter().position(|taker| to.as_ref() == Some(&taker.route));
    brought_into_view(ui, "routes", takers.is_settled(), chosen).show_rows(
        ui,
        ROW,
        shown.len(),
        |ui, range| {
            for taker in &shown[range] {
                let Some((route, outlook)) = snapshot.route(&taker.route) else { continue };
                let plate =
                    route.vehicle.as_ref().map_or_else(|| words.say("board-no-vehicle"), ToString::to_string);
                let mut aside = vec![plate];
                if let Some(capacity) = outlook.capacity {
                    aside.push(words.fill(
                        "change-load",
                        &[
                            ("load", grouped(outlook.load.0.into()).into()),
                            ("capacity", grouped(capacity.0.into()).into()),
                        ],
                    ));
                }
                let best = taker.best.as_ref();
                if let Some(Ok((at, _))) = best {
                    aside.push(words.fill("change-best-at", &[("at", (at + 1).into())]));
                }
                let (text, ink) = verdict(look, best.map(|best| best.as_ref().map(|(_, score)| score)));
                let offer = Offer {
                    name: taker.route.to_string(),
                    aside: aside.join(" · "),
                    verdict: text,
                    ink,
                    chosen: to.as_ref() == Some(&taker.route),
                    enabled: !matches!(best, Some(Err(_))),
                };
                if offer_ui(ui, &offer, look) {
                    picked = Some(taker.route.clone());
                }
            }
        },
    );
    if picked.is_some() {
        *to = picked;
        *at = None;
    }
}

/// At which place of the chosen route, counted from one as people do.
fn position_ui(
    ui: &mut Ui,
    to: Option<&RouteId>,
    at: &mut Option<usize>,
    takers: &Takers,
    snapshot: &Snapshot,
    look: &Look,
) {
    let words = &look.words;
    let Some((route, _)) = to.and_then(|to| snapshot.route(to)) else { return };
    let best = takers.best(&route.id);
    let label = ui.label(words.fill("change-position-on", &[("route", Arg::shown(&route.id))]));
    let mut shown = at.or(best).unwrap_or(route.stops.len()) + 1;
    let range = route.first_open() + 1..=route.stops.len() + 1;
    let field =
        ui.add(DragValue::new(&mut shown).range(range).clamp_existing_to_range(false)).labelled_by(label.id);
    if field.changed() {
        *at = Some(shown - 1);
    }
    if let Some(best) = best.filter(|best| at.is_some_and(|at| at != *best)) {
        let text = words.fill("change-take-best", &[("at", (best + 1).into())]);
        if ui.button(text).clicked() {
            *at = None;
        }
    }
}

fn route_text(route: &RouteId, snapshot: &Snapshot) -> String {
    let plate = snapshot.route(route).and_then(|(route, _)| route.vehicle.as_ref());
    format!("{route} {}", plate.map_or("", |plate| plate.as_str()))
}

fn shift_ui(ui: &mut Ui, form: &mut ShiftForm, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.strong(words.say("change-whose"));
    if !form.stops.is_empty() {
        let text = words.fill("change-whose-stops", &[("n", form.stops.len().into())]);
        ui.radio_value(&mut form.whose, Whose::Stops, text);
    }
    ui.horizontal(|ui| {
        ui.radio_value(&mut form.whose, Whose::Routes, words.say("change-whose-route"));
        routes_ui(ui, form, snapshot, look);
    });
    ui.horizontal(|ui| {
        ui.radio_value(&mut form.whose, Whose::Department, words.say("change-whose-department"));
        departments_ui(ui, form, snapshot, look);
    });
    ui.add_space(8.0);
    ui.strong(words.say("change-how"));
    ui.radio_value(&mut form.how, How::By, words.say("change-by"));
    ui.indent("by", |ui| {
        ui.horizontal_wrapped(|ui| {
            for minutes in [-60, -30, -15, 15, 30, 60] {
                let chosen = form.how == How::By && form.minutes == minutes;
                if ui
                    .add(Button::selectable(chosen, format!("{minutes:+}")).frame_when_inactive(true))
                    .clicked()
                {
                    form.how = How::By;
                    form.minutes = minutes;
                }
            }
        });
        ui.horizontal(|ui| {
            let label = ui.label(words.say("change-minutes"));
            let field =
                ui.add(DragValue::new(&mut form.minutes).range(-600..=600).speed(0.5)).labelled_by(label.id);
            if field.changed() {
                form.how = How::By;
            }
        });
    });
    ui.radio_value(&mut form.how, How::To, words.say("change-to"));
    ui.indent("to", |ui| {
        ui.horizontal(|ui| {
            for (text, key) in [(&mut form.opens, "change-opens"), (&mut form.closes, "change-closes")] {
                let label = ui.label(words.say(key));
                let field = ui.add(TextEdit::singleline(text).desired_width(68.0).hint_text("HH:MM"));
                if field.labelled_by(label.id).changed() {
                    form.how = How::To;
                }
            }
        });
    });
    if !ui.ctx().text_edit_focused() {
        for (key, minutes) in [(Key::OpenBracket, -15), (Key::CloseBracket, 15)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                form.how = How::By;
                form.minutes = (form.minutes + minutes).clamp(-600, 600);
            }
        }
    }
}

fn routes_ui(ui: &mut Ui, form: &mut ShiftForm, snapshot: &Snapshot, look: &Look) {
    let text = match form.routes.as_slice() {
        [] => look.words.say("change-choose"),
        [one] => one.to_string(),
        several => look.words.fill("change-routes", &[("n", several.len().into())]),
    };
    let combo = ComboBox::from_id_salt("shift-route").selected_text(text).show_ui(ui, |ui| {
        for route in snapshot.day().into_iter().flat_map(|day| day.routes.keys()) {
            let chosen = form.routes.as_slice() == [route.clone()];
            if ui.selectable_label(chosen, route.as_str()).clicked() {
                form.routes = vec![route.clone()];
                form.whose = Whose::Routes;
            }
        }
    });
    combo
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, look.words.say("change-whose-route")));
}

fn departments_ui(ui: &mut Ui, form: &mut ShiftForm, snapshot: &Snapshot, look: &Look) {
    let name = |code: &DepartmentCode| -> String {
        let known = snapshot.state.network.departments.get(code);
        known.map_or_else(|| code.to_string(), |known| look.words.name(&known.name).to_owned())
    };
    let text = form.department.as_ref().map_or_else(|| look.words.say("change-choose"), &name);
    let combo = ComboBox::from_id_salt("shift-department").selected_text(text).show_ui(ui, |ui| {
        for code in snapshot.state.network.departments.keys() {
            if ui.selectable_label(form.department.as_ref() == Some(code), name(code)).clicked() {
                form.department = Some(code.clone());
                form.whose = Whose::Department;
            }
        }
    });
    combo
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, look.words.say("change-whose-department")));
}
