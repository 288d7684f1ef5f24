//! The window without its threads: rail, bars, inspector and the view that is open, drawn from a [`World`].
//! What a person asks for and that is about the window alone is done here; all else is passed on.

mod chain;
mod day_bar;
mod inspector;
mod keys;
mod notices;
mod palette;
mod rail;
mod status;
mod top_bar;
mod welcome;

pub use day_bar::day_shown;

use super::actions::{Action, Actions, Selection, Theme, View};
use super::changes::{ChangeSheet, change_sheet_ui};
use super::fonts;
use super::shortcuts;
use super::theme::{self, Look};
use super::views::board::{BoardView, board_ui};
use super::views::data::{DataView, data_ui, dropping_ui};
use super::views::reports::{RememberedReports, ReportsView, reports_ui};
use super::world::{Notice, World};
use crate::words::Language;
use egui::{CentralPanel, Frame, Margin, Ui};
use palette::Palette;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The window's own things.
#[derive(Debug)]
pub struct Desk {
    pub view: View,
    look: Look,
    pub selection: Selection,
    pub inspector_open: bool,
    /// Who is on duty, as typed.
    pub person: String,
    pub notices: Vec<Notice>,
    board: BoardView,
    reports: ReportsView,
    pub data: DataView,
    sheet: Option<ChangeSheet>,
    palette: Palette,
    keys_open: bool,
    /// What egui has been given the fonts and colours of; `None` before the first frame.
    dressed: Option<(Language, Theme)>,
}

/// What is kept from one start to the next.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The language's tag; empty for that of the system.
    pub language: String,
    pub dark: bool,
    pub view: View,
    pub inspector_open: bool,
    pub person: String,
    pub board: BoardView,
    pub reports: RememberedReports,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            language: String::new(),
            dark: false,
            view: View::default(),
            inspector_open: true,
            person: String::new(),
            board: BoardView::default(),
            reports: RememberedReports::default(),
        }
    }
}

impl Desk {
    #[must_use]
    pub fn new(language: Language, remembered: Remembered) -> Self {
        let theme = if remembered.dark { Theme::Dark } else { Theme::Light };
        Self {
            view: remembered.view,
            look: Look::new(language, theme),
            selection: Selection::default(),
            inspector_open: remembered.inspector_open,
            person: remembered.person,
            notices: Vec::new(),
            board: remembered.board,
            reports: ReportsView::new(remembered.reports),
            data: DataView::default(),
            sheet: None,
            palette: Palette::default(),
            keys_open: false,
            dressed: None,
        }
    }

    #[must_use]
    pub fn remembered(&self) -> Remembered {
        Remembered {
            language: self.look.words.language().tag().to_owned(),
            dark: self.look.theme == Theme::Dark,
            view: self.view,
            inspector_open: self.inspector_open,
            person: self.person.clone(),
            board: self.board.clone(),
            reports: self.reports.remembered(),
        }
    }

    #[must_use]
    pub const fn look(&self) -> &Look {
        &self.look
    }

    /// Draws one frame and leaves in `actions` what is not about the window alone.
    pub fn ui(&mut self, ui: &mut Ui, world: &World, actions: &mut Actions) {
        let mut asked = Actions::default();
        let (language, theme) = (self.look.words.language(), self.look.theme);
        if self.dressed != Some((language, theme)) {
            fonts::define(ui.ctx(), language);
            theme::apply(ui.ctx(), theme);
            self.dressed = Some((language, theme));
        }
        for deed in shortcuts::pressed(ui) {
            deed.push(world, language, theme, &mut asked);
        }
        let dropped: Vec<PathBuf> = ui.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect()
        });
        if !dropped.is_empty() {
            asked.push(Action::Show(View::Data));
            asked.push(Action::ReadFiles(dropped));
        }

        let snapshot = &world.snapshot;
        rail::rail_ui(ui, self.view, &self.look, &mut asked);
        top_bar::top_bar_ui(ui, &mut self.person, snapshot, &self.look, &mut asked);
        status::status_ui(ui, world, &self.look, &mut asked);
        notices::notices_ui(ui, &mut self.notices, &self.look);
        if self.view == View::Board && !snapshot.is_blank() {
            inspector::inspector_ui(
                ui,
                &mut self.inspector_open,
                &self.selection,
                snapshot,
                &self.look,
                &mut asked,
            );
        }
        // The board goes to the edges; pages of text and tables keep off them.
        let margin = if self.view == View::Board { Margin::ZERO } else { Margin::same(16) };
        let ground = Frame::new().fill(self.look.palette.background).inner_margin(margin);
        CentralPanel::default().frame(ground).show(ui, |ui| match self.view {
            View::Board if snapshot.is_blank() => welcome::welcome_ui(ui, world, &self.look, &mut asked),
            View::Board => {
                board_ui(ui, &mut self.board, &self.selection, snapshot, &self.look, &mut asked);
            }
            View::Reports => {
                let report = (world.report.as_deref(), &world.report_work);
                reports_ui(ui, &mut self.reports, snapshot, report, &self.look, &mut asked);
            }
            View::Data => {
                let told = (&world.findings, world.work.as_ref());
                data_ui(ui, &mut self.data, told, snapshot, &self.look, &mut asked);
            }
        });
        if let Some(sheet) = &mut self.sheet
            && !change_sheet_ui(ui, sheet, snapshot, &self.look, &mut asked)
        {
            self.sheet = None;
        }
        dropping_ui(ui, &self.look);
        palette::palette_ui(ui, &mut self.palette, world, &self.look, &mut asked);
        keys::keys_ui(ui, &mut self.keys_open, &self.look);

        for action in asked.drain() {
            if let Some(action) = self.obey(action, world) {
                actions.push(action);
            }
        }
    }

    /// Does what is about the window alone, and gives back what is not.
    fn obey(&mut self, action: Action, world: &World) -> Option<Action> {
        match action {
            Action::Show(view) => self.view = view,
            Action::Select(selection) => self.selection = selection,
            Action::Inspect => self.inspector_open = true,
            Action::ToggleInspector => self.inspector_open = !self.inspector_open,
            Action::Draft(draft) => self.sheet = Some(ChangeSheet::open(draft, &world.snapshot)),
            Action::SetLanguage(language) => self.look = Look::new(language, self.look.theme),
            Action::SetTheme(theme) => self.look = Look::new(self.look.words.language(), theme),
            Action::OpenPalette => self.palette.open(),
            Action::ShowKeys => self.keys_open = true,
            Action::OpenDay(day) => {
                self.selection = Selection::default();
                return Some(Action::OpenDay(day));
            }
            other => return Some(other),
        }
        None
    }
}
