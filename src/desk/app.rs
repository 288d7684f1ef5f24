//! The window's program: frames are drawn by [`Desk`], and what they ask for is passed to the bookkeeper or
//! to the system's file dialogs, each on a thread of its own. Nothing here waits.

use super::actions::{Action, Actions};
use super::bookkeeper::data_desk::{
    DataRequest, as_they_are, ask_where, ask_which, ask_which_alerts, ask_which_area, ask_which_list,
};
use super::bookkeeper::outbox::{FromOutbox, OutboxRequest};
use super::bookkeeper::safekeeping::SafeRequest;
use super::bookkeeper::{self, Bookkeeper, News, Opening, Request};
use super::channels::Channels;
use super::fonts;
use super::frame::{Desk, Remembered};
use super::planner::{Planner, Question, SEED};
use super::safekeeping::Safekeeping;
use super::sending::Sending;
use super::tiles::Tiles;
use super::views::weather::Open;
use super::watch::{Pace, Watches};
use super::world::{Notice, NoticeKind, World};
use crate::clock::Clock;
use crate::domain::ids::Author;
use crate::domain::settings::NoticeSettings;
use crate::domain::time::Timestamp;
use crate::notify::secrets::OfTheSystem;
use crate::notify::trial::{self, Place, Trial};
use crate::words::{Language, Message, Words};
use std::path::PathBuf;
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
    /// As for `sending`.
    safekeeping: Option<Safekeeping>,
    channels: Channels,
    /// Where notices lie unless the settings say otherwise.
    notice_folder: Option<PathBuf>,
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
        let opening_path = path.clone();
        let notice_folder = opening.session.usual_notice_folder();
        let bookkeeper = Bookkeeper::start(opening, move || ctx.request_repaint());
        let sends = wakes.clone();
        let sending =
            path.map(|path| Sending::start(path, clock, asked_now, move || sends.request_repaint()));
        let copies = wakes.clone();
        let copied = opening_path.map(|path| Safekeeping::start(path, move || copies.request_repaint()));
        let finds = wakes.clone();
        let channels = Channels::new(OfTheSystem, move || finds.request_repaint());
        let listens = wakes.clone();
        let planner = Planner::start(move || wakes.request_repaint());
        let watches =
            Watches::new(bookkeeper.desk_line(), Pace::default(), move || listens.request_repaint());
        let tiles = Tiles::default();
        Self {
            desk,
            world,
            bookkeeper,
            planner,
            watches,
            sending,
            safekeeping: copied,
            channels,
            notice_folder,
            clock,
            asked_now,
            tiles,
            alone: false,
        }
    }

    fn take_news(&mut self) {
        for news in self.bookkeeper.news() {
            match news {
                News::Snapshot(snapshot) => self.world.snapshot = snapshot,
                News::Work(work) => self.world.work = work,
                News::Notice(notice) => self.desk.notices.push(notice),
                News::Finding(finding) => self.world.findings.take(finding),
                News::Outbox(news) => {
                    if let (FromOutbox::Again, Some(sending)) = (&news, &self.sending) {
                        sending.at_once();
                    }
                    self.world.outbox.take(news);
                }
                News::People(news) => self.world.presence.take(news),
                News::Orders(news) => self.world.orders.take(news),
                News::Fleet(reviewed) => self.world.fleet.take(reviewed),
                News::Ways(ways) => self.world.ways = Some(ways),
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
            let notice = Notice { kind: NoticeKind::Unsent, message };
            // What keeps one from leaving often keeps many.
            if !self.desk.notices.contains(&notice) {
                self.desk.notices.push(notice);
            }
        }
        for copied in self.safekeeping.iter().flat_map(Safekeeping::news).collect::<Vec<_>>() {
            if let Err(message) = copied {
                self.desk.notices.push(Notice { kind: NoticeKind::Trouble, message });
            }
            self.ask(Request::Safe(SafeRequest::Look));
        }
        for found in self.channels.found() {
            self.world.findings.channels.take(found);
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

    fn test_channel(&self, settings: &NoticeSettings, channel: &str) {
        let state = &self.world.snapshot.state;
        let place = Place {
            centre: state.network.centre.as_ref().map(|centre| &centre.name),
            folder: trial::folder(settings, self.notice_folder.clone()),
            offset_minutes: state.settings.weather.utc_offset_minutes,
            now: self.clock.now(),
        };
        if let Some(trial) = Trial::of(settings, channel, None, &place) {
            self.channels.test(trial, place.now);
        }
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
                });
            }
            Action::CarryOut(order) => self.ask(Request::CarryOut(order)),
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
            Action::ReviewFleet(ask) => self.ask(Request::Fleet(ask)),
            Action::FindWays(request) => self.ask(Request::Ways(request)),
            Action::SaveArchive { find, path: Some(path) } => {
                self.ask(Request::Data(DataRequest::WriteArchive { find, path, language }));
            }
            Action::SaveArchive { find, path: None } => beside(&self.bookkeeper, move |line| {
                let words = Words::new(language);
                let suggested = format!("{}.xlsx", words.say("supply-archive-file"));
                if let Some(path) = ask_where(&suggested, "supply-dialog-archive", &words) {
                    let _ = line.send(Request::Data(DataRequest::WriteArchive { find, path, language }));
                }
            }),
            Action::OpenNotice(id) => self.ask(Request::Outbox(OutboxRequest::Open(id))),
            Action::SendAgain(id) => self.ask(Request::Outbox(OutboxRequest::SendAgain(id))),
            Action::SaveCalls { retailers, path, ask: false } => {
                self.ask(Request::Outbox(OutboxRequest::SaveCalls { retailers, path, language }));
            }
            Action::SaveCalls { retailers, path, ask: true } => beside(&self.bookkeeper, move |line| {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                let words = Words::new(language);
                if let Some(path) = ask_where(&name.unwrap_or_default(), "told-dialog-save", &words) {
                    let request = OutboxRequest::SaveCalls { retailers, path, language };
                    let _ = line.send(Request::Outbox(request));
                }
            }),
            Action::TakeCallList { path: Some(path), way } => {
                self.ask(Request::Outbox(OutboxRequest::TakeList { path, way }));
            }
            Action::TakeCallList { path: None, way } => beside(&self.bookkeeper, move |line| {
                if let Some(path) = ask_which_list(&Words::new(language)) {
                    let _ = line.send(Request::Outbox(OutboxRequest::TakeList { path, way }));
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
            Action::LookForSecrets(names) => self.channels.look_for(names),
            Action::TestChannel { settings, channel } => self.test_channel(&settings, &channel),
            Action::Safe(request) => self.ask(Request::Safe(request)),
            Action::People(request) => self.ask(Request::People(request)),
            Action::LeaveUnsigned => self.world.presence.unsigned = None,
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
