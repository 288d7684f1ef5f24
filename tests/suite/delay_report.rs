//! The delay report: its three forms agree, its totals can be had again from its rows, and a report that
//! fails leaves what stood before.

use crate::harness::{at, retailer_code, small_state, today};
use calamine::{Data, Reader, open_workbook_auto};
use expect_test::expect;
use mainstay::domain::day::{Cause, Day, FailReason, Progress, Remedy, Route, Stop, Told};
use mainstay::domain::ids::RouteId;
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::Name;
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::exchange::report::cell::Cell;
use mainstay::exchange::report::delays::row::Shops;
use mainstay::exchange::report::delays::totals::{Grouping, Totals};
use mainstay::exchange::report::delays::{Delays, Listed, Scope, Source};
use mainstay::exchange::report::whole_file::FileTrouble;
use mainstay::exchange::report::{self, Format, NotReported, Saved};
use mainstay::words::{Language, Tell, Words};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).expect("a time of day")
}

fn stop_mut(state: &mut State, route: usize, stop: usize) -> &mut Stop {
    let day = Arc::make_mut(state.days.get_mut(&today()).expect("today"));
    let route = day.routes.get_mut(&RouteId::new(format!("R{route:02}"))).expect("a route");
    Arc::make_mut(route).stops.get_mut(stop - 1).expect("a stop")
}

fn rename(state: &mut State, route: usize, stop: usize, name: &str) {
    let retailers = Arc::make_mut(&mut state.network.retailers);
    let retailer = retailers.get_mut(&retailer_code(route, stop)).expect("a retailer");
    Arc::make_mut(retailer).name = Name::new(name);
}

/// The harness's day, with a breakdown, a hold, a shop found closed, a delivery put off, and names that try
/// every writer's patience.
pub fn disturbed() -> State {
    let mut state = small_state();
    let breakdown = Breakdown {
        id: "B-7".into(),
        plate: "鄂C·10002".into(),
        at: at("09:20"),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    };
    state.breakdowns = Arc::new([(breakdown.id.clone(), breakdown)].into());

    rename(&mut state, 1, 2, "Commas, \"quotes\"\nand a line break");
    rename(&mut state, 1, 3, "=HYPERLINK(\"http://example.test\")");
    rename(&mut state, 1, 4, "🚚 𠮷野喆商行");
    rename(&mut state, 2, 1, "+86 烟酒");
    rename(&mut state, 2, 2, "＝全角");

    stop_mut(&mut state, 1, 2).progress = Progress::Delivered { arrived: None, at: time("12:00:01") };
    let closed = stop_mut(&mut state, 2, 1);
    closed.progress = Progress::Failed { at: time("09:05"), reason: FailReason::Closed };
    closed.cause = Some(Cause::RetailerAbsent);
    let late = stop_mut(&mut state, 2, 3);
    late.cause = Some(Cause::Breakdown(Some("B-7".into())));
    late.remedy = Some(Remedy::SpareTakesOver);
    late.told = Some(Told::new(
        at("09:41:30"),
        "@王芳".into(),
        time("10:50"),
        Window::parse("10:30-11:30").expect("a window"),
    ));
    stop_mut(&mut state, 2, 4).cause = Some(Cause::Other("-queue at the toll".into()));
    let put_off = stop_mut(&mut state, 3, 1);
    put_off.progress = Progress::PutOff { to: today().plus(1) };
    put_off.cause = Some(Cause::Weather(Some("H1".into())));
    put_off.remedy = Some(Remedy::PutOff);
    state
}

/// Two service days alike, the one before today being past.
pub fn two_days(state: &State) -> BTreeMap<ServiceDay, Day> {
    let day = state.day(today()).expect("today");
    let yesterday = Day { date: today().plus(-1), ..Day::clone(day) };
    [(yesterday.date, yesterday), (today(), Day::clone(day))].into()
}

pub fn save_days(
    state: &State,
    days: &BTreeMap<ServiceDay, Day>,
    scope: &Scope,
    language: Language,
    path: &Path,
) -> (Saved, Totals) {
    let dates: Vec<_> = days.keys().copied().collect();
    let source = Source { state, days: &dates, now: at("10:20") };
    let read = |day| Ok::<_, Infallible>(days.get(&day).cloned());
    let form = (path, Format::of(path).expect("a known ending"));
    let mut delays = Delays::new(scope, source, read);
    let saved = report::write(&mut delays, &Words::new(language), form, &mut Unwatched).expect("saves");
    (saved, delays.into_totals())
}

/// The report of the disturbed day as text.
fn saved(scope: &Scope, language: Language, format: Format) -> String {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report").with_extension(format.extension());
    save_days(&state, &two_days(&state), scope, language, &path);
    std::fs::read_to_string(path).expect("text")
}

pub fn this_day() -> Scope {
    Scope::every_stop(today(), today())
}

pub fn both_days() -> Scope {
    Scope::every_stop(today().plus(-1), today())
}

/// The CSV's three tables.
pub fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let read = |table: &str| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        let records = reader.records().map(|record| record.expect("every row as wide as its heading"));
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    };
    text.split("\r\n\r\n").map(read).collect()
}

#[test]
fn the_csv_stands_as_agreed_in_english() {
    expect![[r#"
        ﻿Service day,Route,Stop,Vehicle,Driver,Delivery man,Department code,Department,Retailer code,Retailer,Cartons,Window now from,Window now to,Promised window from,Promised window to,Planned arrival,Estimated arrival,Actual arrival,Minutes late,State,Cause,Incident,Reason code,Plan applied,Told at,Told by,Told arrival,Told window from,Told window to,Result,Why not delivered,Put off to
        2026-11-23,R01,1,鄂C·10001,张伟,周勇,D1,East department,420300001001,Morning Light Store 1,45,08:30,12:00,08:30,12:00,09:00,,09:00,0,delivered,,,,,,,,,,delivered,,
        2026-11-23,R01,2,鄂C·10001,张伟,周勇,D1,East department,420300001002,"Commas, ""quotes""
        and a line break",50,08:30,12:00,08:30,12:00,09:30,,12:00:01,1,delivered late,,,,,,,,,,delivered,,
        2026-11-23,R01,3,鄂C·10001,张伟,周勇,D1,East department,420300001003,"'=HYPERLINK(""http://example.test"")",55,08:30,12:00,08:30,12:00,10:00,12:04:19,,5,late,,,,,,,,,,open,,
        2026-11-23,R01,4,鄂C·10001,张伟,周勇,D1,East department,420300001004,🚚 𠮷野喆商行,60,08:30,12:00,08:30,12:00,10:30,12:13:37,,14,late,,,,,,,,,,open,,
        2026-11-23,R02,1,鄂C·10002,李强,周勇,D1,East department,420300002001,'+86 烟酒,45,08:30,12:00,08:30,12:00,09:00,,09:05,0,not delivered,retailer absent,,,,,,,,,not delivered,shop closed,
        2026-11-23,R02,2,鄂C·10002,李强,周勇,D1,East department,420300002002,'＝全角,50,08:30,12:00,08:30,12:00,09:30,10:20,,0,on time,,,,,,,,,,open,,
        2026-11-23,R02,3,鄂C·10002,李强,周勇,D1,East department,420300002003,Jiajiale Market 2,55,08:00,10:10,08:00,10:10,10:00,10:29:18,,20,late,vehicle breakdown,B-7,clutch,spare takes over,2026-11-23 09:41:30,'@王芳,10:50,10:30,11:30,open,,
        2026-11-23,R02,4,鄂C·10002,李强,周勇,D1,East department,420300002004,Old Street Grocery 2,60,08:00,10:10,08:00,10:10,10:30,10:38:36,,29,late,'-queue at the toll,,,,,,,,,open,,
        2026-11-23,R03,1,鄂C·10003,刘洋,周勇,D2,West department,420300003001,Morning Light Store 3,45,12:30,17:00,12:30,17:00,13:00,,,,put off,weather,H1,"rainstorm, orange",put off,,,,,,put off,,2026-11-24
        2026-11-23,R03,2,鄂C·10003,刘洋,周勇,D2,West department,420300003002,Xilai Tobacco and Wine 3,50,12:30,17:00,12:30,17:00,13:30,12:47:34,,0,on time,,,,,,,,,,open,,
        2026-11-23,R03,3,鄂C·10003,刘洋,周勇,D2,West department,420300003003,Jiajiale Market 3,55,12:30,17:00,12:30,17:00,14:00,12:56:52,,0,on time,,,,,,,,,,open,,
        2026-11-23,R03,4,鄂C·10003,刘洋,周勇,D2,West department,420300003004,Old Street Grocery 3,60,12:30,17:00,12:30,17:00,14:30,13:06:10,,0,on hold,,,,,,,,,,open,,

        Totals,Code,Name,Stops due,On time (%),On time in full (%),Late stops,Mean minutes late,P50 minutes late,P90 minutes late,Max minutes late,Retailer-minutes late,Not delivered,Put off,Still open
        All stops,,,12,50.0,41.7,5,13.8,14,29,29,69,1,1,8
        By department,D1,East department,8,37.5,25.0,5,13.8,14,29,29,69,1,0,5
        By department,D2,West department,4,75.0,75.0,0,,,,,0,0,1,3
        By route,R01,R01,4,25.0,25.0,3,6.7,5,14,14,20,0,0,2
        By route,R02,R02,4,50.0,25.0,2,24.5,20,29,29,49,1,0,3
        By route,R03,R03,4,75.0,75.0,0,,,,,0,0,1,3
        By vehicle,鄂C·10001,鄂C·10001,4,25.0,25.0,3,6.7,5,14,14,20,0,0,2
        By vehicle,鄂C·10002,鄂C·10002,4,50.0,25.0,2,24.5,20,29,29,49,1,0,3
        By vehicle,鄂C·10003,鄂C·10003,4,75.0,75.0,0,,,,,0,0,1,3
        By cause,none,no cause recorded,3,0.0,0.0,3,6.7,5,14,14,20,0,0,2
        By cause,breakdown,vehicle breakdown,1,0.0,0.0,1,20.0,20,20,20,20,0,0,1
        By cause,weather,weather,1,0.0,0.0,0,,,,,0,0,1,0
        By cause,retailer_absent,retailer absent,1,100.0,0.0,0,,,,,0,1,0,0
        By cause,other,other causes,1,0.0,0.0,1,29.0,29,29,29,29,0,0,1
        By day,2026-11-23,2026-11-23,12,50.0,41.7,5,13.8,14,29,29,69,1,1,8
        By retailer,420300002004,Old Street Grocery 2,1,0.0,0.0,1,29.0,29,29,29,29,0,0,1
        By retailer,420300002003,Jiajiale Market 2,1,0.0,0.0,1,20.0,20,20,20,20,0,0,1
        By retailer,420300001004,🚚 𠮷野喆商行,1,0.0,0.0,1,14.0,14,14,14,14,0,0,1
        By retailer,420300001003,"'=HYPERLINK(""http://example.test"")",1,0.0,0.0,1,5.0,5,5,5,5,0,0,1
        By retailer,420300001002,"Commas, ""quotes""
        and a line break",1,0.0,0.0,1,1.0,1,1,1,1,0,0,0
        By retailer,420300002001,'+86 烟酒,1,100.0,0.0,0,,,,,0,1,0,0
        By retailer,420300003001,Morning Light Store 3,1,0.0,0.0,0,,,,,0,0,1,0

        Definitions,Definition
        Stops due,"Every stop planned for the days of the period, those put off included."
        On time (%),"Stops where service began by the end of the promised window, whether or not the goods were then taken, as a share of stops due. Stops still open count by their estimate; stops put off, and stops of past days without a record, are not on time. Shifting a window changes nothing here."
        On time in full (%),"Stops on time whose delivery was made, or is still expected to be, as a share of stops due."
        Late stops,"Stops where service began, or is expected to begin, after the end of the promised window. Stops put off are not among them."
        Mean minutes late,Mean over the late stops; a begun minute counts as a whole one.
        P50 minutes late,Half of the late stops were late by no more than this (nearest rank).
        P90 minutes late,Nine in ten late stops were late by no more than this (nearest rank).
        Max minutes late,The latest stop's minutes late.
        Retailer-minutes late,Minutes late of all stops added up: one retailer waiting one minute is one.
        Not delivered,Stops the vehicle came to without being able to deliver.
        Put off,Stops to be delivered with another day's routes.
        Still open,"Stops still to be served, or of which nothing has been recorded."

        Notes
        "“By retailer” lists those late, failed or put off at least once, the most minutes late first; paper shows the first 200."
    "#]].assert_eq(&saved(&this_day(), Language::English, Format::Csv).replace('\r', ""));
}

#[test]
fn the_csv_speaks_chinese() {
    let text = saved(&Scope { listed: Listed::OnlyLate, ..this_day() }, Language::Chinese, Format::Csv);
    expect![[r#"
        ﻿送货日期,送货线路,送货顺序,车牌号,驾驶员,送货员,营销部编码,营销部,客户编码,客户名称,条数,现行时段起,现行时段止,承诺时段起,承诺时段止,计划到达,预计到达,实际到达,延误分钟,状态,原因,事件编号,原因代码,采取措施,告知时间,告知人,告知到达,告知时段起,告知时段止,结果,未送达原因,延期至
        2026-11-23,R01,2,鄂C·10001,张伟,周勇,D1,城东营销部,420300001002,"Commas, ""quotes""
        and a line break",50,08:30,12:00,08:30,12:00,09:30,,12:00:01,1,延误送达,,,,,,,,,,已送达,,
        2026-11-23,R01,3,鄂C·10001,张伟,周勇,D1,城东营销部,420300001003,"'=HYPERLINK(""http://example.test"")",55,08:30,12:00,08:30,12:00,10:00,12:04:19,,5,延误,,,,,,,,,,未完成,,
        2026-11-23,R01,4,鄂C·10001,张伟,周勇,D1,城东营销部,420300001004,🚚 𠮷野喆商行,60,08:30,12:00,08:30,12:00,10:30,12:13:37,,14,延误,,,,,,,,,,未完成,,
        2026-11-23,R02,1,鄂C·10002,李强,周勇,D1,城东营销部,420300002001,'+86 烟酒,45,08:30,12:00,08:30,12:00,09:00,,09:05,0,未送达,零售户不在,,,,,,,,,未送达,店铺关门,
        2026-11-23,R02,3,鄂C·10002,李强,周勇,D1,城东营销部,420300002003,家家乐超市2店,55,08:00,10:10,08:00,10:10,10:00,10:29:18,,20,延误,车辆故障,B-7,离合器,备用车接替,2026-11-23 09:41:30,'@王芳,10:50,10:30,11:30,未完成,,
        2026-11-23,R02,4,鄂C·10002,李强,周勇,D1,城东营销部,420300002004,老街副食2店,60,08:00,10:10,08:00,10:10,10:30,10:38:36,,29,延误,'-queue at the toll,,,,,,,,,未完成,,
        2026-11-23,R03,1,鄂C·10003,刘洋,周勇,D2,城西营销部,420300003001,晨光商店3店,45,12:30,17:00,12:30,17:00,13:00,,,,已延期,天气,H1,暴雨橙色预警,延期配送,,,,,,延期,,2026-11-24

        合计,编码,名称,应送户数,准时率（%）,准时足额率（%）,延误户数,平均延误分钟,延误分钟 P50,延误分钟 P90,最长延误分钟,延误户分钟,未送达户数,延期户数,未完成户数
        全部,,,12,50.0,41.7,5,13.8,14,29,29,69,1,1,8
        按营销部,D1,城东营销部,8,37.5,25.0,5,13.8,14,29,29,69,1,0,5
        按营销部,D2,城西营销部,4,75.0,75.0,0,,,,,0,0,1,3
        按线路,R01,R01,4,25.0,25.0,3,6.7,5,14,14,20,0,0,2
        按线路,R02,R02,4,50.0,25.0,2,24.5,20,29,29,49,1,0,3
        按线路,R03,R03,4,75.0,75.0,0,,,,,0,0,1,3
        按车辆,鄂C·10001,鄂C·10001,4,25.0,25.0,3,6.7,5,14,14,20,0,0,2
        按车辆,鄂C·10002,鄂C·10002,4,50.0,25.0,2,24.5,20,29,29,49,1,0,3
        按车辆,鄂C·10003,鄂C·10003,4,75.0,75.0,0,,,,,0,0,1,3
        按原因,none,未登记原因,3,0.0,0.0,3,6.7,5,14,14,20,0,0,2
        按原因,breakdown,车辆故障,1,0.0,0.0,1,20.0,20,20,20,20,0,0,1
        按原因,weather,天气,1,0.0,0.0,0,,,,,0,0,1,0
        按原因,retailer_absent,零售户不在,1,100.0,0.0,0,,,,,0,1,0,0
        按原因,other,其他原因,1,0.0,0.0,1,29.0,29,29,29,29,0,0,1
        按日期,2026-11-23,2026-11-23,12,50.0,41.7,5,13.8,14,29,29,69,1,1,8
        按零售户,420300002004,老街副食2店,1,0.0,0.0,1,29.0,29,29,29,29,0,0,1
        按零售户,420300002003,家家乐超市2店,1,0.0,0.0,1,20.0,20,20,20,20,0,0,1
        按零售户,420300001004,🚚 𠮷野喆商行,1,0.0,0.0,1,14.0,14,14,14,14,0,0,1
        按零售户,420300001003,"'=HYPERLINK(""http://example.test"")",1,0.0,0.0,1,5.0,5,5,5,5,0,0,1
        按零售户,420300001002,"Commas, ""quotes""
        and a line break",1,0.0,0.0,1,1.0,1,1,1,1,0,0,0
        按零售户,420300002001,'+86 烟酒,1,100.0,0.0,0,,,,,0,1,0,0
        按零售户,420300003001,晨光商店3店,1,0.0,0.0,0,,,,,0,0,1,0

        指标定义,定义
        应送户数,期间内各送货日计划配送的全部户数，含已延期的。
        准时率（%）,在承诺时段结束前开始服务的户数（不论货物是否收下）占应送户数的比例。未完成的按预计时间计；延期的和过往日期没有登记的不算准时。调整时段不影响此项。
        准时足额率（%）,准时且已送达（或预计仍可送达）的户数占应送户数的比例。
        延误户数,在承诺时段结束后才开始或预计才开始服务的户数，不含延期的。
        平均延误分钟,延误户的平均延误分钟；不足一分钟按一分钟计。
        延误分钟 P50,半数延误户的延误不超过此值（最近秩法）。
        延误分钟 P90,九成延误户的延误不超过此值（最近秩法）。
        最长延误分钟,延误最久的一户的延误分钟。
        延误户分钟,所有户的延误分钟之和：一户等一分钟计一。
        未送达户数,车辆到店但未能交货的户数。
        延期户数,改随其他日期线路配送的户数。
        未完成户数,尚未服务或没有任何登记的户数。

        说明
        “按零售户”仅列至少一次延误、未送达或延期的零售户，延误分钟多的在前；纸面只印前 200 户。
    "#]].assert_eq(&text.replace('\r', ""));
}

#[test]
fn the_json_keeps_its_keys_and_codes_in_either_language() {
    let scope = Scope { department: Some("D2".into()), ..this_day() };
    let english = saved(&scope, Language::English, Format::Json);
    expect![[r#"
        {
        "report":"delays",
        "language":"en",
        "from":"2026-11-23",
        "to":"2026-11-23",
        "as_of":"2026-11-23T10:20:00",
        "listed":"every_stop",
        "department":"D2",
        "hours":null,
        "rows":[
        {"day":"2026-11-23","route":"R03","position":1,"plate":"鄂C·10003","driver":"刘洋","delivery_man":"周勇","department_code":"D2","department":"West department","retailer_code":"420300003001","retailer":"Morning Light Store 3","cartons":45,"window_opens":"12:30","window_closes":"17:00","promised_opens":"12:30","promised_closes":"17:00","planned":"13:00","estimated":null,"actual":null,"minutes_late":null,"state":"put_off","cause":"weather","incident":"H1","reason":"rainstorm_orange","plan_applied":"put_off","told_at":null,"told_by":null,"told_arrival":null,"told_window_opens":null,"told_window_closes":null,"result":"put_off","fail_reason":null,"put_off_to":"2026-11-24"},
        {"day":"2026-11-23","route":"R03","position":2,"plate":"鄂C·10003","driver":"刘洋","delivery_man":"周勇","department_code":"D2","department":"West department","retailer_code":"420300003002","retailer":"Xilai Tobacco and Wine 3","cartons":50,"window_opens":"12:30","window_closes":"17:00","promised_opens":"12:30","promised_closes":"17:00","planned":"13:30","estimated":"12:47:34","actual":null,"minutes_late":0,"state":"on_time","cause":null,"incident":null,"reason":null,"plan_applied":null,"told_at":null,"told_by":null,"told_arrival":null,"told_window_opens":null,"told_window_closes":null,"result":"open","fail_reason":null,"put_off_to":null},
        {"day":"2026-11-23","route":"R03","position":3,"plate":"鄂C·10003","driver":"刘洋","delivery_man":"周勇","department_code":"D2","department":"West department","retailer_code":"420300003003","retailer":"Jiajiale Market 3","cartons":55,"window_opens":"12:30","window_closes":"17:00","promised_opens":"12:30","promised_closes":"17:00","planned":"14:00","estimated":"12:56:52","actual":null,"minutes_late":0,"state":"on_time","cause":null,"incident":null,"reason":null,"plan_applied":null,"told_at":null,"told_by":null,"told_arrival":null,"told_window_opens":null,"told_window_closes":null,"result":"open","fail_reason":null,"put_off_to":null},
        {"day":"2026-11-23","route":"R03","position":4,"plate":"鄂C·10003","driver":"刘洋","delivery_man":"周勇","department_code":"D2","department":"West department","retailer_code":"420300003004","retailer":"Old Street Grocery 3","cartons":60,"window_opens":"12:30","window_closes":"17:00","promised_opens":"12:30","promised_closes":"17:00","planned":"14:30","estimated":"13:06:10","actual":null,"minutes_late":0,"state":"on_hold","cause":null,"incident":null,"reason":null,"plan_applied":null,"told_at":null,"told_by":null,"told_arrival":null,"told_window_opens":null,"told_window_closes":null,"result":"open","fail_reason":null,"put_off_to":null}
        ],
        "totals":{"all":{"stops_due":4,"on_time_percent":75.0,"otif_percent":75.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":3},"departments":[{"code":"D2","name":"West department","stops_due":4,"on_time_percent":75.0,"otif_percent":75.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":3}],"routes":[{"code":"R03","name":"R03","stops_due":4,"on_time_percent":75.0,"otif_percent":75.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":3}],"vehicles":[{"code":"鄂C·10003","name":"鄂C·10003","stops_due":4,"on_time_percent":75.0,"otif_percent":75.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":3}],"causes":[{"code":"weather","name":"weather","stops_due":1,"on_time_percent":0.0,"otif_percent":0.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":0}],"days":[{"code":"2026-11-23","name":"2026-11-23","stops_due":4,"on_time_percent":75.0,"otif_percent":75.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":3}],"retailers":[{"code":"420300003001","name":"Morning Light Store 3","stops_due":1,"on_time_percent":0.0,"otif_percent":0.0,"late":0,"mean_minutes_late":null,"p50_minutes_late":null,"p90_minutes_late":null,"max_minutes_late":null,"retailer_minutes_late":0,"failed":0,"put_off":1,"open":0}]},
        "definitions":{"stops_due":"Every stop planned for the days of the period, those put off included.","on_time_percent":"Stops where service began by the end of the promised window, whether or not the goods were then taken, as a share of stops due. Stops still open count by their estimate; stops put off, and stops of past days without a record, are not on time. Shifting a window changes nothing here.","otif_percent":"Stops on time whose delivery was made, or is still expected to be, as a share of stops due.","late":"Stops where service began, or is expected to begin, after the end of the promised window. Stops put off are not among them.","mean_minutes_late":"Mean over the late stops; a begun minute counts as a whole one.","p50_minutes_late":"Half of the late stops were late by no more than this (nearest rank).","p90_minutes_late":"Nine in ten late stops were late by no more than this (nearest rank).","max_minutes_late":"The latest stop's minutes late.","retailer_minutes_late":"Minutes late of all stops added up: one retailer waiting one minute is one.","failed":"Stops the vehicle came to without being able to deliver.","put_off":"Stops to be delivered with another day's routes.","open":"Stops still to be served, or of which nothing has been recorded."},
        "notes":["“By retailer” lists those late, failed or put off at least once, the most minutes late first; paper shows the first 200."]
        }
    "#]].assert_eq(&english);
    let chinese: serde_json::Value =
        serde_json::from_str(&saved(&scope, Language::Chinese, Format::Json)).expect("JSON");
    let english: serde_json::Value = serde_json::from_str(&english).expect("JSON");
    for stable in ["state", "cause", "reason", "plan_applied", "result", "told_at", "minutes_late"] {
        assert_eq!(chinese["rows"][0][stable], english["rows"][0][stable], "{stable}");
    }
    assert_eq!(chinese["totals"]["all"], english["totals"]["all"]);
    assert_eq!(chinese["totals"]["departments"][0]["name"], "城西营销部");
}

/// The figures once more, from nothing but the rows: stops due, on time %, in full %, late, mean, P50, P90,
/// max, minutes, failed, put off, open.
fn again(rows: &[&Vec<String>], column: impl Fn(&str) -> usize) -> Vec<String> {
    let is = |row: &[String], result: &str| row[column("Result")] == result;
    let count = |result: &str| rows.iter().filter(|row| is(row, result)).count();
    let mut minutes: Vec<u32> =
        rows.iter().filter_map(|row| row[column("Minutes late")].parse().ok()).collect();
    let on_time = minutes.iter().filter(|m| **m == 0).count();
    let in_full =
        rows.iter().filter(|row| row[column("Minutes late")] == "0" && !is(row, "not delivered")).count();
    minutes.retain(|m| *m > 0);
    minutes.sort_unstable();
    let rank = |percent: usize| minutes.get((minutes.len() * percent).div_ceil(100).saturating_sub(1));
    let text = |minutes: Option<&u32>| minutes.map(u32::to_string).unwrap_or_default();
    let sum: u32 = minutes.iter().sum();
    let count_of = |n: usize| f64::from(u32::try_from(n).expect("a small report"));
    let ratio = |part: usize, whole: usize| {
        if whole == 0 { String::new() } else { format!("{:.1}", count_of(part) / count_of(whole)) }
    };
    vec![
        rows.len().to_string(),
        ratio(on_time * 100, rows.len()),
        ratio(in_full * 100, rows.len()),
        minutes.len().to_string(),
        ratio(sum as usize, minutes.len()),
        text(rank(50)),
        text(rank(90)),
        text(minutes.last()),
        sum.to_string(),
        count("not delivered").to_string(),
        count("put off").to_string(),
        count("open").to_string(),
    ]
}

fn totals_follow_from_rows(csv: &str) {
    let tables = tables(csv);
    let [rows, totals, ..] = tables.as_slice() else { panic!("three tables, and notes") };
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).expect("a heading");
    let grouped_by = [
        ("By department", Some("Department code")),
        ("By route", Some("Route")),
        ("By vehicle", Some("Vehicle")),
        ("By retailer", Some("Retailer code")),
        ("By day", Some("Service day")),
        ("All stops", None),
    ];
    for line in &totals[1..] {
        let Some((_, by)) = grouped_by.iter().find(|(heading, _)| *heading == line[0]) else { continue };
        let of_group = |row: &&Vec<String>| by.is_none_or(|name| row[column(name)] == line[1]);
        let counted: Vec<_> = rows[1..].iter().filter(of_group).collect();
        assert_eq!(line[3..], again(&counted, column), "{} {}", line[0], line[1]);
    }
    let told = totals.iter().filter(|line| line[0] == "By retailer").map(|line| line[1].as_str());
    let disturbed = rows[1..].iter().filter(|row| {
        !matches!(row[column("Minutes late")].as_str(), "" | "0")
            || matches!(row[column("Result")].as_str(), "not delivered" | "put off")
    });
    let disturbed: BTreeSet<&str> = disturbed.map(|row| row[column("Retailer code")].as_str()).collect();
    assert_eq!(told.collect::<BTreeSet<_>>(), disturbed, "retailers that are told");
}

#[test]
fn the_totals_follow_from_the_rows() {
    totals_follow_from_rows(&saved(&both_days(), Language::English, Format::Csv));
}

#[test]
fn a_workbook_holds_what_the_csv_holds_cell_by_cell() {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    for language in Language::ALL {
        let (csv, xlsx) = (folder.path().join("r.csv"), folder.path().join("r.xlsx"));
        for path in [&csv, &xlsx] {
            save_days(&state, &two_days(&state), &both_days(), language, path);
        }
        let text = std::fs::read_to_string(csv).expect("text");
        let from_csv = &tables(&text)[0];
        let words = Words::new(language);
        let mut book = open_workbook_auto(&xlsx).expect("a workbook");
        let sheet = book.worksheet_range(&words.say("report-sheet-stops")).expect("a sheet");
        assert_eq!(sheet.height(), from_csv.len());
        for (at, row) in sheet.rows().enumerate() {
            let cells: Vec<String> = row.iter().map(cell_text).collect();
            let plain: Vec<String> = from_csv[at].iter().map(|cell| without_apostrophe(cell)).collect();
            assert_eq!(cells, plain, "row {at} in {language:?}");
        }
        assert!(book.worksheet_formula(&words.say("report-sheet-stops")).expect("a sheet").is_empty());
        let mut sheets = vec![words.say("report-sheet-summary")];
        sheets.extend(Grouping::ALL.map(|by| words.say(by.heading())));
        sheets.extend(["report-sheet-stops", "report-sheet-charts"].map(|key| words.say(key)));
        assert_eq!(book.sheet_names(), sheets);
        let summary = book.worksheet_range(&sheets[0]).expect("a sheet");
        let said: Vec<_> = summary.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
        for expected in ["report-title", "report-stops-due", "report-define-otif"] {
            assert!(said.contains(&words.say(expected)), "{expected} on the summary in {language:?}");
        }
    }
}

/// A typed cell as the CSV writes it.
pub fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let days = moment.as_f64();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a moment since 1900"
            )]
            let seconds = (days * 86_400.0).round() as u64;
            let clock = |seconds: u64| {
                let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
                if s == 0 { format!("{h:02}:{m:02}") } else { format!("{h:02}:{m:02}:{s:02}") }
            };
            match moment.as_datetime() {
                _ if days < 2.0 => clock(seconds),
                Some(day) if seconds.is_multiple_of(86_400) => day.format("%Y-%m-%d").to_string(),
                Some(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
                None => panic!("no date: {days}"),
            }
        }
        other => other.to_string(),
    }
}

pub fn without_apostrophe(cell: &str) -> String {
    cell.strip_prefix('\'').unwrap_or(cell).to_owned()
}

#[test]
fn no_cell_of_the_csv_runs_as_a_formula() {
    let text = saved(&both_days(), Language::English, Format::Csv);
    let cells: Vec<String> = tables(&text).into_iter().flatten().flatten().collect();
    for cell in &cells {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?}");
    }
    for tamed in
        ["'=HYPERLINK(\"http://example.test\")", "'+86 烟酒", "'＝全角", "'@王芳", "'-queue at the toll"]
    {
        assert!(cells.iter().any(|cell| cell == tamed), "{tamed}");
    }
}

#[test]
fn an_empty_period_says_so() {
    let long_ago = ServiceDay::parse("2020-02-29").expect("a date");
    for language in Language::ALL {
        let text = saved(&Scope::every_stop(long_ago, long_ago), language, Format::Csv);
        let tables = tables(&text);
        assert_eq!(tables[0].len(), 1, "only the headings");
        assert_eq!(tables[1].len(), 2, "only the line of all stops");
        assert_eq!(tables[1][1][2], Words::new(language).say("report-empty"));
        assert_eq!(tables[1][1][3], "0");
    }
}

#[test]
fn only_late_lists_fewer_rows_and_counts_the_same() {
    let all = tables(&saved(&both_days(), Language::English, Format::Csv));
    let late =
        tables(&saved(&Scope { listed: Listed::OnlyLate, ..both_days() }, Language::English, Format::Csv));
    assert!(late[0].len() < all[0].len() && late[0].len() > 1);
    assert_eq!(late[1], all[1]);
}

/// Gives up after `days` days.
struct GivesUpAfter(u64);

impl Watch for GivesUpAfter {
    fn step(&mut self, done: u64, _: u64) -> Result<(), Cancelled> {
        if done >= self.0 { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn an_interrupted_report_leaves_the_one_before_and_no_trace() {
    let state = disturbed();
    let days = two_days(&state);
    let dates: Vec<_> = days.keys().copied().collect();
    let source = Source { state: &state, days: &dates, now: at("10:20") };
    let (scope, words) = (both_days(), Words::new(Language::English));
    for format in Format::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report").with_extension(format.extension());
        std::fs::write(&path, "the report before").expect("writes");

        let read = |day| Ok::<_, &str>(days.get(&day).cloned());
        let stopped = report::write(
            &mut Delays::new(&scope, source, read),
            &words,
            (&path, format),
            &mut GivesUpAfter(1),
        );
        assert!(matches!(stopped, Err(NotReported::Cancelled(_))), "{stopped:?}");

        let fails = |day| if day == today() { Err("torn page") } else { Ok(days.get(&day).cloned()) };
        let failed =
            report::write(&mut Delays::new(&scope, source, fails), &words, (&path, format), &mut Unwatched);
        assert!(matches!(failed, Err(NotReported::Read("torn page"))), "{failed:?}");

        assert_eq!(std::fs::read_to_string(&path).expect("text"), "the report before");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing left beside it");
    }
}

#[test]
fn a_place_that_cannot_be_written_to_is_told_with_the_next_step() {
    let state = disturbed();
    let source = Source { state: &state, days: &[], now: at("10:20") };
    let folder = tempfile::tempdir().expect("a folder");
    let protected = folder.path().join("protected.csv");
    std::fs::write(&protected, "keep").expect("writes");
    let mut rights = std::fs::metadata(&protected).expect("is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&protected, rights).expect("sets");
    let write = |scope: &Scope, path: &Path| {
        let read = |_| Ok::<_, Infallible>(None);
        let words = Words::new(Language::English);
        let mut delays = Delays::new(scope, source, read);
        report::write(&mut delays, &words, (path, Format::Csv), &mut Unwatched).expect_err("refused")
    };
    let missing = write(&this_day(), &folder.path().join("missing/report.csv"));
    assert!(matches!(missing, NotReported::File(FileTrouble::NoFolder(_))), "{missing:?}");
    let is_folder = write(&this_day(), folder.path());
    assert!(matches!(is_folder, NotReported::File(FileTrouble::IsFolder(_))), "{is_folder:?}");
    let denied = write(&this_day(), &protected);
    assert!(matches!(denied, NotReported::File(FileTrouble::Denied(_))), "{denied:?}");
    let backwards = write(&Scope::every_stop(today(), today().plus(-1)), &folder.path().join("r.csv"));
    assert!(matches!(backwards, NotReported::Backwards { .. }), "{backwards:?}");
    for language in Language::ALL {
        for trouble in [FileTrouble::NoFolder("a/b".into()), FileTrouble::Full("a/b".into())] {
            assert!(Words::new(language).tell(&trouble.message()).contains("a/b"));
        }
    }
}

#[test]
#[cfg(unix)]
fn a_report_saved_to_a_link_leaves_the_link() {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
    std::fs::write(&real, "before").expect("writes");
    std::os::unix::fs::symlink(&real, &link).expect("links");
    save_days(&state, &two_days(&state), &this_day(), Language::English, &link);
    assert!(std::fs::symlink_metadata(&link).expect("is there").is_symlink());
    assert!(std::fs::read_to_string(&real).expect("text").contains("R01"));
}

/// A stop's fate, drawn at random: when the vehicle came, and what happened then.
fn fate() -> impl Strategy<Value = Progress> {
    let moment = || (7 * 3600u32..19 * 3600).prop_map(TimeOfDay::from_seconds);
    prop_oneof![
        Just(Progress::Waiting),
        moment().prop_map(|at| Progress::Delivered { arrived: Some(at), at }),
        moment().prop_map(|at| Progress::Failed { at, reason: FailReason::Other("=1+1".into()) }),
        Just(Progress::PutOff { to: today().plus(1) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happened_the_totals_follow_from_the_rows(fates in prop::collection::vec(fate(), 12)) {
        let mut state = small_state();
        let day = Arc::make_mut(state.days.get_mut(&today()).expect("today"));
        let stops = day.routes.values_mut().flat_map(|route| &mut Arc::make_mut(route).stops);
        for (stop, fate) in stops.zip(fates) {
            stop.progress = fate;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.csv");
        let days = [(today(), Day::clone(state.day(today()).expect("today")))].into();
        let (saved, totals) = save_days(&state, &days, &this_day(), Language::English, &path);
        let days = totals.groups(Grouping::Day).len();
        prop_assert_eq!((totals.all.stops_due(), saved.listed, days), (12, 12, 1));
        totals_follow_from_rows(&std::fs::read_to_string(path).expect("text"));
    }
}

#[test]
fn a_preview_counts_what_the_report_will_say() {
    let state = disturbed();
    let days = two_days(&state);
    let dates: Vec<_> = days.keys().copied().collect();
    let source = Source { state: &state, days: &dates, now: at("10:20") };
    let read = |day| Ok::<_, Infallible>(days.get(&day).cloned());
    let scope = both_days();
    let mut delays = Delays::new(&scope, source, read);
    let words = Words::new(Language::English);
    let preview = report::preview(&mut delays, &words, 5, &mut Unwatched).expect("counts");
    assert_eq!((preview.first.len(), preview.listed), (5, 24));
    assert_eq!(preview.summary.figures[0].value, Cell::Count(24));
    assert_eq!(preview.first[0][0], Cell::Day(today().plus(-1)));
}

#[test]
fn the_crew_rides_with_the_vehicle_where_the_route_names_none() {
    let mut state = disturbed();
    let day = Arc::make_mut(state.days.get_mut(&today()).expect("today"));
    for route in day.routes.values_mut() {
        let route: &mut Route = Arc::make_mut(route);
        route.crew = None;
    }
    let day = state.day(today()).expect("today");
    let shops = Shops::of(&state, &Words::new(Language::English));
    let seen = shops.look_at(Day::clone(day), now());
    let first = shops.rounds(&seen).next().expect("a round");
    let crew = first[0].crew.expect("a crew");
    assert_eq!((crew.driver.as_str(), crew.delivery_man.as_str()), ("张伟", "周勇"));
}

fn now() -> Timestamp {
    at("10:20")
}
