//! What can stand in for a brand, and whose orders are touched where it runs out.

use super::{Facts, bar, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::recovery::yuan;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::domain::ids::{BrandCode, RetailerCode};
use crate::domain::supply::substitutes::Substitute;
use crate::domain::units::Cartons;
use crate::words::{Tell, grouped, supply};
use egui::{CollapsingHeader, Grid, RichText, Role, ScrollArea, Ui, WidgetInfo};
use std::collections::BTreeMap;

/// Others of the price grade, the best first. The one that is to be offered.
pub fn list_ui(
    ui: &mut Ui,
    brand: &BrandCode,
    found: &[Substitute],
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> Option<BrandCode> {
    let words = &look.words;
    if found.is_empty() {
        let parts = [("brand", facts.brand(brand, look).into())];
        weak_ui(ui, words.fill("supply-no-substitutes", &parts), look);
        return None;
    }
    let mut offered = None;
    let spacing = [space::NEAR, 3.0];
    Grid::new("supply substitutes").num_columns(6).min_row_height(22.0).spacing(spacing).show(ui, |ui| {
        for head in ["supply-head-brand", "supply-head-free", "supply-head-days", "supply-head-dearer"] {
            ui.label(RichText::new(words.say(head)).size(size::SMALL).color(look.palette.weak));
        }
        ui.end_row();
        for one in found {
            let name = facts.brand(&one.brand, look);
            if ui.link(&name).clicked() {
                actions.push(Action::ShowBrand(one.brand.clone()));
            }
            ui.label(grouped(one.free.0.into()));
            ui.label(one.tenths.map_or_else(|| words.say("supply-lasts"), supply::days));
            ui.label(if one.dearer.0 == 0 { "=".to_owned() } else { yuan(one.dearer, false) });
            if let Some(warning) = one.warning {
                bar::badge_ui(ui, &capital(&words.tell(&warning.message())), warning, look);
            } else {
                ui.label("");
            }
            let told = words.fill("supply-offer-name", &[("brand", name.into())]);
            let offer = ui.small_button(words.say("supply-offer"));
            offer.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
            if offer.on_hover_text(told).clicked() {
                offered = Some(one.brand.clone());
            }
            ui.end_row();
        }
    });
    offered
}

/// Retailers with an order of the brand that is still to be delivered.
pub fn touched_ui(
    ui: &mut Ui,
    brand: &BrandCode,
    touched: &BTreeMap<RetailerCode, Cartons>,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    if touched.is_empty() {
        weak_ui(ui, words.say("supply-nobody-touched"), look);
        return;
    }
    let cartons: Cartons = touched.values().copied().sum();
    let parts = [("n", touched.len().into()), ("cartons", grouped(cartons.0.into()).into())];
    let heading = CollapsingHeader::new(words.fill("supply-touched", &parts)).id_salt(("touched", brand));
    heading.show(ui, |ui| {
        let rows: Vec<_> = touched.iter().collect();
        ScrollArea::vertical().id_salt("supply touched").max_height(200.0).show_rows(
            ui,
            18.0,
            rows.len(),
            |ui, range| {
                for (code, cartons) in &rows[range] {
                    let retailer = facts.snapshot.state.network.retailer(code);
                    ui.horizontal(|ui| {
                        let name = retailer.map_or(code.as_str(), |shop| words.name(&shop.name));
                        if ui.link(name).on_hover_text(words.say("supply-to-ledger")).clicked() {
                            actions.push(Action::ShowTold((*code).clone()));
                        }
                        ui.label(grouped(cartons.0.into()));
                        let phone = retailer.map_or("", |shop| shop.phone.as_str());
                        ui.label(RichText::new(phone).color(look.palette.weak));
                    });
                }
            },
        );
    });
}
