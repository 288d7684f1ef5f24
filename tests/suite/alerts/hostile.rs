//! Whatever bytes come, reading them ends, and ends in words.

use super::{CHINA, fixture, told};
use crate::fixtures::Bytes as _;
use mainstay::exchange::alert::{MOST_BYTES, read, read_file};
use proptest::prelude::*;
use std::io::{Seek as _, SeekFrom, Write as _};

#[test]
fn a_file_that_breaks_off_at_any_byte_is_refused() {
    for name in ["two-languages.xml", "national.xml"] {
        let text = fixture(name);
        let whole = text.trim_end().len();
        for bytes in [text.trim_end().as_bytes().to_vec(), text.trim_end().gb18030()] {
            for end in 0..bytes.len() {
                let reading = read(&bytes[..end], "a.cap", CHINA);
                assert!(reading.alerts.is_empty(), "{name} cut at {end} of {whole}");
                let names: Vec<_> = reading.faults.iter().map(|fault| fault.why.name()).collect();
                let told = ["empty", "truncated", "undecodable", "not_xml"];
                assert!(names.len() == 1 && told.contains(&names[0]), "{name} cut at {end}: {names:?}");
            }
        }
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_before_it_is_read() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"<alert>").expect("written");
    file.seek(SeekFrom::Start(50 << 20)).expect("beyond");
    file.write_all(b"</alert>").expect("written");
    let reading = read_file(file.path(), CHINA);
    assert_eq!(reading.faults[0].why.name(), "too_large");
    assert!(told(&reading).contains("50 MB") || told(&reading).contains("51 MB"), "{}", told(&reading));
}

#[test]
fn a_folder_and_a_file_that_is_not_there_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(read_file(folder.path(), CHINA).faults[0].why.name(), "no_file");
    assert_eq!(read_file(&folder.path().join("none"), CHINA).faults[0].why.name(), "disk");
}

#[test]
fn a_large_file_made_of_anything_ends() {
    // A part of what may come is enough to see that the time grows with the bytes and not with their square.
    let most = usize::try_from(MOST_BYTES / 8).expect("fits");
    for part in
        ["<a>", "</a>", "<a/>", "&amp;", "&#1;", "<!--x-->", "<![CDATA[x]]>", "<?x?>", "<a b='", "\0", "<"]
    {
        let inside = part.repeat((most - 20) / part.len());
        let _ = told(&read(format!("<alert>{inside}</alert>").as_bytes(), "a.cap", CHINA));
    }
    let head = "<alert><identifier>1</identifier><sender>s</sender><sent>2026-11-23 07:00</sent>\
        <status>Actual</status><msgType>Alert</msgType>";
    let many = |part: &dyn Fn(usize) -> String, bytes: usize| -> String {
        let mut text = String::new();
        for number in 0..bytes {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&part(number));
        }
        text
    };
    for inside in [
        format!("<references>a,b,{}</references>", many(&|n| format!("x{n} "), most - 900)),
        format!("<info><area>{}</area></info>", many(&|n| format!("<geocode>11{n:04}</geocode>"), 400_000)),
        format!("<info><event>{}</event></info>", many(&|n| format!("w{n} "), most - 900)),
        format!(
            "<info>{}</info>",
            many(&|n| format!("<eventCode>w{n} w w w w w w w w</eventCode>"), 400_000)
        ),
        format!(
            "<info>{}</info>",
            many(
                &|n| {
                    format!(
                        "<area><polygon>{}</polygon></area>",
                        many(&|m| format!("{},{} ", m % 2 * 60, m % 90 + n % 2), 80_000)
                    )
                },
                400_000
            )
        ),
    ] {
        let reading = read(format!("{head}{inside}</alert>").as_bytes(), "a.cap", CHINA);
        assert_eq!(reading.alerts.len(), 1, "{}", told(&reading));
    }
    let attributes: String = " a='1'".repeat(100_000);
    let _ = told(&read(format!("<alert{attributes}/>").as_bytes(), "a.cap", CHINA));
}

/// A message whose parts are anything.
fn a_message() -> impl Strategy<Value = String> {
    let names = [
        "identifier",
        "sender",
        "sent",
        "status",
        "msgType",
        "references",
        "info",
        "event",
        "eventType",
        "severity",
        "onset",
        "expires",
        "responseType",
        "area",
        "polygon",
        "circle",
        "geocode",
        "parameter",
        "valueName",
        "value",
        "alert",
        "x",
    ];
    let texts = prop_oneof![
        Just("2026-11-23T07:00:00+08:00".to_owned()),
        Just("Actual".to_owned()),
        Just("Alert".to_owned()),
        Just("暴雨橙色预警".to_owned()),
        Just("1,2 3,4 5,0".to_owned()),
        Just("&lt;&#0;&#xFFFFFFFF;&x;&".to_owned()),
        "[-+0-9., ]{0,40}",
        "[0-9: TZ+-]{0,30}",
        "\\PC{0,20}".prop_map(|text| text.replace(['<', '&'], "")),
    ];
    let leaf = (prop::sample::select(names.to_vec()), texts)
        .prop_map(|(name, text)| format!("<{name}>{text}</{name}>"));
    let tree = leaf.prop_recursive(5, 60, 8, move |inner| {
        (prop::sample::select(names.to_vec()), prop::collection::vec(inner, 0..8))
            .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
    });
    prop::collection::vec(tree, 0..12).prop_map(|parts| {
        format!(
            "<alert><identifier>1</identifier><sender>s</sender><sent>2026-11-23 07:00</sent>\
             <status>Actual</status><msgType>Alert</msgType>{}</alert>",
            parts.concat()
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_end_in_words(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!told(&read(&bytes, "a.cap", CHINA)).is_empty());
    }

    #[test]
    fn a_message_of_any_parts_is_an_alert_or_a_fault(text in a_message()) {
        let reading = read(text.as_bytes(), "a.cap", CHINA);
        prop_assert_eq!(reading.alerts.len() + reading.faults.len(), 1);
        for info in reading.alerts.iter().flat_map(|alert| &alert.infos) {
            prop_assert!(info.from <= info.until);
        }
        prop_assert!(!told(&reading).is_empty());
    }

    #[test]
    fn a_damaged_message_ends_in_words(at in 0_usize..3_000, byte in any::<u8>(), cut in 0_usize..30) {
        let mut bytes = fixture("two-languages.xml").into_bytes();
        let at = at.min(bytes.len() - 1);
        bytes[at] = byte;
        let end = (at + cut).min(bytes.len());
        bytes.drain(at + 1..end.max(at + 1));
        prop_assert!(!told(&read(&bytes, "a.cap", CHINA)).is_empty());
    }
}
