//! The Data view: import with preview, what the database holds, settings, the playbook, the journal,
//! and copies of it all. A function of the
//! snapshot, of what the bookkeeper found, and of its own scroll, search and draft texts.

mod centre_draft;
mod channel_lists;
mod channels;
mod complaints;
mod dials;
mod dropping;
mod file;
mod here;
mod import;
mod journal;
mod notice_dials;
pub mod parts;
mod people;
mod playbook;
mod playbook_draft;
mod playbook_steps;
mod safekeeping;
mod settings;
mod speeds;
mod supply_dials;
mod support;
mod weather;
mod weather_dials;

use crate::desk::actions::Actions;
use crate::desk::bookkeeper::findings::Findings;
use crate::desk::bookkeeper::imports::Preview;
use crate::desk::bookkeeper::people::Presence;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::world::Work;
pub use dropping::dropping_ui;
use egui::Ui;
use std::sync::Arc;

/// The sections, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    #[default]
    Import,
    Here,
    Settings,
    Playbook,
    Journal,
    Safekeeping,
    People,
}

impl Section {
    pub const ALL: [Self; 7] = [
        Self::Import,
        Self::Here,
        Self::Settings,
        Self::Playbook,
        Self::Journal,
        Self::Safekeeping,
        Self::People,
    ];

    /// The key of its name in the locale files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Import => "data-section-import",
            Self::Here => "data-section-here",
            Self::Settings => "data-section-settings",
            Self::Playbook => "data-section-playbook",
            Self::Journal => "data-section-journal",
            Self::Safekeeping => "data-section-safekeeping",
            Self::People => "data-section-people",
        }
    }
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct DataView {
    pub section: Section,
    import: import::ImportSection,
    here: here::HereSection,
    settings: settings::SettingsSection,
    playbook: playbook::PlaybookSection,
    journal: journal::JournalSection,
    safekeeping: safekeeping::SafekeepingSection,
    people: people::PeopleSection,
    /// The preview last drawn: a new one brings its section to the front.
    seen: Option<Arc<Preview>>,
}

impl DataView {
    /// Opened on `section`.
    #[must_use]
    pub fn on(section: Section) -> Self {
        Self { section, ..Self::default() }
    }
}

/// Draws the view. `work` is the long work under way, of whatever view.
pub fn data_ui(
    ui: &mut Ui,
    view: &mut DataView,
    (findings, work, presence): (&Findings, Option<&Work>, &Presence),
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    if let Some(preview) = &findings.preview
        && !view.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, preview))
    {
        view.section = Section::Import;
        view.seen = Some(Arc::clone(preview));
    }
    view.people.follow(presence);
    ui.horizontal(|ui| {
        for section in Section::ALL {
            let name = look.words.say(section.label());
            if ui.selectable_label(view.section == section, name).clicked() {
                view.section = section;
            }
        }
    });
    ui.add_space(space::NEAR);
    match view.section {
        Section::Import => {
            let facts = import::Facts { snapshot, findings, work };
            import::import_ui(ui, &mut view.import, facts, look, actions);
        }
        Section::Here => here::here_ui(ui, &mut view.here, snapshot, look, actions),
        Section::Settings => {
            let facts = (snapshot, &findings.channels);
            settings::settings_ui(ui, &mut view.settings, facts, look, actions);
        }
        Section::Playbook => playbook::playbook_ui(ui, &mut view.playbook, snapshot, look, actions),
        Section::Journal => {
            journal::journal_ui(ui, &mut view.journal, findings, snapshot, look, actions);
        }
        Section::People => {
            people::people_ui(ui, &mut view.people, (snapshot, presence), look, actions);
        }
        Section::Safekeeping => {
            safekeeping::safekeeping_ui(ui, &mut view.safekeeping, findings, snapshot, look, actions);
        }
    }
}
