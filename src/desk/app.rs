//! The window's program: frames are drawn by [`Desk`], and what they ask for is passed to the bookkeeper or
//! to the system's file dialogs, each on a thread of its own. Nothing here waits.

use super::actions::{Action, Actions};
use super::bookkeeper::data_desk::{
    DataRequest, as_they_are, ask_where, ask_which, ask_which_alerts, ask_which_area,
};
use super::bookkeeper::{self, Bookkeeper, News, Opening, Request};
use super::fonts;
use super::frame::{Desk, Remembered};
use super::planner::{Planner, Question, SEED};
use super::sending::Sending;
use super::tiles::Tiles;
use super::views::weather::Open;
use super::watch::{Pace, Watches};
use super::world::{Notice, NoticeKind, World};
use crate::clock::Clock;
use crate::domain::ids::Author;
use crate::domain::time::Timestamp;
use crate::words::{Language, Message, Words};
use std::sync::mpsc::Sender;

/// Under which the layout is kept between runs.
const REMEMBERED: &str = "mainstay";

pub struct App {
    desk: Desk,
    world: World,
    bookkeeper: Bookkeeper,
    planner: Planner,
    watches: Watches,
    /// `None` for a database that is in memory alone.
    sending: Option<Sending>,
    /// The clock sources are heard by, and the moment asked for on the command line.
    clock: Clock,
    asked_now: Option<Timestamp>,
    tiles: Tiles,
    /// The bookkeeper has gone and a person has been told so.
    alone: bool,
}

impl App {
    /// Reads how the desk was left, and starts the bookkeeper.
    pub fn new(
        creation: &eframe::CreationContext<'_>,
        opening: Opening,
        world: World,
        language: Option<Language>,
    ) -> Self {
        let ctx = creation.egui_ctx.clone();
        fonts::show_missing_as_code_points(&ctx);
        let remembered: Remembered =
            creation.storage.and_then(|storage| eframe::get_value(storage, REMEMBERED)).unwrap_or_default();
        let language = language
            .or_else(|| Language::from_tag(&remembered.language))
            .or_else(|| Language::of_environment(|name| std::env::var(name).ok()))
            .unwrap_or_default();
        fonts::define(&ctx, language);
        let mut desk = Desk::new(language, remembered);
        desk.person = opening.author.to_string();
        let wakes = ctx.clone();
        let asked_now = opening.now;
        let clock = Clock::of(asked_now, &world.snapshot.state.settings);
        let path = opening.session.database();
        let bookkeeper = Bookkeeper::start(opening, move || ctx.request_repaint());
        let sends = wakes.clone();
        let sending =
            path.map(|path| Sending::start(path, clock, asked_now, move || sends.request_repaint()));
        let listens = wakes.clone();
        let planner = Planner::start(move || wakes.request_repaint());
        let watches =
            Watches::new(bookkeeper.desk_line(), Pace::default(), move || listens.request_repaint());
        let tiles = Tiles::default();
        Self { desk, world, bookkeeper, planner, watches, sending, clock, asked_now, tiles, alone: false }
    }

    fn take_news(&mut self) {
        for news in self.bookkeeper.news() {
            match news {
                News::Snapshot(snapshot) => self.world.snapshot = snapshot,
                News::Work(work) => self.world.work = work,
                News::Notice(notice) => self.desk.notices.push(notice),
                News::Finding(finding) => self.world.findings.take(finding),
                News::Case(snapshot) => self.desk.open_case(snapshot),
                News::Areas(areas) => self.desk.take_areas(areas),
                News::Taken(taken) => {
                    self.world.weather.taken = taken;
                    self.desk.weather.show(Open::Taken);
                }
                News::Report(work) => self.world.report_work = work,
                News::ReportPreview(preview) => {
                    self.world.report = Some(preview);
                    self.world.report_work = bookkeeper::reports::ReportWork::Idle;
                }
            }
        }
        for message in self.sending.iter().flat_map(Sending::troubles) {
            self.desk.notices.push(Notice { kind: NoticeKind::Trouble, message });
        }
        let settings = &self.world.snapshot.state.settings;
        self.clock = self.clock.following(self.asked_now, settings);
        if self.watches.follow(&settings.weather, self.clock) {
            self.world.weather.sources = self.watches.statuses();
        }
        if let Some(sources) = self.watches.news() {
            self.world.weather.sources = sources;
        }
        for word in self.planner.words() {
            self.world.planning.take(word);
        }
        if self.world.planning.is_running() && self.planner.is_gone() {
            self.world.planning.abandon();
        }
    }

    /// Asks the planner, or does what is about its answers alone; gives back what is neither.
    fn plan(&mut self, action: Action) -> Option<Action> {
        let planning = &mut self.world.planning;
        match action {
            Action::FindPlans(question) => self.planner.plan(planning, *question, Vec::new()),
            Action::SearchOn => {
                if let Some(asked) = planning.question.clone() {
                    let mut question = Question::clone(&asked);
                    question.ask.seed = question.ask.seed.wrapping_add(SEED);
                    let known = planning.plans.clone();
                    self.planner.plan(planning, question, known);
                }
            }
            Action::StopSearch => self.planner.stop(),
            Action::EditPlan { plan, command } => {
                if let Some(edit) = planning.edit(plan, *command) {
                    self.planner.judge(planning, edit);
                }
            }
            Action::TakeBackEdit => planning.take_back_edit(),
            other => return Some(other),
        }
        None
    }

    fn ask(&mut self, request: Request) {
        if !self.bookkeeper.ask(request) && !self.alone {
            self.alone = true;
            let message = Message::new("desk-bookkeeper-gone");
            self.desk.notices.push(Notice { kind: NoticeKind::Trouble, message });
        }
    }

    fn pass_on(&mut self, action: Action) {
        let Some(action) = self.plan(action) else { return };
        let language = self.desk.look().words.language();
        match action {
            Action::Submit(command) => self.ask(Request::Submit(command)),
            Action::Undo => self.ask(Request::Undo),
            Action::OpenDay(day) => self.ask(Request::OpenDay(day)),
            Action::OpenSample => self.ask(Request::OpenSample),
            Action::OnDuty(name) => self.ask(Request::OnDuty(author(&name))),
            Action::CancelWork => self.bookkeeper.cancel(),
            Action::WantTiles(ids) => self.tiles.want(ids, &mut self.world.base_map),
            Action::PreviewReport(subject) => self.ask(Request::PreviewReport(subject, language)),
            Action::SaveReport { subject, format, path, ask: false } => {
                self.ask(Request::SaveReport { subject, format, path, language });
            }
            Action::SaveReport { subject, format, path, ask: true } => {
                beside(&self.bookkeeper, move |line| {
                    if let Some(path) = bookkeeper::reports::ask_where(&path, format, &Words::new(language)) {
                        // Where the desk has closed meanwhile, nobody waits for the report.
                        let _ = line.send(Request::SaveReport { subject, format, path, language });
                    }
                })
            }
            Action::PickFiles => beside(&self.bookkeeper, move |line| {
                let paths = ask_which(&Words::new(language));
                if !paths.is_empty() {
                    // Where the desk has closed meanwhile, nobody waits for the files.
                    let _ = line.send(Request::Data(DataRequest::Read(as_they_are(paths))));
                }
            }),
            Action::PickAlerts => beside(&self.bookkeeper, move |line| {
                let paths = ask_which_alerts(&Words::new(language));
                if !paths.is_empty() {
                    let _ = line.send(Request::TakeAlerts(paths));
                }
            }),
            Action::ReadArea(Some(path)) => self.ask(Request::ReadArea(path)),
            Action::ReadArea(None) => beside(&self.bookkeeper, move |line| {
                if let Some(path) = ask_which_area(&Words::new(language)) {
                    let _ = line.send(Request::ReadArea(path));
                }
            }),
            Action::AskSources => self.watches.ask_now(),
            Action::TakeAlerts(paths) => self.ask(Request::TakeAlerts(paths)),
            Action::ReadFiles(paths) => self.ask(Request::Data(DataRequest::Read(as_they_are(paths)))),
            Action::ReadAgain(files) => self.ask(Request::Data(DataRequest::Read(files))),
            Action::CommitImport => self.ask(Request::Data(DataRequest::Commit)),
            Action::DropImport => self.ask(Request::Data(DataRequest::Drop)),
            Action::ReadLog => self.ask(Request::Data(DataRequest::ReadLog)),
            Action::Verify => self.ask(Request::Data(DataRequest::Verify)),
            Action::SaveText { text, path: Some(path), .. } => {
                self.ask(Request::Data(DataRequest::Write { path, text }));
            }
            Action::SaveText { suggested, text, path: None } => beside(&self.bookkeeper, move |line| {
                if let Some(path) = ask_where(&suggested, "data-dialog-save", &Words::new(language)) {
                    let _ = line.send(Request::Data(DataRequest::Write { path, text }));
                }
            }),
            Action::SaveCase { question, path: Some(path), .. } => {
                self.ask(Request::Data(DataRequest::WriteCase { path, question }));
            }
            Action::SaveCase { question, suggested, path: None } => beside(&self.bookkeeper, move |line| {
                if let Some(path) = ask_where(&suggested, "plans-dialog-save", &Words::new(language)) {
                    let _ = line.send(Request::Data(DataRequest::WriteCase { path, question }));
                }
            }),
            // The rest is about the window alone, and has been done.
            _ => {}
        }
    }
}

/// Runs what waits for a person on a thread of its own, with a line to the bookkeeper.
fn beside(bookkeeper: &Bookkeeper, work: impl FnOnce(Sender<Request>) + Send + 'static) {
    let line = bookkeeper.desk_line();
    std::thread::spawn(move || work(line));
}

/// Somebody has always acted.
pub fn author(name: &str) -> Author {
    let name = name.trim();
    Author::new(if name.is_empty() { "desk" } else { name })
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.take_news();
        let settings = &self.world.snapshot.state.settings;
        self.tiles.follow(&settings.weather, &mut self.world.base_map, ui.ctx());
        let mut actions = Actions::default();
        self.desk.ui(ui, &self.world, &mut actions);
        for action in actions.drain().collect::<Vec<_>>() {
            self.pass_on(action);
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, REMEMBERED, &self.desk.remembered());
    }
}
