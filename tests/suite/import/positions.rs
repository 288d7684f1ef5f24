//! District outlines, and where vehicles were seen.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;
use mainstay::domain::place::Area;
use mainstay::exchange::intake::outline;

const RING: &str = "[[110.7,32.5],[110.9,32.5],[110.9,32.7],[110.7,32.7],[110.7,32.5]]";

fn feature(properties: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\
         \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{coordinates}]}}}}"
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", features.join(","))
}

#[test]
fn district_outlines_come_by_their_codes() {
    let text = collection(&[
        feature("\"adcode\":420302,\"name\":\"东关区\"", RING),
        feature("\"adcode\":\"420300\",\"name\":\"青岭市\",\"name_en\":\"Qingling\"", RING),
        feature("\"gb\":\"156420303\",\"名称\":\"西关区\"", RING),
        feature("\"adcode\":420302,\"name\":\"东关区\"", "[[111.7,32.5],[111.9,32.5],[111.9,32.7]]"),
        feature("\"name\":\"无码\"", RING),
        feature("\"code\":\"420399\"", "[[110.7,32.5],[110.9,32.5]]"),
        feature("\"code\":\"420398\"", "[[32.5,110.7],[32.7,110.7],[32.7,110.9]]"),
    ]);
    let files = files(&[("区划.json", text.as_bytes())]);
    check(
        &files,
        &State::default(),
        expect![[r#"
        区划.json: areas, UTF-8, 7 rows, 4 new, 0 known
          区划.json, row 5, column properties: There is no value for “District code”. Fill it in.
          区划.json, row 6, column geometry: found “420399 420399”. This feature encloses nothing. Give it a polygon of at least three different points.
          区划.json, row 7, column geometry: found “420398 420398”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
          > districts 4203 青岭市 Qingling [4]; 420302 东关区  [4, 3]; 420303 西关区  [4]
    "#]],
    );
    let after = files.import(&State::default());
    check(
        &files,
        &after,
        expect![[r#"
        区划.json: areas, UTF-8, 7 rows, 0 new, 4 known
          区划.json, row 5, column properties: There is no value for “District code”. Fill it in.
          区划.json, row 6, column geometry: found “420399 420399”. This feature encloses nothing. Give it a polygon of at least three different points.
          区划.json, row 7, column geometry: found “420398 420398”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
    "#]],
    );
}

#[test]
fn files_that_hold_no_areas_say_so() {
    let point = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}";
    let named: [(&str, &[u8]); 5] = [
        ("point.geojson", point.as_bytes()),
        ("cut.geojson", &collection(&[feature("\"adcode\":420302", RING)]).into_bytes()[..60]),
        ("broken.geojson", b"{\"type\":\n\"Polygon\",\n,}"),
        ("空.geojson", b""),
        ("gbk.geojson", &collection(&[feature("\"adcode\":420302,\"name\":\"东关区\"", RING)]).gb18030()),
    ];
    check(
        &files(&named),
        &State::default(),
        expect![[r#"
        空.geojson is empty. Export it again.
        point.geojson holds no areas (its type: “Feature”). Choose a GeoJSON file with polygons.
        cut.geojson is damaged or cut off. Export or copy it again.
        broken.geojson: the JSON is broken at row 3. Export or download it again.
        gbk.geojson: areas, GB18030, 1 rows, 1 new, 0 known
          > districts 420302 东关区  [4]
    "#]],
    );
    let table = files(&[("areas.csv", b"adcode,name\n420302,x\n")]);
    check(
        &table.with(|options| options.kind = Some(Kind::Areas)),
        &State::default(),
        expect![[r#"
            areas.csv holds no areas (its type: “–”). Choose a GeoJSON file with polygons.
        "#]],
    );
}

#[test]
fn the_first_area_of_a_file_is_an_outline_for_a_hold() {
    let many = "{\"type\":\"MultiPolygon\",\"coordinates\":[[RING,RING],[RING]]}".replace("RING", RING);
    let bow = feature("", "[[0,0],[1,1],[0,1],[1,0],[0,0]]");
    let files = files(&[("two.json", many.as_bytes()), ("bow.json", bow.as_bytes())]);
    let two = outline(&files.paths[0], Datum::Wgs84).expect("two rings");
    let sizes: Vec<_> =
        two.iter().map(|area| matches!(area, Area::Polygon(ring) if ring.len() == 4)).collect();
    assert_eq!(sizes, [true, true]);
    let moved = outline(&files.paths[0], Datum::Gcj02).expect("two rings");
    assert_ne!(moved, two);
    expect!["bow.json: the outline of its first area crosses itself. Draw it so that no two sides cross."]
        .assert_eq(&english(&outline(&files.paths[1], Datum::Wgs84).expect_err("crosses")));
}

#[test]
fn positions_come_in_rows() {
    let text = "车牌号,定位时间,经度,纬度,速度\n\
        鄂C12345,2026-11-23 08:10:00,110.80,32.65,31\n\
        鄂C12345,2026-11-23T00:12:00Z,110.81,32.66,0\n\
        鄂C54321,08:11,110.75,32.63,0\n\
        鄂C54321,2026-11-24 00:05:00,110.75,32.63,0\n\
        鄂C99999,2026-11-23 08:10:00,110.80,32.65,31\n\
        鄂C12345,早上,110.80,32.65,31\n\
        鄂C12345,2026-11-23 08:10:00,0,0,31\n\
        鄂C12345,2026-11-23 08:10:00,32.65,110.80,31\n\
        鄂C12345,,110.80,32.65,31\n";
    let files = files(&[("positions.csv", text.as_bytes())]);
    let known = a_network();
    check(
        &files,
        &known,
        expect![[r#"
        positions.csv: positions, UTF-8, 9 rows, 4 new, 0 known
          note: Columns kept aside: 速度.
          positions.csv, row 6, column 车牌号: found “鄂C99999”. No vehicle has this plate. Correct it, or import the vehicle first.
          positions.csv, row 7, column 定位时间: found “早上”. This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
          positions.csv, row 8, column 纬度: found “0”. Latitude 0, longitude 0 is no place. Fill in the real coordinates.
          positions.csv, row 9, column 纬度: found “110.80”. Latitude and longitude look swapped. Swap the two columns.
          positions.csv, row 10, column 定位时间: There is no value for “Seen at”. Fill it in.
          > positions 2026-11-23: 鄂C·12345 2026-11-23T08:10:00 (326500000, 1108000000); 鄂C·12345 2026-11-23T08:12:00 (326600000, 1108100000); 鄂C·54321 2026-11-23T08:11:00 (326300000, 1107500000)
          > positions 2026-11-24: 鄂C·54321 2026-11-24T00:05:00 (326300000, 1107500000)
    "#]],
    );
    let after = files.import(&known);
    let again = files.read(&after).remove(0).expect("readable");
    assert_eq!((again.accepted, again.commands), (0, Vec::new()), "the same file twice brings nothing new");
}

#[test]
fn positions_come_as_tracks() {
    let track = |name: &str, points: &str| {
        format!(
            "<?xml version=\"1.0\"?><gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">\
             <metadata><name>day</name></metadata><trk>{name}<trkseg>{points}</trkseg></trk></gpx>"
        )
    };
    let point = |lat: &str, time: &str| {
        format!("<trkpt lat=\"{lat}\" lon=\"110.8\"><ele>240</ele><time>{time}</time></trkpt>")
    };
    let some = [
        point("32.65", "2026-11-23T00:10:00Z"),
        point("32.66", "2026-11-23T00:11:00.5Z"),
        point("132.65", "2026-11-23T00:12:00Z"),
        point("north", "2026-11-23T00:12:00Z"),
        point("32.67", "later"),
        point("32.67", ""),
    ];
    let named = track("<name>鄂C·12345</name>", &some.concat());
    let unnamed = track("", &some[0]);
    let dtd = format!("<!DOCTYPE gpx [<!ENTITY a 'b'>]>{unnamed}");
    let texts: [(&str, &[u8]); 9] = [
        ("a.gpx", named.as_bytes()),
        ("鄂C54321.gpx", unnamed.as_bytes()),
        ("van.xml", unnamed.as_bytes()),
        ("wide.gpx", &named.replace("<?xml version=\"1.0\"?>", "").utf16_le(true)),
        ("dtd.gpx", dtd.as_bytes()),
        ("cut.gpx", &named.as_bytes()[..200]),
        ("other.gpx", b"<kml/>"),
        (
            "warning.cap",
            b"<?xml version='1.0'?><cap:alert xmlns:cap='urn:oasis:names:tc:emergency:cap:1.2'/>",
        ),
        ("empty.gpx", b"<gpx/>"),
    ];
    check(
        &files(&texts),
        &a_network(),
        expect![[r#"
            warning.cap is a weather alert. Open it in the Weather view, or with “mainstay weather import”.
            a.gpx: positions, GPX, 6 rows, 2 new, 0 known
              a.gpx, row 3, column trkpt: found “132.65, 110.8”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
              a.gpx, row 4, column lat: found “north”. This isn't a number. Write digits only, such as 120.
              a.gpx, row 5, column time: found “later”. This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
              a.gpx, row 6, column time: There is no value for “Seen at”. Fill it in.
              > positions 2026-11-23: 鄂C·12345 2026-11-23T08:10:00 (326500000, 1108000000); 鄂C·12345 2026-11-23T08:11:00 (326600000, 1108000000)
            鄂C54321.gpx: positions, GPX, 1 rows, 1 new, 0 known
              > positions 2026-11-23: 鄂C·54321 2026-11-23T08:10:00 (326500000, 1108000000)
            van.xml: positions, GPX, 1 rows, 0 new, 0 known
              van.xml, row 1, column name: found “van”. No vehicle has this plate. Correct it, or import the vehicle first.
            wide.gpx: positions, GPX, 6 rows, 2 new, 0 known
              wide.gpx, row 3, column trkpt: found “132.65, 110.8”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
              wide.gpx, row 4, column lat: found “north”. This isn't a number. Write digits only, such as 120.
              wide.gpx, row 5, column time: found “later”. This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
              wide.gpx, row 6, column time: There is no value for “Seen at”. Fill it in.
              > positions 2026-11-23: 鄂C·12345 2026-11-23T08:10:00 (326500000, 1108000000); 鄂C·12345 2026-11-23T08:11:00 (326600000, 1108000000)
            dtd.gpx has a document type (<!DOCTYPE), which could make the desk fetch or unfold anything; it is refused. Export it without one.
            cut.gpx is damaged or cut off. Export or copy it again.
            other.gpx is no table (XML). Choose a CSV, XLSX, XLS or ODS file.
            empty.gpx has headings, but no rows under them. Export it again with its data.
        "#]],
    );
}
