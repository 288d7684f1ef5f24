//! Files as centres really have them: read, told, carried out; and files nobody should have sent.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use crate::fixtures::Bytes;
use expect_test::{Expect, expect};
use mainstay::domain::command::Command;
use mainstay::domain::ids::{RetailerCode, Revision};
use mainstay::domain::network::{Name, Retailer};
use mainstay::domain::operation::Change;
use mainstay::domain::place::Place;
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::domain::{Operation, decide};
use mainstay::exchange::intake::{Datum, FileReading, ReadOptions, Unreadable, read_each, read_file};
use mainstay::words::{Language, Tell, Words};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T06:00").expect("a moment")
}

/// A folder of files; gone at the end of the test.
struct Files {
    folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
    options: ReadOptions,
}

fn files(named: &[(&str, &[u8])]) -> Files {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let paths = named.iter().map(write).collect();
    Files { folder, paths, options: ReadOptions::default() }
}

impl Files {
    fn with(mut self, change: impl FnOnce(&mut ReadOptions)) -> Self {
        change(&mut self.options);
        self
    }

    fn read(&self, known: &State) -> Vec<Result<FileReading, Unreadable>> {
        let files: Vec<_> = self.paths.iter().map(|path| (path.clone(), self.options.clone())).collect();
        read_each(&files, known, now(), &mut Unwatched).into_iter().map(|(_, reading)| reading).collect()
    }

    /// Reads and carries out all commands.
    fn import(&self, known: &State) -> State {
        let mut state = known.clone();
        for reading in self.read(known) {
            let reading = reading.unwrap_or_else(|error| panic!("{}", english(&error)));
            carry_out(&mut state, reading.commands);
        }
        state
    }
}

fn carry_out(state: &mut State, commands: Vec<Command>) {
    for command in commands {
        let operations = decide(state, command).unwrap_or_else(|refusal| panic!("{refusal}"));
        for operation in operations {
            let conflicts = state.apply(Revision(1), &operation);
            assert_eq!(conflicts, []);
        }
    }
}

fn english(message: &impl Tell) -> String {
    Words::new(Language::English).tell(&message.message())
}

/// What was read, as a person would be told it, and what it would do.
fn told(readings: &[Result<FileReading, Unreadable>]) -> String {
    let mut text = String::new();
    for reading in readings {
        match reading {
            Err(error) => writeln!(text, "{}", english(error)).expect("written"),
            Ok(reading) => {
                let FileReading { file, kind, encoding, rows, accepted, unchanged, .. } = reading;
                let kind = kind.key();
                writeln!(text, "{file}: {kind}, {encoding}, {rows} rows, {accepted} new, {unchanged} known")
                    .expect("written");
                for line in reading.notes.iter().map(english) {
                    writeln!(text, "  note: {line}").expect("written");
                }
                for complaint in &reading.complaints.listed {
                    writeln!(text, "  {}", english(complaint)).expect("written");
                    // The Chinese must be there too; it panics where it is not.
                    assert!(!Words::new(Language::Chinese).tell(&complaint.message()).is_empty());
                }
                for command in &reading.commands {
                    writeln!(text, "  > {}", short(command)).expect("written");
                }
            }
        }
    }
    text
}

fn short(command: &Command) -> String {
    match command {
        Command::PutCentre(centre) => format!("centre {:?}", centre.place.e7()),
        Command::PutStations(stations) => format!("{} stations", stations.len()),
        Command::PutDepartments(all) => {
            let names = all.iter().map(|it| it.name.local.as_str()).collect::<Vec<_>>();
            format!("departments {}", names.join(" "))
        }
        Command::PutRetailers(all) => {
            let each = |it: &Retailer| format!("{} {} {:?}", it.code, it.name.local, it.place.e7());
            format!("retailers {}", all.iter().map(each).collect::<Vec<_>>().join("; "))
        }
        Command::PutVehicles(all) => {
            let spare = |spare| if spare { " spare" } else { "" };
            let each = all.iter().map(|it| format!("{} {}{}", it.plate, it.capacity.0, spare(it.spare)));
            format!("vehicles {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::PutCrews(all) => {
            let each = all.iter().map(|it| format!("{} ({}, {})", it.id, it.driver, it.delivery_man));
            format!("crews {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::PutTravelTimes(matrix) => {
            format!("matrix {:?} {:?} {:?}", matrix.codes(), matrix.seconds(), matrix.metres())
        }
        Command::PlanDay { day, routes } => {
            let mut text = format!("plan {day}");
            for route in routes {
                let plate = route.vehicle.as_ref().map_or("-", |plate| plate.as_str());
                write!(text, " | {} {plate} {}:", route.id, route.departs).expect("written");
                for stop in &route.stops {
                    write!(text, " {}×{} {}", stop.retailer, stop.cartons.0, stop.window).expect("written");
                }
            }
            text
        }
        Command::NoteProgress { day, notes } => {
            let each = notes.iter().map(|note| format!("{:?}", note.what));
            format!("progress {day}: {}", each.collect::<Vec<_>>().join("; "))
        }
        other => format!("{other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in place")]
fn check(files: &Files, known: &State, expected: Expect) {
    expected.assert_eq(&told(&files.read(known)));
}

/// Three shops in Shiyan and a van, known already.
fn a_network() -> State {
    let shops = "客户编码,客户名称,经度,纬度,营销部\n\
        420301000001,城东烟酒店,110.80,32.65,城区营销部\n\
        420301000002,城西便民超市,110.75,32.63,城区营销部\n\
        420301000003,南山小卖部,110.78,32.60,茅箭营销部\n\
        ,,,,\n";
    let vans = "车牌号,载量,驾驶员,送货员\n鄂C12345,5000,王强,李明\n鄂C·54321,5000条,赵刚,\n";
    files(&[("shops.csv", shops.as_bytes()), ("vans.csv", vans.as_bytes())]).import(&State::default())
}

#[test]
fn a_plan_in_any_encoding_is_the_same_plan() {
    let plan = "送货日期,送货线路编码,送货顺序,客户编码,订货量,金额,车牌号,收货时间\r\n\
        20261123,001,2,420301000002,45,\"9,012.50\",鄂C12345,08:00-12:00\r\n\
        20261123,001,1,420301000001,120,24000,鄂C12345,8:00~12:00\r\n";
    let known = a_network();
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(plan.as_bytes());
    let named = [
        ("utf8.csv", plan.as_bytes().to_vec()),
        ("marked.csv", marked),
        ("gbk.csv", plan.gb18030()),
        ("le.csv", plan.utf16_le(true)),
        ("be.csv", plan.utf16_be(true)),
        ("bare-le.csv", plan.utf16_le(false)),
        ("bare-be.csv", plan.utf16_be(false)),
        ("semicolon.csv", plan.replace(',', ";").replace("9;012", "9,012").into_bytes()),
        ("tab.txt", plan.replace(',', "\t").replace("9\t012", "9,012").gb18030()),
    ];
    let mut seen = Vec::new();
    for (name, bytes) in named {
        let reading = files(&[(name, &bytes)]).read(&known).remove(0).expect("readable");
        assert!(reading.complaints.is_empty(), "{name}: {:?}", reading.complaints);
        seen.push((reading.encoding, reading.commands));
    }
    let encodings: Vec<_> = seen.iter().map(|(encoding, _)| *encoding).collect();
    let wanted =
        ["UTF-8", "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16LE", "UTF-16BE", "UTF-8", "GB18030"];
    assert_eq!(encodings, wanted);
    assert!(seen.iter().all(|(_, commands)| *commands == seen[0].1));
    expect![
        "plan 2026-11-23 | 001 鄂C·12345 07:30: 420301000001×120 08:00-12:00 420301000002×45 08:00-12:00"
    ]
    .assert_eq(&short(&seen[0].1[0]));
}

#[test]
fn a_workbook_gives_what_its_cells_show() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let (date, time) = ("yyyy-mm-dd", "hh:mm");
    let date = rust_xlsxwriter::Format::new().set_num_format(date);
    let time = rust_xlsxwriter::Format::new().set_num_format(time);
    sheet.write(0, 0, "十堰市烟草公司送货计划").expect("written");
    let headers = ["送货日期", "线路", "客户编码", "订货量（条）", "最早时间", "最晚时间", "车牌号"];
    for (column, header) in (0..).zip(headers) {
        sheet.write(2, column, header).expect("written");
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (row, code) in [(3, 420_301_000_001_u64), (4, 420_301_000_002)] {
        sheet.write_with_format(row, 0, &day, &date).expect("written");
        sheet.write(row, 1, "007").expect("written");
        #[expect(clippy::cast_precision_loss, reason = "twelve digits fit")]
        sheet.write(row, 2, code as f64).expect("written");
        sheet.write(row, 3, 60).expect("written");
        sheet.write_with_format(row, 4, 8.5 / 24.0, &time).expect("written");
        sheet.write_with_format(row, 5, 11.0 / 24.0, &time).expect("written");
        sheet.write(row, 6, "鄂C54321").expect("written");
    }
    sheet.write(5, 0, "合计").expect("written");
    sheet.write(5, 3, 120).expect("written");
    book.add_worksheet().set_name("备注").expect("named");
    let bytes = book.save_to_buffer().expect("saved");
    let files = files(&[("计划.xlsx", &bytes)]);
    check(
        &files,
        &a_network(),
        expect![[r#"
        计划.xlsx: plan, XLSX, 2 rows, 2 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 1 row of totals was passed over.
          > plan 2026-11-23 | 007 鄂C·54321 07:30: 420301000001×60 08:30-11:00 420301000002×60 08:30-11:00
    "#]],
    );
    check(
        &files.with(|options| options.sheet = Some("3".into())),
        &a_network(),
        expect![[r#"
        计划.xlsx has no sheet “3”. Its sheets: Sheet1, 备注.
    "#]],
    );
}

#[test]
fn every_row_that_is_off_is_told_and_the_others_go_in() {
    let plan = "日期,线路,客户编码,数量,时间窗,车牌,备注\n\
        2026-11-23,1,420301000001,-5,08:00-12:00,鄂C12345,\n\
        2026-11-23,1,420301000009,5,08:00-12:00,鄂C12345,\n\
        2026-02-30,1,420301000001,5,08:00-12:00,鄂C12345,\n\
        2026-11-23,1,420301000002,5,14:00-09:00,鄂C12345,\n\
        2026-11-23,1,420301000002,5,,鄂C99999,\n\
        2026-11-23,1,420301000001,5,,鄂C12345,\"two\nlines\"\n\
        2026-11-23,2,420301000001,7,,鄂C54321,\n\
        2026-11-23,1,420301000002,7,,鄂C54321,\n\
        2026-11-23,1,4.20301E+11,7,,鄂C12345,\n\
        2026-11-23,1,,7,,鄂C12345,\n\
        2026-11-23,2,420301000003,约三十,,,\n\
        2026-11-23,2,420301000003,12,,,\n\
        合计,,,24,,,\n";
    check(
        &files(&[("plan.csv", plan.as_bytes())]),
        &a_network(),
        expect![[r#"
        plan.csv: plan, UTF-8, 12 rows, 2 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 2 rows have no window and were given one of the whole delivery day, such as 07:30-18:00.
          note: 1 row of totals was passed over.
          note: Columns kept aside: 备注.
          plan.csv, row 2, column 数量: found “-5”. This is below zero. Write a number of zero or more.
          plan.csv, row 3, column 客户编码: found “420301000009”. No retailer has this code. Import the retailer first, or give its name, latitude and longitude in this row.
          plan.csv, row 4, column 日期: found “2026-02-30”. This isn't a date from 2000 to 2100. Write it as 2026-11-23.
          plan.csv, row 5, column 时间窗: found “14:00-09:00”. The window closes before it opens. Swap the two times.
          plan.csv, row 6, column 车牌: found “鄂C99999”. No vehicle has this plate. Import the vehicle first, or give its capacity in this row.
          plan.csv, row 8, column 客户编码: found “420301000001”. The retailer has a stop on 2026-11-23 in row 7 already. Put both orders into one row.
          plan.csv, row 9, column 车牌: found “鄂C54321”. An earlier row of this route says “鄂C12345”. Make the rows agree, or give them a route of their own.
          plan.csv, row 10, column 客户编码: found “4.20301E+11”. A spreadsheet has rounded this code. Format the column as text and export it again.
          plan.csv, row 11, column 客户编码: There is no value for “Retailer code”. Fill it in.
          plan.csv, row 12, column 数量: found “约三十”. This isn't a number. Write digits only, such as 120.
          > plan 2026-11-23 | 1 鄂C·12345 07:30: 420301000001×5 07:30-18:00 | 2 鄂C·54321 07:30: 420301000003×12 07:30-18:00
    "#]],
    );
}

#[test]
fn places_that_cannot_be_are_told_apart() {
    let shops = "code,name,lat,lon\n\
        A,Swapped,110.8,32.6\n\
        B,Nowhere,0,0\n\
        C,Beyond,95,200\n\
        D,Half,32.6,\n\
        E,None,,\n\
        F,Good,32.6,110.8\n\
        F,Twice,32.6,110.8\n\
        G,Text,thirty-two,110.8\n\
        H,Degrees,32°36′N,110°48′E\n";
    check(
        &files(&[("shops.csv", shops.as_bytes())]),
        &State::default(),
        expect![[r#"
        shops.csv: retailers, UTF-8, 9 rows, 2 new, 0 known
          note: The distribution centre's place isn't known, so the middle of the retailers stands in for it (32.60000, 110.80000). Import a row of the kind “centre” to set it.
          shops.csv, row 2, column lat: found “110.8”. Latitude and longitude look swapped. Swap the two columns.
          shops.csv, row 3, column lat: found “0”. Latitude 0, longitude 0 is no place. Fill in the real coordinates.
          shops.csv, row 4, column lat: found “95”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
          shops.csv, row 5, column lon: One of latitude and longitude is missing. Fill in both.
          shops.csv, row 6, column lat: There is no value for “Latitude”. Fill it in.
          shops.csv, row 8, column code: found “F”. This stands in row 7 already. Keep one of the two rows.
          shops.csv, row 9, column lat: found “thirty-two”. This isn't a number. Write digits only, such as 120.
          > departments 未分配
          > centre (326000000, 1108000000)
          > retailers F Good (326000000, 1108000000); H Degrees (326000000, 1108000000)
    "#]],
    );
}

#[test]
fn a_place_far_from_the_centre_that_would_be_near_it_the_other_way_round_looks_swapped() {
    // Both are possible latitudes, so that only the rest of the network tells.
    let first = "code,name,lat,lon\nA,Paris,48.85,2.35\n";
    let known = files(&[("a.csv", first.as_bytes())]).import(&State::default());
    let second = "code,name,lat,lon\nB,Versailles,2.13,48.80\n";
    check(
        &files(&[("b.csv", second.as_bytes())]),
        &known,
        expect![[r#"
        b.csv: retailers, UTF-8, 1 rows, 0 new, 0 known
          b.csv, row 2, column lat: found “2.13”. Latitude and longitude look swapped. Swap the two columns.
    "#]],
    );
}

#[test]
fn an_empty_database_and_a_plan_with_everything_in_it_make_a_working_day() {
    let plan = "客户编码,客户名称,专卖证号,地址,经度,纬度,送货线路编码,送货顺序,车牌号,载量,订货量,送货日期,客户经理,营销部\n\
        420301000001,城东烟酒店,420301100001,人民路1号,110.80,32.65,R1,1,鄂C12345,5500,30,20261123,张敏,城区营销部\n\
        420301000002,城西超市,420301100002,公园路8号,110.75,32.63,R1,2,鄂C12345,5500,45,20261123,张敏,城区营销部\n";
    let files = files(&[("plan.csv", plan.as_bytes())]);
    check(
        &files,
        &State::default(),
        expect![[r#"
        plan.csv: plan, UTF-8, 2 rows, 2 new, 0 known
          note: 1 marketing department was made from the names in the file.
          note: 2 retailers were made from names and coordinates in the plan.
          note: The distribution centre's place isn't known, so the middle of the retailers stands in for it (32.64000, 110.77500). Import a row of the kind “centre” to set it.
          note: 1 vehicle was made from plates and capacities in the plan.
          note: Routes without a departure were taken to leave at 07:30.
          note: 2 rows have no window and were given one of the whole delivery day, such as 07:30-18:00.
          > departments 城区营销部
          > centre (326400000, 1107750000)
          > retailers 420301000001 城东烟酒店 (326500000, 1108000000); 420301000002 城西超市 (326300000, 1107500000)
          > vehicles 鄂C·12345 5500
          > plan 2026-11-23 | R1 鄂C·12345 07:30: 420301000001×30 07:30-18:00 420301000002×45 07:30-18:00
    "#]],
    );
    let state = files.import(&State::default());
    let day = state.days.values().next().expect("a day");
    let outlook = mainstay::domain::outlook::project(&state, day, now());
    let stops: Vec<_> = outlook.routes.values().flat_map(|route| &route.stops).collect();
    assert_eq!(stops.len(), 2);
    assert!(outlook.routes.values().all(|route| route.breaches.is_empty()), "{outlook:?}");
    check(
        &files,
        &state,
        expect![[r#"
        plan.csv: plan, UTF-8, 2 rows, 0 new, 2 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 2 rows have no window and were given one of the whole delivery day, such as 07:30-18:00.
    "#]],
    );
}

#[test]
fn several_files_are_read_in_the_order_they_need_whatever_order_they_come_in() {
    let named: [(&str, &[u8]); 4] = [
        (
            "progress.csv",
            "日期,线路,客户编码,到达时间,签收时间,实际出发时间\n2026-11-23,1,A,08:05,08:12,07:31\n"
                .as_bytes(),
        ),
        ("plan.csv", "日期,线路,客户编码,条数,车牌\n2026-11-23,1,A,10,鄂C12345\n".as_bytes()),
        ("vans.csv", "车牌,核载\n鄂C12345,5000\n".as_bytes()),
        ("shops.csv", "客户编码,客户名称,经度,纬度\nA,店,110.8,32.6\n".as_bytes()),
    ];
    let files = files(&named);
    check(
        &files,
        &State::default(),
        expect![[r#"
        shops.csv: retailers, UTF-8, 1 rows, 1 new, 0 known
          note: The distribution centre's place isn't known, so the middle of the retailers stands in for it (32.60000, 110.80000). Import a row of the kind “centre” to set it.
          > departments 未分配
          > centre (326000000, 1108000000)
          > retailers A 店 (326000000, 1108000000)
        vans.csv: vehicles, UTF-8, 1 rows, 1 new, 0 known
          > vehicles 鄂C·12345 5000
        plan.csv: plan, UTF-8, 1 rows, 1 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 1 row has no window and was given one of the whole delivery day, such as 07:30-18:00.
          > plan 2026-11-23 | 1 鄂C·12345 07:30: A×10 07:30-18:00
        progress.csv: progress, UTF-8, 1 rows, 1 new, 0 known
          > progress 2026-11-23: AtStop { retailer: RetailerCode("A"), facts: StopFacts { arrived: Some(TimeOfDay(29100)), delivered: Some(TimeOfDay(29520)), failed: None, put_off_to: None, cause: None, told: None } }; Departed { at: TimeOfDay(27060) }
    "#]],
    );
    let state = files.import(&State::default());
    let known = told(&files.read(&state));
    assert!(!known.contains(" > ") && !known.contains(" 1 new"), "{known}");
}

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
          > progress 2026-11-23: AtStop { retailer: RetailerCode("420301000001"), facts: StopFacts { arrived: Some(TimeOfDay(28920)), delivered: Some(TimeOfDay(29400)), failed: None, put_off_to: None, cause: Some(Traffic), told: None } }; AtStop { retailer: RetailerCode("420301000002"), facts: StopFacts { arrived: Some(TimeOfDay(32400)), delivered: None, failed: Some((TimeOfDay(32400), Closed)), put_off_to: None, cause: None, told: None } }; AtStop { retailer: RetailerCode("420301000002"), facts: StopFacts { arrived: None, delivered: None, failed: None, put_off_to: None, cause: None, told: Some(Told { at: Timestamp(2026-11-23T07:50:00), by: "张敏", arrival: TimeOfDay(37200), window: Window { opens: TimeOfDay(27000), closes: TimeOfDay(64800) } }) } }
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
fn coordinates_of_another_datum_are_brought_home() {
    let (lat, lon) = Datum::Bd09.from_wgs84(32.65, 110.8);
    let shops = format!("code,name,lat,lon\nA,Shop,{lat},{lon}\n");
    let files = files(&[("bd09.csv", shops.as_bytes())]).with(|options| options.datum = Datum::Bd09);
    let state = files.import(&State::default());
    let place = state.network.retailer(&RetailerCode::from("A")).expect("there").place;
    let there = Place::from_degrees(32.65, 110.8).expect("on the earth");
    assert!(place.metres_to(there) < 0.5, "{place:?}");
}

#[test]
fn a_corrected_column_is_read_as_the_person_says() {
    let shops = "店号,招牌,北,东\n1,店,32.6,110.8\n";
    let unsure = files(&[("shops.csv", shops.as_bytes())]);
    check(
        &unsure,
        &State::default(),
        expect![[r#"
        shops.csv: the headings don't tell what it holds. Found: 店号, 招牌, 北, 东. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
    "#]],
    );
    let columns = [("店号", "retailer-code"), ("招牌", "name"), ("北", "latitude"), ("东", "longitude")];
    let columns = columns.map(|(header, field)| (header.into(), field.into())).into();
    check(
        &unsure.with(|options| options.columns = Some(columns)),
        &State::default(),
        expect![[r#"
        shops.csv: retailers, UTF-8, 1 rows, 1 new, 0 known
          note: The distribution centre's place isn't known, so the middle of the retailers stands in for it (32.60000, 110.80000). Import a row of the kind “centre” to set it.
          > departments 未分配
          > centre (326000000, 1108000000)
          > retailers 1 店 (326000000, 1108000000)
    "#]],
    );
}

#[test]
fn files_that_are_no_tables_are_told_with_the_way_out() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "客户编码").expect("written");
    let whole = book.save_to_buffer().expect("saved");
    let mut broken = "客户编码,客户名称,经度,纬度\n".repeat(3).into_bytes();
    broken.extend(b"\xe5\xba\x97,\xff\xfe\x80\n");
    let named: [(&str, &[u8]); 11] = [
        ("empty.csv", b""),
        ("blank.csv", b"\n  \n\n"),
        ("cut.xlsx", &whole[..whole.len() / 2]),
        ("nothing.xlsx", &whole),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("program.csv", &[0, 1, 2, 3, 0, 9, 8, 7, 0, 0, 0, 1]),
        ("export.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("broken.csv", &broken),
        ("other.csv", b"red,green,blue\n1,2,3\n"),
        ("headings.csv", "客户编码,客户名称,经度,纬度\n".as_bytes()),
        ("lacking.csv", "客户编码,客户名称,地址\n1,a,b\n".as_bytes()),
    ];
    let mut text = String::new();
    for (name, bytes) in named {
        text.push_str(&told(&files(&[(name, bytes)]).read(&State::default())));
    }
    let folder = files(&[]);
    std::fs::create_dir(folder.folder.path().join("records")).expect("made");
    for name in ["gone.csv", "records"] {
        let path = folder.folder.path().join(name);
        text.push_str(&told(&[read_file(
            &path,
            &ReadOptions::default(),
            &State::default(),
            now(),
            &mut Unwatched,
        )]));
    }
    expect![[r#"
        empty.csv is empty. Export it again.
        blank.csv is empty. Export it again.
        cut.xlsx is damaged or cut off. Export or copy it again.
        nothing.xlsx: the headings don't tell what it holds. Found: 客户编码. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
        picture.csv is no table (PNG). Choose a CSV, XLSX, XLS or ODS file.
        program.csv is no table (binary). Choose a CSV, XLSX, XLS or ODS file.
        export.xls is a web page, whatever its name says. Open it in a spreadsheet, save it as XLSX or CSV, and import that.
        broken.csv can't be read as text from row 4 on: it is neither UTF-8, UTF-16 nor GB18030. Save it as CSV UTF-8 and import that.
        other.csv: the headings don't tell what it holds. Found: red, green, blue. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
        headings.csv has headings, but no rows under them. Export it again with its data.
        lacking.csv was taken for retailers, but has no columns “Latitude” and “Longitude”. Found: 客户编码, 客户名称, 地址. Add the columns, or say which columns hold them.
        gone.csv: there is no such file. Check the name and the folder.
        records is a folder. Choose the files in it.
    "#]].assert_eq(&text);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = files(&[("huge.csv", b"a,b\n")]);
    let file = std::fs::OpenOptions::new().write(true).open(&folder.paths[0]).expect("opened");
    // A hole: it takes no room on the disk.
    file.set_len(600 << 20).expect("grown");
    check(
        &folder,
        &State::default(),
        expect![[r#"
        huge.csv has 600 MB; at most 512 MB can be read. Split it, by month for example.
    "#]],
    );
}

#[test]
fn a_person_may_cancel_and_nothing_is_left() {
    struct Impatient;
    impl Watch for Impatient {
        fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let files = files(&[("vans.csv", "车牌,核载\n鄂C12345,5000\n".as_bytes())]);
    let options = ReadOptions::default();
    let reading = read_file(&files.paths[0], &options, &State::default(), now(), &mut Impatient);
    expect!["vans.csv was not read to the end, because the work was cancelled. Nothing was kept.\n"]
        .assert_eq(&told(&[reading]));
}

#[test]
fn a_retailer_file_updates_what_it_names_and_leaves_the_rest() {
    let known = a_network();
    let phones = "客户编码,联系电话\n420301000001,0719-8888888\n420301000002,\n420301000003,\n";
    check(
        &files(&[("phones.csv", phones.as_bytes())]),
        &known,
        expect![[r#"
        phones.csv: retailers, UTF-8, 3 rows, 1 new, 2 known
          > retailers 420301000001 城东烟酒店 (326500000, 1108000000)
    "#]],
    );
    let state = files(&[("phones.csv", phones.as_bytes())]).import(&known);
    let shop = state.network.retailer(&RetailerCode::from("420301000001")).expect("there");
    assert_eq!((shop.name.clone(), shop.phone.as_str()), (Name::new("城东烟酒店"), "0719-8888888"));
}

#[test]
fn the_centre_and_stations_are_rows_of_their_own_kind() {
    let places = "编码,名称,纬度,经度,类型\n\
        0,十堰配送中心,32.64,110.79,配送中心\n\
        S1,房县中转站,32.05,110.73,中转站\n\
        A,店,32.6,110.8,零售户\n\
        B,店,32.6,110.8,公园\n";
    let plan = "日期,线路,客户编码,条数,中转站\n2026-11-23,1,A,10,房县中转站\n2026-11-23,2,A,10,S9\n";
    let files = files(&[("plan.csv", plan.as_bytes()), ("places.csv", places.as_bytes())]);
    check(
        &files,
        &State::default(),
        expect![[r#"
        places.csv: retailers, UTF-8, 4 rows, 3 new, 0 known
          places.csv, row 5, column 类型: found “公园”. This isn't a kind of place. Write retailer, station or centre.
          > departments 未分配
          > 1 stations
          > centre (326400000, 1107900000)
          > retailers A 店 (326000000, 1108000000)
        plan.csv: plan, UTF-8, 2 rows, 1 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 1 row has no window and was given one of the whole delivery day, such as 07:30-18:00.
          note: 1 route has no vehicle yet. Assign one on the board.
          plan.csv, row 3, column 中转站: found “S9”. No transfer station has this code or name. Import it first, as a row of the kind “station”.
          > plan 2026-11-23 | 1 - 07:30: A×10 07:30-18:00
    "#]],
    );
}

#[test]
fn an_imported_broken_vehicle_is_not_mended_by_an_older_list() {
    use mainstay::domain::ids::{BreakdownId, Plate};
    use mainstay::domain::incident::{Breakdown, Fault};
    let mut known = a_network();
    let breakdown = Breakdown {
        id: BreakdownId::from("1"),
        plate: Plate::from("鄂C·12345"),
        at: now(),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    };
    carry_out(&mut known, vec![Command::PutBreakdowns(vec![breakdown])]);
    let vans = "车牌号,载量,状态\n鄂C12345,5000,可用\n";
    check(
        &files(&[("vans.csv", vans.as_bytes())]),
        &known,
        expect![[r#"
        vans.csv: vehicles, UTF-8, 1 rows, 0 new, 1 known
    "#]],
    );
}

/// Keeps the fold honest: what `carry_out` applies is what `decide` said.
#[test]
fn an_import_undone_is_the_network_of_before() {
    let before = State::default();
    let shops = "客户编码,客户名称,经度,纬度\nA,店,110.8,32.6\n";
    let mut state = before.clone();
    let mut done: Vec<Operation> = Vec::new();
    for reading in files(&[("shops.csv", shops.as_bytes())]).read(&before) {
        for command in reading.expect("readable").commands {
            let operations = decide(&state, command).expect("allowed");
            for operation in &operations {
                state.apply(Revision(1), operation);
            }
            done.extend(operations);
        }
    }
    let made = |change: &Change<Arc<Retailer>>| change.before.is_none();
    assert!(done.iter().any(|it| matches!(it, Operation::RetailersChanged(all) if all.iter().all(made))));
    for operation in done.into_iter().rev() {
        state.apply(Revision(2), &operation.inverse());
    }
    assert_eq!(state, before);
}
