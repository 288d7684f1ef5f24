//! Checks what `recover --json` prints against the case it was planned from, by `docs/formats.md` alone: times,
//! loads, rules and every item of the price. Reads JSON, and shares nothing with the program.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Secs = i64;

pub struct Checker<'c> {
    case: &'c Value,
    now: Secs,
    /// Every stop of the case: its route, position, and itself.
    stops: BTreeMap<&'c str, (&'c Value, usize, &'c Value)>,
    codes: BTreeMap<&'c str, usize>,
}

fn text<'c>(value: &'c Value, key: &str) -> &'c str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn clock(value: &Value) -> Secs {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no time"));
    text.split(':').fold(0, |secs, part| secs * 60 + part.parse::<i64>().expect("digits"))
}

fn list<'c>(value: &'c Value, key: &str) -> &'c [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A moment as seconds of the case's day. Cases here neither begin nor end on another one.
fn moment(value: &Value) -> Secs {
    let text = value.as_str().expect("a moment");
    clock(&Value::from(text.split_once('T').expect("a time").1))
}

fn count(list: &[Value]) -> i64 {
    i64::try_from(list.len()).expect("few")
}

#[expect(clippy::cast_precision_loss, reason = "a setting or a radius is far below 2^53")]
fn real(whole: i64) -> f64 {
    whole as f64
}

fn point(place: &Value) -> (f64, f64) {
    (place["lat"].as_f64().expect("degrees"), place["lon"].as_f64().expect("degrees"))
}

/// Great circle on a sphere of 6,371,008.8 m.
fn metres_between(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (half_lat, half_lon) = ((b.0 - a.0).to_radians() / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = half_lat.sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * half_lon.sin().powi(2);
    2.0 * 6_371_008.8 * h.sqrt().min(1.0).asin()
}

/// A place with its name in the matrix, where it has one.
struct Spot<'c>(&'c str, (f64, f64));

/// What is added up over a plan.
#[derive(Default)]
struct Sums(BTreeMap<&'static str, i64>);

impl Sums {
    fn add(&mut self, item: &'static str, amount: i64) {
        *self.0.entry(item).or_default() += amount;
    }
}

impl<'c> Checker<'c> {
    pub fn of(case: &'c Value) -> Self {
        let mut stops = BTreeMap::new();
        for route in list(case, "routes") {
            for (at, stop) in list(route, "stops").iter().enumerate() {
                stops.insert(text(stop, "retailer"), (route, at, stop));
            }
        }
        let codes = list(&case["matrix"], "codes").iter().enumerate();
        let codes = codes.map(|(at, code)| (code.as_str().expect("a code"), at)).collect();
        Self { case, now: moment(&case["now"]), stops, codes }
    }

    fn setting(&self, key: &str) -> i64 {
        number(&self.case["settings"], key)
    }

    fn vehicle(&self, plate: &str) -> Option<&'c Value> {
        list(self.case, "vehicles").iter().find(|vehicle| text(vehicle, "plate") == plate)
    }

    fn shop(&self, retailer: &'c str) -> Spot<'c> {
        Spot(retailer, point(&self.stops[retailer].2["place"]))
    }

    fn dock(&self, dock: &'c Value) -> Spot<'c> {
        match dock["station"].as_str() {
            None => Spot("CENTRE", point(&self.case["centre"]["place"])),
            Some(code) => {
                let station =
                    list(self.case, "stations").iter().find(|station| text(station, "code") == code);
                Spot(code, point(&station.expect("a station")["place"]))
            }
        }
    }

    /// Where goods are fetched: at a dock, or where a vehicle stands; with the name of the shop it has been at there.
    fn source(&self, visit: &'c Value) -> Spot<'c> {
        let Some(plate) = visit["from"]["aboard"].as_str() else { return self.dock(&visit["from"]) };
        let visits = list(self.case, "routes").iter().flat_map(|route| {
            let own = route["plate"] == plate;
            list(route, "stops").iter().filter(move |stop| own || stop["cargo"]["aboard"] == plate)
        });
        let states = ["arrived", "delivered", "failed"];
        let mut happened = visits.filter(|stop| states.contains(&text(&stop["progress"], "state")));
        let here = happened.rfind(|stop| stop["place"] == visit["place"]);
        let code = here.map_or("", |stop| text(stop, "retailer"));
        assert_eq!(visit["code"].as_str().unwrap_or_default(), code);
        Spot(code, point(&visit["place"]))
    }

    /// Metres and seconds.
    fn drive(&self, from: &Spot<'_>, to: &Spot<'_>, leaves: Secs) -> (i64, Secs) {
        let road = metres_between(from.1, to.1) * real(self.setting("detour_permille")) / 1000.0;
        #[expect(clippy::cast_possible_truncation, reason = "at most ten times half round the earth")]
        let road = road.round() as i64;
        let cell = |square: &str| -> Option<i64> {
            let (row, column) = (self.codes.get(from.0)?, self.codes.get(to.0)?);
            self.case["matrix"][square][*row][*column].as_i64()
        };
        match cell("seconds") {
            Some(seconds) => (cell("metres").unwrap_or(road), seconds),
            None => (road, self.by_the_hour(road, leaves)),
        }
    }

    /// Second by second, so that it cannot go wrong: each at the speed of its hour.
    fn by_the_hour(&self, metres: i64, leaves: Secs) -> Secs {
        let speeds = &self.case["settings"]["speed_by_hour"];
        let (mut left, mut at) = (metres * 3600, leaves);
        while left > 0 {
            left -= speeds[usize::try_from(at / 3600 % 24).expect("an hour")].as_i64().expect("a speed");
            at += 1;
        }
        at - leaves
    }

    /// The first moment from `at` on at which no hold closes the shop.
    /// A district holds the doors of its shops, and no meeting point.
    fn reopened(&self, route: &str, (stop, visit): (&Value, &Value), at: Secs) -> Secs {
        let met = &visit["meets"];
        let place = if met.is_null() { &stop["place"] } else { met };
        let district = stop["district"].as_str().filter(|_| met.is_null()).unwrap_or("-");
        let closes = |hold: &&Value| {
            let area = &hold["area"];
            let near = |circle: &Value| {
                let radius = real(number(circle, "radius"));
                metres_between(point(&circle["centre"]), point(place)) <= radius
            };
            (moment(&hold["from"])..moment(&hold["until"])).contains(&at)
                && (list(area, "districts")
                    .iter()
                    .any(|code| district.starts_with(code.as_str().expect("a code")))
                    || list(area, "routes").iter().any(|id| id == route)
                    || area.get("circle").is_some_and(near))
        };
        match list(self.case, "holds").iter().find(closes) {
            Some(hold) => self.reopened(route, (stop, visit), moment(&hold["until"])),
            None => at,
        }
    }

    /// Everything a printed answer says of every plan.
    pub fn check(&self, answer: &Value) {
        assert_eq!(answer["prices"], self.case["settings"]["prices"]);
        let prices: Vec<i64> = list(answer, "proposals").iter().map(|plan| number(plan, "price")).collect();
        assert!(prices.is_sorted(), "the cheapest first: {prices:?}");
        for plan in list(answer, "proposals") {
            self.check_plan(plan);
        }
    }

    fn check_plan(&self, plan: &Value) {
        assert_eq!(list(plan, "hard_breaches"), [] as [Value; 0]);
        let mut sums = Sums::default();
        let mut seen = BTreeSet::new();
        let mut back: BTreeMap<&str, Secs> = BTreeMap::new();
        for route in list(plan, "routes") {
            self.check_route(route, &mut sums, &mut seen, &mut back);
        }
        // Nothing is lost, nothing is made up.
        let touched: BTreeSet<&str> = list(plan, "routes").iter().map(|route| text(route, "route")).collect();
        let whole = self.stops.iter().filter(|(_, (route, ..))| touched.contains(text(route, "route")));
        let whole: BTreeSet<&str> = whole.map(|(retailer, _)| *retailer).collect();
        assert_eq!(seen, whole);

        let shift_ends = clock(&self.case["settings"]["shift_ends"]);
        let overtime = back.values().map(|returns| (returns - shift_ends).max(0)).sum();
        sums.add("overtime", overtime);
        let is_spare = |plate: &&str| self.vehicle(plate).is_some_and(|vehicle| vehicle["spare"] == true);
        let newly = back.keys().filter(|plate| !self.used_before(plate)).filter(|p| is_spare(p)).count();
        sums.add("spare", i64::try_from(newly).expect("few"));
        sums.add("told_again", self.told_again(plan));
        for (item, amount) in plan["amounts"].as_object().expect("amounts") {
            assert_eq!(
                amount.as_i64(),
                Some(sums.0.get(item.as_str()).copied().unwrap_or(0)),
                "{item} of {}",
                plan["kind"]
            );
            let unit = match item.as_str() {
                "late" | "overtime" | "driving" | "goods_wait" => 60,
                "distance" => 1000,
                _ => 1,
            };
            let exact = number(&self.case["settings"]["prices"], item) * amount.as_i64().expect("an amount");
            assert_eq!(number(&plan["items"], item), (exact + unit / 2) / unit, "{item}");
        }
        let total: i64 = plan["items"].as_object().expect("items").values().filter_map(Value::as_i64).sum();
        assert_eq!(number(plan, "price"), total);
        assert_eq!(number(plan, "moved"), sums.0.get("vehicle_changed").copied().unwrap_or(0));
        assert_eq!(count(list(plan, "put_off")), number(plan, "postponed"));
    }

    /// A spare that has driven, or was to drive, costs nothing more.
    fn used_before(&self, plate: &str) -> bool {
        let rounds = list(self.case, "routes").iter().filter(|route| route["plate"] == plate);
        rounds.clone().any(|route| route["departed"].is_string())
            || rounds.flat_map(|r| list(r, "stops")).next().is_some()
    }

    fn check_route<'p>(
        &self,
        route: &'p Value,
        sums: &mut Sums,
        seen: &mut BTreeSet<&'p str>,
        back: &mut BTreeMap<&'p str, Secs>,
    ) where
        'c: 'p,
    {
        let id = text(route, "route");
        let visits = list(route, "visits");
        let is_open = visits.iter().any(|visit| visit["kind"] == "serve");
        let capacity =
            route["plate"].as_str().and_then(|plate| self.vehicle(plate)).map(|v| number(v, "capacity"));
        let mut load = number(route, "load");
        let mut spot =
            Spot(route["from"]["code"].as_str().unwrap_or_default(), point(&route["from"]["place"]));
        let mut at = clock(&route["free"]);
        assert!(at >= self.now || !is_open || route["departed"] == true, "{id} is free in the past");
        let (mut metres, mut driving) = (0, 0);
        let mut last_place = None;
        // What a round had been given before, be that too much, it may carry on.
        let given = list(self.case, "routes").iter().find(|route| route["route"].as_str() == Some(id));
        let given: i64 =
            given.map_or(0, |route| list(route, "stops").iter().map(|stop| number(stop, "cartons")).sum());
        let within = |load: i64| {
            let fits = capacity.is_none_or(|most| load <= most.max(given));
            assert!(fits || !is_open, "{id} is overloaded");
        };
        within(load);
        for (nth, visit) in visits.iter().enumerate() {
            let kind = text(visit, "kind");
            if kind == "wait" {
                // It stands before the visit it waits for, and ends when that begins.
                let next = &visits[nth + 1];
                assert_eq!(visit["arrive"], next["arrive"]);
                assert_eq!(visit["leave"], next["start"]);
                continue;
            }
            if kind == "fetched" {
                continue;
            }
            if kind == "transfer" {
                let source = self.source(visit);
                let (far, long) = self.drive(&spot, &source, at);
                (metres, driving) = (metres + far, driving + long);
                let arrives = (at + long).max(self.now);
                let starts = arrives.max(clock(&visit["ready"]));
                let stops: Vec<&Value> = list(visit, "for")
                    .iter()
                    .map(|retailer| self.stops[retailer.as_str().expect("a code")].2)
                    .collect();
                let per_hundred = self.setting("transfer_per_hundred_cartons");
                let handling: i64 =
                    stops.iter().map(|stop| (number(stop, "cartons") * per_hundred + 99) / 100).sum();
                let cartons: i64 = stops.iter().map(|stop| number(stop, "cartons")).sum();
                assert!(
                    stops.iter().all(|stop| stop["cargo"] == visit["from"]),
                    "goods are elsewhere: {visit}"
                );
                (spot, at) = (source, starts + self.setting("transfer_set_up") + handling);
                load += cartons;
                assert_eq!(
                    (clock(&visit["arrive"]), clock(&visit["start"]), clock(&visit["leave"])),
                    (arrives, starts, at)
                );
                assert_eq!((number(visit, "load"), number(visit, "cartons")), (load, cartons));
                within(load);
                sums.add("calls", 1);
                if !visit["from"]["aboard"].is_null() {
                    sums.add("goods_wait", (starts - self.now).max(0));
                }
                sums.add("handling", cartons);
                continue;
            }
            let retailer = text(visit, "retailer");
            assert!(seen.insert(retailer), "{retailer} stands twice");
            let (from, place, stop) = self.stops[retailer];
            let progress = text(&stop["progress"], "state");
            let was_waiting = progress == "waiting";
            match kind {
                "put_off" => {
                    if was_waiting {
                        let date =
                            |value: &Value| value.as_str().expect("a day")[8..].parse::<i64>().expect("days");
                        let days = date(&visit["to"]) - date(&self.case["day"]);
                        sums.add("put_off_stops", days);
                        sums.add("put_off_cartons", days * number(stop, "cartons"));
                    } else {
                        assert_eq!((progress, &stop["progress"]["to"]), ("put_off", &visit["to"]));
                    }
                    continue;
                }
                "done" => {
                    assert!(["delivered", "failed"].contains(&progress), "{retailer} is {progress}");
                    assert_eq!(from["route"], route["route"], "what has happened stays where it did");
                    continue;
                }
                _ => assert_eq!(kind, "serve"),
            }
            let (opens, closes) = (clock(&stop["window"][0]), clock(&stop["window"][1]));
            let starts = if was_waiting {
                let door = match &visit["meets"] {
                    Value::Null => self.shop(retailer),
                    place => Spot("", point(place)),
                };
                let (far, long) = self.drive(&spot, &door, at);
                (metres, driving) = (metres + far, driving + long);
                let arrives = (at + long).max(self.now);
                let starts = self.reopened(id, (stop, visit), arrives.max(opens));
                (spot, at) = (door, starts + number(stop, "service"));
                assert_eq!(
                    (clock(&visit["arrive"]), clock(&visit["start"]), clock(&visit["leave"])),
                    (arrives, starts, at),
                    "{visit}"
                );
                starts
            } else {
                assert_eq!(clock(&visit["arrive"]), clock(&stop["progress"]["at"]));
                clock(&visit["start"])
            };
            load -= number(stop, "cartons");
            if was_waiting {
                assert_eq!(number(visit, "load"), load);
            }
            let late = (starts - closes).max(0);
            // A plan may move the window; what that costs is reckoned by the one agreed before.
            assert_eq!(number(visit, "late"), (starts - clock(&visit["window"][1])).max(0));
            sums.add("meets", i64::from(!visit["meets"].is_null() && visit["meets"] != stop["meets"]));
            sums.add("late", late * number(stop, "priority"));
            sums.add("missed_closing", i64::from(starts > clock(&self.case["settings"]["retailers_close"])));
            sums.add("vehicle_changed", i64::from(from["plate"] != route["plate"]));
            if from["route"] == route["route"] {
                sums.add("resequenced", i64::from(last_place.is_some_and(|last| last > place)));
                last_place = Some(place);
            }
            if stop["lock"]["kind"] == "vehicle" || stop["lock"]["kind"] == "position" {
                assert_eq!(from["plate"], route["plate"], "{retailer} is locked to its vehicle");
            }
        }
        if is_open {
            let (far, long) = self.drive(&spot, &self.dock(&route["dock"]), at);
            (metres, driving) = (metres + far, driving + long);
            assert_eq!(clock(&route["returns"]), at + long, "{id}");
            assert_eq!((number(route, "metres"), number(route, "driving")), (metres, driving), "{id}");
            sums.add("distance", metres);
            sums.add("driving", driving);
            if let Some(plate) = route["plate"].as_str() {
                let returns = back.entry(plate).or_default();
                *returns = (*returns).max(at + long);
            }
        }
    }

    /// Who must be told again is listed; each of them is put off, or comes at a time it does not know of.
    fn told_again(&self, plan: &Value) -> i64 {
        let retold = list(plan, "retold_retailers");
        let visits = || list(plan, "routes").iter().flat_map(|route| list(route, "visits"));
        for retailer in retold {
            let visit = visits().find(|visit| visit["retailer"] == *retailer && visit["kind"] != "wait");
            let visit = visit.expect("a visit");
            let stop = self.stops[retailer.as_str().expect("a code")].2;
            let known = if stop["told"].is_null() { &stop["planned"] } else { &stop["told"]["arrival"] };
            let threshold = self.setting("retell_after");
            let comes = if visit["state"] == "on_hold" { &visit["start"] } else { &visit["arrive"] };
            let moved = || (clock(comes) - clock(known)).abs() > threshold;
            let end = |of: &Value| clock(&of["window"][1]);
            let elsewhere = || visit["meets"] != stop["meets"] || (end(visit) - end(stop)).abs() > threshold;
            assert!(visit["kind"] == "put_off" || moved() || elsewhere(), "{retailer} knows");
        }
        assert_eq!(number(plan, "retold"), count(retold));
        count(retold)
    }
}
