//! `mainstay supply list`, `cover` and `substitutes`.

use super::inbound;
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::plans::yuan;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::ids::BrandCode;
use crate::domain::state::State;
use crate::domain::supply::cover::{self as covers, Cover as Covered};
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::substitutes as stand_ins;
use crate::domain::time::Timestamp;
use crate::words::{Language, Tell, Words, grouped, supply};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct Cover {
    /// These brands; all where none is named.
    brands: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Substitutes {
    /// The brand's code.
    brand: String,
}

pub(super) fn run(
    setting: &Setting,
    state: &State,
    asked: &Cover,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let all = covers::covers(state, now);
    let mut shown: Vec<&Covered> = Vec::new();
    for code in &asked.brands {
        shown.push(
            all.get(&known(state, code)?)
                .ok_or(SupplyRefusal::NoSuchBrand(code.as_str().into()))
                .map_err(|refusal| Failure::Refused(refusal.into()))?,
        );
    }
    if asked.brands.is_empty() {
        shown = all.values().collect();
    }
    sort(&mut shown);
    let rows: Vec<Value> = shown.iter().map(|cover| json(state, cover)).collect();
    Ok(Answer::new(table(setting, state, &shown), rows.into()))
}

pub(super) fn list(setting: &Setting, state: &State, now: Timestamp) -> Answer {
    let all = covers::covers(state, now);
    let mut pressing: Vec<&Covered> =
        all.values().filter(|cover| cover.warning.is_some() || cover.slow).collect();
    sort(&mut pressing);
    let wrong: Vec<_> = state.supply.inbounds.values().filter(|one| one.is_pressing(state, now)).collect();
    let mut text = String::new();
    if !pressing.is_empty() {
        text.push_str(&table(setting, state, &pressing));
    }
    if !wrong.is_empty() {
        text.push_str(&inbound::table(setting, state, &wrong, now));
    }
    if text.is_empty() {
        text = format!("{}\n", setting.words.say("cli-nothing-short"));
    }
    let brands: Vec<Value> = pressing.iter().map(|cover| json(state, cover)).collect();
    let inbounds: Vec<Value> = wrong.iter().map(|one| inbound::json(one, now)).collect();
    Answer::new(text, json!({ "brands": brands, "inbound": inbounds }))
}

/// The most pressing first.
fn sort(covers: &mut [&Covered]) {
    covers.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
}

pub(super) fn known(state: &State, text: &str) -> Result<BrandCode, Failure> {
    let code = BrandCode::new(text.trim());
    if state.supply.brands.contains_key(&code) {
        return Ok(code);
    }
    Err(Failure::Refused(SupplyRefusal::NoSuchBrand(code).into()))
}

pub(super) fn name(words: &Words, state: &State, code: &BrandCode) -> String {
    let Some(brand) = state.supply.brands.get(code) else { return code.to_string() };
    let name = match words.language() {
        Language::English => brand.name.in_english(),
        Language::Chinese => &brand.name.local,
    };
    format!("{code} {name}")
}

fn table(setting: &Setting, state: &State, covers: &[&Covered]) -> String {
    let words = &setting.words;
    let heads = [
        "cli-supply-brand",
        "cli-supply-grade",
        "cli-supply-left",
        "cli-supply-daily",
        "cli-supply-coming",
        "cli-supply-days",
        "cli-supply-out-on",
        "cli-supply-warning",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for cover in covers {
        let grade = state.supply.brands.get(&cover.brand).map(|brand| brand.grade);
        let warning = cover.warning.map(|warning| words.tell(&warning.message()));
        let slow = cover.slow.then(|| words.say("supply-slow"));
        table.row([
            name(words, state, &cover.brand),
            grade.map(|grade| words.tell(&grade.message())).unwrap_or_default(),
            cover.left.map(|left| grouped(left.0.into())).unwrap_or_default(),
            format!("{}.{}", grouped(cover.daily_tenths / 10), cover.daily_tenths % 10),
            grouped(cover.coming.0.into()),
            cover.tenths.map(supply::days).unwrap_or_default(),
            cover.out_on.map(|day| day.to_string()).unwrap_or_default(),
            warning.into_iter().chain(slow).collect::<Vec<_>>().join(", "),
        ]);
    }
    table.text()
}

fn json(state: &State, cover: &Covered) -> Value {
    let brand = state.supply.brands.get(&cover.brand);
    json!({
        "brand": cover.brand.as_str(),
        "name": brand.map(|brand| brand.name.local.as_str()),
        "grade": brand.map(|brand| brand.grade.class()),
        "left": cover.left.map(|left| left.0),
        "daily_tenths": cover.daily_tenths,
        "coming": cover.coming.0,
        "days_tenths": cover.tenths,
        "out_on": cover.out_on.map(|day| day.to_string()),
        "warning": cover.warning.map(covers::Warning::name),
        "slow": cover.slow,
    })
}

pub(super) fn substitutes(
    setting: &Setting,
    state: &State,
    asked: &Substitutes,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let words = &setting.words;
    let brand = known(state, &asked.brand)?;
    let found = stand_ins::substitutes(state, &brand, now);
    let touched = stand_ins::touched(state, &brand, now);
    let heads =
        ["cli-supply-brand", "cli-supply-free", "cli-supply-days", "cli-supply-dearer", "cli-supply-warning"];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for one in &found {
        table.row([
            name(words, state, &one.brand),
            grouped(one.free.0.into()),
            one.tenths.map(supply::days).unwrap_or_default(),
            yuan(one.dearer),
            one.warning.map(|warning| words.tell(&warning.message())).unwrap_or_default(),
        ]);
    }
    let mut text = if found.is_empty() {
        let named = name(words, state, &brand);
        format!("{}\n", words.fill("cli-no-substitutes", &[("brand", named.into())]))
    } else {
        table.text()
    };
    text.push_str(&words.fill("cli-touched", &[("n", touched.len().into())]));
    text.push('\n');
    let rows = found.iter().map(|one| {
        json!({
            "brand": one.brand.as_str(),
            "free": one.free.0,
            "days_tenths": one.tenths,
            "warning": one.warning.map(covers::Warning::name),
            "dearer_fen": one.dearer.0,
            "same_enterprise": one.same_enterprise,
        })
    });
    let touched = touched
        .iter()
        .map(|(retailer, cartons)| json!({ "retailer": retailer.as_str(), "cartons": cartons.0 }));
    let json = json!({
        "brand": brand.as_str(),
        "substitutes": rows.collect::<Vec<_>>(),
        "touched": touched.collect::<Vec<_>>(),
    });
    Ok(Answer::new(text, json))
}
