//! The ways a request can come to its retailer, ranked, each with its consequences; one of them is carried out.

use super::{Facts, submit, weak_ui};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::recovery::yuan;
use crate::desk::theme::{Look, size};
use crate::desk::views::data::parts::{capital, card_ui, main_button_ui};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::request::{Request, Stage};
use crate::domain::time::Timestamp;
use crate::recovery::insertion::Way;
use crate::words::incidents::span;
use crate::words::{Tell, Words};
use egui::{Label, RichText, Role, Ui, WidgetInfo};
use std::collections::BTreeSet;

pub fn ways_ui(ui: &mut Ui, request: &Request, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some(found) = facts.ways.filter(|ways| ways.request == request.id) else {
        ui.spinner();
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let at = moment(found.at, facts.snapshot.date);
        weak_ui(ui, words.fill("supply-ways-at", &[("at", at.into())]), look);
        if ui.small_button(words.say("supply-look-again")).clicked() {
            actions.push(Action::FindWays(request.id.clone()));
        }
    });
    if request.stage() == Stage::Asked {
        weak_ui(ui, words.say("supply-approve-first"), look);
    }
    if found.ways.is_empty() {
        ui.add(Label::new(words.say("cli-no-ways")).wrap());
    }
    for (rank, way) in (1_usize..).zip(&found.ways) {
        card_ui(ui, look, |ui| way_ui(ui, rank, way, request, facts, look, actions));
    }
}

fn way_ui(
    ui: &mut Ui,
    rank: usize,
    way: &Way,
    request: &Request,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let passage = capital(&words.tell(&way.passage.message()));
        ui.label(RichText::new(format!("{rank}  {passage}")).strong());
        if facts.snapshot.route(&way.route.id).is_some() {
            if ui.link(way.route.id.as_str()).on_hover_text(words.say("supply-to-board")).clicked() {
                let routes = BTreeSet::from([way.route.id.clone()]);
                actions.push(Action::Select(Selection { routes, ..Selection::default() }));
                actions.push(Action::ShowDay);
            }
        } else {
            ui.label(way.route.id.as_str());
        }
        ui.label(way.route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default());
    });
    ui.horizontal_wrapped(|ui| {
        let arrives = Timestamp::of(way.day, way.arrives);
        let at = moment(arrives, facts.snapshot.date);
        let late = (arrives.0 - request.needed_by.0).num_minutes();
        let (mark, told) = if way.in_time {
            (Mark::Done, words.fill("supply-in-time", &[("at", at.into())]))
        } else {
            let parts = [("at", at.into()), ("late", span(words, late.max(1)).into())];
            (Mark::Failed, words.fill("supply-too-late", &parts))
        };
        mark.show(ui, look);
        ui.label(told);
    });
    ui.add(Label::new(RichText::new(costs(way, words)).size(size::SMALL).color(look.palette.weak)).wrap());
    let name = words.fill("supply-deliver-name", &[("rank", rank.into())]);
    let can = request.stage() == Stage::Approved;
    let deliver = if rank == 1 {
        main_button_ui(ui, look, &words.say("supply-deliver"), can)
    } else {
        ui.add_enabled(can, egui::Button::new(words.say("supply-deliver")))
    };
    deliver.widget_info(|| WidgetInfo::labeled(Role::Button, can, &name));
    if deliver.on_disabled_hover_text(words.say("supply-approve-first")).clicked() {
        submit(
            actions,
            SupplyCommand::Deliver {
                request: request.id.clone(),
                day: way.day,
                passage: way.passage,
                route: Box::new(way.route.clone()),
                base: way.based_on,
                signed: facts.signed(),
            },
        );
    }
}

/// What it brings about beyond the day as it stands.
fn costs(way: &Way, words: &Words) -> String {
    let km = format!("{:.1}", f64::from(way.metres.0) / 1000.0);
    let mut parts = vec![
        words.fill("supply-way-price", &[("price", yuan(way.price, false).into())]),
        words.fill("supply-way-km", &[("km", km.into())]),
        words.fill("supply-way-late", &[("n", way.late.len().into())]),
        words.fill("supply-way-retold", &[("n", way.retold.len().into())]),
    ];
    if way.overtime.0 > 0 {
        let minutes = i64::from(way.overtime.0.div_ceil(60));
        parts.push(words.fill("supply-way-overtime", &[("span", span(words, minutes).into())]));
    }
    parts.join(" · ")
}
