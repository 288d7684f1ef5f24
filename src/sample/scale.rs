//! The figures a sample is made from: how many of each, and where the county towns lie.

use super::Size;
use super::land::Point;

/// Weekly order days: each retailer belongs to one.
pub(super) const ORDER_DAYS: usize = 5;

pub(super) struct Scale {
    pub(super) retailers: u32,
    /// Routes on each order day; the first is the open day's.
    pub(super) routes: [u32; ORDER_DAYS],
    /// How full each order day's routes are made, against the open day's 1000.
    pub(super) fullness: [u32; ORDER_DAYS],
    pub(super) spares: usize,
    /// Orders against the city's, in thousandths: a province's vans visit more shops with the same load.
    pub(super) order_permille: u32,
    /// The slowest shop's own share of the time at its door, in seconds.
    pub(super) slowest_door: u32,
    pub(super) districts: Vec<District>,
}

/// A district of the city or a county, with its marketing department.
#[derive(Clone, Copy)]
pub(super) struct District {
    pub(super) name: &'static str,
    pub(super) english: &'static str,
    /// A part of the city itself, built up throughout.
    pub(super) urban: bool,
    pub(super) seat: Point,
    /// Its part of all routes, in thousandths.
    pub(super) share: u32,
    /// Has a transfer station.
    pub(super) station: bool,
}

const fn district(
    (name, english): (&'static str, &'static str),
    (x, y): (i32, i32),
    share: u32,
    kind: Kind,
) -> District {
    let urban = matches!(kind, Kind::Urban);
    let station = matches!(kind, Kind::Far);
    District { name, english, urban, seat: Point { x, y }, share, station }
}

#[derive(Clone, Copy)]
enum Kind {
    Urban,
    Near,
    Far,
}

const CITY: [District; 7] = [
    district(("澜东区", "Landong"), (4_200, 900), 190, Kind::Urban),
    district(("澜西区", "Lanxi"), (-4_600, -700), 175, Kind::Urban),
    district(("桐山区", "Tongshan"), (300, 6_400), 150, Kind::Urban),
    district(("柏川县", "Baichuan"), (24_000, 9_500), 140, Kind::Near),
    district(("兰陂县", "Lanpi"), (-8_000, -24_000), 130, Kind::Near),
    district(("望岭县", "Wangling"), (-41_000, 22_000), 115, Kind::Far),
    district(("梅渡县", "Meidu"), (34_000, -38_000), 100, Kind::Far),
];

const PROVINCE: [District; 20] = [
    district(("澜东区", "Landong"), (4_200, 900), 70, Kind::Urban),
    district(("澜西区", "Lanxi"), (-4_600, -700), 70, Kind::Urban),
    district(("桐山区", "Tongshan"), (300, 6_400), 60, Kind::Urban),
    district(("丹浦区", "Danpu"), (-400, -6_900), 60, Kind::Urban),
    district(("柏川县", "Baichuan"), (24_000, 9_500), 50, Kind::Near),
    district(("兰陂县", "Lanpi"), (-8_000, -24_000), 50, Kind::Near),
    district(("望岭县", "Wangling"), (-41_000, 22_000), 50, Kind::Far),
    district(("梅渡县", "Meidu"), (34_000, -38_000), 50, Kind::Far),
    district(("青屏县", "Qingping"), (-23_000, 3_000), 50, Kind::Near),
    district(("沙澧县", "Shali"), (6_000, 26_000), 50, Kind::Near),
    district(("松坪县", "Songping"), (58_000, 31_000), 50, Kind::Far),
    district(("竹津县", "Zhujin"), (-47_000, -26_000), 50, Kind::Far),
    district(("玉洲县", "Yuzhou"), (21_000, -17_000), 50, Kind::Near),
    district(("平岗县", "Pinggang"), (9_000, 61_000), 50, Kind::Far),
    district(("金塘县", "Jintang"), (-12_000, -63_000), 50, Kind::Far),
    district(("云原县", "Yunyuan"), (78_000, 2_000), 45, Kind::Far),
    district(("石溪县", "Shixi"), (-79_000, 3_000), 45, Kind::Far),
    district(("清泽县", "Qingze"), (49_000, 52_000), 40, Kind::Near),
    district(("临湾县", "Linwan"), (-58_000, 44_000), 30, Kind::Near),
    district(("永峰县", "Yongfeng"), (51_000, -60_000), 30, Kind::Near),
];

impl Scale {
    pub(super) fn of(size: Size) -> Self {
        match size {
            Size::City => Self {
                retailers: 15_000,
                routes: [40, 32, 30, 31, 30],
                fullness: [1000, 900, 900, 900, 900],
                spares: 3,
                order_permille: 1000,
                slowest_door: 150,
                districts: CITY.to_vec(),
            },
            Size::Province => Self {
                retailers: 115_500,
                routes: [150; ORDER_DAYS],
                fullness: [1000; ORDER_DAYS],
                spares: 12,
                order_permille: 690,
                slowest_door: 40,
                districts: PROVINCE.to_vec(),
            },
        }
    }
}

/// Splits `total` in proportion to `shares`, the largest remainders rounded up, so that nothing is lost.
pub(super) fn apportion(total: u32, shares: &[u32]) -> Vec<u32> {
    let sum: u64 = shares.iter().map(|&share| u64::from(share)).sum::<u64>().max(1);
    let exact = |share: u32| u64::from(total) * u64::from(share);
    let mut parts: Vec<u32> =
        shares.iter().map(|&share| u32::try_from(exact(share) / sum).unwrap_or(total)).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(exact(shares[at]) % sum), at));
    let missing = total - parts.iter().sum::<u32>();
    for &at in order.iter().take(missing as usize) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_whole() {
        assert_eq!(apportion(40, &[190, 175, 150, 140, 130, 115, 100]), [8, 7, 6, 6, 5, 4, 4]);
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        for size in [Size::City, Size::Province] {
            assert_eq!(Scale::of(size).districts.iter().map(|d| d.share).sum::<u32>(), 1000);
        }
    }
}
