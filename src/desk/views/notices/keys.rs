//! The ledger by keyboard and pointer: which rows are chosen.

use crate::domain::ids::RetailerCode;
use crate::notify::ledger::Entry;
use egui::{Key, Modifiers, Ui};
use std::collections::BTreeSet;

/// Rows a page key passes over.
const PAGE: usize = 20;

/// Rows that are chosen, and where the arrow keys stand; both by their place among the rows shown.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub retailers: BTreeSet<RetailerCode>,
    pub cursor: Option<usize>,
    /// Where a range begins.
    anchor: usize,
    /// Another number each time the choice changes.
    pub edits: u32,
}

/// What the keys ask for beside moving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Bring the cursor into sight.
    pub scroll: bool,
    pub tick: bool,
}

/// May the view take keys: nothing has the focus, and nothing lies above it.
#[must_use]
pub fn listens(ui: &Ui) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id()) && memory.focused().is_none())
        && !egui::Popup::is_any_open(ui.ctx())
}

impl Chosen {
    /// A click on a row: it alone, a range with Shift, one more or less with Ctrl.
    pub fn click(&mut self, at: usize, modifiers: Modifiers, entries: &[Entry], rows: &[usize]) {
        self.edits = self.edits.wrapping_add(1);
        if modifiers.shift {
            self.range(at, entries, rows);
        } else if modifiers.command {
            if let Some(code) = code(at, entries, rows)
                && !self.retailers.remove(code)
            {
                self.retailers.insert(code.clone());
            }
            self.anchor = at;
        } else {
            self.anchor = at;
            self.range(at, entries, rows);
        }
        self.cursor = Some(at);
    }

    pub fn all(&mut self, entries: &[Entry], rows: &[usize]) {
        self.edits = self.edits.wrapping_add(1);
        self.retailers = rows.iter().map(|row| entries[*row].retailer.clone()).collect();
    }

    pub fn none(&mut self) {
        self.edits = self.edits.wrapping_add(1);
        self.retailers.clear();
    }

    /// What is out of sight is not ticked by surprise.
    pub fn keep_shown(&mut self, entries: &[Entry], rows: &[usize]) {
        if self.retailers.is_empty() {
            return;
        }
        self.edits = self.edits.wrapping_add(1);
        let before = std::mem::take(&mut self.retailers);
        let shown = rows.iter().map(|row| &entries[*row].retailer);
        self.retailers = shown.filter(|code| before.contains(*code)).cloned().collect();
    }

    fn range(&mut self, to: usize, entries: &[Entry], rows: &[usize]) {
        let (from, to) = (self.anchor.min(to), self.anchor.max(to));
        let codes = (from..=to).filter_map(|at| code(at, entries, rows));
        self.retailers = codes.cloned().collect();
    }

    /// Reads the keys.
    pub fn follow(&mut self, ui: &Ui, entries: &[Entry], rows: &[usize]) -> Asked {
        let mut asked = Asked::default();
        if rows.is_empty() || !listens(ui) {
            return asked;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            self.all(entries, rows);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            self.none();
        }
        asked.tick = pressed(Modifiers::NONE, Key::Space);
        let last = rows.len() - 1;
        let at = self.cursor.map(|at| at.min(last));
        let down = |by: usize| at.map_or(0, |at| (at + by).min(last));
        let up = |by: usize| at.map_or(0, |at| at.saturating_sub(by));
        let moves = [
            (Key::ArrowDown, down(1)),
            (Key::ArrowUp, up(1)),
            (Key::PageDown, down(PAGE)),
            (Key::PageUp, up(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in moves {
            // The more particular first: a bare key fits with Shift held, too.
            let extends = pressed(Modifiers::SHIFT, key);
            if extends || pressed(Modifiers::NONE, key) {
                let modifiers = if extends { Modifiers::SHIFT } else { Modifiers::NONE };
                self.click(to, modifiers, entries, rows);
                asked.scroll = true;
            }
        }
        asked
    }
}

fn code<'e>(at: usize, entries: &'e [Entry], rows: &[usize]) -> Option<&'e RetailerCode> {
    rows.get(at).map(|row| &entries[*row].retailer)
}
