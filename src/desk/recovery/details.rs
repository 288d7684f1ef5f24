//! Of the chosen plan: why it stands where it does, what it costs, what it changes, who is late, who must be
//! told, and what is not certain.

use super::changes::{Fate, Heading, Row, StopChange, source};
use super::telling;
use crate::desk::actions::{Action, Actions, Draft};
use crate::desk::changes::telling as shops;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::day::Cargo;
use crate::domain::ids::RetailerCode;
use crate::domain::prices::Item;
use crate::domain::proposal::{Proposal, Transfer};
use crate::words::{Arg, Tell, amount_of, grouped};
use egui::{Align, Grid, Label, Layout, RichText, ScrollArea, Sense, Ui, vec2};
use std::sync::Arc;

/// Which list of the chosen plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Changes,
    Late,
    Tell,
}

const LINE: f32 = 20.0;

/// Why it ranks where it does: against the cheapest, or, for the cheapest itself, against the next.
pub fn why_ui(ui: &mut Ui, plan: &Arc<Proposal>, plans: &[Arc<Proposal>], snapshot: &Snapshot, look: &Look) {
    let (words, palette) = (&look.words, look.palette);
    heading(ui, "plans-why", look);
    let rank = plans.iter().position(|other| Arc::ptr_eq(other, plan));
    let against = if rank == Some(0) { plans.get(1) } else { plans.first() };
    match against {
        None => {
            ui.add(Label::new(words.say("plans-why-only")).wrap());
        }
        Some(other) => {
            let [dearer, saves] = plan.against(other);
            let other_rank = plans.iter().position(|each| Arc::ptr_eq(each, other)).unwrap_or(0);
            let apart = plan.price().0 - other.price().0;
            let key = if apart > 0 { "plans-why-dearer" } else { "plans-why-cheaper" };
            let by = telling::yuan(crate::domain::units::Fen(apart.abs()), false);
            let rank = Arg::from(other_rank + 1);
            ui.add(Label::new(words.fill(key, &[("by", by.into()), ("rank", rank)])).wrap());
            for (part, key) in [(dearer, "plans-why-more"), (saves, "plans-why-less")] {
                if let Some((item, fen)) = part {
                    let item = words.tell(&item.message());
                    let by = telling::yuan(fen, false);
                    let text = words.fill(key, &[("item", item.into()), ("by", by.into())]);
                    ui.add(Label::new(RichText::new(text).color(palette.weak)).wrap());
                }
            }
        }
    }
    for breach in plan.hard_breaches.iter().take(6) {
        let text = format!("● {}", shops::breach(look, snapshot, breach));
        ui.add(Label::new(RichText::new(text).color(palette.danger)).wrap());
    }
    if !plan.caveats.is_empty() {
        ui.add_space(space::NEAR);
        heading(ui, "plans-uncertain", look);
        for caveat in &plan.caveats {
            let text = format!("? {}", crate::words::caveat(words, &snapshot.state.network, caveat));
            ui.add(Label::new(RichText::new(text).color(palette.warning)).wrap());
        }
    }
}

/// The bill: what is counted, how much of it, what that costs.
pub fn bill_ui(ui: &mut Ui, plan: &Proposal, look: &Look) {
    let (words, palette) = (&look.words, look.palette);
    heading(ui, "plans-bill", look);
    Grid::new("bill").num_columns(3).spacing([space::APART, 1.0]).min_row_height(17.0).show(ui, |ui| {
        for item in Item::ALL {
            if plan.bill.amount(item) == 0 {
                continue;
            }
            ui.label(RichText::new(words.tell(&item.message())).size(size::SMALL));
            let amount = words.tell(&amount_of(&plan.bill, item));
            right(ui, 76.0, RichText::new(amount).size(size::SMALL).color(palette.weak));
            right(ui, 64.0, RichText::new(telling::yuan(plan.bill.price(item), false)).size(size::SMALL));
            ui.end_row();
        }
        ui.label(RichText::new(words.say("plans-total")).strong());
        ui.label("");
        right(ui, 64.0, RichText::new(telling::yuan(plan.price(), false)).strong());
        ui.end_row();
    });
}

fn right(ui: &mut Ui, width: f32, text: RichText) {
    ui.allocate_ui_with_layout(vec2(width, 16.0), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(text).extend());
    });
}

fn heading(ui: &mut Ui, key: &str, look: &Look) {
    ui.label(RichText::new(look.words.say(key)).size(size::SMALL).color(look.palette.weak));
}

/// The lists: what changes, who is late, who is told. `edits` are allowed where hands are free for them.
pub fn lists_ui(
    ui: &mut Ui,
    tab: &mut Tab,
    plan: &Proposal,
    rows: &[Row],
    (snapshot, edits): (&Snapshot, bool),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.horizontal(|ui| {
        for (each, key, n) in [
            (Tab::Changes, "plans-tab-changes", plan.routes.len()),
            (Tab::Late, "plans-tab-late", plan.late.len()),
            (Tab::Tell, "plans-tab-tell", plan.retold.len()),
        ] {
            let text = words.fill(key, &[("n", n.into())]);
            if ui.selectable_label(*tab == each, text).clicked() {
                *tab = each;
            }
        }
    });
    let scroll = |name: &str| ScrollArea::vertical().id_salt(name).auto_shrink(false);
    match tab {
        Tab::Changes if rows.is_empty() => {
            ui.label(RichText::new(words.say("plans-changes-nothing")).color(look.palette.weak));
        }
        Tab::Changes => {
            scroll("plan changes").show_rows(ui, LINE, rows.len(), |ui, range| {
                for row in &rows[range] {
                    row_ui(ui, row, (snapshot, edits), look, actions);
                }
            });
        }
        Tab::Late => {
            scroll("plan late").show_rows(ui, LINE, plan.late.len(), |ui, range| {
                for (code, by) in &plan.late[range] {
                    let text = words.fill("breach-late", &[("minutes", by.minutes_begun().into())]);
                    shop_ui(ui, code, &text, snapshot, look);
                }
            });
        }
        Tab::Tell => {
            scroll("plan told").show_rows(ui, LINE, plan.retold.len(), |ui, range| {
                for code in &plan.retold[range] {
                    let to = plan.put_off.iter().find(|(retailer, _)| retailer == code);
                    let text = match to {
                        Some((_, day)) => words.fill("plans-row-put-off", &[("day", Arg::shown(day))]),
                        None => arrival(code, snapshot),
                    };
                    shop_ui(ui, code, &text, snapshot, look);
                }
            });
        }
    }
}

/// When the shop is reached on the plan's day.
fn arrival(code: &RetailerCode, snapshot: &Snapshot) -> String {
    let found = snapshot.day().and_then(|day| day.find(code));
    let expected = found.and_then(|(route, at)| snapshot.outlook.routes.get(&route.id)?.stops.get(at));
    expected.map_or_else(String::new, |stop| stop.arrives.to_string())
}

fn shop_ui(ui: &mut Ui, code: &RetailerCode, text: &str, snapshot: &Snapshot, look: &Look) {
    let phone = snapshot.state.network.retailer(code).map_or("", |retailer| retailer.phone.as_str());
    line_ui(ui, |ui, room| {
        cell(ui, room * 0.46, RichText::new(shops::retailer(look, snapshot, code)));
        cell(ui, room * 0.26, RichText::new(text));
        cell(ui, room * 0.24, RichText::new(phone).color(look.palette.weak));
    });
}

fn row_ui(ui: &mut Ui, row: &Row, told: (&Snapshot, bool), look: &Look, actions: &mut Actions) {
    match row {
        Row::Route(heading) => route_ui(ui, heading, look),
        Row::Transfer(transfer) => transfer_ui(ui, transfer, look),
        Row::Stop(stop) => stop_ui(ui, stop, told, look, actions),
    }
}

fn route_ui(ui: &mut Ui, heading: &Heading, look: &Look) {
    let words = &look.words;
    let plate = |plate: &Option<crate::domain::ids::Plate>| {
        plate.as_ref().map_or_else(|| words.say("board-no-vehicle"), ToString::to_string)
    };
    let mut parts = Vec::new();
    let vehicle = match &heading.was {
        Some(was) => format!("{was} → {}", plate(&heading.vehicle)),
        None => plate(&heading.vehicle),
    };
    if heading.is_new {
        parts.push(words.say("plans-row-new"));
    }
    for (key, n) in [("plans-row-takes", heading.takes), ("plans-row-gives", heading.gives)] {
        if n > 0 {
            parts.push(words.fill(key, &[("n", n.into())]));
        }
    }
    parts.push(words.fill("plans-row-back", &[("at", Arg::shown(heading.returns))]));
    line_ui(ui, |ui, room| {
        cell(ui, 64.0, RichText::new(heading.route.as_str()).strong());
        let rest = format!("{vehicle} · {}", parts.join(" · "));
        cell(ui, room - 72.0, RichText::new(rest).strong());
    });
}

fn transfer_ui(ui: &mut Ui, transfer: &Transfer, look: &Look) {
    let words = &look.words;
    let from = match (source(transfer), &transfer.from) {
        (Some(plate), _) => plate.to_string(),
        (None, Cargo::At(crate::domain::day::Dock::Station(station))) => station.to_string(),
        _ => words.say("plans-row-centre"),
    };
    let text = words.fill(
        "plans-row-transfer",
        &[
            ("from", from.into()),
            ("at", Arg::shown(transfer.at)),
            ("until", Arg::shown(transfer.until)),
            ("cartons", grouped(transfer.cartons.0.into()).into()),
            ("n", transfer.stops.into()),
        ],
    );
    line_ui(ui, |ui, room| {
        ui.add_space(16.0);
        cell(ui, room - 24.0, RichText::new(format!("→ {text}")).color(look.palette.accent));
    });
}

fn stop_ui(
    ui: &mut Ui,
    stop: &StopChange,
    (snapshot, edits): (&Snapshot, bool),
    look: &Look,
    actions: &mut Actions,
) {
    let (words, palette) = (&look.words, look.palette);
    let name = shops::retailer(look, snapshot, &stop.retailer);
    let (what, ink) = match stop.fate {
        Fate::PutOff(day) => (words.fill("plans-row-put-off", &[("day", Arg::shown(day))]), palette.warning),
        _ => match stop.before {
            Some(before) => {
                let minutes = (i64::from(stop.after.seconds()) - i64::from(before.seconds())) / 60;
                (format!("{before} → {} ({minutes:+})", stop.after), palette.text)
            }
            None => (stop.after.to_string(), palette.text),
        },
    };
    let late = (stop.late_minutes > 0 && !matches!(stop.fate, Fate::PutOff(_)))
        .then(|| words.fill("breach-late", &[("minutes", stop.late_minutes.into())]));
    line_ui(ui, |ui, room| {
        const PLACE: f32 = 26.0;
        const TIMES: f32 = 140.0;
        const LATE: f32 = 78.0;
        const FROM: f32 = 62.0;
        const EDITS: f32 = 158.0;
        ui.add_space(12.0);
        cell(ui, PLACE, RichText::new(stop.place.to_string()).color(palette.weak));
        let others = 12.0 + PLACE + TIMES + LATE + FROM + 5.0 * space::NEAR;
        let name_room = room - others - if edits { EDITS } else { 0.0 };
        cell(ui, name_room.max(60.0), RichText::new(name));
        cell(ui, TIMES, RichText::new(what).color(ink));
        cell(ui, LATE, RichText::new(late.unwrap_or_default()).color(palette.danger));
        let from = stop.from.as_ref().map_or("", |from| from.as_str());
        cell(ui, FROM, RichText::new(from).color(palette.weak));
        if edits {
            edits_ui(ui, stop, name, snapshot, look, actions);
        }
    });
}

/// *Move…* and *Put off*, or *Today after all*.
fn edits_ui(
    ui: &mut Ui,
    stop: &StopChange,
    name: &str,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let stops = vec![stop.retailer.clone()];
    let button = |ui: &mut Ui, key: &str| {
        let text = words.say(key);
        let response = ui.small_button(&text);
        let named = format!("{text} {name}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &named));
        response.clicked()
    };
    if let Fate::PutOff(_) = stop.fate {
        if button(ui, "plans-edit-bring-back") {
            actions.push(Action::Draft(Draft::PutOff { stops, to: None }));
        }
        return;
    }
    if button(ui, "plans-edit-move") {
        actions.push(Action::Draft(Draft::Move { stops, to: None, at: None }));
    } else if button(ui, "plans-edit-put-off") {
        let to = Some(crate::desk::changes::settling::usual_later_day(snapshot));
        actions.push(Action::Draft(Draft::PutOff { stops: vec![stop.retailer.clone()], to }));
    }
}

/// A row of fixed height, so that a list of thousands costs what is in view.
fn line_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui, f32)) {
    let extent = vec2(ui.available_width(), LINE);
    ui.allocate_ui_with_layout(extent, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(LINE);
        content(ui, extent.x - 12.0);
    });
}

fn cell(ui: &mut Ui, width: f32, text: RichText) {
    let (rect, _) = ui.allocate_exact_size(vec2(width.max(8.0), LINE), Sense::hover());
    let mut cell =
        ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    cell.add(Label::new(text).truncate());
}
