//! The lie of the land: shops in county towns, in market towns around them, and along the roads between.

use super::dice::Dice;
use super::names;
use super::scale::District;
use crate::domain::place::Place;

/// Metres east and north of the distribution centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Point {
    /// The centre, on open ground in central China.
    const ORIGIN_E7: (i32, i32) = (313_400_000, 1_128_700_000);

    pub(super) fn plus(self, x: i32, y: i32) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }

    /// Metres, as the crow flies.
    pub(super) fn metres_to(self, other: Self) -> u32 {
        let (dx, dy) = (i64::from(self.x - other.x), i64::from(self.y - other.y));
        u32::try_from((dx * dx + dy * dy).isqrt()).unwrap_or(u32::MAX)
    }

    /// Ten-millionths of a degree to a metre, at this latitude: 89.83 north, 105.18 east.
    pub(super) fn place(self) -> Place {
        let (lat, lon) = Self::ORIGIN_E7;
        let lat = lat + self.y * 8_983 / 100;
        let lon = i64::from(lon) + i64::from(self.x) * 10_518 / 100;
        Place::from_e7(lat, i32::try_from(lon).unwrap_or(0)).expect("samples lie within 100 km of the centre")
    }

    fn between(self, other: Self, permille: i32) -> Self {
        let part = |from: i32, to: i32| from + (to - from) / 1000 * permille;
        Self { x: part(self.x, other.x), y: part(self.y, other.y) }
    }
}

/// Where a shop stands.
pub(super) struct Site {
    pub(super) point: Point,
    pub(super) address: String,
    pub(super) village: bool,
    /// How much of a round's day it takes, by its surroundings.
    pub(super) effort: u32,
}

/// Streets of a town run this far apart; shops stand on them.
const BLOCK: i32 = 160;

/// The sites of one district.
pub(super) fn settle(dice: &mut Dice, district: &District, count: u32) -> Vec<Site> {
    let towns = lay_out(dice, district);
    (0..count).map(|_| site(dice, district, &towns)).collect()
}

struct Town {
    name: &'static str,
    at: Point,
    /// Where the road to it from the seat bends.
    bend: Point,
}

fn lay_out(dice: &mut Dice, district: &District) -> Vec<Town> {
    // Eight directions, so that no two roads run on top of each other.
    const AROUND: [(i32, i32); 8] =
        [(10, 0), (7, 7), (0, 10), (-7, 7), (-10, 0), (-7, -7), (0, -10), (7, -7)];
    if district.urban {
        return Vec::new();
    }
    let names = names::towns(dice, AROUND.len());
    let town = |(name, (x, y)): (&'static str, (i32, i32))| {
        let far = dice.between(550, 1_350);
        let at = district.seat.plus(x * far + dice.bell(900), y * far + dice.bell(900));
        let bend = district.seat.between(at, 500).plus(dice.bell(700), dice.bell(700));
        Town { name, at, bend }
    };
    names.into_iter().zip(AROUND).map(town).collect()
}

fn site(dice: &mut Dice, district: &District, towns: &[Town]) -> Site {
    if towns.is_empty() {
        let point = on_a_street(dice, district.seat, 1_500);
        let address = names::street_address(dice, district.name, None);
        return Site { point, address, village: false, effort: 10 };
    }
    let town = &towns[dice.index(towns.len())];
    match dice.below(100) {
        0..46 => {
            let point = on_a_street(dice, district.seat, 850);
            let address = names::street_address(dice, district.name, Some("城关"));
            Site { point, address, village: false, effort: 10 }
        }
        46..86 => {
            let point = on_a_street(dice, town.at, 330);
            let address = names::street_address(dice, district.name, Some(town.name));
            Site { point, address, village: dice.happens(300), effort: 11 }
        }
        _ => {
            let along = dice.between(150, 900);
            let (from, to) =
                if dice.happens(500) { (district.seat, town.bend) } else { (town.bend, town.at) };
            let point = from.between(to, along).plus(dice.bell(90), dice.bell(90));
            let address = names::village_address(dice, district.name, town.name);
            Site { point, address, village: true, effort: 14 }
        }
    }
}

/// Near `middle`, on one of the streets that cross there.
fn on_a_street(dice: &mut Dice, middle: Point, spread: i32) -> Point {
    let (x, y) = (dice.bell(spread), dice.bell(spread));
    let snap = |metres: i32| metres.div_euclid(BLOCK) * BLOCK;
    let (kerb, along_x) = (dice.between(-9, 9), dice.happens(500));
    if along_x { middle.plus(x, snap(y) + kerb) } else { middle.plus(snap(x) + kerb, y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metre_on_the_plane_is_a_metre_on_the_earth() {
        let (from, to) = (Point { x: -3_000, y: 8_000 }, Point { x: 4_000, y: -1_000 });
        let earth = from.place().metres_to(to.place());
        let plane = f64::from(from.metres_to(to));
        assert!((earth - plane).abs() < plane * 0.005, "{earth} {plane}");
    }
}
