//! VRPLIB: `KEY : value` lines, then sections. Read are CVRP and VRPTW with one depot and Euclidean
//! distances; these are rounded to whole numbers, as TSPLIB defines `EUC_2D` (Reinelt 1991).

use super::{Instance, NotAnInstance, Raw, RawPlace, euclidean};
use std::collections::BTreeMap;

pub(super) fn read(text: &str) -> Result<Instance, NotAnInstance> {
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    let mut sections: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    let mut section = None;
    for (line, row) in (1..).zip(text.lines()) {
        let row = row.trim();
        if let Some((key, value)) = row.split_once(':') {
            keys.insert(key.trim(), value.trim().trim_matches('"').trim());
        } else if row.starts_with(|c: char| c.is_ascii_alphabetic()) {
            section = Some(row);
        } else if let (Some(section), false) = (section, row.is_empty()) {
            sections.entry(section).or_default().push(Row::read(line, row)?);
        }
    }
    supported(&keys)?;
    let section = |name: &'static str| sections.get(name).ok_or(NotAnInstance::Lacks(name));
    let points: Vec<(f64, f64)> =
        section("NODE_COORD_SECTION")?.iter().map(Row::point).collect::<Result<_, _>>()?;
    let depot = section("DEPOT_SECTION")?.first().ok_or(NotAnInstance::Lacks("DEPOT_SECTION"))?;
    if depot.numbers.first() != Some(&1.0) {
        return Err(depot.off());
    }
    let count = points.len();
    let demands = column(section("DEMAND_SECTION")?, 1, count)?;
    let windows = match sections.get("TIME_WINDOW_SECTION") {
        Some(rows) => Some((column(rows, 1, count)?, column(rows, 2, count)?)),
        None => None,
    };
    let service = match sections.get("SERVICE_TIME_SECTION") {
        Some(rows) => column(rows, 1, count)?,
        None => vec![number(&keys, "SERVICE_TIME").unwrap_or(0); count],
    };
    let latest = number(&keys, "DISTANCE").unwrap_or(i64::MAX >> 8);
    let place = |at: usize| {
        let (opens, closes) = windows.as_ref().map_or((0, latest), |(opens, closes)| (opens[at], closes[at]));
        RawPlace { amount: demands[at], opens, closes, service: if at == 0 { 0 } else { service[at] } }
    };
    let places = (0..count).map(place).collect();
    let capacity = number(&keys, "CAPACITY").ok_or(NotAnInstance::Lacks("CAPACITY"))?;
    let vehicles = number(&keys, "VEHICLES").and_then(|n| usize::try_from(n).ok()).unwrap_or(count);
    let drives = euclidean(&points, |far| (far + 0.5).floor())?;
    let name = keys.get("NAME").map_or_else(String::new, |&name| name.to_owned());
    Raw { name, vehicles, capacity, places, drives, scale: 1 }.into_instance()
}

fn supported(keys: &BTreeMap<&str, &str>) -> Result<(), NotAnInstance> {
    for (part, known) in [("TYPE", &["CVRP", "VRPTW"][..]), ("EDGE_WEIGHT_TYPE", &["EUC_2D"])] {
        let found = keys.get(part).ok_or(NotAnInstance::Lacks(part))?;
        if !known.contains(found) {
            return Err(NotAnInstance::Unsupported { part, found: (*found).to_owned() });
        }
    }
    Ok(())
}

fn number(keys: &BTreeMap<&str, &str>, key: &str) -> Option<i64> {
    let number: f64 = keys.get(key)?.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "clipped to what fits")]
    number.is_finite().then(|| number.clamp(-1e9, 1e9) as i64)
}

/// The numbers of a section's line.
struct Row {
    line: usize,
    numbers: Vec<f64>,
}

impl Row {
    fn read(line: usize, text: &str) -> Result<Self, NotAnInstance> {
        let numbers = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>();
        match numbers {
            Ok(numbers) if numbers.iter().all(|n| n.is_finite() && n.abs() <= 1e9) => {
                Ok(Self { line, numbers })
            }
            _ => Err(NotAnInstance::Line { line, found: text.chars().take(80).collect() }),
        }
    }

    fn point(&self) -> Result<(f64, f64), NotAnInstance> {
        match self.numbers.as_slice() {
            &[_, x, y] => Ok((x, y)),
            _ => Err(self.off()),
        }
    }

    fn off(&self) -> NotAnInstance {
        let found: Vec<String> = self.numbers.iter().map(ToString::to_string).collect();
        NotAnInstance::Line { line: self.line, found: found.join(" ") }
    }
}

/// One column of a section that has a line for each node, in order.
fn column(rows: &[Row], at: usize, count: usize) -> Result<Vec<i64>, NotAnInstance> {
    if rows.len() != count {
        return Err(NotAnInstance::Lacks("a line for each node"));
    }
    let cell = |row: &Row| {
        #[expect(clippy::cast_possible_truncation, reason = "checked to be within 1e9")]
        row.numbers.get(at).map(|&number| number as i64).ok_or_else(|| row.off())
    };
    rows.iter().map(cell).collect()
}
