//! Service days and the clock. All times are the centre's local wall-clock time; the domain never
//! reads a clock, `now` always comes in as an argument.

use super::units::Seconds;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use std::fmt;

/// The day goods are delivered on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceDay(pub NaiveDate);

impl ServiceDay {
    /// Reads `2026-11-23`; `None` where that is no date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self)
    }

    /// The day `days` later (earlier where negative); the calendar's last day where it would run over.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let moved = if days >= 0 {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        };
        Self(moved.unwrap_or(self.0))
    }

    /// The time of this service day at `moment`; `None` where the day cannot speak of it.
    #[must_use]
    pub fn time_of(self, moment: Timestamp) -> Option<TimeOfDay> {
        let seconds = (moment.0 - self.0.and_time(NaiveTime::MIN)).num_seconds();
        let seconds = u32::try_from(seconds).ok()?;
        (seconds <= TimeOfDay::LAST.seconds()).then_some(TimeOfDay(seconds))
    }
}

impl fmt::Display for ServiceDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// Seconds since midnight of the service day. May pass midnight, up to [`TimeOfDay::LAST`], because a
/// late round ends on the day it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    pub const MIDNIGHT: Self = Self(0);
    /// 47:59:59, the latest time a service day can speak of.
    pub const LAST: Self = Self(48 * 3600 - 1);

    /// Clipped to [`TimeOfDay::LAST`].
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Self {
        if seconds > Self::LAST.0 { Self::LAST } else { Self(seconds) }
    }

    /// `hour` and `minute` of a day; clipped to [`TimeOfDay::LAST`].
    #[must_use]
    pub const fn hm(hour: u32, minute: u32) -> Self {
        Self::from_seconds(hour.saturating_mul(3600).saturating_add(minute.saturating_mul(60)))
    }

    /// Reads `7:30`, `07:30` or `07:30:15`, hours up to 47; `None` otherwise.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':');
        let mut part = |limit: u32| -> Option<u32> {
            let digits = parts.next()?;
            let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse().ok().filter(|&n: &u32| fits && n < limit)
        };
        let (hour, minute) = (part(48)?, part(60)?);
        let second = if text.matches(':').count() > 1 { part(60)? } else { 0 };
        parts.next().is_none().then(|| Self(hour * 3600 + minute * 60 + second))
    }

    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    #[must_use]
    pub fn plus(self, span: Seconds) -> Self {
        Self::from_seconds(self.0.saturating_add(span.0))
    }

    /// Moved by whole minutes either way, kept between midnight and [`TimeOfDay::LAST`].
    #[must_use]
    pub fn plus_minutes(self, minutes: i32) -> Self {
        let moved = i64::from(self.0) + i64::from(minutes) * 60;
        Self(u32::try_from(moved.clamp(0, i64::from(Self::LAST.0))).unwrap_or(0))
    }

    /// How long after `earlier` this is; zero where it is not.
    #[must_use]
    pub fn since(self, earlier: Self) -> Seconds {
        Seconds(self.0.saturating_sub(earlier.0))
    }

    /// How far apart the two are, whichever is first.
    #[must_use]
    pub fn apart(self, other: Self) -> Seconds {
        Seconds(self.0.abs_diff(other.0))
    }
}

/// `HH:MM`, seconds left out.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60)
    }
}

/// When a stop may begin. Never empty: `opens` is at or before `closes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    opens: TimeOfDay,
    closes: TimeOfDay,
}

impl Window {
    /// `None` where it would close before it opens.
    #[must_use]
    pub fn new(opens: TimeOfDay, closes: TimeOfDay) -> Option<Self> {
        (opens <= closes).then_some(Self { opens, closes })
    }

    /// From the earlier of the two to the later.
    #[must_use]
    pub fn spanning(one: TimeOfDay, other: TimeOfDay) -> Self {
        Self { opens: one.min(other), closes: one.max(other) }
    }

    /// Reads `HH:MM-HH:MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (opens, closes) = text.split_once('-')?;
        Self::new(TimeOfDay::parse(opens)?, TimeOfDay::parse(closes)?)
    }

    #[must_use]
    pub const fn opens(self) -> TimeOfDay {
        self.opens
    }

    #[must_use]
    pub const fn closes(self) -> TimeOfDay {
        self.closes
    }

    /// Both ends moved by whole minutes; an end that would leave the day stays at its edge.
    #[must_use]
    pub fn shifted(self, minutes: i32) -> Self {
        Self { opens: self.opens.plus_minutes(minutes), closes: self.closes.plus_minutes(minutes) }
    }

    /// Both ends moved by whole minutes; `None` where an end would leave what a service day can speak of.
    #[must_use]
    pub fn moved(self, minutes: i32) -> Option<Self> {
        let moved = self.shifted(minutes);
        let whole = moved.opens.plus_minutes(-minutes) == self.opens
            && moved.closes.plus_minutes(-minutes) == self.closes;
        whole.then_some(moved)
    }

    /// It opens before the service day's midnight is over; after that it would be another day's.
    #[must_use]
    pub fn is_of_the_day(self) -> bool {
        self.opens < TimeOfDay::hm(24, 0)
    }

    /// How long after closing `at` is; zero inside or before the window.
    #[must_use]
    pub fn late_by(self, at: TimeOfDay) -> Seconds {
        at.since(self.closes)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.opens, self.closes)
    }
}

/// A moment on the centre's wall clock, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub NaiveDateTime);

impl Timestamp {
    /// Reads `2026-11-23T10:20` or `2026-11-23T10:20:30`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .map(Self)
    }

    /// The moment `time` of `day`, which may fall on the calendar day after; the calendar's last moment
    /// where it would run over.
    #[must_use]
    pub fn of(day: ServiceDay, time: TimeOfDay) -> Self {
        Self(day.0.and_time(NaiveTime::MIN)).plus(TimeDelta::seconds(time.seconds().into()))
    }

    /// `span` later (earlier where negative); the calendar's first or last moment where it would run over.
    #[must_use]
    pub fn plus(self, span: TimeDelta) -> Self {
        let edge = if span < TimeDelta::zero() { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
        Self(self.0.checked_add_signed(span).unwrap_or(edge))
    }

    #[must_use]
    pub fn day(self) -> ServiceDay {
        ServiceDay(self.0.date())
    }

    #[must_use]
    pub fn time(self) -> TimeOfDay {
        TimeOfDay(self.0.num_seconds_from_midnight())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// The hours of the day a shift works (班次): from the first time up to, not including, the second. A shift that ends before
/// it begins ends on the next morning. Never empty, and two that follow each other share nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    from: TimeOfDay,
    until: TimeOfDay,
}

impl Hours {
    /// `None` where they are none, or of another day.
    #[must_use]
    pub fn new(from: TimeOfDay, until: TimeOfDay) -> Option<Self> {
        let midnight = TimeOfDay::hm(24, 0);
        (from != until && from < midnight && until <= midnight).then_some(Self { from, until })
    }

    /// Reads `HH:MM-HH:MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, until) = text.split_once('-')?;
        Self::new(TimeOfDay::parse(from)?, TimeOfDay::parse(until)?)
    }

    #[must_use]
    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    #[must_use]
    pub const fn until(self) -> TimeOfDay {
        self.until
    }

    /// Whether the clock shows one of these hours at `time`, before midnight or after.
    #[must_use]
    pub fn hold(self, time: TimeOfDay) -> bool {
        let time = TimeOfDay(time.0 % TimeOfDay::hm(24, 0).0);
        if self.from < self.until {
            self.from <= time && time < self.until
        } else {
            time >= self.from || time < self.until
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.until)
    }
}

/// Where a service day stands, seen from `now`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its calendar day has not begun.
    Ahead,
    /// It is under way, and this is the time. Up to 06:00 of the next calendar day it still is.
    Today(TimeOfDay),
    Past,
}

impl Standing {
    /// The next day's early hours still belong to the round that ran over midnight.
    const RUNS_OVER_UNTIL: TimeOfDay = TimeOfDay::hm(6, 0);

    #[must_use]
    pub fn of(day: ServiceDay, now: Timestamp) -> Self {
        if now.day() < day {
            Self::Ahead
        } else if now.day() == day {
            Self::Today(now.time())
        } else if now.day() == day.plus(1) && now.time() < Self::RUNS_OVER_UNTIL {
            Self::Today(now.time().plus(Seconds(24 * 3600)))
        } else {
            Self::Past
        }
    }

    /// The time, where the day is under way.
    #[must_use]
    pub const fn clock(self) -> Option<TimeOfDay> {
        match self {
            Self::Today(now) => Some(now),
            Self::Ahead | Self::Past => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_run_to_the_second_morning() {
        assert_eq!(TimeOfDay::parse("7:05"), Some(TimeOfDay::hm(7, 5)));
        assert_eq!(TimeOfDay::parse("25:30:15").map(TimeOfDay::seconds), Some(91_815));
        for off in ["", "7", "7:60", "48:00", "7:5:", "-7:00", "7:00:00:00", "+7:00", "７:00"] {
            assert_eq!(TimeOfDay::parse(off), None, "{off:?}");
        }
        assert_eq!(TimeOfDay::hm(99, 0), TimeOfDay::LAST);
    }

    #[test]
    fn a_window_never_closes_before_it_opens() {
        assert_eq!(Window::parse("14:00-09:00"), None);
        let window = Window::parse("09:00-14:00").expect("a window");
        assert_eq!(window.shifted(-600).to_string(), "00:00-04:00");
        assert_eq!(window.late_by(TimeOfDay::hm(14, 0)), Seconds(0));
        assert_eq!(window.late_by(TimeOfDay::hm(14, 1)), Seconds(60));
    }

    #[test]
    fn shifts_that_follow_each_other_share_nothing_and_leave_nothing_out() {
        let shifts =
            ["06:00-14:00", "14:00-22:00", "22:00-06:00"].map(|text| Hours::parse(text).expect("hours"));
        for minute in 0..48 * 60 {
            let time = TimeOfDay::from_seconds(minute * 60);
            assert_eq!(shifts.iter().filter(|shift| shift.hold(time)).count(), 1, "{time}");
        }
        assert!(shifts[2].hold(TimeOfDay::hm(25, 30)) && !shifts[2].hold(TimeOfDay::hm(6, 0)));
        assert!(Hours::parse("18:00-24:00").is_some_and(|evening| !evening.hold(TimeOfDay::MIDNIGHT)));
        for none in ["06:00-06:00", "24:00-06:00", "06:00-25:00", "06:00", "six-ten"] {
            assert_eq!(Hours::parse(none), None, "{none}");
        }
    }

    #[test]
    fn the_last_day_of_the_calendar_ends_with_the_calendar() {
        let last = ServiceDay(NaiveDate::MAX);
        assert_eq!(Timestamp::of(last, TimeOfDay::LAST), Timestamp(NaiveDateTime::MAX));
        assert_eq!(Timestamp(NaiveDateTime::MIN).plus(TimeDelta::seconds(-1)), Timestamp(NaiveDateTime::MIN));
        assert_eq!(
            Standing::of(last, Timestamp(NaiveDateTime::MAX)),
            Standing::Today(TimeOfDay::from_seconds(86_399))
        );
    }

    #[test]
    fn a_day_is_under_way_until_the_next_morning() {
        let day = ServiceDay::parse("2026-11-23").expect("a date");
        let standing = |text| Standing::of(day, Timestamp::parse(text).expect("a time"));
        assert_eq!(standing("2026-11-22T23:59"), Standing::Ahead);
        assert_eq!(standing("2026-11-23T00:00"), Standing::Today(TimeOfDay::MIDNIGHT));
        assert_eq!(standing("2026-11-24T05:59"), Standing::Today(TimeOfDay::hm(29, 59)));
        assert_eq!(standing("2026-11-24T06:00"), Standing::Past);
    }
}
