//! All that can be done from anywhere in the desk, each with its name and its key. The palette and the sheet
//! of keys list these; the board's own keys are the board's.

use super::actions::{Action, Actions, HoldWish, Theme, View};
use super::bookkeeper::people::PeopleRequest;
use super::world::World;
use crate::domain::time::Standing;
use crate::words::Language;
use egui::{Key, KeyboardShortcut, Modifiers};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Palette,
    Undo,
    Board,
    Map,
    Weather,
    Incidents,
    Notices,
    Fleet,
    Supply,
    Reports,
    Data,
    PreviousDay,
    NextDay,
    Today,
    Breakdown,
    Hold,
    OpenIncident,
    Request,
    Handover,
    Inspector,
    Language,
    Theme,
    Keys,
    OpenFiles,
    OpenSample,
    Support,
    Lock,
}

impl Deed {
    pub const ALL: [Self; 27] = [
        Self::Palette,
        Self::Undo,
        Self::Board,
        Self::Map,
        Self::Weather,
        Self::Incidents,
        Self::Notices,
        Self::Fleet,
        Self::Supply,
        Self::Reports,
        Self::Data,
        Self::PreviousDay,
        Self::NextDay,
        Self::Today,
        Self::Breakdown,
        Self::Hold,
        Self::OpenIncident,
        Self::Request,
        Self::Handover,
        Self::Inspector,
        Self::Language,
        Self::Theme,
        Self::Keys,
        Self::OpenFiles,
        Self::OpenSample,
        Self::Support,
        Self::Lock,
    ];

    /// Under which its name stands in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Palette => "desk-do-palette",
            Self::Undo => "desk-do-undo",
            Self::Board => "desk-do-board",
            Self::Map => "desk-do-map",
            Self::Weather => "desk-do-weather",
            Self::Incidents => "desk-do-incidents",
            Self::Notices => "desk-do-notices",
            Self::Fleet => "desk-do-fleet",
            Self::Supply => "desk-do-supply",
            Self::Reports => "desk-do-reports",
            Self::Data => "desk-do-data",
            Self::PreviousDay => "desk-do-previous-day",
            Self::NextDay => "desk-do-next-day",
            Self::Today => "desk-do-today",
            Self::Breakdown => "desk-do-breakdown",
            Self::Hold => "desk-do-hold",
            Self::OpenIncident => "desk-do-open-incident",
            Self::Request => "desk-do-request",
            Self::Handover => "desk-do-handover",
            Self::Inspector => "desk-do-inspector",
            Self::Language => "desk-do-language",
            Self::Theme => "desk-do-theme",
            Self::Keys => "desk-do-keys",
            Self::OpenFiles => "desk-do-open-files",
            Self::OpenSample => "desk-do-open-sample",
            Self::Support => "support-make",
            Self::Lock => "desk-do-lock",
        }
    }

    #[must_use]
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::Palette => (Modifiers::COMMAND, Key::K),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Board => (Modifiers::COMMAND, Key::Num1),
            Self::Map => (Modifiers::COMMAND, Key::Num2),
            Self::Weather => (Modifiers::COMMAND, Key::Num3),
            Self::Incidents => (Modifiers::COMMAND, Key::Num4),
            Self::Notices => (Modifiers::COMMAND, Key::Num5),
            Self::Fleet => (Modifiers::COMMAND, Key::Num6),
            Self::Supply => (Modifiers::COMMAND, Key::Num7),
            Self::Reports => (Modifiers::COMMAND, Key::Num8),
            Self::Data => (Modifiers::COMMAND, Key::Num9),
            Self::PreviousDay => (Modifiers::ALT, Key::ArrowLeft),
            Self::NextDay => (Modifiers::ALT, Key::ArrowRight),
            Self::Today => (Modifiers::ALT, Key::Home),
            Self::Breakdown => (Modifiers::COMMAND, Key::B),
            Self::Hold => (Modifiers::COMMAND, Key::H),
            Self::OpenIncident => (Modifiers::COMMAND, Key::E),
            Self::Request => (Modifiers::COMMAND, Key::N),
            Self::Inspector => (Modifiers::COMMAND, Key::I),
            Self::Language => (Modifiers::COMMAND, Key::L),
            Self::Theme => (Modifiers::COMMAND, Key::T),
            Self::Keys => (Modifiers::NONE, Key::F1),
            Self::OpenFiles => (Modifiers::COMMAND, Key::O),
            Self::Lock => (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::L),
            Self::OpenSample | Self::Handover | Self::Support => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether it makes sense now; what does not is neither listed nor done.
    #[must_use]
    pub fn is_possible(self, world: &World) -> bool {
        match self {
            Self::Undo => world.snapshot.undoable.is_some(),
            Self::OpenSample => world.snapshot.is_blank(),
            Self::PreviousDay => world.snapshot.day_before().is_some(),
            Self::NextDay => world.snapshot.day_after().is_some(),
            Self::Today => world.snapshot.days.contains(&world.snapshot.now.day()),
            Self::Breakdown => {
                let snapshot = &world.snapshot;
                let over = matches!(Standing::of(snapshot.date, snapshot.now), Standing::Past);
                !over && !snapshot.state.network.vehicles.is_empty()
            }
            Self::Hold | Self::OpenIncident | Self::Handover => !world.snapshot.is_blank(),
            Self::Lock => world.presence.who.is_some(),
            Self::Request => !world.snapshot.state.supply.brands.is_empty(),
            _ => true,
        }
    }

    /// Asks for it.
    pub fn push(self, world: &World, language: Language, theme: Theme, actions: &mut Actions) {
        if !self.is_possible(world) {
            return;
        }
        let snapshot = &world.snapshot;
        let action = match self {
            Self::Palette => Action::OpenPalette,
            Self::Undo => Action::Undo,
            Self::Board => Action::Show(View::Board),
            Self::Map => Action::Show(View::Map),
            Self::Weather => Action::Show(View::Weather),
            Self::Incidents => Action::Show(View::Incidents),
            Self::Notices => Action::Show(View::Notices),
            Self::Fleet => Action::Show(View::Fleet),
            Self::Supply => Action::Show(View::Supply),
            Self::Reports => Action::Show(View::Reports),
            Self::Data => Action::Show(View::Data),
            Self::PreviousDay => Action::OpenDay(snapshot.day_before().unwrap_or(snapshot.date)),
            Self::NextDay => Action::OpenDay(snapshot.day_after().unwrap_or(snapshot.date)),
            Self::Today => Action::OpenDay(snapshot.now.day()),
            Self::Breakdown => Action::Breakdown(None),
            Self::Hold => Action::Hold(HoldWish::New(Vec::new())),
            Self::OpenIncident => Action::OpenIncident(None),
            Self::Request => Action::OpenRequest,
            Self::Handover => Action::Handover,
            Self::Inspector => Action::ToggleInspector,
            Self::Language => Action::SetLanguage(other_language(language)),
            Self::Theme => Action::SetTheme(other_theme(theme)),
            Self::Keys => Action::ShowKeys,
            Self::OpenFiles => Action::PickFiles,
            Self::OpenSample => Action::OpenSample,
            Self::Support => Action::ShowSupport,
            Self::Lock => Action::People(PeopleRequest::SignOut),
        };
        actions.push(action);
    }
}

#[must_use]
pub const fn other_language(language: Language) -> Language {
    match language {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    }
}

#[must_use]
pub const fn other_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Light,
    }
}

/// The deeds whose keys were pressed in this frame. While a person types, `?` is a letter.
#[must_use]
pub fn pressed(ui: &egui::Ui) -> Vec<Deed> {
    let typing = ui.ctx().egui_wants_keyboard_input();
    let mut deeds: Vec<Deed> = ui.input_mut(|input| {
        let hit = |deed: &Deed| {
            // A text field takes Ctrl+Z for itself.
            let ours = deed.shortcut().filter(|_| !(typing && *deed == Deed::Undo));
            ours.is_some_and(|shortcut| is_meant(input, shortcut) && input.consume_shortcut(&shortcut))
        };
        Deed::ALL.into_iter().filter(hit).collect()
    });
    if !typing
        && ui.input(|input| {
            input
                .events
                .iter()
                .any(|event| matches!(event, egui::Event::Text(text) if text == "?" || text == "？"))
        })
    {
        deeds.push(Deed::Keys);
    }
    deeds
}

/// More keys at once ask for something else, which egui forgives: Ctrl+Shift+Z is anything but undo.
fn is_meant(input: &egui::InputState, shortcut: KeyboardShortcut) -> bool {
    input.events.iter().any(|event| {
        matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. }
            if *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers))
    })
}
