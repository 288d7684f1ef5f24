//! Feeds of alerts, asked over HTTP: what is new is fetched once, and a server that misbehaves is told in words.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use crate::loopback::{Answer, Loopback};
use expect_test::expect;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::exchange::feed;
use mainstay::exchange::fetch::{Fetched, Fetcher, Limits, Poller, Round, Trouble, Version};
use mainstay::words::{Language, Tell, Words};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const CHINA: i32 = 480;

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T06:00").expect("a moment")
}

/// Short enough to wait for, long enough for a busy machine.
fn hasty() -> Limits {
    Limits {
        connect: Duration::from_millis(700),
        overall: Duration::from_millis(700),
        most_bytes: 1 << 20,
        most_redirects: 5,
    }
}

fn patient() -> Limits {
    Limits { connect: Duration::from_secs(20), overall: Duration::from_secs(20), ..hasty() }
}

fn alert(identifier: &str) -> String {
    format!(
        "<alert><identifier>{identifier}</identifier><sender>o</sender><sent>2026-11-23T06:00:00+08:00</sent>\
         <status>Actual</status><msgType>Alert</msgType></alert>"
    )
}

fn atom(entries: &str) -> String {
    format!("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>{entries}</feed>")
}

fn entry(address: &str) -> String {
    format!("<entry><link rel='alternate' type='application/cap+xml' href='{address}'/></entry>")
}

fn links(page: &str) -> Vec<String> {
    let page = feed::read(page.as_bytes(), "https://x.example/feeds/all.xml", CHINA).expect("a feed");
    page.links.into_iter().map(|link| link.address.to_string()).collect()
}

fn identifiers(round: &Round) -> Vec<String> {
    round.alerts.iter().map(|alert| alert.key.to_string()).collect()
}

fn told(round: &Round) -> Vec<String> {
    let words = Words::new(Language::English);
    let chinese = Words::new(Language::Chinese);
    round.faults.iter().for_each(|fault| assert!(!chinese.tell(&fault.message()).is_empty()));
    round.faults.iter().map(|fault| words.tell(&fault.message())).collect()
}

#[test]
fn atom_and_rss_give_the_likeliest_link_of_each_entry() {
    let page = atom(
        "<entry><id>urn:1</id><link rel='self' href='self.xml'/><link href='1.html' type='text/html'/>\
         <link rel='enclosure' href='../caps/1.cap'/></entry>\
         <entry><id>https://y.example/2</id></entry>\
         <entry><link href='3?format=cap' type='application/cap+xml'/><link href='3.xml'/></entry>\
         <entry><link href='3?format=cap' type='application/cap+xml'/></entry>\
         <entry><link href='file:///etc/passwd'/></entry>\
         <entry><title>none</title></entry>",
    );
    let wanted =
        ["https://x.example/caps/1.cap", "https://y.example/2", "https://x.example/feeds/3?format=cap"];
    assert_eq!(links(&page), wanted);
    let page = "<rss version='2.0'><channel><link>https://x.example/</link>\
        <item><title>a</title><link>/1.xml</link><guid>urn:uuid:1</guid></item>\
        <item><link>https://x.example/2.html</link><enclosure url='2.cap' type='application/octet-stream'/></item>\
        <item><guid isPermaLink='true'>https://x.example/3.xml</guid></item></channel></rss>";
    let wanted = ["https://x.example/1.xml", "https://x.example/feeds/2.cap", "https://x.example/3.xml"];
    assert_eq!(links(page), wanted);
}

#[test]
fn alerts_inside_a_page_need_no_fetching() {
    let escaped = alert("2").replace('<', "&lt;");
    let page = atom(&format!(
        "<entry><content type='application/xml'>{}</content><link href='1.cap'/></entry>\
         <entry><content type='text'>{escaped}</content></entry>\
         <entry><summary><![CDATA[{}]]></summary></entry>\
         <entry><summary>&lt;p>a page&lt;/p></summary><link href='4.cap'/></entry>",
        alert("1"),
        alert("3")
    ));
    let page = feed::read(page.as_bytes(), "https://x.example/all.xml", CHINA).expect("a feed");
    let keys: Vec<_> = page.reading.alerts.iter().map(|alert| alert.key.as_str()).collect();
    assert_eq!((keys, page.links.len()), (vec!["o,1", "o,2", "o,3"], 1));
    let itself = feed::read(alert("7").as_bytes(), "https://x.example/7.cap", CHINA).expect("an alert");
    assert_eq!(itself.reading.alerts.len(), 1);
}

#[test]
fn a_page_of_a_million_entries_is_read_to_its_limit() {
    let entries: String = (0..5_000).map(|n| entry(&format!("{n}.cap"))).collect();
    let page = feed::read(atom(&entries).as_bytes(), "http://x/", CHINA).expect("a feed");
    assert_eq!((page.links.len(), page.left_out), (feed::MOST_ENTRIES, 4_000));
}

#[test]
fn what_is_no_list_is_told() {
    let why = |bytes: &[u8]| feed::read(bytes, "http://x/", CHINA).expect_err("no list").why.name();
    assert_eq!(why(b"<!DOCTYPE html><html>"), "web_page");
    assert_eq!(why(b"{}"), "not_xml");
    assert_eq!(why(b"<feed><entry>"), "truncated");
    assert_eq!(why(b"<kml/>"), "not_an_alert");
    assert_eq!(why(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"), "document_type");
    assert_eq!(why(&vec![b' '; (8 << 20) + 1]), "too_large");
}

#[test]
fn new_alerts_are_fetched_once_and_an_unchanged_page_not_again() {
    let server = Loopback::new(|head| match head.split(' ').nth(1) {
        Some("/feed") if head.to_ascii_lowercase().contains("if-none-match: \"v1\"") => {
            Answer::page("304 Not Modified", "ETag: \"v1\"\r\n", "")
        }
        Some("/feed") => {
            Answer::page("200 OK", "ETag: \"v1\"\r\n", &atom(&[entry("/1"), entry("/2")].concat()))
        }
        Some(path) => Answer::good(&alert(path)),
        None => Answer::Drop,
    });
    let mut poller = Poller::new(&format!("{}/feed", server.address), patient());
    assert_eq!(poller.last_success(), None);
    let first = poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!((identifiers(&first), told(&first)), (vec!["o,/1".to_owned(), "o,/2".to_owned()], Vec::new()));
    assert_eq!(first.alerts[0].origin, format!("{}/1", server.address));
    assert_eq!(poller.last_success(), Some(now()));
    let second = poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!((second.alerts.len(), second.reached), (0, true));
    assert_eq!(server.paths(), ["/feed", "/1", "/2", "/feed"]);
}

#[test]
fn a_page_that_changes_brings_only_what_is_new() {
    let asked = AtomicUsize::new(0);
    let server = Loopback::new(move |head| match head.split(' ').nth(1) {
        Some("/feed") => {
            let pages = [
                entry("/1"),
                [entry("/2"), entry("/1")].concat(),
                entry("/2").replace("</entry>", "<updated>later</updated></entry>"),
            ];
            Answer::good(&atom(&pages[asked.fetch_add(1, Ordering::SeqCst) % 3]))
        }
        Some(path) => Answer::good(&alert(path)),
        None => Answer::Drop,
    });
    let mut poller = Poller::new(&format!("{}/feed", server.address), patient());
    let mut round = || identifiers(&poller.poll(now(), CHINA, &mut Unwatched));
    assert_eq!([round(), round(), round()], [vec!["o,/1"], vec!["o,/2"], vec!["o,/2"]]);
}

#[test]
fn one_bad_alert_does_not_keep_the_others_away() {
    let server = Loopback::new(|head| match head.split(' ').nth(1) {
        Some("/feed") => Answer::page(
            "200 OK",
            "ETag: \"v\"\r\n",
            &atom(&["/page", "/gone", "/busy", "/good"].map(entry).concat()),
        ),
        Some("/page") => Answer::good("<html><body>Log in"),
        Some("/gone") => Answer::page("404 Not Found", "", "<title>Nothing here</title>"),
        Some("/busy") => Answer::page("503 Busy", "", ""),
        Some(path) => Answer::good(&alert(path)),
        None => Answer::Drop,
    });
    let mut poller = Poller::new(&format!("{}/feed", server.address), patient());
    let first = poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!((identifiers(&first), first.left), (vec!["o,/good".to_owned()], 1));
    let told: Vec<_> = told(&first).iter().map(|text| text.replace(&server.address, "")).collect();
    expect![[r#"
        /page is a web page, whatever its name says. The address is wrong, or the service was down: open it in a browser to see what it says.
        /gone answers with status 404: “Nothing here”. It is tried again; if that goes on, check the address.
        /busy answers with status 503. It is tried again; if that goes on, check the address."#]].assert_eq(&told.join("\n"));
    // Only what may go well the next time is tried again.
    poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!(server.paths()[5..], ["/feed", "/busy"]);
}

#[test]
fn a_round_ends_where_it_is_told_to_and_goes_on_the_next_time() {
    struct Twice(u32);
    impl Watch for Twice {
        fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
            self.0 += 1;
            if self.0 > 2 { Err(Cancelled) } else { Ok(()) }
        }
    }
    let server = Loopback::new(|head| match head.split(' ').nth(1) {
        Some("/feed") => {
            Answer::page("200 OK", "ETag: \"v\"\r\n", &atom(&["/1", "/2", "/3"].map(entry).concat()))
        }
        Some(path) => Answer::good(&alert(path)),
        None => Answer::Drop,
    });
    let mut poller = Poller::new(&format!("{}/feed", server.address), patient());
    let first = poller.poll(now(), CHINA, &mut Twice(0));
    assert_eq!((first.alerts.len(), first.left), (2, 1));
    let second = poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!((identifiers(&second), second.left), (vec!["o,/3".to_owned()], 0));
}

#[test]
fn a_server_in_trouble_is_left_alone_until_the_next_round() {
    let server = Loopback::new(|head| match head.split(' ').nth(1) {
        Some("/feed") => Answer::good(&atom(&(0..9).map(|n| entry(&format!("/{n}"))).collect::<String>())),
        _ => Answer::Drop,
    });
    let mut poller = Poller::new(&format!("{}/feed", server.address), patient());
    let round = poller.poll(now(), CHINA, &mut Unwatched);
    assert_eq!((round.faults.len(), round.left), (3, 9));
}

fn trouble(limits: Limits, script: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Trouble {
    let server = Loopback::new(script);
    let fault = Fetcher::new(limits).get(&server.address, &Version::default()).expect_err("it misbehaves");
    let words = Words::new(Language::English);
    assert!(words.tell(&fault.message()).contains(&server.address));
    fault.trouble
}

#[test]
fn a_server_that_misbehaves_is_told_by_what_it_does() {
    assert_eq!(trouble(hasty(), |_| Answer::Hang), Trouble::TimedOut);
    assert_eq!(trouble(hasty(), |_| Answer::Drip), Trouble::TimedOut);
    assert_eq!(trouble(patient(), |_| Answer::Drop), Trouble::BrokenOff);
    assert_eq!(trouble(patient(), |_| Answer::Endless), Trouble::TooLarge { most: 1 << 20 });
    let says = |text: &'static str| move |_: &str| Answer::Raw(text.as_bytes().to_vec());
    assert_eq!(
        trouble(patient(), says("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<feed>")),
        Trouble::BrokenOff
    );
    assert_eq!(trouble(patient(), says("no web server\r\n\r\n")), Trouble::BrokenOff);
    assert_eq!(
        trouble(patient(), says("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\nx")),
        Trouble::BrokenOff
    );
    let page = |_: &str| Answer::page("500 Oh", "", "<h1>Internal error</h1>");
    assert_eq!(trouble(patient(), page), Trouble::Status { code: 500, says: "Internal error".to_owned() });
    let round = |_: &str| Answer::page("302 Found", "Location: /again\r\n", "");
    assert_eq!(trouble(patient(), round), Trouble::TooManyRedirects);
    let out = |_: &str| Answer::page("302 Found", "Location: file:///etc/passwd\r\n", "");
    assert_eq!(trouble(patient(), out), Trouble::BadRedirect);
    // A page that unpacks to more than it may be.
    let bomb = |_: &str| {
        let mut packed = flate(&vec![b' '; 8 << 20]);
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", packed.len());
        packed.splice(0..0, head.into_bytes());
        Answer::Raw(packed)
    };
    assert_eq!(trouble(patient(), bomb), Trouble::TooLarge { most: 1 << 20 });
}

/// A gzip file of `bytes`, by way of a zip archive's raw deflate stream.
fn flate(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("a", zip::write::SimpleFileOptions::default()).expect("begun");
    archive.write_all(bytes).expect("packed");
    let file = archive.finish().expect("done").into_inner();
    let mut whole = zip::ZipArchive::new(std::io::Cursor::new(&file)).expect("an archive");
    let entry = whole.by_index_raw(0).expect("its entry");
    let (start, size) = (entry.data_start().expect("known"), entry.compressed_size());
    let range = usize::try_from(start).expect("fits")..usize::try_from(start + size).expect("fits");
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    packed.extend_from_slice(&file[range]);
    packed.extend_from_slice(&entry.crc32().to_le_bytes());
    packed.extend_from_slice(&u32::try_from(bytes.len()).expect("fits").to_le_bytes());
    packed
}

#[test]
fn nobody_there_and_no_such_name_are_told_apart() {
    let get = |address: &str| {
        Fetcher::new(patient()).get(address, &Version::default()).expect_err("nothing there").trouble
    };
    // The port was free a moment ago.
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("known").port();
    assert_eq!(get(&format!("http://127.0.0.1:{port}/")), Trouble::Refused);
    for address in ["file:///etc/passwd", "ftp://x/", "x", "", "http://", "http://[", "https://a b/"] {
        assert_eq!(get(address), Trouble::BadAddress, "{address}");
    }
    let plain = Loopback::new(|_| Answer::good("x"));
    let secure = plain.address.replace("http:", "https:");
    assert!(matches!(get(&secure), Trouble::Untrusted(_)), "{:?}", get(&secure));
}

#[test]
fn what_the_server_said_of_its_version_is_asked_with() {
    let server = Loopback::new(|head| {
        if head.to_ascii_lowercase().contains("if-modified-since: yesterday") {
            Answer::page("304 Not Modified", "", "")
        } else {
            Answer::page("200 OK", "Last-Modified: yesterday\r\nContent-Type: text/xml\r\n", "<a/>")
        }
    });
    let fetcher = Fetcher::new(patient());
    let Ok(Fetched::Body { bytes, version, kind }) = fetcher.get(&server.address, &Version::default()) else {
        panic!("a page");
    };
    assert_eq!((bytes.as_slice(), kind.as_str()), (&b"<a/>"[..], "text/xml"));
    assert_eq!(fetcher.get(&server.address, &version), Ok(Fetched::Unchanged));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_of_any_parts_is_a_list_or_a_fault(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<entry>", "</entry>", "<item>", "</item>", "<link href='", "'/>", "<link>", "</link>", "http://x/1.cap",
            "../../..", "//", "?", ":", "<content>", "</content>", "&lt;alert&gt;", "<alert>", "</alert>", "<updated>",
            "</updated>", "type='application/cap+xml'", "\u{0}", "雨", " ",
        ]), 0..40),
        root in prop::sample::select(vec!["feed", "rss", "x"]),
    ) {
        let text = format!("<{root}>{}</{root}>", parts.concat());
        match feed::read(text.as_bytes(), "https://x.example/a/b?c", CHINA) {
            Ok(page) => {
                let wanted = |link: &feed::Link| link.address.starts_with("http");
                prop_assert!(page.links.iter().all(wanted));
            }
            Err(fault) => prop_assert!(!Words::new(Language::Chinese).tell(&fault.message()).is_empty()),
        }
    }

    #[test]
    fn a_link_of_any_kind_is_whole_or_none(link in "\\PC{0,30}", page in "https?://[a-z/?.:]{0,20}") {
        if let Some(whole) = feed::resolved(&link, &page) {
            prop_assert!(whole.to_ascii_lowercase().starts_with("http"), "{}", whole);
        }
    }
}
