//! Quantities that cannot be mixed. Whole numbers throughout, so that two desks always agree.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        /// Stops at the smallest value rather than wrapping.
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
                all.fold(Self::default(), Add::add)
            }
        }
    };
}

quantity! {
    /// Cartons (条): ten packs; the unit of orders and of a vehicle's capacity.
    Cartons(u32)
}
quantity! {
    /// Metres on the road.
    Metres(u32)
}
quantity! {
    /// A span of time in seconds.
    Seconds(u32)
}
quantity! {
    /// Money in fen (分), a hundredth of a yuan.
    Fen(i64)
}

impl Seconds {
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// Whole minutes, a begun minute counted: a stop one second late is one minute late.
    #[must_use]
    pub const fn minutes_begun(self) -> u32 {
        self.0.div_ceil(60)
    }
}
