//! Feeds and folders, looked after by the desk: a real server on loopback that also misbehaves, real files, and
//! the bookkeeper that takes in what they bring.

use mainstay::clock::Clock;
use mainstay::desk::bookkeeper::weather::Incoming;
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::watch::{Pace, Source, SourceStatus, Watches};
use mainstay::desk::world::NoticeKind;
use mainstay::domain::command::Command;
use mainstay::domain::ids::{Author, DepartmentCode};
use mainstay::domain::network::{Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::place::Place;
use mainstay::domain::settings::{Feed, WeatherSettings};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::{Cartons, Seconds};
use mainstay::exchange::fetch::Limits;
use mainstay::session::Session;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How the server answers from now on.
#[derive(Clone, Debug)]
enum Manner {
    Page(String),
    /// It takes the request, and says nothing.
    Hangs,
    /// A page for people, and a status for machines.
    Broken,
}

struct Server {
    address: String,
    manner: Arc<Mutex<Manner>>,
    asked: Arc<AtomicUsize>,
}

impl Server {
    fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/feed.xml", listener.local_addr().expect("an address"));
        let manner = Arc::new(Mutex::new(manner));
        let asked = Arc::new(AtomicUsize::new(0));
        let (how, count) = (Arc::clone(&manner), Arc::clone(&asked));
        std::thread::spawn(move || {
            let mut kept = Vec::new();
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::Relaxed);
                let how = how.lock().expect("not poisoned").clone();
                if let Some(open) = answer(stream, &how) {
                    kept.push(open);
                }
            }
        });
        Self { address, manner, asked }
    }

    fn now(&self, manner: Manner) {
        *self.manner.lock().expect("not poisoned") = manner;
    }
}

fn answer(mut stream: TcpStream, manner: &Manner) -> Option<TcpStream> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    while !lines.next()?.ok()?.is_empty() {}
    let (status, body) = match manner {
        Manner::Hangs => return Some(stream),
        Manner::Page(body) => ("200 OK", body.clone()),
        Manner::Broken => ("503 Service Unavailable", "<html>busy</html>".to_owned()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // A client that has gone needs no answer.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
    None
}

fn alert(number: &str, kind: &str, references: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{number}</identifier><sender>office</sender>
<sent>2026-11-23T10:00:00+08:00</sent><status>Actual</status><msgType>{kind}</msgType><scope>Public</scope>
{references}<info><language>en-US</language><category>Met</category><event>Rainstorm orange warning</event>
<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
<effective>2026-11-23T10:00:00+08:00</effective><expires>2026-11-23T20:00:00+08:00</expires>
<senderName>Weather office</senderName>
<area><areaDesc>City</areaDesc><circle>32.6200,110.7900 20</circle></area></info></alert>"#
    )
}

fn pace() -> Pace {
    let limits =
        Limits { connect: Duration::from_secs(5), overall: Duration::from_secs(5), ..Limits::default() };
    let soon = Duration::from_millis(40);
    Pace { limits, folders: soon, retry: soon, at_least: soon }
}

fn feeding(address: &str) -> WeatherSettings {
    let feed = Feed { url: address.into(), every: Seconds(0), on: true };
    WeatherSettings { feeds: vec![feed], ..WeatherSettings::default() }
}

fn watching() -> (Watches, Receiver<Request>) {
    let (line, requests) = channel();
    (Watches::new(line, pace(), || ()), requests)
}

/// The status of the only source, once `wanted` is so.
fn told(watches: &mut Watches, wanted: impl Fn(&SourceStatus) -> bool) -> SourceStatus {
    let until = Instant::now() + Duration::from_secs(30);
    while Instant::now() < until {
        if let Some(statuses) = watches.news()
            && let Some(status) = statuses.iter().find(|status| wanted(status))
        {
            return status.clone();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("never told: {:?}", watches.statuses());
}

fn next(requests: &Receiver<Request>) -> Incoming {
    match requests.recv_timeout(Duration::from_secs(30)).expect("something comes") {
        Request::Incoming(incoming) => incoming,
        other => panic!("not asked for: {other:?}"),
    }
}

#[test]
fn a_feed_brings_its_alert_once_and_says_when_it_was_heard() {
    let server = Server::start(Manner::Page(alert("1", "Alert", "")));
    let (mut watches, requests) = watching();
    assert!(watches.statuses().is_empty(), "off until somebody turns it on");
    watches.follow(&feeding(&server.address), Clock::default());
    let Incoming::Alerts { alerts, from } = next(&requests) else { panic!("no alerts") };
    assert_eq!(alerts[0].key.as_str(), "office,1");
    assert!(from.as_str().starts_with("127.0.0.1"));
    let status = told(&mut watches, |status| status.heard.is_some() && status.next.is_some());
    assert_eq!((&status.source, &status.fault), (&Source::Feed(server.address.as_str().into()), &None));
}

#[test]
fn a_feed_that_fails_is_told_in_words_and_heard_again_when_it_recovers() {
    let server = Server::start(Manner::Broken);
    let (mut watches, requests) = watching();
    watches.follow(&feeding(&server.address), Clock::default());
    let status = told(&mut watches, |status| status.fault.is_some() && status.next.is_some());
    assert_eq!(status.heard, None);
    server.now(Manner::Page(alert("2", "Alert", "")));
    let Incoming::Alerts { alerts, .. } = next(&requests) else { panic!("no alerts") };
    assert_eq!(alerts[0].key.as_str(), "office,2");
    told(&mut watches, |status| status.heard.is_some() && status.fault.is_none());
}

#[test]
fn a_server_that_hangs_keeps_nobody_waiting() {
    let hanging = Server::start(Manner::Hangs);
    let server = Server::start(Manner::Page(alert("3", "Alert", "")));
    let (mut watches, requests) = watching();
    let mut both = feeding(&hanging.address);
    both.feeds.extend(feeding(&server.address).feeds);
    watches.follow(&both, Clock::default());
    let Incoming::Alerts { alerts, .. } = next(&requests) else { panic!("no alerts") };
    assert_eq!(alerts[0].key.as_str(), "office,3");
    let closing = Instant::now();
    drop(watches);
    assert!(closing.elapsed() < Duration::from_secs(1), "closing does not wait for it");
}

#[test]
fn changed_settings_count_at_once() {
    let server = Server::start(Manner::Page(alert("4", "Alert", "")));
    let (mut watches, requests) = watching();
    let settings = feeding(&server.address);
    assert!(watches.follow(&settings, Clock::default()));
    assert!(!watches.follow(&settings, Clock::default()), "the same again changes nothing");
    next(&requests);
    assert!(watches.follow(&WeatherSettings::default(), Clock::default()));
    assert!(watches.statuses().is_empty());
    std::thread::sleep(Duration::from_millis(120));
    let asked = server.asked.load(Ordering::Relaxed);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.asked.load(Ordering::Relaxed), asked, "nobody asks any more");
}

#[test]
fn new_files_of_a_folder_are_brought_and_a_folder_that_is_gone_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a name").to_owned();
    let (mut watches, requests) = watching();
    let settings = WeatherSettings { alert_folder: path.as_str().into(), ..WeatherSettings::default() };
    watches.follow(&settings, Clock::default());
    std::fs::write(folder.path().join("a.cap"), alert("5", "Alert", "")).expect("written");
    let Incoming::AlertFiles { paths, .. } = next(&requests) else { panic!("no files") };
    assert_eq!(paths, [folder.path().join("a.cap")]);
    drop(folder);
    told(&mut watches, |status| status.fault.is_some());
}

/// A session with one shop and one vehicle.
fn session(database: &Path) -> Session {
    let mut session = Session::open(database).expect("it opens");
    let shop = Retailer {
        code: "420300000001".into(),
        name: Name::new("晨光商店"),
        licence: "".into(),
        address: "".into(),
        place: Place::from_degrees(32.62, 110.79).expect("on the earth"),
        district: "420302".into(),
        department: DepartmentCode::new("D1"),
        manager: "".into(),
        phone: "".into(),
    };
    let vehicle = Vehicle {
        plate: "鄂C·10001".into(),
        capacity: Cartons(300),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    for command in [Command::PutRetailers(vec![shop]), Command::PutVehicles(vec![vehicle])] {
        session.submit(command, &Author::new("test"), now()).expect("nothing stands against it");
    }
    session
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T10:20").expect("a moment")
}

fn bookkeeper(database: &Path) -> Bookkeeper {
    let opening =
        Opening { session: session(database), author: Author::new("Lin"), now: Some(now()), day: None };
    Bookkeeper::start(opening, || ())
}

/// The keys of notices, and the holds and alerts of the newest snapshot, up to that with `wanted`.
fn until(
    bookkeeper: &Bookkeeper,
    wanted: impl Fn(&mainstay::domain::state::State) -> bool,
) -> (Vec<&'static str>, Arc<mainstay::desk::snapshot::Snapshot>) {
    let mut notices = Vec::new();
    loop {
        match bookkeeper.next().expect("the thread goes on") {
            News::Notice(notice) if notice.kind == NoticeKind::Weather => notices.push(notice.message.key),
            News::Snapshot(snapshot) if wanted(&snapshot.state) => return (notices, snapshot),
            _ => {}
        }
    }
}

#[test]
fn what_a_feed_brings_is_kept_under_its_name_and_a_person_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let bookkeeper = bookkeeper(&folder.path().join("desk.db"));
    let server = Server::start(Manner::Page(alert("6", "Alert", "")));
    let mut watches = Watches::new(bookkeeper.desk_line(), pace(), || ());
    watches.follow(&feeding(&server.address), Clock::default());
    let (notices, snapshot) = until(&bookkeeper, |state| !state.holds.is_empty());
    assert_eq!(notices, ["watch-new-to-confirm"]);
    let hold = snapshot.state.holds.values().next().expect("a hold");
    assert!(!hold.confirmed);
    let by = snapshot.last.as_ref().expect("a change").by.to_string();
    assert!(by.starts_with("127.0.0.1"), "{by}");

    let references = "<references>office,6,2026-11-23T10:00:00+08:00</references>";
    server.now(Manner::Page(alert("7", "Cancel", references)));
    let lifted =
        |state: &mainstay::domain::state::State| state.holds.values().any(|hold| hold.released.is_some());
    let (notices, _) = until(&bookkeeper, lifted);
    assert_eq!(notices, ["watch-lifted"]);
}

#[test]
fn opened_files_are_told_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let bookkeeper = bookkeeper(&folder.path().join("desk.db"));
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let paths =
        vec![write("a.cap", &alert("8", "Alert", "")), write("b.cap", "<html><body>Not here</body></html>")];
    assert!(bookkeeper.ask(Request::TakeAlerts(paths)));
    let taken = loop {
        if let News::Taken(taken) = bookkeeper.next().expect("the thread goes on") {
            break taken;
        }
    };
    let outcomes: Vec<_> = taken.iter().map(|one| (one.origin.as_str(), one.outcome.is_ok())).collect();
    assert_eq!(outcomes, [("a.cap", true), ("b.cap", false)]);
    assert_eq!(taken[0].identifier(), "8");
}

#[test]
fn positions_of_a_folder_say_where_vehicles_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let inbox = folder.path().join("in");
    std::fs::create_dir(&inbox).expect("made");
    let bookkeeper = bookkeeper(&folder.path().join("desk.db"));
    let mut watches = Watches::new(bookkeeper.desk_line(), pace(), || ());
    let settings = WeatherSettings {
        position_folder: inbox.to_str().expect("a name").into(),
        ..WeatherSettings::default()
    };
    watches.follow(&settings, Clock::default());
    let text = "plate,time,lat,lon\n鄂C·10001,2026-11-23 10:15:00,32.62,110.79\n";
    std::fs::write(inbox.join("positions.csv"), text).expect("written");
    let (_, snapshot) = until(&bookkeeper, |state| !state.fixes.is_empty());
    assert_eq!(snapshot.state.fixes.len(), 1);
}
