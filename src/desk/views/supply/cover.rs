//! How long each brand lasts: a line for each with its bar, the most pressing first, and the page of the one that is
//! chosen.

use super::brand::{self, BrandPage};
use super::known::Known;
use super::{Facts, bar, page_ui};
use crate::desk::actions::Actions;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, cell_ui, empty_ui, table};
use crate::domain::ids::BrandCode;
use crate::domain::supply::cover::Cover;
use crate::words::{Tell, grouped, supply};
use egui::{Align, Layout, RichText, Role, Sense, TextEdit, Ui, WidgetInfo};

/// Which brands are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Short,
    Slow,
}

impl Show {
    const ALL: [Self; 3] = [Self::All, Self::Short, Self::Slow];

    const fn key(self) -> &'static str {
        match self {
            Self::All => "supply-show-all",
            Self::Short => "supply-show-short",
            Self::Slow => "supply-show-slow",
        }
    }

    const fn takes(self, cover: &Cover) -> bool {
        match self {
            Self::All => true,
            Self::Short => cover.warning.is_some(),
            Self::Slow => cover.slow,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct CoverView {
    show: Show,
    text: String,
    page: Option<BrandPage>,
}

impl CoverView {
    pub fn open(&mut self, brand: &BrandCode) {
        if self.page.as_ref().is_none_or(|page| page.brand != *brand) {
            self.page = Some(BrandPage::of(brand));
        }
    }
}

pub fn cover_ui(
    ui: &mut Ui,
    view: &mut CoverView,
    known: &Known,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    if known.covers.is_empty() {
        let words = &look.words;
        empty_ui(ui, look, &words.say("supply-no-brands"), &words.say("supply-no-brands-next"));
        return;
    }
    if let Some(page) = &mut view.page {
        let mut shut = false;
        page_ui(ui, "supply brand", |ui| shut = brand::page_ui(ui, page, known, facts, look, actions));
        if shut {
            view.page = None;
        }
    }
    filter_ui(ui, view, known, look);
    ui.add_space(space::TIGHT);
    let letters = view.text.trim().to_lowercase();
    let shown: Vec<&Cover> = known
        .order
        .iter()
        .filter_map(|code| known.covers.get(code))
        .filter(|cover| view.show.takes(cover) && is_called(cover, &letters, facts.snapshot))
        .collect();
    if shown.is_empty() {
        super::weak_ui(ui, look.words.say("supply-none-such"), look);
        return;
    }
    let open = view.page.as_ref().map(|page| page.brand.clone());
    if let Some(brand) = lines_ui(ui, &shown, open.as_ref(), facts, look) {
        view.page = (open.as_ref() != Some(&brand)).then(|| BrandPage::of(&brand));
    }
}

fn filter_ui(ui: &mut Ui, view: &mut CoverView, known: &Known, look: &Look) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        for show in Show::ALL {
            let n = known.covers.values().filter(|cover| show.takes(cover)).count();
            let text = words.fill(show.key(), &[("n", n.into())]);
            if ui.selectable_label(view.show == show, text).clicked() {
                view.show = show;
            }
        }
        let hint = words.say("supply-find-brand");
        let field = ui.add(TextEdit::singleline(&mut view.text).desired_width(160.0).hint_text(&hint));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
    });
}

fn is_called(cover: &Cover, letters: &str, snapshot: &Snapshot) -> bool {
    if letters.is_empty() || cover.brand.as_str().to_lowercase().contains(letters) {
        return true;
    }
    let name = snapshot.state.supply.brands.get(&cover.brand).map(|brand| &brand.name);
    name.is_some_and(|name| {
        name.local.to_lowercase().contains(letters) || name.english.to_lowercase().contains(letters)
    })
}

/// The columns, and whether each holds numbers, which stand at its right.
const HEADS: [(&str, bool); 8] = [
    ("supply-head-warning", false),
    ("supply-head-brand", false),
    ("supply-head-days", true),
    ("supply-head-out-on", true),
    ("supply-head-left", true),
    ("supply-head-daily", true),
    ("supply-head-coming", true),
    ("supply-head-class", false),
];
/// Before which of them the bars stand.
const BARS: usize = 3;

fn lines_ui(
    ui: &mut Ui,
    shown: &[&Cover],
    chosen: Option<&BrandCode>,
    facts: Facts<'_>,
    look: &Look,
) -> Option<BrandCode> {
    let words = &look.words;
    let settings = &facts.snapshot.state.settings.supply;
    let mut clicked = None;
    let widths = [64.0, 150.0, 54.0, 220.0, 64.0, 72.0, 76.0, 72.0, 56.0];
    egui::ScrollArea::horizontal().id_salt("supply cover across").show(ui, |ui| {
        let table = table(ui, "supply cover", &widths).sense(Sense::click());
        let headed = table.header(space::ROW, |mut row| {
            for (at, (key, number)) in HEADS.into_iter().enumerate() {
                if at == BARS {
                    row.col(|ui| bar::head_ui(ui, settings, look));
                }
                let text = RichText::new(words.say(key)).size(size::SMALL).color(look.palette.weak);
                row.col(|ui| aligned_ui(ui, text, number));
            }
        });
        headed.body(|body| {
            body.rows(space::ROW + 4.0, shown.len(), |mut row| {
                let cover = shown[row.index()];
                row.set_selected(chosen == Some(&cover.brand));
                row.col(|ui| {
                    if let Some(warning) = cover.warning {
                        bar::badge_ui(ui, &capital(&words.tell(&warning.message())), warning, look);
                    } else if cover.slow {
                        cell_ui(
                            ui,
                            RichText::new(capital(&words.say("supply-slow"))).color(look.palette.weak),
                        );
                    }
                });
                row.col(|ui| {
                    cell_ui(ui, RichText::new(facts.brand(&cover.brand, look)).strong());
                });
                row.col(|ui| aligned_ui(ui, days(cover, look).into(), true));
                row.col(|ui| bar::bar_ui(ui, cover, settings, look));
                let behind = HEADS.into_iter().skip(BARS).map(|(_, number)| number);
                for (text, number) in figures(cover, facts, look).into_iter().zip(behind) {
                    row.col(|ui| aligned_ui(ui, text.into(), number));
                }
                let response = row.response();
                let name = told(cover, facts, look);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListItem, true, chosen == Some(&cover.brand), &name)
                });
                if response.on_hover_text(&name).clicked() {
                    clicked = Some(cover.brand.clone());
                }
            });
        });
    });
    clicked
}

/// What stands behind the bar.
fn figures(cover: &Cover, facts: Facts<'_>, look: &Look) -> [String; 5] {
    let grade = facts.snapshot.state.supply.brands.get(&cover.brand).map(|brand| brand.grade);
    let never = || look.words.say("supply-never-counted");
    [
        cover.out_on.map(|day| day.0.format("%m-%d").to_string()).unwrap_or_default(),
        cover.left.map_or_else(never, |left| grouped(left.0.into())),
        daily(cover),
        if cover.coming.0 == 0 { String::new() } else { grouped(cover.coming.0.into()) },
        grade.map(|grade| grade.class().to_string()).unwrap_or_default(),
    ]
}

fn aligned_ui(ui: &mut Ui, text: RichText, number: bool) {
    if number {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::TIGHT);
            cell_ui(ui, text);
        });
    } else {
        cell_ui(ui, text);
    }
}

pub fn daily(cover: &Cover) -> String {
    format!("{}.{}", grouped(cover.daily_tenths / 10), cover.daily_tenths % 10)
}

/// How many days it lasts; empty where that is not known.
pub fn days(cover: &Cover, look: &Look) -> String {
    match (cover.left, cover.tenths) {
        (None, _) => String::new(),
        (Some(_), Some(tenths)) => supply::days(tenths),
        (Some(_), None) => look.words.say("supply-lasts"),
    }
}

/// A line as a screen reader and a test know it.
fn told(cover: &Cover, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let mut parts = vec![facts.brand(&cover.brand, look)];
    match (cover.left, cover.tenths) {
        (None, _) => parts.push(words.say("supply-never-counted")),
        (Some(_), Some(tenths)) => {
            parts.push(words.fill("supply-days-told", &[("days", supply::days(tenths).into())]));
        }
        (Some(_), None) => parts.push(words.say("supply-lasts-told")),
    }
    parts.extend(cover.warning.map(|warning| words.tell(&warning.message())));
    parts.extend(cover.slow.then(|| words.say("supply-slow")));
    parts.join(" · ")
}
