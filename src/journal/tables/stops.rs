//! The stops of a route as bytes. They come by the million: a route keeps all of its own in one value, where a row for each
//! took five times as long to read (decision 0025). The form on disk is postcard's.

use crate::domain::day::{Cargo, Dock, Priority, Progress, Remedy, Stop};
use crate::domain::ids::{Plate, RetailerCode, StationCode};
use crate::domain::time::{TimeOfDay, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use crate::journal::{codec, numbers};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The first byte of what is written now. What begins otherwise stands for nothing.
const SHAPE: u8 = 1;
/// No stop takes fewer bytes, so that no stored count makes room for more than the bytes can hold.
const SHORTEST: usize = 10;

/// A stop as it is kept; times are seconds of the day.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptStop<'b> {
    pub retailer: &'b str,
    pub cartons: u32,
    pub value: i64,
    pub window: (u32, u32),
    /// Where it is another than the window.
    pub promised: Option<(u32, u32)>,
    pub planned: u32,
    pub service: u32,
    pub priority: u8,
    #[serde(borrow)]
    pub cargo: KeptCargo<'b>,
    #[serde(borrow)]
    pub progress: KeptProgress<'b>,
    /// Where any of it is said, which is seldom.
    pub rest: Option<Box<KeptRest>>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum KeptCargo<'b> {
    Centre,
    Station(&'b str),
    Aboard(&'b str),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum KeptProgress<'b> {
    Waiting,
    Arrived(u32),
    Delivered {
        arrived: Option<u32>,
        at: u32,
    },
    Failed {
        at: u32,
        /// As in the journal (JSON), like all of [`KeptRest`].
        #[serde(borrow)]
        reason: Cow<'b, str>,
    },
    /// The day's number.
    PutOff(i64),
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptRest {
    pub told: Option<String>,
    pub cause: Option<String>,
    pub remedy: Option<String>,
    pub lock: Option<String>,
    pub extra: Option<String>,
}

/// Stops one after the other, in the order they are driven.
#[derive(Debug, Default)]
pub(super) struct Packing {
    stops: u32,
    bytes: Vec<u8>,
}

impl Packing {
    pub(super) fn push(&mut self, stop: &KeptStop<'_>) {
        // Writing to memory cannot fail.
        if let Ok(bytes) = postcard::to_allocvec(stop) {
            self.stops += 1;
            self.bytes.extend(bytes);
        }
    }

    pub(super) const fn stops(&self) -> u32 {
        self.stops
    }

    pub(super) fn packed(self) -> Vec<u8> {
        let mut packed = vec![SHAPE];
        packed.extend(postcard::to_allocvec(&self.stops).unwrap_or_default());
        packed.extend(self.bytes);
        packed
    }
}

pub(super) fn packed(stops: &[Stop]) -> Vec<u8> {
    let mut packing = Packing::default();
    for stop in stops {
        packing.push(&KeptStop::of(stop));
    }
    packing.packed()
}

/// `None` where the bytes stand for no stops.
pub(super) fn unpacked(bytes: &[u8]) -> Option<Vec<Stop>> {
    let (&SHAPE, bytes) = bytes.split_first()? else { return None };
    let (count, mut bytes) = postcard::take_from_bytes::<u32>(bytes).ok()?;
    let mut stops = Vec::with_capacity((count as usize).min(bytes.len() / SHORTEST));
    for _ in 0..count {
        let (stop, rest) = postcard::take_from_bytes::<KeptStop<'_>>(bytes).ok()?;
        stops.push(stop.back()?);
        bytes = rest;
    }
    bytes.is_empty().then_some(stops)
}

impl<'b> KeptStop<'b> {
    fn of(stop: &'b Stop) -> Self {
        let both = |window: Window| (window.opens().seconds(), window.closes().seconds());
        let rest = KeptRest {
            told: stop.told.as_ref().map(codec::told_text),
            cause: stop.cause.as_ref().map(codec::cause_text),
            remedy: stop.remedy.map(|remedy| remedy_word(remedy).to_owned()),
            lock: stop.lock.map(codec::lock_text),
            extra: codec::extra_text(codec::Extra::of(stop)),
        };
        Self {
            retailer: stop.retailer.as_str(),
            cartons: stop.cartons.0,
            value: stop.value.0,
            window: both(stop.window),
            promised: (stop.promised != stop.window).then(|| both(stop.promised)),
            planned: stop.planned.seconds(),
            service: stop.service.0,
            priority: stop.priority.weight(),
            cargo: match &stop.cargo {
                Cargo::At(Dock::Centre) => KeptCargo::Centre,
                Cargo::At(Dock::Station(code)) => KeptCargo::Station(code.as_str()),
                Cargo::Aboard(plate) => KeptCargo::Aboard(plate.as_str()),
            },
            progress: KeptProgress::of(&stop.progress),
            rest: (rest != KeptRest::default()).then(|| Box::new(rest)),
        }
    }

    fn back(self) -> Option<Stop> {
        let window = |(opens, closes): (u32, u32)| numbers::window(opens.into(), closes.into());
        let rest = self.rest.map(|rest| *rest).unwrap_or_default();
        let extra = rest.extra.map_or(Some(codec::Extra::default()), |text| codec::extra_from(&text).ok())?;
        let kept = window(self.window)?;
        Some(Stop {
            retailer: RetailerCode::new(self.retailer),
            cartons: Cartons(self.cartons),
            value: Fen(self.value),
            window: kept,
            promised: self.promised.map_or(Some(kept), window)?,
            planned: time(self.planned)?,
            service: Seconds(self.service),
            priority: Priority::new(self.priority)?,
            cargo: match self.cargo {
                KeptCargo::Centre => Cargo::At(Dock::Centre),
                KeptCargo::Station(code) => Cargo::At(Dock::Station(StationCode::new(code))),
                KeptCargo::Aboard(plate) => Cargo::Aboard(Plate::new(plate)),
            },
            progress: self.progress.back()?,
            told: rest.told.map(|text| codec::told_from(&text)).transpose().ok()?,
            cause: rest.cause.map(|text| codec::cause_from(&text)).transpose().ok()?,
            remedy: match rest.remedy {
                None => None,
                Some(word) => Some(remedy(&word)?),
            },
            lock: rest.lock.map(|text| codec::lock_from(&text)).transpose().ok()?,
            meets: extra.meets,
            carried: extra.carried,
            inferred: extra.inferred,
        })
    }
}

impl KeptProgress<'_> {
    fn of(progress: &Progress) -> Self {
        match progress {
            Progress::Waiting => Self::Waiting,
            Progress::Arrived { at } => Self::Arrived(at.seconds()),
            Progress::Delivered { arrived, at } => {
                Self::Delivered { arrived: arrived.map(TimeOfDay::seconds), at: at.seconds() }
            }
            Progress::Failed { at, reason } => {
                Self::Failed { at: at.seconds(), reason: codec::reason_text(reason).into() }
            }
            Progress::PutOff { to } => Self::PutOff(numbers::of_day(*to)),
        }
    }

    fn back(self) -> Option<Progress> {
        Some(match self {
            Self::Waiting => Progress::Waiting,
            Self::Arrived(at) => Progress::Arrived { at: time(at)? },
            Self::Delivered { arrived, at } => {
                let arrived = match arrived {
                    None => None,
                    Some(at) => Some(time(at)?),
                };
                Progress::Delivered { arrived, at: time(at)? }
            }
            Self::Failed { at, reason } => {
                Progress::Failed { at: time(at)?, reason: codec::reason_from(&reason).ok()? }
            }
            Self::PutOff(day) => Progress::PutOff { to: numbers::day(day)? },
        })
    }
}

fn time(seconds: u32) -> Option<TimeOfDay> {
    numbers::time(seconds.into())
}

const REMEDIES: [(Remedy, &str); 10] = [
    (Remedy::Reassigned, "reassigned"),
    (Remedy::Moved, "moved"),
    (Remedy::WindowShifted, "window_shifted"),
    (Remedy::SpareTakesOver, "spare_takes_over"),
    (Remedy::NeighboursShare, "neighbours_share"),
    (Remedy::WaitedForRepair, "waited_for_repair"),
    (Remedy::PutOff, "put_off"),
    (Remedy::WaitedForWeather, "waited_for_weather"),
    (Remedy::MetElsewhere, "met_elsewhere"),
    (Remedy::Shuttled, "shuttled"),
];

fn remedy_word(remedy: Remedy) -> &'static str {
    REMEDIES.iter().find(|(known, _)| *known == remedy).map_or("", |(_, word)| word)
}

fn remedy(word: &str) -> Option<Remedy> {
    REMEDIES.iter().find(|(_, known)| *known == word).map(|(remedy, _)| *remedy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::samples;

    #[test]
    fn whatever_a_stop_can_say_comes_back_the_same() {
        let stops = samples::stops();
        assert_eq!(unpacked(&packed(&stops)), Some(stops));
        assert_eq!(unpacked(&packed(&[])), Some(Vec::new()));
    }

    #[test]
    fn bytes_that_are_no_stops_stand_for_nothing_and_make_room_for_nothing() {
        let bytes = packed(&samples::stops());
        for end in 0..bytes.len() {
            assert_eq!(unpacked(&bytes[..end]), None, "cut at {end}");
        }
        assert_eq!(unpacked(&[&bytes[..], &[0]].concat()), None, "something behind");
        assert_eq!(unpacked(&[SHAPE, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), None);
        assert_eq!(unpacked(&[SHAPE + 1, 0]), None);
    }

    #[test]
    fn no_stop_is_shorter_than_what_room_is_reckoned_by() {
        let mut packing = Packing::default();
        packing.push(&KeptStop {
            retailer: "",
            cartons: 0,
            value: 0,
            window: (0, 0),
            promised: None,
            planned: 0,
            service: 0,
            priority: 0,
            cargo: KeptCargo::Centre,
            progress: KeptProgress::Waiting,
            rest: None,
        });
        assert!(packing.bytes.len() >= SHORTEST, "{}", packing.bytes.len());
    }
}
