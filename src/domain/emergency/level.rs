//! Levels of incidents, and the rules that suggest them (playbook, section 0).

use super::{Casualties, Kind};
use crate::domain::incident::Link;
use crate::domain::units::Seconds;

/// From IV (一般) to I (特别重大); the greater is the worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    #[default]
    General,
    Larger,
    Major,
    Critical,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::General, Self::Larger, Self::Major, Self::Critical];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "IV",
            Self::Larger => "III",
            Self::Major => "II",
            Self::Critical => "I",
        }
    }

    /// Reads what [`Level::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(name))
    }
}

/// What suggests a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelRule {
    /// One route, two hours at the most.
    OneRoute,
    SeveralRoutes,
    LongDelay,
    LinkDownAnHour,
    ThirdOfTheRoutes,
    LinkDownFourHours,
    SeriousInjury,
    Robbery,
    Death,
    AllRoutes,
    OrderingDownAllDay,
    RedSignal,
}

impl LevelRule {
    pub const ALL: [Self; 12] = [
        Self::OneRoute,
        Self::SeveralRoutes,
        Self::LongDelay,
        Self::LinkDownAnHour,
        Self::ThirdOfTheRoutes,
        Self::LinkDownFourHours,
        Self::SeriousInjury,
        Self::Robbery,
        Self::Death,
        Self::AllRoutes,
        Self::OrderingDownAllDay,
        Self::RedSignal,
    ];

    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::OneRoute => Level::General,
            Self::SeveralRoutes | Self::LongDelay | Self::LinkDownAnHour => Level::Larger,
            Self::ThirdOfTheRoutes | Self::LinkDownFourHours | Self::SeriousInjury | Self::Robbery => {
                Level::Major
            }
            Self::Death | Self::AllRoutes | Self::OrderingDownAllDay | Self::RedSignal => Level::Critical,
        }
    }

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneRoute => "one_route",
            Self::SeveralRoutes => "several_routes",
            Self::LongDelay => "long_delay",
            Self::LinkDownAnHour => "link_down_an_hour",
            Self::ThirdOfTheRoutes => "third_of_the_routes",
            Self::LinkDownFourHours => "link_down_four_hours",
            Self::SeriousInjury => "serious_injury",
            Self::Robbery => "robbery",
            Self::Death => "death",
            Self::AllRoutes => "all_routes",
            Self::OrderingDownAllDay => "ordering_down_all_day",
            Self::RedSignal => "red_signal",
        }
    }
}

/// What is known of an incident when its level is suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Routes it touches, of so many of the day.
    pub routes: usize,
    pub of: usize,
    /// The longest delay it causes, as far as that is known.
    pub delay: Seconds,
    /// How long its link has been, or is expected to be, down.
    pub down: Seconds,
    /// A red warning signal for the whole city.
    pub red: bool,
    pub casualties: Casualties,
}

/// The gravest rule that applies.
#[must_use]
pub fn suggested((kind, link): (Kind, Link), extent: Extent) -> LevelRule {
    const HOUR: u32 = 3600;
    let all_day = 8 * HOUR;
    let upstream = link != Link::Distribution;
    let rules = [
        (LevelRule::Death, extent.casualties.dead > 0),
        (LevelRule::RedSignal, extent.red),
        (LevelRule::AllRoutes, extent.of > 1 && extent.routes >= extent.of),
        (LevelRule::OrderingDownAllDay, kind == Kind::Ordering && extent.down.0 >= all_day),
        (LevelRule::SeriousInjury, extent.casualties.injured > 0),
        (LevelRule::Robbery, kind == Kind::Robbery),
        (LevelRule::ThirdOfTheRoutes, extent.of > 3 && extent.routes * 10 >= extent.of * 3),
        (LevelRule::LinkDownFourHours, upstream && extent.down.0 > 4 * HOUR),
        (LevelRule::SeveralRoutes, extent.routes >= 2),
        (LevelRule::LinkDownAnHour, upstream && extent.down.0 > HOUR),
        (LevelRule::LongDelay, extent.delay.0 > 2 * HOUR),
    ];
    rules.into_iter().find(|(_, applies)| *applies).map_or(LevelRule::OneRoute, |(rule, _)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_rule_that_applies_suggests_the_level() {
        let extent = |routes, of| Extent { routes, of, ..Extent::default() };
        let level = |kind: Kind, extent| suggested((kind, kind.link()), extent).level();
        assert_eq!(level(Kind::VehicleOnTheRoad, extent(1, 40)), Level::General);
        assert_eq!(level(Kind::Weather, extent(3, 40)), Level::Larger);
        assert_eq!(level(Kind::Weather, extent(12, 40)), Level::Major);
        assert_eq!(level(Kind::Weather, extent(40, 40)), Level::Critical);
        assert_eq!(level(Kind::Weather, Extent { red: true, ..extent(1, 40) }), Level::Critical);
        assert_eq!(level(Kind::Robbery, extent(1, 40)), Level::Major);
        let down = |minutes| Extent { down: Seconds::from_minutes(minutes), ..Extent::default() };
        assert_eq!(level(Kind::Sorting, down(59)), Level::General);
        assert_eq!(level(Kind::Sorting, down(61)), Level::Larger);
        assert_eq!(level(Kind::Sorting, down(241)), Level::Major);
        assert_eq!(level(Kind::Ordering, down(480)), Level::Critical);
        let hurt = |injured, dead| {
            let casualties = Casualties { injured, dead };
            level(Kind::Accident, Extent { casualties, ..extent(1, 40) })
        };
        assert_eq!((hurt(0, 0), hurt(1, 0)), (Level::General, Level::Major));
        assert_eq!((hurt(0, 1), hurt(2, 1)), (Level::Critical, Level::Critical));
        let late = Extent { delay: Seconds::from_minutes(121), ..extent(1, 40) };
        assert_eq!(level(Kind::VehicleOnTheRoad, late), Level::Larger);
    }
}
