//! The window without its threads: rail, bars, inspector and the view that is open, drawn from a [`World`].
//! What a person asks for and that is about the window alone is done here; all else is passed on.

mod chain;
mod day_bar;
mod incidents;
mod inspector;
mod keys;
mod notices;
mod obeying;
mod outbox;
mod palette;
mod rail;
mod status;
mod supply;
mod top_bar;
mod weather;
mod welcome;

pub use day_bar::day_shown;
pub use inspector::goods_aboard;

use super::actions::{Action, Actions, Selection, Theme, View};
use super::changes::{ChangeSheet, change_sheet_ui};
use super::fonts;
use super::incidents::{IncidentSheet, incident_sheet_ui, ringing::Bell, title::Title};
use super::people::{Entering, Idle, SignInPage, SigningSheet, sign_in_ui, signing_ui};
use super::recovery::{Preview, RecoverySheet, Standing, Wish, preview_bar_ui, recovery_sheet_ui};
use super::shortcuts;
use super::snapshot::Snapshot;
use super::supply::{RequestSheet, request_sheet_ui};
use super::theme::{self, Look};
use super::views::board::{BoardView, board_ui};
use super::views::data::{DataView, data_ui, dropping_ui};
use super::views::fleet::{FleetView, fleet_ui};
use super::views::incidents::{self as incidents_view, IncidentsView, incidents_ui};
use super::views::map::{Ground, MapView, map_ui};
use super::views::notices::{self as notices_view, NoticesView};
use super::views::reports::orders::orders_ui;
use super::views::reports::{RememberedReports, ReportsView, or_documents, reports_ui};
use super::views::supply::{self as supply_view, SupplyView, supply_ui};
use super::views::weather::{Facts, Open, WeatherView, weather_ui};
use super::weather::{WeatherSheet, weather_sheet_ui};
use super::world::{Notice, World};
use crate::words::Language;
use egui::{CentralPanel, Frame, Margin, Ui};
use palette::Palette;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

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
    pub map: MapView,
    pub reports: ReportsView,
    pub data: DataView,
    pub weather: WeatherView,
    pub weather_sheet: Option<WeatherSheet>,
    pub incidents: IncidentsView,
    pub incident_sheet: Option<IncidentSheet>,
    bell: Bell,
    title: Title,
    /// The Notices view; `notices` are the desk's own words to whoever sits at it.
    pub told: NoticesView,
    pub fleet: FleetView,
    pub supply: SupplyView,
    pub request_sheet: Option<RequestSheet>,
    sheet: Option<ChangeSheet>,
    pub recovery: Option<RecoverySheet>,
    palette: Palette,
    keys_open: bool,
    sign_in: SignInPage,
    signing: SigningSheet,
    entering: Entering,
    idle: Idle,
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
    pub map: MapView,
    pub reports: RememberedReports,
    /// Where call lists go; the documents folder at first.
    pub call_lists: PathBuf,
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
            map: MapView::default(),
            reports: RememberedReports::default(),
            call_lists: PathBuf::new(),
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
            map: remembered.map,
            reports: ReportsView::new(remembered.reports),
            data: DataView::default(),
            weather: WeatherView::default(),
            weather_sheet: None,
            incidents: IncidentsView::default(),
            incident_sheet: None,
            bell: Bell::default(),
            title: Title::default(),
            told: NoticesView::new(or_documents(remembered.call_lists)),
            fleet: FleetView::default(),
            supply: SupplyView::default(),
            request_sheet: None,
            sheet: None,
            recovery: None,
            palette: Palette::default(),
            keys_open: false,
            sign_in: SignInPage::default(),
            signing: SigningSheet::default(),
            entering: Entering::default(),
            idle: Idle::default(),
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
            map: self.map.clone(),
            reports: self.reports.remembered(),
            call_lists: self.told.folder(),
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
        if self.sign_in_ui(ui, world, actions) {
            return;
        }
        for deed in shortcuts::pressed(ui) {
            deed.push(world, language, theme, &mut asked);
        }
        let dropped: Vec<PathBuf> = ui.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect()
        });
        if !dropped.is_empty() {
            weather::take_dropped(dropped, &mut asked);
        }

        let live = &world.snapshot;
        if let Some(sheet) = self.recovery.as_mut().filter(|sheet| sheet.previewing) {
            sheet.follow(live, &world.planning, &mut asked);
        }
        let preview = self.preview().cloned();
        // While a plan is looked at, the board, the inspector and the change sheet are of the day it would make.
        let snapshot = preview.as_ref().map_or(live, |preview| &preview.snapshot);
        self.board.ghosts = preview.as_ref().map(|preview| Arc::clone(&preview.ghosts));
        self.weather.known.follow(live);
        self.incidents.known.follow(live);
        self.supply.known.follow(live);
        self.ring(ui, live);
        let waiting = [
            weather::waiting(&self.weather.known, &self.look),
            incidents::waiting(&self.incidents.known, &self.look),
            outbox::waiting(world.outbox.tally, &self.look),
            supply::waiting(&self.supply.known, &self.look),
        ];
        rail::rail_ui(ui, self.view, &waiting, &self.look, &mut asked);
        top_bar::top_bar_ui(ui, &mut self.person, (live, &world.presence), &self.look, &mut asked);
        let known = (&self.weather.known, &self.incidents.known);
        status::status_ui(ui, world, known, &self.look, &mut asked);
        notices::notices_ui(ui, &mut self.notices, &self.look, &mut asked);
        if let Some(preview) = preview.as_ref().filter(|_| self.is_of_the_day()) {
            self.preview_ui(ui, preview, world, &mut asked);
        }
        if self.is_of_the_day() && !snapshot.is_blank() {
            inspector::inspector_ui(
                ui,
                &mut self.inspector_open,
                &self.selection,
                snapshot,
                &self.look,
                &mut asked,
            );
        }
        // Board and map go to the edges; pages of text and tables keep off them.
        let margin = if self.is_of_the_day() { Margin::ZERO } else { Margin::same(16) };
        let ground = Frame::new().fill(self.look.palette.background).inner_margin(margin);
        CentralPanel::default().frame(ground).show(ui, |ui| match self.view {
            View::Board | View::Map if snapshot.is_blank() => {
                welcome::welcome_ui(ui, &mut self.entering, world, &self.look, &mut asked);
            }
            View::Board => {
                board_ui(ui, &mut self.board, &self.selection, snapshot, &self.look, &mut asked);
            }
            View::Map => {
                let plan = preview.as_ref().map(|preview| (&*preview.ghosts, &**live));
                let ground = Ground { snapshot, selection: &self.selection, plan, base_map: &world.base_map };
                map_ui(ui, &mut self.map, &mut self.board.filter, ground, &self.look, &mut asked);
            }
            View::Weather => {
                let facts = Facts { snapshot: live, news: &world.weather, person: &self.person };
                weather_ui(ui, &mut self.weather, facts, &self.look, &mut asked);
            }
            View::Incidents => {
                let facts = incidents_view::Facts { snapshot: live, person: &self.person };
                incidents_ui(ui, &mut self.incidents, facts, &self.look, &mut asked);
            }
            View::Notices => {
                let facts =
                    notices_view::Facts { snapshot: live, outbox: &world.outbox, person: &self.person };
                notices_view::notices_ui(ui, &mut self.told, facts, &self.look, &mut asked);
            }
            View::Fleet => {
                let facts = (&**live, &world.fleet);
                fleet_ui(ui, &mut self.fleet, facts, &self.look, &mut asked);
            }
            View::Supply => {
                let ways = world.ways.as_deref();
                let facts = supply_view::Facts { snapshot: live, ways, person: &self.person };
                supply_ui(ui, &mut self.supply, facts, &self.look, &mut asked);
            }
            View::Reports => {
                let report = (world.report.as_deref(), &world.report_work);
                reports_ui(ui, &mut self.reports, live, report, &self.look, &mut asked);
                orders_ui(ui, &mut self.reports, (live, &world.orders), &self.look, &mut asked);
            }
            View::Data => {
                let told = (&world.findings, world.work.as_ref(), &world.presence);
                data_ui(ui, &mut self.data, told, live, &self.look, &mut asked);
            }
        });
        if let Some(sheet) = &mut self.recovery {
            let told = (&**live, &world.planning);
            if !recovery_sheet_ui(ui, sheet, told, &self.look, &mut asked) {
                self.close_recovery(&mut asked);
            }
        }
        let planned = self.planned().cloned();
        let under = planned.as_ref().map_or(live, |planned| &planned.snapshot);
        if let Some(sheet) = &mut self.sheet
            && !change_sheet_ui(ui, sheet, under, &self.look, &mut asked)
        {
            self.sheet = None;
        }
        if let Some(sheet) = &mut self.weather_sheet
            && !weather_sheet_ui(ui, sheet, (live, &self.person), &self.look, &mut asked)
        {
            self.weather_sheet = None;
        }
        if let Some(sheet) = &mut self.incident_sheet
            && !incident_sheet_ui(ui, sheet, (live, &world.outbox, &self.person), &self.look, &mut asked)
        {
            self.incident_sheet = None;
        }
        if let Some(sheet) = &mut self.request_sheet
            && !request_sheet_ui(ui, sheet, (live, &self.person), &self.look, &mut asked)
        {
            self.request_sheet = None;
        }
        let stands = (&world.presence, &world.snapshot.state);
        if !signing_ui(ui, &mut self.signing, stands, &self.look, &mut asked) {
            asked.push(Action::LeaveUnsigned);
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

    /// Draws the page one signs in on instead of all else, while the desk is locked; locks it once nobody has touched
    /// it for long enough.
    fn sign_in_ui(&mut self, ui: &mut Ui, world: &World, actions: &mut Actions) -> bool {
        let snapshot = &world.snapshot;
        self.idle.follow(ui, &world.presence, &snapshot.state, actions);
        if !world.presence.is_locked(&snapshot.state) {
            self.sign_in.forget();
            if let Some(who) = &world.presence.who {
                who.as_str().clone_into(&mut self.person);
            }
            return false;
        }
        self.incidents.known.follow(snapshot);
        self.ring(ui, snapshot);
        let told = (self.person.as_str(), self.incidents.known.late);
        let mut asked = Actions::default();
        sign_in_ui(ui, &mut self.sign_in, world, told, &self.look, &mut asked);
        for action in asked.drain() {
            if let Some(action) = self.obey(action, world) {
                actions.push(action);
            }
        }
        true
    }

    /// Board and map show the same day, selection and plan.
    const fn is_of_the_day(&self) -> bool {
        matches!(self.view, View::Board | View::Map)
    }

    /// The plan that is looked at on the board.
    fn preview(&self) -> Option<&Preview> {
        self.recovery.as_ref().filter(|sheet| sheet.previewing)?.preview()
    }

    /// The plan that changes are about: the one looked at on the board, or chosen in the sheet.
    fn planned(&self) -> Option<&Preview> {
        self.recovery.as_ref()?.preview()
    }

    fn preview_ui(&mut self, ui: &mut Ui, preview: &Preview, world: &World, asked: &mut Actions) {
        let planning = &world.planning;
        let rank = planning.plans.iter().position(|plan| Arc::ptr_eq(plan, &preview.plan));
        let edited = planning.edited().is_some_and(|plan| Arc::ptr_eq(plan, &preview.plan));
        let of_case = self.recovery.as_ref().is_some_and(RecoverySheet::is_of_case);
        let standing = Standing { snapshot: &world.snapshot, edited, of_case };
        let wish = preview_bar_ui(ui, preview, rank, standing, &self.look, asked);
        match (wish, &mut self.recovery) {
            (Some(Wish::Plans), Some(sheet)) => sheet.previewing = false,
            (Some(Wish::Apply), _) => {
                asked.push(Action::Submit(Box::new(preview.command(&world.snapshot))));
                self.close_recovery(asked);
            }
            (Some(Wish::Discard), _) => self.close_recovery(asked),
            _ => {}
        }
    }

    /// The sheet on a recovery case that was opened: its plans can be looked at, not applied.
    pub fn open_case(&mut self, case: Arc<Snapshot>) {
        self.sheet = None;
        self.view = View::Board;
        self.recovery = Some(RecoverySheet::of_case(case));
    }
}
