//! The Data view driven by the names people and screen readers know its parts by, in both languages; and its
//! import through a real session.

use crate::harness::{blank, screen, small_day};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::bookkeeper::data_desk::{DataRequest, as_they_are};
use mainstay::desk::bookkeeper::findings::{Finding, Findings};
use mainstay::desk::bookkeeper::imports::{Held, Preview, correct_column};
use mainstay::desk::bookkeeper::people::Presence;
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::views::data::{DataView, Section, data_ui};
use mainstay::desk::world::{Work, World};
use mainstay::domain::command::Command;
use mainstay::domain::ids::{Author, RetailerCode, Revision};
use mainstay::domain::prices::Item;
use mainstay::domain::time::{TimeOfDay, Timestamp};
use mainstay::domain::units::{Fen, Seconds};
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::intake::{Kind, ReadOptions};
use mainstay::session::Session;
use mainstay::words::{Language, Message};
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Scene {
    view: DataView,
    findings: Findings,
    work: Option<Work>,
    snapshot: Snapshot,
    pushed: Vec<Action>,
}

fn open(
    language: Language,
    section: Section,
    snapshot: Snapshot,
    findings: Findings,
) -> Harness<'static, Scene> {
    let view = DataView::on(section);
    let scene = Scene { view, findings, work: None, snapshot, pushed: Vec::new() };
    let mut harness = screen(language, Theme::Light, [1200.0, 700.0], scene, |ui, look, scene| {
        let mut actions = Actions::default();
        let Scene { view, findings, work, snapshot, pushed } = scene;
        data_ui(ui, view, (findings, work.as_ref(), &Presence::default()), snapshot, look, &mut actions);
        pushed.extend(actions.drain());
    });
    harness.run();
    harness
}

fn pushed(harness: &mut Harness<'_, Scene>) -> Vec<Action> {
    std::mem::take(&mut harness.state_mut().pushed)
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T07:00").expect("a time")
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file in a fresh folder");
    path
}

/// Retailers as an old system exports them: GB18030, one heading nobody knows, a total, one row off the
/// earth and one swapped.
fn messy_retailers(folder: &Path) -> PathBuf {
    let text = "客户编码,招牌,地址,纬度,经度,营销部\r\n\
        000420300001,晨光商店,人民路1号,32.62,110.79,城东营销部\r\n\
        000420300002,镕喆烟酒,人民路2号,32.63,110.78,城东营销部\r\n\
        000420300003,街口小店,人民路3号,110.77,32.64,城东营销部\r\n\
        合计,3,,,,\r\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    written(folder, "零售户.csv", &bytes)
}

fn read(session: &Session, files: &[(PathBuf, ReadOptions)]) -> Held {
    Held::read(files, session, now(), &mut Unwatched).expect("nobody cancels")
}

fn found(preview: &Arc<Preview>) -> Findings {
    let mut findings = Findings::default();
    findings.take(Finding::Preview(Arc::clone(preview)));
    findings
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the desk reads files on its own thread".to_owned())
    }
}

#[test]
fn dropping_files_on_the_window_reads_them_and_shows_the_data_view() {
    let desk = Desk::new(Language::English, Remembered::default());
    let world = World::new(small_day());
    let stage = (desk, world, Vec::new());
    let mut harness =
        screen(Language::English, Theme::Light, [1280.0, 800.0], stage, |ui, _, (desk, world, asked)| {
            let mut actions = Actions::default();
            desk.ui(ui, world, &mut actions);
            asked.extend(actions.drain());
        });
    harness.run();
    let path = PathBuf::from("/data/plan.csv");
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    harness.step();
    let (desk, _, asked) = harness.state();
    assert_eq!(desk.view, View::Data);
    assert!(matches!(&asked[..], [Action::ReadFiles(paths)] if *paths == [path]), "{asked:?}");
}

#[test]
fn a_typed_path_is_read_and_the_dialog_can_be_asked_for() {
    for (language, field, read, choose) in [
        (Language::English, "Path of a file", "Read", "Choose files…"),
        (Language::Chinese, "文件路径", "读取", "选择文件…"),
    ] {
        let mut harness = open(language, Section::Import, blank(), Findings::default());
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).type_text("/data/plan.csv");
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::Button, read).click();
        harness.run();
        harness.get_by_label(choose).click();
        harness.run();
        let actions = pushed(&mut harness);
        assert!(
            matches!(&actions[..], [Action::ReadFiles(paths), Action::PickFiles] if paths[0] == Path::new("/data/plan.csv")),
            "{actions:?}"
        );
    }
}

#[test]
fn long_reading_shows_its_progress_and_can_be_cancelled() {
    let mut harness = open(Language::English, Section::Import, blank(), Findings::default());
    harness.state_mut().work = Some(Work { what: Message::new("data-section-import"), done: 1, total: 4 });
    harness.run();
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(matches!(pushed(&mut harness)[..], [Action::CancelWork]));
}

#[test]
fn correcting_a_column_reads_the_files_again_with_that_meaning() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = Session::in_memory().expect("memory");
    let path = messy_retailers(folder.path());
    let held = read(&session, &[(path.clone(), ReadOptions::default())]);
    for (language, combo, meaning) in
        [(Language::English, "招牌 is taken for", "Name"), (Language::Chinese, "招牌 识别为", "名称")]
    {
        let mut harness = open(language, Section::Import, blank(), found(&held.preview));
        harness.get_by_label(combo).click();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::Button, meaning).click();
        harness.run();
        let actions = pushed(&mut harness);
        let [Action::ReadAgain(files)] = &actions[..] else { panic!("{actions:?}") };
        assert_eq!(files[0].0, path);
        let columns = files[0].1.columns.as_ref().expect("a correction");
        assert_eq!(columns.get("招牌").map(smol_str::SmolStr::as_str), Some("name"));
    }
}

#[test]
fn choosing_another_datum_or_kind_reads_the_files_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = Session::in_memory().expect("memory");
    let held = read(&session, &[(messy_retailers(folder.path()), ReadOptions::default())]);
    let mut harness = open(Language::English, Section::Import, blank(), found(&held.preview));
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Read as").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Delivery plan").click();
    harness.run();
    let actions = pushed(&mut harness);
    let [Action::ReadAgain(files)] = &actions[..] else { panic!("{actions:?}") };
    assert_eq!(files[0].1.kind, Some(Kind::Plan));
}

#[test]
fn complaints_are_shown_and_import_says_what_it_adds() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = Session::in_memory().expect("memory");
    let missing = folder.path().join("missing.csv");
    let files =
        vec![(messy_retailers(folder.path()), ReadOptions::default()), (missing, ReadOptions::default())];
    let held = read(&session, &files);
    let mut harness = open(Language::English, Section::Import, blank(), found(&held.preview));
    assert!(harness.query_by_label_contains("Import 1 file: 2 retailers").is_some());
    assert!(harness.query_by_label("complaints: 1").is_some());
    assert!(
        harness.query_by_label("110.77").is_some() || harness.query_by_label_contains("110.77").is_some()
    );
    assert!(harness.query_by_label_contains("swapped").is_some(), "what to do is said");

    harness.get_by_label("Save as CSV…").click();
    harness.run();
    let actions = pushed(&mut harness);
    assert!(
        matches!(&actions[..], [Action::SaveText { text, path: None, .. }] if text.contains("110.77")),
        "{actions:?}"
    );

    // The other file could not be read, and says why.
    harness.get_by_label_contains("missing.csv").click();
    harness.run();
    assert!(harness.query_by_label("Read again").is_some());

    harness.get_by_label_contains("Import 1 file").click();
    harness.run();
    harness.get_by_label("Discard").click();
    harness.run();
    assert!(matches!(pushed(&mut harness)[..], [Action::CommitImport, Action::DropImport]));
}

#[test]
fn a_messy_file_is_previewed_kept_and_undone_and_its_correction_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::in_memory().expect("memory");
    let author = Author::new("李娜");
    let path = messy_retailers(folder.path());

    let held = read(&session, &[(path.clone(), ReadOptions::default())]);
    let reading = held.preview.files[0].outcome.as_ref().expect("readable");
    assert_eq!(reading.encoding, "GB18030");
    assert_eq!((reading.rows, reading.accepted, reading.skipped_totals), (3, 2, 1), "{reading:?}");
    assert_eq!(reading.complaints.total, 1);
    assert_eq!(session.state().network.retailers.len(), 0, "a preview keeps nothing");

    let mut options = held.preview.files[0].options.clone();
    correct_column(&mut options, None, &"招牌".into(), "name");
    let kept = read(&session, &[(path.clone(), options)])
        .commit(&mut session, &author, now(), &mut Unwatched)
        .expect("kept");
    assert_eq!((kept.files, kept.tally.retailers), (1, 2));
    let code = RetailerCode::new("000420300002");
    let shop = session.state().network.retailer(&code).expect("imported");
    assert_eq!(shop.name.local, "镕喆烟酒");

    // The next file with these headings needs no correction.
    let again = read(&session, &[(path, ReadOptions::default())]);
    let reading = again.preview.files[0].outcome.as_ref().expect("readable");
    assert_eq!((reading.accepted, reading.unchanged), (0, 2), "{reading:?}");

    session.undo(&author, now()).expect("one change, taken back whole");
    assert_eq!(session.state().network.retailers.len(), 0);
    assert!(session.state().settings.columns.is_empty());
}

#[test]
fn settings_show_what_changes_and_refuse_nonsense() {
    for (language, label, apply, refused) in [
        (Language::English, "End of the crews' day", "Apply", "Type a time such as 18:00"),
        (Language::Chinese, "班组下班时间", "应用", "请输入时间"),
    ] {
        let mut harness = open(language, Section::Settings, small_day(), Findings::default());
        let field = |harness: &mut Harness<'_, Scene>, text: &str| {
            harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
            harness.run();
            harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
            harness.run();
            harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
            harness.run();
        };
        field(&mut harness, "never");
        assert!(harness.query_by_label_contains(refused).is_some());
        harness.get_by_label(apply).click();
        harness.run();
        assert!(pushed(&mut harness).is_empty(), "nonsense is not applied");

        field(&mut harness, "19:30");
        assert!(harness.query_by_label_contains("18:00 → 19:30").is_some());
        harness.get_by_label(apply).click();
        harness.run();
        let actions = pushed(&mut harness);
        let [Action::Submit(command)] = &actions[..] else { panic!("{actions:?}") };
        let Command::PutSettings(settings) = &**command else { panic!("{command:?}") };
        assert_eq!(settings.shift_ends, TimeOfDay::hm(19, 30));
    }
}

#[test]
fn the_prices_of_recovery_plans_are_set_in_yuan_with_their_meaning() {
    for (language, label, meaning, apply) in [
        (Language::English, "Overtime", "What the crew's time costs after the shift's end.", "Apply"),
        (Language::Chinese, "加班", "元（每分钟）", "应用"),
    ] {
        let mut harness = open(language, Section::Settings, small_day(), Findings::default());
        assert!(harness.query_all_by_label_contains(meaning).next().is_some(), "{language:?}");
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text("2.75");
        harness.run();
        harness.get_by_label(apply).click();
        harness.run();
        let actions = pushed(&mut harness);
        let [Action::Submit(command)] = &actions[..] else { panic!("{actions:?}") };
        let Command::PutSettings(settings) = &**command else { panic!("{command:?}") };
        assert_eq!(settings.prices.of(Item::Overtime), Fen(275));
    }
}

#[test]
fn the_settings_of_supply_are_set_with_their_meaning_and_warnings_that_cross_are_refused() {
    for (language, [picking, orange, means], crossing, apply) in [
        (
            Language::English,
            ["Picking", "Orange warning", "ready to be loaded so long after"],
            "fall from yellow over orange to red",
            "Apply",
        ),
        (Language::Chinese, ["拣货用时", "橙色预警", "从提出到可装车"], "按黄、橙、红依次降低", "应用"),
    ] {
        let mut harness = open(language, Section::Settings, small_day(), Findings::default());
        assert!(harness.query_all_by_label_contains(means).next().is_some(), "{language:?}");
        let type_in = |harness: &mut Harness<'_, Scene>, label: &str, text: &str| {
            harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
            harness.run();
            harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
            harness.run();
            harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
            harness.run();
        };
        type_in(&mut harness, orange, "8");
        assert!(harness.query_by_label_contains(crossing).is_some(), "orange above yellow");
        harness.get_by_label(apply).click();
        harness.run();
        assert!(pushed(&mut harness).is_empty(), "nonsense is not applied");
        type_in(&mut harness, orange, "4");
        type_in(&mut harness, picking, "45");
        assert!(harness.query_by_label_contains(crossing).is_none());
        harness.get_by_label(apply).click();
        harness.run();
        let actions = pushed(&mut harness);
        let [Action::Submit(command)] = &actions[..] else { panic!("{actions:?}") };
        let Command::PutSettings(settings) = &**command else { panic!("{command:?}") };
        assert_eq!((settings.supply.orange_below, settings.supply.picking), (4, Seconds(2_700)));
    }
}

#[test]
fn a_speed_bar_moves_by_the_keys() {
    let mut harness = open(Language::English, Section::Settings, small_day(), Findings::default());
    harness.get_by_label("Mean speed from 08:00").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowUp);
    harness.run();
    harness.get_by_label("Apply").click();
    harness.run();
    let actions = pushed(&mut harness);
    let [Action::Submit(command)] = &actions[..] else { panic!("{actions:?}") };
    let Command::PutSettings(settings) = &**command else { panic!("{command:?}") };
    assert_eq!(settings.travel.speed_by_hour[8], 26_000);
}

#[test]
fn swapped_coordinates_of_the_centre_are_refused() {
    let mut harness = open(Language::English, Section::Settings, blank(), Findings::default());
    for (label, text) in
        [("Name", "十堰配送中心"), ("Degrees north (WGS-84)", "110.79"), ("Degrees east (WGS-84)", "32.63")]
    {
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label).type_text(text);
        harness.run();
    }
    assert!(harness.query_by_label_contains("Looks swapped").is_some());
    assert!(harness.query_by_label("Save the centre").is_none());
    assert!(pushed(&mut harness).is_empty());
}

#[test]
fn retailers_are_searched_by_name() {
    let mut harness = open(Language::Chinese, Section::Here, small_day(), Findings::default());
    assert!(harness.query_by_label("家家乐超市1店").is_some());
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找").type_text("老街");
    harness.run();
    assert!(harness.query_by_label("家家乐超市1店").is_none());
    assert!(harness.query_by_label("老街副食2店").is_some());
    assert!(harness.query_by_label("3 / 12").is_some());
}

#[test]
fn an_empty_database_says_what_to_do() {
    let harness = open(Language::English, Section::Here, blank(), Findings::default());
    assert!(harness.query_by_label("No retailers yet").is_some());
    assert!(harness.query_by_label_contains("under Import").is_some());
}

#[test]
fn the_journal_lists_changes_asks_for_a_check_and_undoes() {
    let mut session = Session::in_memory().expect("memory");
    let author = Author::new("李娜");
    let settings =
        mainstay::domain::settings::Settings { shift_ends: TimeOfDay::hm(19, 0), ..Default::default() };
    session.submit(Command::PutSettings(Box::new(settings)), &author, now()).expect("kept");
    let mut findings = Findings::default();
    findings.take(Finding::Log(session.log(Revision::default(), 100).expect("a log").into()));
    findings.take(Finding::Verdict(Arc::new(session.verify(&mut Unwatched).expect("checked"))));
    let mut snapshot = small_day();
    snapshot.undoable = session.undoable().expect("readable");
    let mut harness = open(Language::English, Section::Journal, snapshot, findings);
    assert!(matches!(pushed(&mut harness)[..], [Action::ReadLog]), "asked once, not every frame");
    assert!(harness.query_by_label("李娜").is_some());
    assert!(harness.query_by_label_contains("all is well").is_some());
    harness.get_by_label("Undo").click();
    harness.run();
    harness.get_by_label("Verify the database").click();
    harness.run();
    assert!(matches!(pushed(&mut harness)[..], [Action::Undo, Action::Verify]));
}

/// The next piece of news that `pick` has a use for.
fn told<T>(bookkeeper: &Bookkeeper, pick: impl Fn(News) -> Option<T>) -> T {
    loop {
        let news = bookkeeper.next().expect("the bookkeeper is there");
        if let Some(found) = pick(news) {
            return found;
        }
    }
}

#[test]
fn the_bookkeeper_reads_keeps_nothing_before_import_and_takes_an_import_back_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = Session::in_memory().expect("memory");
    let opening = Opening { session, author: Author::new("李娜"), now: Some(now()), day: None };
    let bookkeeper = Bookkeeper::start(opening, || {});
    let ask = |request| assert!(bookkeeper.ask(Request::Data(request)));
    let snapshot = || {
        told(&bookkeeper, |news| match news {
            News::Snapshot(snapshot) => Some(snapshot),
            _ => None,
        })
    };
    assert!(snapshot().is_blank());

    ask(DataRequest::Read(as_they_are(vec![messy_retailers(folder.path())])));
    let preview = told(&bookkeeper, |news| match news {
        News::Finding(Finding::Preview(preview)) => Some(preview),
        News::Snapshot(snapshot) => panic!("reading changes nothing: {:?}", snapshot.revision),
        _ => None,
    });
    let corrected = preview.changed(0, |options| correct_column(options, None, &"招牌".into(), "name"));
    ask(DataRequest::Read(corrected));
    ask(DataRequest::Commit);
    let kept = told(&bookkeeper, |news| match news {
        News::Finding(Finding::Kept(kept)) => Some(kept),
        _ => None,
    });
    assert_eq!(kept.tally.retailers, 2);
    let after = snapshot();
    assert_eq!(after.state.network.retailers.len(), 2);
    assert_eq!(after.state.settings.columns.len(), 1, "the correction is remembered with it");

    assert!(bookkeeper.ask(Request::Undo));
    let undone = snapshot();
    assert_eq!(undone.state.network.retailers.len(), 0);
    assert!(undone.state.settings.columns.is_empty());

    ask(DataRequest::ReadLog);
    let log = told(&bookkeeper, |news| match news {
        News::Finding(Finding::Log(log)) => Some(log),
        _ => None,
    });
    assert_eq!(log.len(), 2, "an import is one change, and undoing it another: {log:?}");
}

#[test]
fn a_message_of_the_playbook_says_while_it_is_edited_whether_it_is_one_text_message() {
    let many = "很".repeat(60);
    for (language, messages, field, fits, long) in [
        (
            Language::English,
            "Messages",
            "M1 Chinese",
            "characters once it is filled: one",
            "more than the 70",
        ),
        (Language::Chinese, "短信模板", "M1 中文", "），一条短信", "超过一条短信的 70 字"),
    ] {
        let mut harness = open(language, Section::Playbook, small_day(), Findings::default());
        harness.get_by_label(messages).click();
        harness.run();
        // M1 to M4, M4a, M4b and M6 in both languages: M5 stays in the house.
        let counts =
            |harness: &Harness<'_, Scene>, text: &str| harness.query_all_by_label_contains(text).count();
        assert_eq!((counts(&harness, fits), counts(&harness, long)), (14, 0), "{language:?}");
        harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, field).focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, field).type_text(&many);
        harness.run();
        assert_eq!((counts(&harness, fits), counts(&harness, long)), (13, 1), "{language:?}");
    }
}
