//! The ledger: a line for each retailer of the day, told or not, what, when, by whom and by which way.

use super::Facts;
use super::filter::{Filter, Show, filter_ui, managers};
use super::keys::Chosen;
use super::ticking::{How, bar_ui, can_be_ticked, confirm, tick};
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, cell_ui, empty_ui, headings_ui, table};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::ids::DepartmentCode;
use crate::domain::notice::Prospect;
use crate::notify::ledger::{Entry, Standing};
use crate::notify::wording::in_short;
use crate::words::{Tell, Words};
use egui::{Response, RichText, Role, Sense, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
pub struct LedgerView {
    pub filter: Filter,
    pub chosen: Chosen,
    pub how: How,
    /// How many of those that are chosen can be ticked, and which choice that was counted of.
    tickable: Option<(u32, How, usize)>,
    /// The entries that are shown, in their order.
    pub rows: Vec<usize>,
    counts: [usize; Show::ALL.len()],
    managers: Vec<SmolStr>,
    /// What the three above were made of.
    made_of: Option<(Arc<[Entry]>, Filter)>,
}

impl LedgerView {
    fn follow(&mut self, entries: &Arc<[Entry]>) {
        let same_ledger = |(made_of, _): &(Arc<[Entry]>, Filter)| Arc::ptr_eq(made_of, entries);
        let same_filter = |(_, filter): &(Arc<[Entry]>, Filter)| *filter == self.filter;
        let before = self.made_of.as_ref();
        if before.is_some_and(same_ledger) && before.is_some_and(same_filter) {
            return;
        }
        let department = self.filter.department.as_ref();
        let same_department = before.is_some_and(|(_, filter)| filter.department.as_ref() == department);
        if !before.is_some_and(same_ledger) || !same_department {
            self.managers = managers(entries, department);
        }
        let anew = !before.is_some_and(same_filter);
        (self.rows, self.counts) = self.filter.rows(entries);
        if anew {
            self.chosen = Chosen::default();
        }
        self.chosen.keep_shown(entries, &self.rows);
        self.tickable = None;
        self.made_of = Some((Arc::clone(entries), self.filter.clone()));
    }
}

impl LedgerView {
    /// Those that are chosen, in their order.
    pub fn chosen_of<'e>(&self, entries: &'e [Entry]) -> impl Iterator<Item = &'e Entry> {
        // The ledger may have come anew since the rows were chosen.
        let shown = self.rows.iter().filter_map(|row| entries.get(*row));
        shown.filter(|entry| self.chosen.retailers.contains(&entry.retailer))
    }

    /// How many of them can be ticked. A province is not counted over in each frame.
    pub fn tickable(&mut self, entries: &[Entry]) -> usize {
        let (edits, how) = (self.chosen.edits, self.how);
        match self.tickable {
            Some((counted, by, n)) if counted == edits && by == how => n,
            _ => {
                let n = self.chosen_of(entries).filter(|entry| can_be_ticked(entry, how)).count();
                self.tickable = Some((edits, how, n));
                n
            }
        }
    }
}

pub fn ledger_ui(ui: &mut Ui, view: &mut LedgerView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let entries = &facts.outbox.ledger;
    if entries.is_empty() {
        empty_ui(ui, look, &words.say("told-no-day"), &words.say("told-no-day-next"));
        return;
    }
    view.follow(entries);
    filter_ui(ui, &mut view.filter, &view.counts, &view.managers, facts.snapshot, look);
    view.follow(entries);
    bar_ui(ui, view, facts, look, actions);
    let asked = view.chosen.follow(ui, entries, &view.rows);
    if asked.tick {
        tick(view.chosen_of(entries), view.how, facts, actions);
    }
    if view.rows.is_empty() {
        nothing_ui(ui, view, look);
        return;
    }
    table_ui(ui, view, asked.scroll, facts, look, actions);
}

/// No row fits: what that means, and where the others are.
fn nothing_ui(ui: &mut Ui, view: &mut LedgerView, look: &Look) {
    let words = &look.words;
    let filtered = Filter { show: view.filter.show, ..Filter::default() } != view.filter;
    let (what, next) = match view.filter.show {
        _ if filtered => ("told-none-fits", "told-none-fits-next"),
        Show::Concerned => ("told-nobody-concerned", "told-nobody-concerned-next"),
        Show::ToTell | Show::Outdated => ("told-nobody-to-tell", "told-nobody-to-tell-next"),
        Show::Told | Show::All => ("told-nobody-told", "told-nobody-told-next"),
    };
    empty_ui(ui, look, &words.say(what), &words.say(next));
    ui.vertical_centered(|ui| {
        if ui.button(words.say("told-see-all")).clicked() {
            view.filter = Filter { show: Show::All, ..Filter::default() };
        }
    });
}

fn table_ui(
    ui: &mut Ui,
    view: &mut LedgerView,
    scroll: bool,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let room = ui.available_width();
    let columns: &[Column] = if room > 1180.0 { &Column::WIDE } else { &Column::NARROW };
    let widths: Vec<f32> = columns.iter().map(|column| column.width(room > 1180.0)).collect();
    let keys: Vec<&str> = columns.iter().map(|column| column.key()).collect();
    let mut builder = table(ui, "ledger", &widths).sense(Sense::click());
    if let Some(at) = view.chosen.cursor.filter(|_| scroll) {
        builder = builder.scroll_to_row(at, None);
    }
    let entries = &facts.outbox.ledger;
    let mut clicked = None;
    builder.header(space::ROW, |row| headings_ui(look, row, &keys)).body(|body| {
        body.rows(26.0, view.rows.len(), |mut row| {
            let at = row.index();
            let entry = &entries[view.rows[at]];
            row.set_selected(view.chosen.retailers.contains(&entry.retailer));
            for column in columns {
                row.col(|ui| column.cell_ui(ui, entry, view.how, facts, look, actions));
            }
            let response = row.response();
            if response.clicked() {
                clicked = Some((at, response.ctx.input(|input| input.modifiers)));
            }
        });
    });
    if let Some((at, modifiers)) = clicked {
        view.chosen.click(at, modifiers, entries, &view.rows);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Tick,
    Name,
    Code,
    Phone,
    Manager,
    Department,
    Route,
    Knows,
    Now,
    Standing,
    Confirmed,
    Told,
}

impl Column {
    const WIDE: [Self; 12] = [
        Self::Tick,
        Self::Name,
        Self::Code,
        Self::Phone,
        Self::Manager,
        Self::Department,
        Self::Route,
        Self::Knows,
        Self::Now,
        Self::Standing,
        Self::Confirmed,
        Self::Told,
    ];
    const NARROW: [Self; 9] = [
        Self::Tick,
        Self::Name,
        Self::Phone,
        Self::Manager,
        Self::Knows,
        Self::Now,
        Self::Standing,
        Self::Confirmed,
        Self::Told,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Tick => "told-column-tick",
            Self::Name => "call-name",
            Self::Code => "call-retailer",
            Self::Phone => "call-phone",
            Self::Manager => "call-manager",
            Self::Department => "told-column-department",
            Self::Route => "told-column-route",
            Self::Knows => "told-column-knows",
            Self::Now => "told-column-now",
            Self::Standing => "told-column-standing",
            Self::Confirmed => "told-column-confirmed",
            Self::Told => "told-column-told",
        }
    }

    const fn width(self, wide: bool) -> f32 {
        let (roomy, tight) = match self {
            Self::Tick => (44.0, 40.0),
            Self::Name => (170.0, 148.0),
            Self::Code => (108.0, 100.0),
            Self::Phone => (104.0, 98.0),
            Self::Manager => (96.0, 76.0),
            Self::Department => (124.0, 100.0),
            Self::Route => (66.0, 60.0),
            Self::Knows | Self::Now => (72.0, 60.0),
            Self::Standing => (112.0, 104.0),
            Self::Confirmed => (76.0, 70.0),
            Self::Told => (150.0, 110.0),
        };
        if wide { roomy } else { tight }
    }

    fn cell_ui(
        self,
        ui: &mut Ui,
        entry: &Entry,
        how: How,
        facts: Facts<'_>,
        look: &Look,
        actions: &mut Actions,
    ) {
        let words = &look.words;
        let shop = entry.shop.as_deref();
        let day = facts.snapshot.date;
        match self {
            Self::Tick => tick_ui(ui, entry, how, facts, look, actions),
            Self::Name => drop(cell_ui(ui, name(entry, words))),
            Self::Code => drop(cell_ui(ui, entry.retailer.as_str())),
            Self::Phone => drop(cell_ui(ui, shop.map_or("", |shop| shop.phone.as_str()))),
            Self::Manager => drop(cell_ui(ui, shop.map_or("", |shop| shop.manager.as_str()))),
            Self::Department => {
                drop(cell_ui(ui, shop.map_or("", |shop| department(&shop.department, facts, look))));
            }
            Self::Route => drop(cell_ui(ui, entry.route.as_str())),
            Self::Knows => {
                let text = RichText::new(in_short(words, day, entry.known));
                let text = if entry.told.is_some() { text } else { text.color(look.palette.weak) };
                hinted(cell_ui(ui, text), entry.known);
            }
            Self::Now => {
                let Some(now) = entry.now else { return };
                let ink =
                    if entry.standing == Standing::Quiet { look.palette.weak } else { look.palette.text };
                hinted(cell_ui(ui, RichText::new(in_short(words, day, now)).color(ink)), now);
            }
            Self::Standing => {
                let mark = Mark::of_entry(entry.standing);
                mark.show(ui, look);
                let text = capital(&words.say(standing_key(entry)));
                cell_ui(ui, RichText::new(text).color(mark.ink(look)));
            }
            Self::Confirmed => confirmed_ui(ui, entry, facts, look, actions),
            Self::Told => drop(cell_ui(ui, told(entry, facts, look))),
        }
    }
}

/// Where only the window moves, the time alone does not say what the news is.
fn hinted(cell: Response, prospect: Prospect) {
    if let Prospect::Today { arrival, window, .. } = prospect {
        cell.on_hover_text(format!("{arrival} ({window})"));
    }
}

fn name<'e>(entry: &'e Entry, words: &Words) -> &'e str {
    entry.shop.as_deref().map_or(entry.retailer.as_str(), |shop| words.name(&shop.name))
}

fn department<'a>(code: &'a DepartmentCode, facts: Facts<'a>, look: &Look) -> &'a str {
    let known = facts.snapshot.state.network.departments.get(code);
    known.map_or(code.as_str(), |department| look.words.name(&department.name))
}

fn standing_key(entry: &Entry) -> &'static str {
    match entry.standing {
        Standing::Outdated => "told-standing-outdated",
        Standing::ToTell => "told-standing-to-tell",
        Standing::Told => "told-standing-told",
        Standing::Quiet if entry.now.is_none() => "told-standing-over",
        Standing::Quiet => "told-standing-quiet",
    }
}

/// When, by whom and by which way.
fn told(entry: &Entry, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let Some(told) = &entry.told else { return String::new() };
    let mut parts = vec![moment(told.at, facts.snapshot.date), told.by.to_string()];
    parts.extend(told.way.map(|way| words.tell(&way.message())));
    parts.retain(|part| !part.is_empty());
    parts.join(&words.say("told-joint"))
}

fn tick_ui(ui: &mut Ui, entry: &Entry, how: How, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let before = entry.told.is_some() && !entry.standing.is_to_tell();
    let mut ticked = before;
    let can = !before && entry.now.is_some();
    let response = ui.add_enabled(can, egui::Checkbox::without_text(&mut ticked));
    let name = words.fill("told-tick-one", &[("name", name(entry, words).into())]);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, can, ticked, &name));
    if response.on_disabled_hover_text(words.say("told-undo-hint")).changed() {
        tick([entry], how, facts, actions);
    }
}

fn confirmed_ui(ui: &mut Ui, entry: &Entry, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some(told) = &entry.told else { return };
    let mut confirmed = told.confirmed;
    let response = ui.checkbox(&mut confirmed, "");
    let name = words.fill("told-confirm-one", &[("name", name(entry, words).into())]);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, confirmed, &name));
    if response.changed() {
        confirm(entry, confirmed, facts, actions);
    }
}
