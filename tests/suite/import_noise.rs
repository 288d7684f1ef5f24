//! Whatever bytes a file holds, reading it ends, and ends in words.

use mainstay::domain::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::intake::{Kind, ReadOptions, read_file};
use mainstay::words::{Language, Tell, Words};
use proptest::prelude::*;
use std::io::Write as _;

fn a_kind() -> impl Strategy<Value = Option<Kind>> {
    prop::option::weighted(0.7, prop::sample::select(Kind::ALL.to_vec()))
}

/// Reads the bytes as that kind of file and tells everything there is to tell.
fn read_and_tell(bytes: &[u8], kind: Option<Kind>) {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    let now = Timestamp::parse("2026-11-23T06:00").expect("a moment");
    let words = Words::new(Language::Chinese);
    let options = ReadOptions { kind, ..ReadOptions::default() };
    match read_file(file.path(), &options, &State::default(), now, &mut Unwatched) {
        Err(error) => assert!(!words.tell(&error.message()).is_empty()),
        Ok(reading) => {
            let complaints = reading.complaints.listed.iter().map(Tell::message);
            let notes = reading.notes.iter().map(Tell::message);
            assert!(complaints.chain(notes).all(|message| !words.tell(&message).is_empty()));
            let told = reading.accepted + reading.unchanged + reading.complaints.total;
            assert_eq!(told, reading.rows, "every row is taken or complained about");
        }
    }
}

fn a_workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["客户编码", "客户名称", "经度", "纬度"]) {
        sheet.write(0, column, header).expect("written");
    }
    for row in 1..4 {
        sheet.write(row, 0, row).expect("written");
        sheet.write(row, 1, "店").expect("written");
        sheet.write(row, 2, 110.8).expect("written");
        sheet.write(row, 3, 32.6).expect("written");
    }
    book.save_to_buffer().expect("saved")
}

/// A table whose headings are known and whose cells are anything.
fn a_table() -> impl Strategy<Value = String> {
    let headers = prop::sample::subsequence(
        vec![
            "客户编码",
            "客户名称",
            "经度",
            "纬度",
            "送货日期",
            "线路",
            "顺序",
            "订货量",
            "金额",
            "时间窗",
            "车牌号",
            "载量",
            "到达时间",
            "签收时间",
            "失败原因",
            "改送日期",
            "通知时间",
            "起点",
            "终点",
            "秒",
            "驾驶员",
            "类型",
            "定位时间",
        ],
        2..23,
    );
    let cell = prop_oneof![
        3 => "[0-9]{1,12}",
        2 => "[0-9]{1,3}\\.[0-9]{1,7}",
        1 => "[0-9]{1,2}:[0-9]{2}(-[0-9]{1,2}:[0-9]{2})?",
        1 => "20[0-9]{2}-[0-9]{2}-[0-9]{2}",
        1 => "鄂[A-Z][0-9]{5}",
        2 => "\\PC{0,12}",
        1 => Just(String::new()),
    ];
    (headers, prop::collection::vec(prop::collection::vec(cell, 0..24), 1..8)).prop_map(|(headers, rows)| {
        let rows = rows.into_iter().map(|row| row.join(","));
        std::iter::once(headers.join(",")).chain(rows).collect::<Vec<_>>().join("\n")
    })
}

/// JSON with the words of GeoJSON in it, at whatever place.
fn some_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "null",
            "true",
            "\"Polygon\"",
            "\"Feature\"",
            "\"420302\"",
            "1e400",
            "[]",
            "{}"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            "[110.7,32.5]",
            "[110.9,32.5,7]",
            "[110.9,32.7]",
            "[190,32.7]",
            "[[110.7,32.5]]"
        ])
        .prop_map(str::to_owned),
        any::<i32>().prop_map(|number| number.to_string()),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        let key = prop::sample::select(vec![
            "type",
            "coordinates",
            "geometry",
            "properties",
            "features",
            "id",
            "adcode",
        ]);
        let object = prop::collection::vec((key, inner.clone()), 0..6).prop_map(|all| {
            let each = all.into_iter().map(|(key, value)| format!("\"{key}\":{value}"));
            format!("{{{}}}", each.collect::<Vec<_>>().join(","))
        });
        let list = prop::collection::vec(inner, 0..6).prop_map(|all| format!("[{}]", all.join(",")));
        prop_oneof![object, list]
    })
}

/// XML with the words of GPX in it, at whatever place, well formed or not.
fn some_xml() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<trk>",
        "</trk>",
        "<trkseg>",
        "</trkseg>",
        "<trkpt lat='32.6' lon='110.8'>",
        "</trkpt>",
        "<name>",
        "</name>",
        "<trkpt lat='' lon='110.8'/>",
        "<time>",
        "</time>",
        "2026-11-23T00:00:00Z",
        "鄂C12345",
        "&lt;",
        "&x;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<",
        ">",
        "&",
    ]);
    prop::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_are_told(kind in a_kind(), bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_and_tell(&bytes, kind);
    }

    #[test]
    fn bytes_behind_a_known_start_are_told(
        start in prop::sample::select(vec![
            &b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
            b"from,to,seconds\n", b"\"", b"sep=", b"<gpx>", b"{\"type\":\"Polygon\",\"coordinates\":[[[",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        kind in a_kind(),
    ) {
        read_and_tell(&[start, &bytes].concat(), kind);
    }

    #[test]
    fn cells_of_any_kind_are_told(kind in a_kind(), table in a_table()) {
        read_and_tell(table.as_bytes(), kind);
    }

    #[test]
    fn outlines_of_any_parts_are_told(kind in a_kind(), text in some_json()) {
        read_and_tell(text.as_bytes(), kind);
        read_and_tell(format!("{{\"type\":\"FeatureCollection\",\"features\":[{text}]}}").as_bytes(), None);
    }

    #[test]
    fn tracks_of_any_parts_are_told(kind in a_kind(), text in some_xml()) {
        read_and_tell(format!("<gpx>{text}</gpx>").as_bytes(), kind);
        read_and_tell(format!("<gpx><trk><name>鄂C12345</name>{text}</trk>").as_bytes(), None);
    }

    #[test]
    fn a_workbook_with_flaws_is_told(
        flaws in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
        kind in a_kind(),
    ) {
        let mut bytes = a_workbook();
        for (at, byte) in flaws {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()).max(1));
        }
        read_and_tell(&bytes, kind);
    }
}
