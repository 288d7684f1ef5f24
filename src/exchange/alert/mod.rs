//! Weather alerts as offices send them (Common Alerting Protocol 1.0 to 1.2, and China's national platform's
//! dialect of it), read into the domain's alerts. `docs/alerts.md` says what right is. What they do to holds
//! is not decided here.

mod areas;
mod fault;
mod hazards;
mod message;

mod references;

mod signal;
mod vocabulary;

pub use areas::district;
pub use fault::{AlertFault, Why};

use super::xml::{Element, text_of};
use crate::domain::alert::Alert;
use smol_str::{SmolStr, format_smolstr};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// A file of more bytes is not read.
pub const MOST_BYTES: u64 = 4 << 20;
/// A text of more characters is cut.
pub const MOST_CHARACTERS: usize = 8_000;
/// Infos of one alert.
pub const MOST_INFOS: usize = 256;
/// Areas of one alert, over all its infos.
pub const MOST_AREAS: usize = 4_096;
/// Points of one polygon.
pub const MOST_POINTS: usize = 20_000;
/// Earlier messages one alert may speak of.
pub const MOST_REFERENCES: usize = 1_000;

/// What a file or a feed's page holds. Most have one alert; an envelope may have several, and one that cannot
/// be used does not take the others with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlertReading {
    /// In the order of the document.
    pub alerts: Vec<Alert>,
    pub faults: Vec<AlertFault>,
}

/// Reads the alerts of a document. `origin` is what people know it by: a file's name, an address.
/// `utc_offset_minutes` is how far the centre's clock is ahead of UTC: times are kept by that clock.
#[must_use]
pub fn read(bytes: &[u8], origin: &str, utc_offset_minutes: i32) -> AlertReading {
    let mut reading = AlertReading::default();
    let fault = |why| AlertFault { origin: SmolStr::new(origin), why };
    if bytes.len() as u64 > MOST_BYTES {
        reading.faults.push(fault(Why::TooLarge { bytes: bytes.len() as u64, most: MOST_BYTES }));
        return reading;
    }
    let parsed = text_of(bytes).and_then(|text| Element::parse(&text));
    let root = match parsed {
        Ok(root) => root,
        Err(unsound) => {
            reading.faults.push(fault(Why::Unsound(unsound)));
            return reading;
        }
    };
    read_within(&root, origin, utc_offset_minutes, &mut reading);
    if reading == AlertReading::default() {
        reading.faults.push(fault(Why::NotAnAlert { root: shortened(&root.name) }));
    }
    reading
}

/// Reads the alerts that lie within an element.
pub(super) fn read_within(
    element: &Element,
    origin: &str,
    utc_offset_minutes: i32,
    reading: &mut AlertReading,
) {
    let mut found = Vec::new();
    element.find("alert", &mut found);
    let many = found.len() > 1;
    for (number, alert) in (1..).zip(found) {
        match message::read(alert, origin, utc_offset_minutes) {
            Ok(alert) => reading.alerts.push(alert),
            Err(why) => {
                let origin = if many { format_smolstr!("{origin} [{number}]") } else { SmolStr::new(origin) };
                reading.faults.push(AlertFault { origin, why });
            }
        }
    }
}

/// Reads a file; one that is too large is refused before it is read.
#[must_use]
pub fn read_file(path: &Path, utc_offset_minutes: i32) -> AlertReading {
    let name = super::intake::file_name(path);
    match bytes_of(path) {
        Ok(bytes) => read(&bytes, &name, utc_offset_minutes),
        Err(why) => {
            let fault = AlertFault { origin: SmolStr::new(name), why };
            AlertReading { alerts: Vec::new(), faults: vec![fault] }
        }
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Why> {
    // A pipe would be waited for.
    let known = std::fs::metadata(path).map_err(|error| Why::Disk(error.to_string()))?;
    if !known.is_file() {
        return Err(Why::NoFile);
    }
    if known.len() > MOST_BYTES {
        return Err(Why::TooLarge { bytes: known.len(), most: MOST_BYTES });
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Why::Disk(error.to_string()))?;
    Ok(bytes)
}

/// A text of the document as a fault shows it: one line, at most forty characters.
fn shortened(text: &str) -> String {
    super::intake::complaint::shown(text)
}
