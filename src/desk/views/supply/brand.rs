//! One brand's page: what it is, how its stock will go, what is on its way, what is done about it, what can stand in
//! for it.

use super::known::Known;
use super::measures::{self, MeasureDraft};
use super::{Facts, bar, course, cover, fact_ui, section_ui, substitutes, title_ui, weak_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::recovery::yuan;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::capital;
use crate::desk::weather::telling::moment;
use crate::domain::ids::{BrandCode, RetailerCode};
use crate::domain::supply::cover::{Ahead, Cover, course};
use crate::domain::supply::left::free;
use crate::domain::supply::measures::MeasureKind;
use crate::domain::supply::substitutes::{Substitute, among, touched};
use crate::domain::units::Cartons;
use crate::words::{Tell, grouped};
use egui::{Grid, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The page, with what has been typed on it.
#[derive(Clone, Debug)]
pub struct BrandPage {
    pub brand: BrandCode,
    draft: MeasureDraft,
    reckoned: Option<Arc<Reckoned>>,
}

/// What takes a while to reckon, kept for as long as [`Known`] is.
#[derive(Clone, Debug)]
pub struct Reckoned {
    edition: u64,
    pub course: Vec<Ahead>,
    pub substitutes: Vec<Substitute>,
    pub touched: BTreeMap<RetailerCode, Cartons>,
}

impl BrandPage {
    pub fn of(brand: &BrandCode) -> Self {
        Self { brand: brand.clone(), draft: MeasureDraft::default(), reckoned: None }
    }

    fn reckoned(&mut self, known: &Known, facts: Facts<'_>) -> Arc<Reckoned> {
        if let Some(reckoned) = self.reckoned.as_ref().filter(|reckoned| reckoned.edition == known.edition) {
            return Arc::clone(reckoned);
        }
        let (state, now) = (&facts.snapshot.state, facts.snapshot.now);
        let reckoned = Arc::new(Reckoned {
            edition: known.edition,
            course: course(state, &self.brand, now, course::DAYS),
            substitutes: among(state, &self.brand, now, &known.covers),
            touched: touched(state, &self.brand, now),
        });
        self.reckoned = Some(Arc::clone(&reckoned));
        reckoned
    }
}

/// True where the page is to be shut.
pub fn page_ui(
    ui: &mut Ui,
    page: &mut BrandPage,
    known: &Known,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let Some(cover) = known.covers.get(&page.brand) else { return true };
    let words = &look.words;
    let shut = title_ui(ui, &facts.brand(&page.brand, look), page.brand.as_str(), look);
    facts_ui(ui, cover, facts, look, actions);
    let reckoned = page.reckoned(known, facts);
    section_ui(ui, "supply-course", look);
    course::course_ui(ui, &page.brand, &reckoned.course, cover, facts, look);
    let expected = facts.snapshot.state.supply.inbounds.values();
    let mut expected: Vec<_> = expected.filter(|one| one.brand == page.brand && one.is_expected()).collect();
    expected.sort_by_key(|one| (one.due, one.id.clone()));
    section_ui(ui, "supply-on-its-way", look);
    if expected.is_empty() {
        weak_ui(ui, words.say("supply-nothing-on-its-way"), look);
    }
    for inbound in expected {
        ui.horizontal_wrapped(|ui| {
            if ui.link(inbound.id.as_str()).on_hover_text(words.say("supply-to-shipment")).clicked() {
                actions.push(Action::ShowShipment(inbound.id.clone()));
            }
            let parts = [
                ("cartons", grouped(inbound.cartons.0.into()).into()),
                ("due", moment(inbound.due, facts.snapshot.date).into()),
            ];
            ui.label(words.fill("supply-shipment-due", &parts));
            if inbound.due < facts.snapshot.now {
                ui.colored_label(look.palette.danger, capital(&words.say("supply-wrong-late")));
            }
        });
    }
    section_ui(ui, "supply-measures", look);
    measures::list_ui(ui, &page.brand, Some(&reckoned.touched), facts, look, actions);
    measures::form_ui(
        ui,
        &mut page.draft,
        (&page.brand, None),
        Some(&reckoned.substitutes),
        facts,
        look,
        actions,
    );
    section_ui(ui, "supply-substitutes", look);
    if let Some(instead) = substitutes::list_ui(ui, &page.brand, &reckoned.substitutes, facts, look, actions)
    {
        page.draft.offer(MeasureKind::Substitute, instead);
    }
    substitutes::touched_ui(ui, &page.brand, &reckoned.touched, facts, look, actions);
    ui.add_space(space::SECTION);
    shut
}

fn facts_ui(ui: &mut Ui, cover: &Cover, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let snapshot = facts.snapshot;
    let Some(brand) = snapshot.state.supply.brands.get(&cover.brand) else { return };
    ui.horizontal_wrapped(|ui| {
        if let Some(warning) = cover.warning {
            bar::badge_ui(ui, &capital(&words.tell(&warning.message())), warning, look);
        }
        if cover.slow {
            ui.colored_label(look.palette.warning, capital(&words.say("supply-slow")));
        }
        if let (Some(days), Some(out)) = (cover.tenths, cover.out_on) {
            let parts = [("days", crate::words::supply::days(days).into()), ("day", out.to_string().into())];
            ui.label(words.fill("supply-lasts-until", &parts));
        }
    });
    let cartons = |n: Option<Cartons>| n.map(|n| grouped(n.0.into())).unwrap_or_default();
    let spacing = [space::APART, 3.0];
    Grid::new("supply brand facts").num_columns(2).min_row_height(18.0).spacing(spacing).show(ui, |ui| {
        fact_ui(ui, "supply-head-class", &words.tell(&brand.grade.message()), look);
        fact_ui(ui, "supply-fact-spec", &brand.spec, look);
        fact_ui(ui, "supply-fact-price", &yuan(brand.price, true), look);
        if let Some(enterprise) = &brand.enterprise {
            ui.label(egui::RichText::new(words.say("supply-fact-enterprise")).color(look.palette.weak));
            if ui.link(facts.enterprise(enterprise, look)).clicked() {
                actions.push(Action::ShowEnterprise(enterprise.clone()));
            }
            ui.end_row();
        }
        fact_ui(ui, "supply-fact-left", &cartons(cover.left), look);
        let counted = snapshot.state.supply.stocks.get(&cover.brand);
        let counted = counted.map(|stock| moment(stock.counted, snapshot.date)).unwrap_or_default();
        fact_ui(ui, "supply-fact-counted", &counted, look);
        let unordered = free(&snapshot.state.supply, &cover.brand, snapshot.now, None);
        fact_ui(ui, "supply-fact-free", &cartons(unordered), look);
        fact_ui(ui, "supply-head-daily", &cover::daily(cover), look);
    });
}
