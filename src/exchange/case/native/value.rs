//! Single values of a case: codes, places, times, quantities, words. Each is refused where nobody could mean it.

use super::fault::{Fault, Kind, NotACase};
use super::names::Named;
use super::node::Node;
use crate::domain::place::Place;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::{Cartons, Metres, Seconds};
use chrono::Datelike;
use smol_str::SmolStr;

type Read<T> = Result<T, NotACase>;

const MOST_CODE: usize = 64;
const MOST_NAME: usize = 300;
/// A stop's, a vehicle's: as many as a file of the day may hold.
pub const MOST_CARTONS: u32 = 100_000;
/// Two days.
pub const MOST_SECONDS: u32 = 172_800;

/// A code: short, and not blank.
pub fn code(node: &Node<'_>) -> Read<SmolStr> {
    let text = within(node, MOST_CODE)?;
    if text.trim().is_empty() { Err(node.off(Fault::Missing)) } else { Ok(SmolStr::new(text)) }
}

pub fn name(node: &Node<'_>) -> Read<SmolStr> {
    within(node, MOST_NAME).map(SmolStr::new)
}

fn within<'n>(node: &Node<'n>, most: usize) -> Read<&'n str> {
    let text = node.text()?;
    if text.len() > most && text.chars().count() > most {
        return Err(node.off(Fault::TooLong { most }));
    }
    Ok(text)
}

/// `{"lat", "lon"}` in degrees.
pub fn place(node: &Node<'_>) -> Read<Place> {
    node.only(&["lat", "lon"])?;
    let (lat, lon) = (node.field("lat").number()?, node.field("lon").number()?);
    let found = || format!("{lat}, {lon}");
    Place::from_degrees(lat, lon).ok_or_else(|| node.off(Fault::OffTheEarth { found: found() }))
}

pub fn day(node: &Node<'_>) -> Read<ServiceDay> {
    let day = ServiceDay::parse(node.text()?).filter(|day| in_our_time(*day));
    day.ok_or_else(|| node.not(Kind::Day))
}

pub fn moment(node: &Node<'_>) -> Read<Timestamp> {
    let moment = Timestamp::parse(node.text()?).filter(|moment| in_our_time(moment.day()));
    moment.ok_or_else(|| node.not(Kind::Moment))
}

fn in_our_time(day: ServiceDay) -> bool {
    (2000..=2100).contains(&day.0.year())
}

pub fn time(node: &Node<'_>) -> Read<TimeOfDay> {
    TimeOfDay::parse(node.text()?).ok_or_else(|| node.not(Kind::Time))
}

/// `[opens, closes]`.
pub fn window(node: &Node<'_>) -> Read<Window> {
    if !node.is_given() {
        return Err(node.off(Fault::Missing));
    }
    let ends = node.items().and_then(|items| items.map(|item| item.text()).collect::<Read<Vec<_>>>());
    let [opens, closes] = ends.map_err(|_| node.not(Kind::Window))?[..] else {
        return Err(node.not(Kind::Window));
    };
    let (Some(from), Some(to)) = (TimeOfDay::parse(opens), TimeOfDay::parse(closes)) else {
        return Err(node.not(Kind::Window));
    };
    let found = || format!("{opens}-{closes}");
    Window::new(from, to).ok_or_else(|| node.off(Fault::ClosesBeforeItOpens { found: found() }))
}

pub fn seconds(node: &Node<'_>) -> Read<Seconds> {
    node.small(0, MOST_SECONDS).map(Seconds)
}

pub fn cartons(node: &Node<'_>) -> Read<Cartons> {
    node.small(0, MOST_CARTONS).map(Cartons)
}

/// A radius: half round the earth at the most.
pub fn metres(node: &Node<'_>) -> Read<Metres> {
    node.small(0, 20_100_000).map(Metres)
}

/// One of a few words.
pub fn word<T: Named>(node: &Node<'_>) -> Read<T> {
    node.value_text().and_then(T::parse).ok_or_else(|| {
        let words: Vec<_> = T::ALL.iter().map(Named::name).collect();
        node.not(Kind::Word(words))
    })
}
