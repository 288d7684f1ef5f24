//! What a disturbance costs, in one currency, so that plans can be compared: the tariff a centre agrees on,
//! and the bill a plan runs up under it. Whole fen throughout; each item is rounded once, at its end.

use super::units::Fen;

/// What one unit of each [`Item`] costs, in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices([Fen; Item::COUNT]);

/// What a plan is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Service begins after the window has closed: per retailer and minute.
    Late,
    /// Service begins after retailers close to deliveries: per retailer.
    MissedClosing,
    /// Put off to another day: per retailer and day.
    PutOffStops,
    /// Put off to another day: per carton and day.
    PutOffCartons,
    /// A vehicle is back after the shift's end: per minute.
    Overtime,
    /// Per kilometre.
    Distance,
    /// Per minute on the road.
    Driving,
    /// Goods fetched on the way: per carton.
    Handling,
    /// A call for goods on the way: each.
    Calls,
    /// Goods that wait on a vehicle that cannot go on, with somebody beside them: per call that fetches some and
    /// minute from now until then.
    GoodsWait,
    /// A spare vehicle that leaves its place: each.
    Spare,
    /// A stop that another vehicle serves: each.
    VehicleChanged,
    /// A retailer that must be told again: each.
    ToldAgain,
    /// A stop that is served after one it came before: each.
    Resequenced,
    /// A retailer that comes to a meeting point for its goods: each.
    Meets,
}

impl Item {
    pub const COUNT: usize = 15;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Late,
        Self::MissedClosing,
        Self::PutOffStops,
        Self::PutOffCartons,
        Self::Overtime,
        Self::Distance,
        Self::Driving,
        Self::Handling,
        Self::Calls,
        Self::GoodsWait,
        Self::Spare,
        Self::VehicleChanged,
        Self::ToldAgain,
        Self::Resequenced,
        Self::Meets,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::MissedClosing => "missed_closing",
            Self::PutOffStops => "put_off_stops",
            Self::PutOffCartons => "put_off_cartons",
            Self::Overtime => "overtime",
            Self::Distance => "distance",
            Self::Driving => "driving",
            Self::Handling => "handling",
            Self::Calls => "calls",
            Self::GoodsWait => "goods_wait",
            Self::Spare => "spare",
            Self::VehicleChanged => "vehicle_changed",
            Self::ToldAgain => "told_again",
            Self::Resequenced => "resequenced",
            Self::Meets => "meets",
        }
    }

    /// Reads what [`Item::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.name() == name)
    }

    /// How many of what is counted make the unit that is priced: seconds make minutes, metres kilometres.
    #[must_use]
    pub const fn counted_in(self) -> u64 {
        match self {
            Self::Late | Self::Overtime | Self::Driving | Self::GoodsWait => 60,
            Self::Distance => 1000,
            _ => 1,
        }
    }
}

impl Prices {
    /// The dearest a unit may be: ten thousand yuan.
    pub const MOST: Fen = Fen(1_000_000);

    #[must_use]
    pub const fn of(&self, item: Item) -> Fen {
        self.0[item as usize]
    }

    /// Sets one price, kept between nothing and [`Prices::MOST`].
    #[must_use]
    pub fn with(mut self, item: Item, price: Fen) -> Self {
        self.0[item as usize] = price.clamp(Fen(0), Self::MOST);
        self
    }
}

impl Default for Prices {
    /// A middling city's: an hour late costs a retailer's patience thirty yuan, a day a hundred and fifty; a
    /// kilometre costs fuel and wear, a minute of overtime two people's wages.
    fn default() -> Self {
        let fen = |item: Item| match item {
            Item::PutOffStops => 15_000,
            Item::Spare => 5_000,
            Item::MissedClosing => 3_000,
            Item::Calls => 2_000,
            Item::Meets => 1_000,
            Item::ToldAgain => 300,
            Item::VehicleChanged => 200,
            Item::Overtime | Item::Distance => 150,
            Item::Late | Item::PutOffCartons | Item::Driving | Item::GoodsWait | Item::Resequenced => 50,
            Item::Handling => 5,
        };
        Self(Item::ALL.map(|item| Fen(fen(item))))
    }
}

/// How much of each item a plan comes to, and what that costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// In the unit that is counted (see [`Item::counted_in`]): seconds, metres, cartons, or a plain number.
    /// Lateness is weighed by the retailers' priority.
    amounts: [u64; Item::COUNT],
    fen: [i64; Item::COUNT],
}

impl Bill {
    /// Prices `amounts`, given in the order of [`Item::ALL`].
    #[must_use]
    pub fn new(prices: &Prices, amounts: [u64; Item::COUNT]) -> Self {
        let fen = Item::ALL.map(|item| {
            let counted = u128::from(item.counted_in());
            let price = u128::from(prices.of(item).0.unsigned_abs());
            let exact = u128::from(amounts[item as usize]) * price;
            i64::try_from((exact + counted / 2) / counted).unwrap_or(i64::MAX)
        });
        Self { amounts, fen }
    }

    #[must_use]
    pub const fn amount(&self, item: Item) -> u64 {
        self.amounts[item as usize]
    }

    #[must_use]
    pub const fn price(&self, item: Item) -> Fen {
        Fen(self.fen[item as usize])
    }

    #[must_use]
    pub fn total(&self) -> Fen {
        Item::ALL.into_iter().map(|item| self.price(item)).sum()
    }

    /// No item is dearer than the other's, and one is cheaper.
    #[must_use]
    pub fn dominates(&self, other: &Self) -> bool {
        self.fen.iter().zip(&other.fen).all(|(a, b)| a <= b) && self.fen != other.fen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_rounded_once_at_its_end() {
        let prices = Prices::default().with(Item::Distance, Fen(150));
        let mut amounts = [0; Item::COUNT];
        amounts[Item::Distance as usize] = 1_003;
        let bill = Bill::new(&prices, amounts);
        assert_eq!((bill.price(Item::Distance), bill.total()), (Fen(150), Fen(150)));
        amounts[Item::Distance as usize] = 1_004;
        assert_eq!(Bill::new(&prices, amounts).total(), Fen(151));
    }

    #[test]
    fn every_item_keeps_its_place_and_its_name() {
        for (at, item) in Item::ALL.into_iter().enumerate() {
            assert_eq!((item as usize, Item::parse(item.name())), (at, Some(item)));
        }
    }

    #[test]
    fn a_plan_dominates_only_where_it_is_dearer_in_nothing() {
        let bill = |late, told| {
            let mut amounts = [0; Item::COUNT];
            (amounts[Item::Late as usize], amounts[Item::ToldAgain as usize]) = (late, told);
            Bill::new(&Prices::default(), amounts)
        };
        assert!(bill(60, 1).dominates(&bill(120, 1)));
        assert!(!bill(60, 2).dominates(&bill(120, 1)));
        assert!(!bill(60, 1).dominates(&bill(60, 1)));
    }
}
