//! What was seen on the road, and how long the road takes.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;

#[test]
fn progress_is_held_against_the_day() {
    let plan = "日期,线路,客户编码,条数,车牌\n2026-11-23,1,420301000001,10,鄂C12345\n2026-11-23,1,420301000002,10,鄂C12345\n";
    let known = files(&[("plan.csv", plan.as_bytes())]).import(&a_network());
    let progress = "日期,线路,客户编码,到达时间,签收时间,失败原因,改送日期,延误原因,通知时间,通知人,告知到达时间\n\
        2026-11-23,1,420301000001,08:10,08:02,,,,,,\n\
        2026-11-23,1,420301000001,08:02,08:10,,,堵车,,,\n\
        2026-11-23,1,420301000002,09:00,,店铺关门,,,,,\n\
        2026-11-23,1,420301000003,09:00,,,,,,,\n\
        2026-11-23,9,420301000001,09:00,,,,,,,\n\
        2026-11-24,1,420301000001,09:00,,,,,,,\n\
        2026-11-23,1,420301000002,,,,,,07:50,张敏,10:20\n\
        2026-11-23,1,420301000002,25:99,,,,,,,\n\
        2026-11-23,1,420301000002,,,拒收,,,,,\n\
        2026-11-23,1,420301000002,,,,,,,,\n";
    let files = files(&[("progress.csv", progress.as_bytes())]);
    check(
        &files,
        &known,
        expect![[r#"
        progress.csv: progress, UTF-8, 10 rows, 3 new, 1 known
          progress.csv, row 2, column 签收时间: found “08:02”. The delivery would be before the arrival. Correct one of the two times.
          progress.csv, row 5, column 客户编码: found “420301000003”. The retailer has no stop on 2026-11-23. Import the plan of that day first, or correct the day.
          progress.csv, row 6, column 线路: found “9”. There is no such route on 2026-11-23. Import the plan of that day first, or correct the route.
          progress.csv, row 7, column 线路: found “1”. There is no such route on 2026-11-24. Import the plan of that day first, or correct the route.
          progress.csv, row 9, column 到达时间: found “25:99”. This isn't a time on that day. Write it as 07:30.
          progress.csv, row 10, column 失败原因: found “拒收”. There is a reason, but no time of the try. Fill in the arrival or the time of the failed try.
          > progress 2026-11-23: AtStop { retailer: RetailerCode("420301000001"), facts: StopFacts { arrived: Some(TimeOfDay(28920)), delivered: Some(TimeOfDay(29400)), failed: None, put_off_to: None, cause: Some(Traffic), told: None } }; AtStop { retailer: RetailerCode("420301000002"), facts: StopFacts { arrived: Some(TimeOfDay(32400)), delivered: None, failed: Some((TimeOfDay(32400), Closed)), put_off_to: None, cause: None, told: None } }; AtStop { retailer: RetailerCode("420301000002"), facts: StopFacts { arrived: None, delivered: None, failed: None, put_off_to: None, cause: None, told: Some(Told { at: Timestamp(2026-11-23T07:50:00), by: "张敏", arrival: TimeOfDay(37200), window: Window { opens: TimeOfDay(27000), closes: TimeOfDay(64800) }, put_off_to: None, way: None, confirmed: false }) } }
    "#]],
    );
    let mut after = known.clone();
    for reading in files.read(&known) {
        carry_out(&mut after, reading.expect("readable").commands);
    }
    assert_ne!(after, known);
}

#[test]
fn travel_times_come_as_a_square_or_in_pairs() {
    let square = "分钟,配送中心,A,B\n配送中心,0,10,20.5\nA,11,0,5\nB,,6,0\nC,1,1,1\n";
    let pairs = "起点,终点,秒,距离（米）\nA,B,300,2500\nB,A,360,2500\nA,B,1,1\nA,,5,5\nA,C,很远,5\n";
    let named = [("square.csv", square.as_bytes()), ("pairs.csv", pairs.as_bytes())];
    check(
        &files(&named),
        &State::default(),
        expect![[r#"
        square.csv: matrix, UTF-8, 4 rows, 3 new, 0 known
          note: 1 drive is missing from the file and will be estimated.
          square.csv, row 5: No column is headed with this place. Add its column, or remove the row.
          > matrix ["CENTRE", "A", "B"] [0, 600, 1230, 660, 0, 300, 4294967295, 360, 0] []
        pairs.csv: matrix, UTF-8, 5 rows, 2 new, 0 known
          pairs.csv, row 4, column 终点: found “B”. This stands in row 2 already. Keep one of the two rows.
          pairs.csv, row 5, column 终点: There is no value for “To”. Fill it in.
          pairs.csv, row 6, column 秒: found “很远”. This isn't a number. Write digits only, such as 120.
          > matrix ["A", "B"] [0, 300, 360, 0] [4294967295, 2500, 2500, 4294967295]
    "#]],
    );
}

#[test]
fn a_square_names_the_cell_that_is_no_time_and_the_places_nobody_knows() {
    let square = ",420301000001,420301000002,X9\n420301000001,0,-60,70\n420301000002,61,0,80\nX9,71,81,0\n";
    check(
        &files(&[("square.csv", square.as_bytes())]),
        &a_network(),
        expect![[r#"
        square.csv: matrix, UTF-8, 3 rows, 2 new, 0 known
          note: 2 drives are missing from the file and will be estimated.
          note: 1 place is neither a retailer nor a station so far: X9. Check the codes, or import the retailers.
          square.csv, row 2, column 420301000002: found “-60”. This is below zero. Write a number of zero or more.
          > matrix ["420301000001", "420301000002", "X9"] [0, 4294967295, 4294967295, 61, 0, 80, 71, 81, 0] []
    "#]],
    );
}

#[test]
fn a_table_of_osrm_is_laid_to_the_places_its_points_were_moved_from() {
    let known = a_network();
    // The first point lies 111 metres north of its shop, and OSRM says so; the second has no distance.
    let osrm = r#"{"code":"Ok","durations":[[0,300.4,9],[360.6,0,9],[9,9,0]],
        "distances":[[0,2500,9],[2600.2,null,9],[9,9,0]],
        "sources":[{"name":"人民路","location":[110.80,32.651],"distance":111.2},
            {"name":"","location":[110.7501,32.63]},{"name":"","location":[112.0,30.0],"distance":1}],
        "destinations":[{"name":"人民路","location":[110.80,32.651],"distance":111.2},
            {"name":"","location":[110.7501,32.63]},{"name":"","location":[112.0,30.0],"distance":1}]}"#;
    let files = files(&[("table.json", osrm.as_bytes())]);
    check(
        &files,
        &known,
        expect![[r#"
        table.json: matrix, UTF-8, 3 rows, 2 new, 0 known
          table.json, row 3, column sources: found “112, 30”. No retailer, station or centre is known at this place. Import it first, or check the datum.
          > matrix ["420301000001", "420301000002"] [0, 300, 361, 0] [0, 2500, 2600, 4294967295]
    "#]],
    );
    let known = files.import(&known);
    assert_eq!(files.read(&known)[0].as_ref().map(|reading| reading.unchanged), Ok(2));
}

#[test]
fn json_that_is_no_table_of_osrm_is_told_as_that() {
    let named: [(&str, &[u8]); 4] = [
        ("route.json", br#"{"code":"Ok","routes":[]}"#),
        ("bare.json", br#"{"durations":[[0,1],[1,0]]}"#),
        ("refused.json", br#"{"code":"TooBig","message":"Too many table coordinates"}"#),
        ("cut.json", br#"{"code":"Ok","durations":[[0,1],["#),
    ];
    check(
        &files(&named),
        &a_network(),
        expect![[r#"
        route.json is JSON, but no table of travel times as OSRM gives it (durations: 0). Ask its table service with sources and destinations, or choose a CSV file.
        bare.json is JSON, but no table of travel times as OSRM gives it (sources, destinations: 0). Ask its table service with sources and destinations, or choose a CSV file.
        refused.json is JSON, but no table of travel times as OSRM gives it (code: TooBig). Ask its table service with sources and destinations, or choose a CSV file.
        cut.json is damaged or cut off. Export or copy it again.
    "#]],
    );
}
