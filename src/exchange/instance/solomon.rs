//! Solomon's text, which Gehring & Homberger kept: a name, a fleet, then a row per customer with place,
//! demand, window and time at the door. Distances follow the DIMACS challenge on VRPTW: Euclidean, cut off
//! after one decimal, kept as tenths.

use super::{Instance, NotAnInstance, Raw, RawPlace, euclidean};

const SCALE: u32 = 10;

pub(super) fn read(text: &str) -> Result<Instance, NotAnInstance> {
    let name = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
    let mut fleet: Option<(usize, i64)> = None;
    let mut points = Vec::new();
    let mut places = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        let fields: Vec<&str> = row.split_whitespace().collect();
        // Headings and blank lines begin with no digit.
        if !fields.first().is_some_and(|field| field.starts_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        let off = || NotAnInstance::Line { line, found: row.trim().chars().take(80).collect() };
        let numbers: Vec<f64> =
            fields.iter().map(|field| field.parse()).collect::<Result<_, _>>().map_err(|_| off())?;
        let fits = |number: f64| number.is_finite() && number.abs() <= 1e9;
        if !numbers.iter().all(|&number| fits(number)) {
            return Err(off());
        }
        match (numbers.as_slice(), fleet) {
            (&[vehicles, capacity], None) if vehicles >= 1.0 && capacity >= 0.0 => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "checked: 0 to 1e9"
                )]
                let pair = (vehicles as usize, capacity as i64);
                fleet = Some(pair);
            }
            (&[number, x, y, demand, opens, closes, service], Some(_)) => {
                #[expect(clippy::cast_precision_loss, reason = "at most a few thousand")]
                let expected = places.len() as f64;
                #[expect(clippy::float_cmp, reason = "both are small whole numbers")]
                if number != expected || opens > closes || demand < 0.0 || service < 0.0 {
                    return Err(off());
                }
                points.push((x, y));
                places.push(RawPlace {
                    amount: whole(demand),
                    opens: tenths(opens),
                    closes: tenths(closes),
                    service: tenths(service),
                });
            }
            _ => return Err(off()),
        }
    }
    let (vehicles, capacity) = fleet.ok_or(NotAnInstance::Lacks("VEHICLE"))?;
    let drives = euclidean(&points, |far| (far * f64::from(SCALE)).floor())?;
    Raw { name, vehicles, capacity, places, drives, scale: SCALE }.into_instance()
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be within 1e9")]
fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be within 1e9")]
fn tenths(number: f64) -> i64 {
    (number * f64::from(SCALE)).floor() as i64
}
