//! Notices about supply on the command line: what lies in the outbox after a decision, after a measure, and after either
//! is taken back; and what a tick does.

use super::{Desk, code, errors};
use serde_json::{Value, json};

/// Brands K1 and K2 of one grade, a thousand of each; shops 001 and 004 have ordered K1 for tomorrow.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, text) in [
        ("brands.csv", "brand,brand name,grade,price\nK1,云岭（硬）,1,260\nK2,云岭（细支）,1,250\n"),
        ("stock.csv", "brand,stock,counted at\nK1,1000,2026-11-23 05:00\nK2,1000,2026-11-23 05:00\n"),
        ("orders.csv", "day,customer code,brand,cartons\n2026-11-24,001,K1,5\n2026-11-24,004,K1,6\n"),
    ] {
        let file = desk.file(name, text);
        let done = desk.run(&["import", &file]);
        assert_eq!(code(&done), 0, "{name}: {}", errors(&done));
    }
    desk
}

fn ask(desk: &Desk, retailer: &str) {
    desk.json(&[
        "request",
        "open",
        "--retailer",
        retailer,
        "--licence",
        "L1",
        "--reason",
        "wedding",
        "--brand",
        "K1=12",
        "--needed-by",
        "2026-11-24T17:00",
    ]);
}

/// What the department's notices say, and where each stands, the newest first.
fn says(desk: &Desk) -> Vec<String> {
    let of_supply =
        desk.notices().into_iter().filter(|one| !one["says"].is_null() && one["manager"].is_null());
    let one = |notice: Value| {
        format!("{} ({})", notice["says"].as_str().unwrap(), notice["state"].as_str().unwrap())
    };
    of_supply.map(one).collect()
}

fn id(desk: &Desk) -> String {
    desk.notices()[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_answer_waits_with_its_decision_and_leaves_with_its_time_as_one() {
    let desk = desk();
    ask(&desk, "004");
    assert_eq!(says(&desk), Vec::<String>::new());
    desk.json(&["request", "approve", "Q261123-1"]);
    let granted = "approved: 12 cartons, the time is still to be settled";
    assert_eq!(says(&desk), [format!("{granted} (queued)")]);
    assert_eq!(desk.told(), ["东区营销部: 004 queued", "王芳: 004 queued"]);
    let before = desk.notices();
    assert_eq!(before[0]["request"], json!("Q261123-1"));
    let deliver = desk.json(&["request", "deliver", "Q261123-1"]);
    let arrives = deliver["requests"][0]["route"].clone();
    assert!(arrives.is_string(), "{deliver}");
    let now = says(&desk);
    assert!(now[0].starts_with("approved: 12 cartons, with the shop at "), "{now:?}");
    assert!(now[0].ends_with("(queued)") && now[1].ends_with("(merged)") && now.len() == 2, "{now:?}");
    let shown = desk.json(&["notices", "show", &id(&desk)]);
    assert_eq!(shown[0]["lines"][0]["retailer"], json!("004"));
    assert_eq!(shown[0]["lines"][0]["told"], Value::Null);
    let short = shown[0]["lines"][0]["short"].as_str().unwrap();
    assert!(short.contains("12条") && short.chars().count() <= 70, "{short}");
    // A change that says nothing new says nothing.
    desk.json(&["notices", "told", "--notice", &id(&desk)]);
    assert_eq!(says(&desk).len(), 2);
    let shown = desk.json(&["notices", "show", &id(&desk)]);
    assert_eq!(shown[0]["lines"][0]["told"]["by"], json!("tester"));
    let request = desk.json(&["request", "list", "--all"]);
    assert_eq!(request[0]["answered_at"], json!("2026-11-23T06:00:00"));
}

#[test]
fn a_refusal_gives_its_reason_and_one_that_is_taken_back_after_it_left_is_told() {
    let desk = desk();
    ask(&desk, "004");
    desk.json(&["request", "refuse", "Q261123-1", "--why", "not for a wedding"]);
    assert_eq!(says(&desk)[0], "not possible: not for a wedding (queued)");
    desk.json(&["undo"]);
    assert!(says(&desk).iter().all(|says| says.ends_with("(merged)")), "{:?}", says(&desk));
    desk.json(&["request", "refuse", "Q261123-1", "--why", "not for a wedding"]);
    let sent = desk.run(&["notices", "send"]);
    assert_eq!(code(&sent), 0, "{}", errors(&sent));
    // Its list is not to come back: that would tick stops of the day.
    let lists = desk.sent_files().into_iter().filter(|name| name.contains("csv"));
    let lists: Vec<String> = lists
        .map(|name| std::fs::read_to_string(desk.path(&format!("day.db-notices/{name}"))).unwrap())
        .collect();
    assert_eq!(lists.len(), 2);
    assert!(lists.iter().all(|list| list.contains("短信") && !list.contains("告知时间")), "{lists:?}");
    desk.json(&["report", "notices", "-o", &desk.path("told.csv")]);
    let report = std::fs::read_to_string(desk.path("told.csv")).unwrap();
    let row = report.lines().find(|line| line.contains("Q261123-1")).expect("a row");
    assert!(row.contains("004") && row.contains("not possible: not for a wedding"), "{row}");
    desk.json(&["undo"]);
    let again = "looked at again; what was answered before holds no more";
    assert_eq!(says(&desk)[0], format!("{again} (queued)"));
}

#[test]
fn what_stands_in_for_a_scarce_brand_goes_to_whom_its_orders_concern_and_a_tick_spreads_it() {
    let desk = desk();
    let substitute = ["supply", "measures", "choose", "K1", "substitute", "--due", "2026-11-23T16:00"];
    desk.json(&[&substitute[..], &["--instead", "K2"]].concat());
    let scarce = "云岭（硬） is scarce, 云岭（细支） can be had instead";
    assert_eq!(
        desk.told(),
        ["东区营销部: 001 004 queued", "李敏: 001 queued", "王芳: 004 queued"],
        "{:?}",
        desk.notices()
    );
    assert_eq!(says(&desk)[0], format!("{scarce} (queued)"));
    // Everyone the notice names; none of them is ticked for its stop of the day.
    let department = desk.notices().into_iter().find(|notice| notice["manager"].is_null()).unwrap();
    desk.json(&["notices", "told", "--notice", department["id"].as_str().unwrap(), "--way", "group"]);
    let measures = desk.json(&["supply", "measures"]);
    assert_eq!(measures[0]["told"].as_array().map(Vec::len), Some(2), "{measures}");
    let everybody = desk.json(&["notices", "told", "--all"]);
    assert_eq!(everybody["summary"], json!(""), "nobody is left to tell");
}

#[test]
fn what_is_agreed_on_about_supply_is_set_whole_or_not_at_all() {
    let desk = desk();
    let set = desk.json(&["supply", "set", "--picking", "45", "--limit", "30"]);
    assert_eq!([&set["picking_minutes"], &set["request_limit"]], [&json!(45), &json!(30)]);
    assert_eq!([&set["yellow_below"], &set["orange_below"]], [&json!(5), &json!(3)]);
    let crossing = desk.run(&["supply", "set", "--orange", "9"]);
    assert_eq!(code(&crossing), 1, "{}", errors(&crossing));
    assert!(errors(&crossing).contains("from yellow over orange to red"), "{}", errors(&crossing));
    assert_eq!(code(&desk.run(&["supply", "set"])), 2);
    let same = desk.json(&["supply", "set", "--picking", "45"]);
    assert_eq!(same["revision"], set["revision"], "nothing changes");
}
