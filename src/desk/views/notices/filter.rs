//! Which rows of the ledger are shown: by how they stand, by department and account manager, by a few letters.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::ids::DepartmentCode;
use crate::notify::ledger::{Entry, Standing};
use egui::{ComboBox, Role, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Show {
    /// Whoever a notice names, or who has been told something.
    #[default]
    Concerned,
    ToTell,
    Outdated,
    Told,
    All,
}

impl Show {
    pub const ALL: [Self; 5] = [Self::Concerned, Self::ToTell, Self::Outdated, Self::Told, Self::All];

    const fn key(self) -> &'static str {
        match self {
            Self::Concerned => "told-show-concerned",
            Self::ToTell => "told-show-to-tell",
            Self::Outdated => "told-show-outdated",
            Self::Told => "told-show-told",
            Self::All => "told-show-all",
        }
    }

    const fn fits(self, standing: Standing) -> bool {
        match self {
            Self::Concerned => !matches!(standing, Standing::Quiet),
            Self::ToTell => standing.is_to_tell(),
            Self::Outdated => matches!(standing, Standing::Outdated),
            Self::Told => matches!(standing, Standing::Told),
            Self::All => true,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub show: Show,
    pub department: Option<DepartmentCode>,
    pub manager: Option<SmolStr>,
    pub text: String,
}

impl Filter {
    /// The rows that fit, and how many of each [`Show`] there are among what the rest of the filter lets through.
    pub fn rows(&self, entries: &[Entry]) -> (Vec<usize>, [usize; Show::ALL.len()]) {
        let letters = self.text.trim().to_lowercase();
        let (mut rows, mut counts) = (Vec::new(), [0; Show::ALL.len()]);
        for (at, entry) in entries.iter().enumerate() {
            if !self.is_of(entry) || !(letters.is_empty() || is_called(entry, &letters)) {
                continue;
            }
            for (show, count) in Show::ALL.into_iter().zip(&mut counts) {
                *count += usize::from(show.fits(entry.standing));
            }
            if self.show.fits(entry.standing) {
                rows.push(at);
            }
        }
        (rows, counts)
    }

    fn is_of(&self, entry: &Entry) -> bool {
        let shop = entry.shop.as_deref();
        self.department.as_ref().is_none_or(|code| shop.is_some_and(|shop| shop.department == *code))
            && self.manager.as_ref().is_none_or(|name| shop.is_some_and(|shop| shop.manager == *name))
    }
}

fn is_called(entry: &Entry, letters: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(letters);
    has(entry.retailer.as_str())
        || has(entry.route.as_str())
        || entry
            .shop
            .as_deref()
            .is_some_and(|shop| has(&shop.name.local) || has(&shop.name.english) || has(&shop.phone))
}

/// The account managers of some retailers, in order.
pub fn managers(entries: &[Entry], department: Option<&DepartmentCode>) -> Vec<SmolStr> {
    let shops = entries.iter().filter_map(|entry| entry.shop.as_deref());
    let of_it = shops.filter(|shop| department.is_none_or(|code| shop.department == *code));
    let names: BTreeSet<&SmolStr> = of_it.map(|shop| &shop.manager).filter(|name| !name.is_empty()).collect();
    names.into_iter().cloned().collect()
}

pub fn filter_ui(
    ui: &mut Ui,
    filter: &mut Filter,
    counts: &[usize],
    managers: &[SmolStr],
    snapshot: &Snapshot,
    look: &Look,
) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (show, n) in Show::ALL.into_iter().zip(counts) {
            let text = words.fill(show.key(), &[("n", (*n).into())]);
            if ui.selectable_label(filter.show == show, text).clicked() {
                filter.show = show;
            }
        }
        ui.add_space(space::NEAR);
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let departments = &snapshot.state.network.departments;
        let name_of = |code: &DepartmentCode| {
            departments.get(code).map_or_else(|| code.to_string(), |known| words.name(&known.name).to_owned())
        };
        let all = words.say("reports-all-departments");
        let chosen = filter.department.as_ref().map_or_else(|| all.clone(), name_of);
        let choice =
            ComboBox::from_id_salt("ledger department").selected_text(chosen).width(130.0).truncate();
        let shown = choice.show_ui(ui, |ui| {
            let mut changed = ui.selectable_value(&mut filter.department, None, all.as_str()).changed();
            for code in departments.keys() {
                let named = ui.selectable_value(&mut filter.department, Some(code.clone()), name_of(code));
                changed |= named.changed();
            }
            if changed {
                filter.manager = None;
            }
        });
        let name = words.say("reports-department");
        shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        let all = words.say("told-all-managers");
        let chosen = filter.manager.as_ref().map_or_else(|| all.clone(), ToString::to_string);
        let choice = ComboBox::from_id_salt("ledger manager").selected_text(chosen).width(110.0).truncate();
        let shown = choice.show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.manager, None, all.as_str());
            for name in managers {
                ui.selectable_value(&mut filter.manager, Some(name.clone()), name.as_str());
            }
        });
        let name = words.say("call-manager");
        shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        let name = words.say("told-find");
        let field = ui.add(TextEdit::singleline(&mut filter.text).hint_text(&name).desired_width(150.0));
        field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &name));
    });
}
