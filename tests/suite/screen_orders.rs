//! Standing orders in the Reports view, driven by the names people read, in both languages; and at the bookkeeper, who
//! carries them out.

use crate::harness::{at, screen, small_day, snapshot};
use crate::screen_notices::a_session;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use mainstay::desk::actions::{Action, Actions, Theme};
use mainstay::desk::bookkeeper::orders::{FromOrders, OrderWork, Orders};
use mainstay::desk::bookkeeper::reports::ReportWork;
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::views::reports::orders::orders_ui;
use mainstay::desk::views::reports::{RememberedReports, ReportsView, reports_ui};
use mainstay::domain::command::Command;
use mainstay::domain::ids::Author;
use mainstay::domain::notice::DeliveryState;
use mainstay::domain::settings::{OrderSpan, ReportKind, Settings, StandingOrder};
use mainstay::domain::time::TimeOfDay;
use mainstay::journal::outbox::{Delivery, KeptFault};
use mainstay::journal::parcels::OrderMark;
use mainstay::session::Session;
use mainstay::words::{Language, Message, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Scene {
    view: ReportsView,
    snapshot: Snapshot,
    orders: Orders,
    asked: Vec<Action>,
}

fn order(name: &str) -> StandingOrder {
    StandingOrder {
        name: name.into(),
        on: true,
        report: ReportKind::Delays,
        span: OrderSpan::TheDay,
        weekdays: [true, true, true, true, true, false, false],
        at: TimeOfDay::hm(18, 30),
        format: "xlsx".into(),
        department: None,
        hours: None,
        folder: "/reports".into(),
        recipients: Vec::new(),
        in_english: true,
        since: at("08:00"),
    }
}

fn with(orders: Vec<StandingOrder>) -> Snapshot {
    let mut state = small_day().state;
    state.settings = Arc::new(Settings { orders, ..Settings::default() });
    snapshot(state, at("10:20"))
}

/// The view with its sheet open.
fn open(language: Language, orders: Vec<StandingOrder>) -> Harness<'static, Scene> {
    let remembered = RememberedReports { format: "pdf".into(), folder: PathBuf::from("/monthly") };
    let count = orders.len();
    let scene = Scene {
        view: ReportsView::new(remembered),
        snapshot: with(orders),
        orders: Orders::default(),
        asked: Vec::new(),
    };
    let mut harness = screen(language, Theme::Light, [1000.0, 700.0], scene, |ui, look, scene| {
        let mut actions = Actions::default();
        reports_ui(ui, &mut scene.view, &scene.snapshot, (None, &ReportWork::Idle), look, &mut actions);
        orders_ui(ui, &mut scene.view, (&scene.snapshot, &scene.orders), look, &mut actions);
        scene.asked.extend(actions.drain());
    });
    harness.run();
    click(&mut harness, &Words::new(language).fill("orders-button", &[("n", count.into())]));
    harness
}

fn click(harness: &mut Harness<'_, Scene>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn write(harness: &mut Harness<'_, Scene>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.key_press(egui::Key::Delete);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    harness.run();
}

fn says(harness: &Harness<'_, Scene>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// The orders that would be kept, where that has been asked for.
fn kept(harness: &mut Harness<'_, Scene>) -> Option<Vec<StandingOrder>> {
    std::mem::take(&mut harness.state_mut().asked).into_iter().find_map(|action| match action {
        Action::Submit(command) => match *command {
            Command::PutSettings(settings) => Some(settings.orders),
            other => panic!("{other:?}"),
        },
        _ => None,
    })
}

#[test]
fn a_new_order_begins_with_what_the_view_shows() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = open(language, Vec::new());
        assert!(says(&harness, &words.say("orders-none")));
        click(&mut harness, &words.say("reports-close"));
        click(&mut harness, &words.say("account-breakdowns"));
        click(&mut harness, &words.say("reports-this-month"));
        harness.get_by_role_and_label(Role::ComboBox, &words.say("reports-department")).click();
        harness.run();
        click(&mut harness, if language == Language::English { "West department" } else { "城西营销部" });
        click(&mut harness, &words.fill("orders-button", &[("n", 0usize.into())]));
        click(&mut harness, &words.say("orders-new"));
        click(&mut harness, &words.say("orders-keep"));
        let expected = StandingOrder {
            name: words.say("account-breakdowns").into(),
            report: ReportKind::Breakdowns,
            span: OrderSpan::Month,
            format: "pdf".into(),
            department: Some("D2".into()),
            folder: "/monthly".into(),
            in_english: language == Language::English,
            since: at("10:20"),
            ..order("")
        };
        assert_eq!(kept(&mut harness), Some(vec![expected]), "{language:?}");
    }
}

#[test]
fn what_cannot_be_meant_is_said_at_the_form_and_not_asked_for() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = open(language, vec![order("evening")]);
        click(&mut harness, &words.say("orders-new"));
        let [name, to, folder, time] =
            ["orders-name", "orders-to", "orders-folder", "orders-at"].map(|key| words.say(key));
        write(&mut harness, &time, "half six");
        assert!(says(&harness, &words.fill("orders-no-time", &[("text", "half six".into())])));
        write(&mut harness, &time, "18：45");
        write(&mut harness, &name, "evening");
        assert!(says(&harness, &words.fill("order-twice", &[("order", "evening".into())])));
        write(&mut harness, &name, "night");
        write(&mut harness, &folder, " ");
        assert!(says(&harness, &words.fill("order-nowhere", &[("order", "night".into())])));
        write(&mut harness, &to, "li@example.cn，wang");
        let gaps = [("order", "night".into()), ("found", "wang".into())];
        assert!(says(&harness, &words.fill("order-bad-address", &gaps)));
        click(&mut harness, &words.say("orders-keep"));
        assert_eq!(kept(&mut harness), None);

        write(&mut harness, &to, "li@example.cn，wang@example.cn");
        for day in ["order-monday", "order-tuesday", "order-wednesday", "order-thursday", "order-friday"] {
            click(&mut harness, &words.say(day));
        }
        assert!(says(&harness, &words.fill("order-no-day", &[("order", "night".into())])));
        click(&mut harness, &words.say("order-sunday"));
        click(&mut harness, &words.say("orders-keep"));
        let orders = kept(&mut harness).expect("asked for");
        assert_eq!((orders.len(), &orders[0]), (2, &order("evening")));
        assert_eq!(orders[1].recipients, ["li@example.cn", "wang@example.cn"]);
        assert_eq!(orders[1].weekdays, [false, false, false, false, false, false, true]);
        assert_eq!((orders[1].at, orders[1].folder.as_str()), (TimeOfDay::hm(18, 45), ""));
    }
}

#[test]
fn addresses_without_a_mail_server_are_pointed_out() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = open(language, vec![order("evening")]);
        click(&mut harness, &words.say("orders-new"));
        assert!(!says(&harness, &words.say("orders-no-mail")));
        write(&mut harness, &words.say("orders-to"), "li@example.cn");
        assert!(says(&harness, &words.say("orders-no-mail")));
        write(&mut harness, &words.say("orders-folder"), "reports");
        assert!(says(&harness, &words.say("orders-folder-not-whole")));
    }
}

#[test]
fn a_changed_order_keeps_its_place_and_is_owed_still_unless_its_time_changes() {
    let words = Words::new(Language::English);
    let mut harness = open(Language::English, vec![order("evening"), order("night")]);
    let change = words.fill("orders-change-of", &[("order", "evening".into())]);
    click(&mut harness, &change);
    write(&mut harness, &words.say("orders-folder"), "/elsewhere");
    click(&mut harness, &words.say("orders-keep"));
    let orders = kept(&mut harness).expect("asked for");
    let moved = StandingOrder { folder: "/elsewhere".into(), ..order("evening") };
    assert_eq!(orders, [moved, order("night")]);

    click(&mut harness, &change);
    write(&mut harness, &words.say("orders-at"), "9:00");
    click(&mut harness, &words.say("orders-keep"));
    let orders = kept(&mut harness).expect("asked for");
    assert_eq!((orders[0].at, orders[0].since), (TimeOfDay::hm(9, 0), at("10:20")));
}

#[test]
fn an_order_is_switched_off_carried_out_and_removed_from_the_list() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = open(language, vec![order("evening"), order("night")]);
        let of = |key: &str| words.fill(key, &[("order", "night".into())]);
        click(&mut harness, "night");
        let orders = kept(&mut harness).expect("asked for");
        assert_eq!((orders[0].on, orders[1].on), (true, false));
        click(&mut harness, &of("orders-now-of"));
        assert!(matches!(harness.state().asked.last(), Some(Action::CarryOut(name)) if name == "night"));
        click(&mut harness, &of("orders-remove-of"));
        assert_eq!(kept(&mut harness), Some(vec![order("evening")]));
    }
}

#[test]
fn each_order_says_how_far_it_is() {
    for language in Language::ALL {
        let words = Words::new(language);
        let night = StandingOrder { at: TimeOfDay::hm(9, 0), ..order("night") };
        let mut harness = open(language, vec![order("evening"), night.clone()]);
        assert_eq!(harness.query_all_by_label(&words.say("orders-never")).count(), 2);
        let fault = KeptFault {
            name: "order".into(),
            english: "The folder is gone.".into(),
            chinese: "文件夹不在了。".into(),
            given_up: None,
        };
        let mail = Delivery {
            notice: "report-evening".into(),
            channel: "mail".into(),
            state: DeliveryState::GivenUp,
            attempts: 5,
            first_try: None,
            last_try: None,
            next_try: None,
            sent_at: None,
            fault: Some(fault.clone()),
            so_far: None,
        };
        let done = OrderMark { done: Some(at("09:30")), mail: Some(mail), ..OrderMark::default() };
        let failed = OrderMark { failed: Some((at("10:05"), fault)), ..OrderMark::default() };
        let marks = [("evening".into(), done), ("night".into(), failed)];
        harness.state_mut().orders.take(FromOrders::Marks(Arc::new(marks.into())));
        harness.run();
        assert!(says(&harness, &words.fill("orders-done", &[("at", "2026-11-23 09:30".into())])));
        let why = if language == Language::English { "The folder is gone." } else { "文件夹不在了。" };
        let told = [("at", "2026-11-23 10:05".into()), ("why", why.into())];
        assert!(says(&harness, &words.fill("orders-failed", &told)));
        assert!(says(&harness, &words.fill("orders-mail-failed", &[("why", why.into())])));
        assert!(says(&harness, &words.say("orders-tried-again")));
        let later = StandingOrder { at: TimeOfDay::hm(18, 30), ..night };
        harness.state_mut().snapshot = with(vec![order("evening"), later]);
        harness.run();
        assert!(!says(&harness, &words.say("orders-tried-again")), "nobody has asked for it before its time");

        let orders = &mut harness.state_mut().orders;
        orders.take(FromOrders::Begun("evening".into()));
        orders.take(FromOrders::Step { done: 3, total: 30 });
        assert_eq!(orders.work, Some(OrderWork { order: "evening".into(), done: 3, total: 30 }));
        harness.run();
        click(&mut harness, &words.say("reports-cancel"));
        assert!(matches!(harness.state().asked.last(), Some(Action::CancelWork)));
        let sent = Message::new("order-sent").with("order", "evening").with("n", 2usize);
        harness.state_mut().orders.take(FromOrders::Over("evening".into(), Some(sent.clone())));
        harness.run();
        assert!(says(&harness, &words.tell(&sent)));
    }
}

#[test]
fn escape_leads_out_of_the_form_and_then_out_of_the_sheet() {
    let words = Words::new(Language::English);
    let mut harness = open(Language::English, vec![order("evening")]);
    click(&mut harness, &words.say("orders-new"));
    assert!(says(&harness, &words.say("orders-keep")));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!says(&harness, &words.say("orders-keep")) && says(&harness, &words.say("orders-about")));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!says(&harness, &words.say("orders-about")));
    assert_eq!(kept(&mut harness), None);
}

fn bookkeeper(folder: &Path, orders: Vec<StandingOrder>, now: &str) -> Bookkeeper {
    let mut session = a_session(Session::open(&folder.join("desk.db")).expect("it opens"));
    let settings = Settings { orders, ..Settings::clone(&session.state().settings) };
    let put = Command::PutSettings(Box::new(settings));
    session.submit(put, &Author::new("Lin"), at("07:00")).expect("nothing stands against it");
    Bookkeeper::start(Opening { session, author: Author::new("Lin"), now: Some(at(now)), day: None }, || {})
}

fn next<T>(bookkeeper: &Bookkeeper, wanted: impl Fn(News) -> Option<T>) -> T {
    std::iter::from_fn(|| bookkeeper.next()).find_map(wanted).expect("it is told")
}

#[test]
fn the_bookkeeper_carries_out_what_somebody_wants_now_and_says_what_came_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("reports");
    let order =
        StandingOrder { folder: to.display().to_string().into(), format: "csv".into(), ..order("evening") };
    let bookkeeper = bookkeeper(folder.path(), vec![order], "10:20");
    assert!(bookkeeper.ask(Request::CarryOut("evening".into())));
    let marks = |news| match news {
        News::Orders(FromOrders::Marks(marks)) if !marks.is_empty() => Some(marks),
        _ => None,
    };
    let failed = next(&bookkeeper, marks);
    assert!(failed["evening"].failed.is_some(), "the folder is not there: {failed:?}");
    std::fs::create_dir(&to).expect("made");
    assert!(bookkeeper.ask(Request::CarryOut("evening".into())));
    let said = next(&bookkeeper, |news| match news {
        News::Orders(FromOrders::Over(order, Some(message))) if order == "evening" => Some(message),
        _ => None,
    });
    assert_eq!(said.key, "order-saved");
    let done = next(&bookkeeper, marks);
    assert!(done["evening"].failed.is_none() && done["evening"].done.is_some(), "{done:?}");
    assert!(to.join("delay-report_2026-11-23.csv").exists());
}

#[test]
fn an_order_that_is_due_is_carried_out_though_an_older_cancel_was_never_meant_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().display().to_string();
    let order = StandingOrder { folder: to.into(), format: "csv".into(), ..order("evening") };
    let bookkeeper = bookkeeper(folder.path(), vec![StandingOrder { since: at("07:00"), ..order }], "18:31");
    bookkeeper.cancel();
    let said = next(&bookkeeper, |news| match news {
        News::Orders(FromOrders::Over(_, said)) => Some(said.map(|message| message.key)),
        _ => None,
    });
    assert_eq!(said, Some("order-saved"));
    assert!(folder.path().join("delay-report_2026-11-23.csv").exists());
}
