//! The period a report is about: typed, or chosen with one click; and the hours of a shift.

use super::ReportsView;
use crate::desk::actions::Actions;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::time::{Hours, ServiceDay, TimeOfDay};
use crate::words::Arg;
use chrono::{Datelike, NaiveDate};

/// Typed days, and the periods people ask for most.
pub(super) fn period_ui(
    ui: &mut egui::Ui,
    view: &mut ReportsView,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        for (draft, name) in [(&mut view.from, "reports-from"), (&mut view.to, "reports-to")] {
            let label = ui.label(words.say(name));
            let field = egui::TextEdit::singleline(draft).desired_width(92.0);
            changed |= ui.add(field).labelled_by(label.id).lost_focus();
        }
        for quick in QuickPeriod::ALL {
            if ui.button(words.say(quick.name())).clicked() {
                view.set_period(quick.around(snapshot.date, &snapshot.days));
                changed = true;
            }
        }
    });
    let unread = [&view.from, &view.to].into_iter().find(|draft| read_day(draft).is_none());
    if let Some(draft) = unread {
        let told = words.fill("reports-no-date", &[("text", draft.as_str().into())]);
        ui.colored_label(look.palette.danger, told);
    } else if read_day(&view.from) > read_day(&view.to) {
        let days = [("from", Arg::from(view.from.as_str())), ("to", Arg::from(view.to.as_str()))];
        ui.colored_label(look.palette.danger, words.fill("report-trouble-backwards", &days));
    }
    if changed {
        view.ask(snapshot.revision, look, actions);
    }
}

/// The two fields of a shift; true where they are to be read anew.
pub(super) fn shift_ui(ui: &mut egui::Ui, shift: &mut [String; 2], look: &Look) -> bool {
    let mut changed = false;
    for (draft, name) in shift.iter_mut().zip(["reports-shift-from", "reports-shift-until"]) {
        let label = ui.label(look.words.say(name));
        let hint = egui::RichText::new("HH:MM").color(look.palette.weak);
        let field = egui::TextEdit::singleline(draft).desired_width(76.0).hint_text(hint);
        changed |= ui.add(field).labelled_by(label.id).lost_focus();
    }
    let is_shift = shift.iter().any(|draft| !draft.trim().is_empty());
    if is_shift && ui.button(look.words.say("reports-whole-days")).clicked() {
        *shift = Default::default();
        changed = true;
    }
    changed
}

/// Periods people ask for most, counted from the service day on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickPeriod {
    ThisDay,
    ThisWeek,
    LastThirtyDays,
    ThisMonth,
    LastMonth,
    /// From the first service day there is to the last.
    Everything,
}

impl QuickPeriod {
    pub const ALL: [Self; 6] = [
        Self::ThisDay,
        Self::ThisWeek,
        Self::LastThirtyDays,
        Self::ThisMonth,
        Self::LastMonth,
        Self::Everything,
    ];

    /// Its name in the locale files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThisDay => "reports-this-day",
            Self::ThisWeek => "reports-this-week",
            Self::LastThirtyDays => "reports-last-thirty-days",
            Self::ThisMonth => "reports-this-month",
            Self::LastMonth => "reports-last-month",
            Self::Everything => "reports-everything",
        }
    }

    /// First and last day, both included. Weeks begin on Monday. `known` are the service days there are.
    #[must_use]
    pub fn around(self, day: ServiceDay, known: &[ServiceDay]) -> (ServiceDay, ServiceDay) {
        match self {
            Self::ThisDay => (day, day),
            Self::ThisWeek => {
                let monday = day.plus(-i64::from(day.0.weekday().num_days_from_monday()));
                (monday, monday.plus(6))
            }
            Self::LastThirtyDays => (day.plus(-29), day),
            Self::ThisMonth => month_of(day),
            Self::LastMonth => month_of(month_of(day).0.plus(-1)),
            Self::Everything => (known.first().copied().unwrap_or(day), known.last().copied().unwrap_or(day)),
        }
    }
}

fn month_of(day: ServiceDay) -> (ServiceDay, ServiceDay) {
    let first = day.0.with_day(1).map_or(day, ServiceDay);
    let (year, month) = (first.0.year(), first.0.month());
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    (first, next.map_or(day, |next| ServiceDay(next).plus(-1)))
}

/// Reads a day as people type it: `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123`, `2026年11月23日`;
/// full-width digits too.
#[must_use]
pub fn read_day(text: &str) -> Option<ServiceDay> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = plain.trim_end_matches('日');
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] => (year, month, day),
        [whole] if whole.len() == 8 && whole.is_ascii() => (&whole[..4], &whole[4..6], &whole[6..]),
        _ => return None,
    };
    let fits = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let digits = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !(fits && digits) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(ServiceDay)
}

/// Reads a time of day as people type it: `6:30`, `06:30`, `18：30`; nothing after `24:00`.
#[must_use]
pub fn read_time(text: &str) -> Option<TimeOfDay> {
    let plain: String = text.trim().chars().map(half_width).collect();
    TimeOfDay::parse(&plain).filter(|time| *time <= TimeOfDay::hm(24, 0))
}

/// Reads the two times of a shift; `Some(None)` where both are empty, `None` where they are no hours.
#[must_use]
pub fn read_hours([from, until]: &[String; 2]) -> Option<Option<Hours>> {
    if from.trim().is_empty() && until.trim().is_empty() {
        return Some(None);
    }
    Hours::new(read_time(from)?, read_time(until)?).map(Some)
}

/// As [`read_hours`] reads it.
#[must_use]
pub fn typed_hours(hours: Hours) -> [String; 2] {
    [hours.from(), hours.until()].map(|time| time.to_string())
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '－' | '／' | '．' | '：' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> ServiceDay {
        ServiceDay::parse(text).expect("a date")
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "2026-11-03",
            "2026/11/3",
            "2026.11.03",
            "20261103",
            "2026年11月3日",
            "２０２６-１１-０３",
            " 2026-11-3 ",
        ] {
            assert_eq!(read_day(text), Some(day("2026-11-03")), "{text}");
        }
        for text in
            ["", "26-11-03", "2026-13-01", "2026-02-30", "tomorrow", "2026-11", "2026-+1-03", "二〇二六年"]
        {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for text in ["6:30", "06:30", " 06：30 ", "０６:３０"] {
            assert_eq!(read_time(text), Some(TimeOfDay::hm(6, 30)), "{text}");
        }
        assert_eq!(read_time("24:00"), Some(TimeOfDay::hm(24, 0)));
        for text in ["", "6", "24:01", "6:60", "half past six"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn quick_periods_end_where_people_expect() {
        let known = [day("2026-08-25"), day("2026-11-24")];
        let around = |period: QuickPeriod, on| period.around(day(on), &known);
        assert_eq!(around(QuickPeriod::ThisWeek, "2026-11-29"), (day("2026-11-23"), day("2026-11-29")));
        assert_eq!(around(QuickPeriod::LastThirtyDays, "2026-11-23"), (day("2026-10-25"), day("2026-11-23")));
        assert_eq!(around(QuickPeriod::ThisMonth, "2026-12-31"), (day("2026-12-01"), day("2026-12-31")));
        assert_eq!(around(QuickPeriod::LastMonth, "2026-03-31"), (day("2026-02-01"), day("2026-02-28")));
        assert_eq!(around(QuickPeriod::Everything, "2026-11-23"), (day("2026-08-25"), day("2026-11-24")));
    }
}
