//! Plans: in any encoding, with rows that are off, with all they need in one file or in several.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;

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
fn a_row_below_a_merged_route_cell_is_asked_for_its_route_and_makes_none_of_its_plate() {
    let plan = "日期,线路,客户编码,数量,时间窗,出发时间,车牌\n\
        2026-11-23,1,420301000001,5,08:00-12:00,07:30,鄂C12345\n\
        2026-11-23,,420301000002,5,08:00-12:00,07:30,鄂C12345\n";
    check(
        &files(&[("plan.csv", plan.as_bytes())]),
        &a_network(),
        expect![[r#"
        plan.csv: plan, UTF-8, 2 rows, 1 new, 0 known
          plan.csv, row 3, column 线路: There is no value for “Route”. Fill it in.
          > plan 2026-11-23 | 1 鄂C·12345 07:30: 420301000001×5 08:00-12:00
    "#]],
    );
}

#[test]
fn stops_a_new_plan_leaves_out_are_named() {
    let rows = ["420301000001,30", "420301000002,12", "420301000003,7"];
    let plan = |rows: &[&str]| {
        let rows = rows.iter().map(|row| format!("2026-11-23,1,{row},08:00-12:00,07:30,鄂C12345\n"));
        format!("日期,线路,客户编码,数量,时间窗,出发时间,车牌\n{}", rows.collect::<String>())
    };
    let known = files(&[("plan.csv", plan(&rows).as_bytes())]).import(&a_network());
    let again = plan(&["420301000001,30", "420301000002,-12"]);
    check(
        &files(&[("again.csv", again.as_bytes())]),
        &known,
        expect![[r#"
        again.csv: plan, UTF-8, 2 rows, 1 new, 0 known
          note: 2 open stops are no longer in the plan and taken off the route: 420301000002, 420301000003. Import the plan again with their rows to keep them.
          again.csv, row 3, column 数量: found “-12”. This is below zero. Write a number of zero or more.
          > plan 2026-11-23 | 1 鄂C·12345 07:30: 420301000001×30 08:00-12:00
    "#]],
    );
}

#[test]
fn a_priority_goes_from_1_to_9_and_is_the_usual_one_where_none_is_given() {
    let plan = "日期,线路,客户编码,数量,优先级,时间窗,车牌,出发时间\n\
        2026-11-23,1,420301000001,5,９,08:00-12:00,鄂C12345,07:30\n\
        2026-11-23,1,420301000002,5,,08:00-12:00,鄂C12345,07:30\n\
        2026-11-23,1,420301000003,5,10,08:00-12:00,鄂C12345,07:30\n\
        2026-11-23,1,420301000003,5,高,08:00-12:00,鄂C12345,07:30\n\
        2026-11-23,1,420301000003,5,0,08:00-12:00,鄂C12345,07:30\n";
    check(
        &files(&[("plan.csv", plan.as_bytes())]),
        &a_network(),
        expect![[r#"
            plan.csv: plan, UTF-8, 5 rows, 2 new, 0 known
              plan.csv, row 4, column 优先级: found “10”. This isn't a priority. Write a number from 1 (usual) to 9, or leave it empty.
              plan.csv, row 5, column 优先级: found “高”. This isn't a priority. Write a number from 1 (usual) to 9, or leave it empty.
              plan.csv, row 6, column 优先级: found “0”. This isn't a priority. Write a number from 1 (usual) to 9, or leave it empty.
              > plan 2026-11-23 | 1 鄂C·12345 07:30: 420301000001×5 08:00-12:00 p9 420301000002×5 08:00-12:00
        "#]],
    );
}
