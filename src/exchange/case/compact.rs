//! Compact breakdown cases: points on a plane, vehicles on their way, stops aboard, and shipments stranded on a
//! broken vehicle. One comes out as a problem of the engine with the plan as it stands; a plan goes back as the
//! tokens such cases are answered with.

use crate::engine::drives::Drives;
use crate::engine::plan::Plan;
use crate::engine::problem::{FOREVER, Job, NONE, Problem, Source, Tariff, Vehicle};
use crate::engine::tour::Call;
use crate::engine::windows::Windows;
use crate::exchange::case::limited::{self, Budget, MOST_PARTS};
use crate::words::{Arg, Message, Tell, grouped};
use serde_json::{Value, json};

/// Most points a case may have.
pub const MOST_POINTS: usize = 5_000;

/// Times, amounts and prices are below this in size.
const MOST: i64 = 1_000_000_000;

/// A case, ready to be solved.
#[derive(Clone, Debug)]
pub struct CompactCase {
    pub name: String,
    /// The stops are its first jobs, the shipments the others.
    pub problem: Problem,
    /// What happens if nobody does anything; what breaks a hard rule in it is left out.
    pub init: Plan,
    stops: u32,
}

/// Why a document could not be taken for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotACase {
    NotJson {
        line: usize,
        column: usize,
    },
    /// A part that is not there, such as `vehicles[3].cap`.
    Lacks(String),
    /// A part that holds what it must not.
    Off {
        part: String,
        found: String,
    },
    TooManyPoints(usize),
    /// More parts than memory has room for.
    TooMuch,
}

impl Tell for NotACase {
    fn message(&self) -> Message {
        match self {
            Self::NotJson { line, column } => Message::new("case-not-json")
                .with("line", Arg::shown(line))
                .with("column", Arg::shown(column)),
            Self::Lacks(part) => Message::new("case-lacks").with("part", part.as_str()),
            Self::Off { part, found } => {
                Message::new("case-off").with("part", part.as_str()).with("found", found.as_str())
            }
            Self::TooMuch => Message::new("case-too-much").with("most", grouped(MOST_PARTS as u64)),
            Self::TooManyPoints(points) => {
                Message::new("case-too-many").with("points", *points).with("most", MOST_POINTS)
            }
        }
    }
}

/// Reads a case.
///
/// # Errors
/// [`NotACase`] with the part that is off.
pub fn read(text: &str) -> Result<CompactCase, NotACase> {
    let document = limited::read(text, MOST_PARTS).map_err(|error| {
        if Budget::is_spent(&error) {
            NotACase::TooMuch
        } else {
            NotACase::NotJson { line: error.line(), column: error.column() }
        }
    })?;
    let case = Part { path: String::new(), value: &document };
    let drives = drives(&case.get("xy")?)?;
    let points = i64::from(drives.locations());
    let lam = case.has("lam").then(|| case.get("lam")?.number(0, MOST)).transpose()?;
    let vehicles = case.get("vehicles")?.each(|part| vehicle(part, points, lam.is_some()))?;
    let fleet = i64::try_from(vehicles.len()).unwrap_or(MOST);
    if vehicles.is_empty() {
        return Err(case.get("vehicles")?.off());
    }
    let late = lam.unwrap_or(0);
    let mut jobs = case.get("stops")?.each(|part| {
        let home = part.get("home")?.number(-1, fleet - 1)?;
        let amount = part.get("demand")?.number(0, MOST)?;
        Ok(Job { amount, home: u32::try_from(home).unwrap_or(NONE), late, ..visit(part, points)? })
    })?;
    let stops = index(jobs.len());
    let horizon = vehicles.iter().map(|vehicle| vehicle.closes).max().unwrap_or(0);
    let mut sources: Vec<Source> = Vec::new();
    jobs.extend(case.get("shipments")?.each(|part| {
        let amount = part.get("amount")?.number(0, MOST)?;
        let fetch = visit(&part.get("p")?, points)?;
        let (source, handling) = source(&mut sources, &fetch, late, horizon);
        Ok(Job { amount, source, handling, late, ..visit(&part.get("d")?, points)? })
    })?);
    let tariff = Tariff {
        overtime: late,
        moved: if case.has("fee") { case.get("fee")?.number(0, MOST)? } else { 0 },
        hard_windows: lam.is_none(),
        ..Tariff::by_distance()
    };
    let problem = Problem { drives, jobs, vehicles, sources, tariff, more_windows: Vec::new() };
    let init = init(&case.get("init")?, &problem, stops)?;
    let init = Plan::from_tours(&problem, &init);
    let name = document.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(CompactCase { name, problem, init, stops })
}

impl CompactCase {
    /// The plan as `[[vehicle, [token, …]], …]`, vehicles without calls left away.
    #[must_use]
    pub fn tokens(&self, plan: &Plan) -> Value {
        let mut tours = Vec::new();
        for (vehicle, calls) in plan.calls().iter().enumerate().filter(|(_, calls)| !calls.is_empty()) {
            let mut tokens = Vec::new();
            for (at, call) in calls.iter().enumerate() {
                match *call {
                    Call::Load(source) => {
                        let until_next = calls[at + 1..].iter().take_while(|later| **later != *call);
                        let fetched = until_next.filter_map(|later| match later {
                            Call::Serve(job) if self.problem.jobs[*job as usize].source == source => {
                                Some(*job)
                            }
                            _ => None,
                        });
                        tokens.extend(fetched.map(|job| format!("p{}", job - self.stops)));
                    }
                    Call::Serve(job) if job < self.stops => tokens.push(format!("s{job}")),
                    Call::Serve(job) => tokens.push(format!("d{}", job - self.stops)),
                }
            }
            tours.push(json!([vehicle, tokens]));
        }
        Value::Array(tours)
    }
}

/// Part of the document, and the way to it.
struct Part<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Part<'a> {
    fn off(&self) -> NotACase {
        NotACase::Off { part: self.path.clone(), found: self.value.to_string().chars().take(80).collect() }
    }

    fn has(&self, key: &str) -> bool {
        self.value.get(key).is_some()
    }

    fn get(&self, key: &str) -> Result<Self, NotACase> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        match self.value.get(key) {
            Some(value) => Ok(Self { path, value }),
            None => Err(NotACase::Lacks(path)),
        }
    }

    fn each<T>(&self, mut read: impl FnMut(&Part<'a>) -> Result<T, NotACase>) -> Result<Vec<T>, NotACase> {
        let list = self.value.as_array().ok_or_else(|| self.off())?;
        let part = |(at, value)| Part { path: format!("{}[{at}]", self.path), value };
        list.iter().enumerate().map(|item| read(&part(item))).collect()
    }

    fn number(&self, least: i64, most: i64) -> Result<i64, NotACase> {
        self.value.as_i64().filter(|n| (least..=most).contains(n)).ok_or_else(|| self.off())
    }

    fn location(&self, points: i64) -> Result<u32, NotACase> {
        Ok(u32::try_from(self.number(0, points - 1)?).unwrap_or(NONE))
    }

    /// Two moments in order.
    fn span(&self) -> Result<(i64, i64), NotACase> {
        match self.each(|part| part.number(-MOST, MOST))?.as_slice() {
            &[opens, closes] if opens <= closes => Ok((opens, closes)),
            _ => Err(self.off()),
        }
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

/// Ten times the distance on the plane, cut off.
fn drives(xy: &Part) -> Result<Drives, NotACase> {
    let points = xy.each(|part| match part.value.as_array().map(Vec::as_slice) {
        Some([x, y]) => match (x.as_f64(), y.as_f64()) {
            (Some(x), Some(y)) if x.abs() <= 1e6 && y.abs() <= 1e6 => Ok((x, y)),
            _ => Err(part.off()),
        },
        _ => Err(part.off()),
    })?;
    if points.len() > MOST_POINTS {
        return Err(NotACase::TooManyPoints(points.len()));
    }
    let mut metres = Vec::with_capacity(points.len() * points.len());
    for a in &points {
        for b in &points {
            let (dx, dy) = (a.0 - b.0, a.1 - b.1);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 3e7")]
            metres.push((10.0 * libm::sqrt(dx * dx + dy * dy)).floor() as u32);
        }
    }
    Drives::by_distance(index(points.len()), metres).ok_or_else(|| xy.off())
}

/// Where lateness has no price nothing is late, and who is not used need not drive home.
fn vehicle(part: &Part, points: i64, is_priced: bool) -> Result<Vehicle, NotACase> {
    let (opens, closes) = part.get("tw")?.span()?;
    let fixed = if part.has("fixed") { part.get("fixed")?.number(0, MOST)? } else { 0 };
    Ok(Vehicle {
        start: part.get("start")?.location(points)?,
        end: part.get("end")?.location(points)?,
        capacity: part.get("cap")?.number(0, MOST)?,
        opens,
        closes,
        fixed,
        must_return: is_priced && fixed == 0,
        holds: NONE,
        aboard: 0,
        driving_limit: FOREVER,
    })
}

fn visit(part: &Part, points: i64) -> Result<Job, NotACase> {
    let (opens, closes) = part.get("tw")?.span()?;
    let service = part.get("service")?.number(0, MOST)?;
    let windows = Windows::one(opens, closes);
    Ok(Job { service, windows, ..Job::at(part.get("loc")?.location(points)?) })
}

/// The source of a shipment, and what fetching this one adds to a call there. Each pick-up has a time and a lateness of
/// its own; where it cannot sensibly be late, pick-ups at one place are one call.
fn source(sources: &mut Vec<Source>, fetch: &Job, late: i64, horizon: i64) -> (u32, i64) {
    let closes = fetch.windows.last();
    let is_never_late = closes >= horizon;
    let set_up = if is_never_late { 0 } else { fetch.service };
    let source = Source { location: fetch.location, opens: fetch.windows.opens(), closes, late, set_up };
    let known = sources.iter().position(|known| is_never_late && *known == source);
    let at = known.unwrap_or_else(|| {
        sources.push(source);
        sources.len() - 1
    });
    (index(at), fetch.service - set_up)
}

/// Each vehicle's calls.
fn init(part: &Part, problem: &Problem, stops: u32) -> Result<Vec<Vec<Call>>, NotACase> {
    let fleet = problem.vehicles.len();
    let mut tours = vec![Vec::new(); fleet];
    let mut seen = vec![false; problem.jobs.len()];
    part.each(|part| {
        let Some([vehicle, tokens]) = part.value.as_array().map(Vec::as_slice) else {
            return Err(part.off());
        };
        let vehicle = Part { path: format!("{}[0]", part.path), value: vehicle };
        let tokens = Part { path: format!("{}[1]", part.path), value: tokens };
        let at = vehicle.number(0, i64::try_from(fleet).unwrap_or(MOST) - 1)?;
        let tour: &mut Vec<Call> = &mut tours[usize::try_from(at).unwrap_or(0)];
        tokens.each(|token| {
            let (is_fetch, job) = job(token, stops, problem.jobs.len())?;
            if is_fetch {
                let call = Call::Load(problem.jobs[job as usize].source);
                if tour.last() != Some(&call) {
                    tour.push(call);
                }
            } else if std::mem::replace(&mut seen[job as usize], true) {
                return Err(token.off());
            } else {
                tour.push(Call::Serve(job));
            }
            Ok(())
        })
    })?;
    Ok(tours)
}

/// The job a token speaks of, and whether it is the fetching of its goods.
fn job(token: &Part, stops: u32, jobs: usize) -> Result<(bool, u32), NotACase> {
    let text = token.value.as_str().ok_or_else(|| token.off())?;
    let number = |text: &str| text.parse::<u32>().map_err(|_| token.off());
    let (is_fetch, job) = match text.split_at_checked(1) {
        Some(("s", text)) => {
            (false, number(text).and_then(|n| if n < stops { Ok(n) } else { Err(token.off()) })?)
        }
        Some((kind @ ("p" | "d"), text)) => (kind == "p", number(text)?.saturating_add(stops)),
        _ => return Err(token.off()),
    };
    if (job as usize) < jobs { Ok((is_fetch, job)) } else { Err(token.off()) }
}
