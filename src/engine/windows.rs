//! When a job may begin: one span as a rule, more where a hold cuts a hole into it.

use super::problem::FOREVER;

/// Spans in order and apart, never none. The first is kept here, the others in
/// [`Problem::more_windows`](super::problem::Problem::more_windows), so that a job stays small and can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    opens: i64,
    closes: i64,
    last: i64,
    due: i64,
    more: u32,
    until: u32,
}

impl Windows {
    pub const ALWAYS: Self =
        Self { opens: -FOREVER, closes: FOREVER, last: FOREVER, due: FOREVER, more: 0, until: 0 };

    /// A single span; where it ends before it begins, the moment it begins.
    #[must_use]
    pub const fn one(opens: i64, closes: i64) -> Self {
        let closes = if closes < opens { opens } else { closes };
        Self { opens, closes, last: closes, due: closes, more: 0, until: 0 }
    }

    /// Several spans; those beyond the first join `more`, the problem's list. `None` where there is none, or they
    /// are not in order and apart.
    #[must_use]
    pub fn of(spans: &[(i64, i64)], more: &mut Vec<(i64, i64)>) -> Option<Self> {
        let (&(opens, closes), others) = spans.split_first()?;
        let (_, last) = *spans.last()?;
        let are_spans = spans.iter().all(|(opens, closes)| opens <= closes);
        let are_apart = spans.windows(2).all(|pair| pair[0].1 < pair[1].0);
        if !are_spans || !are_apart {
            return None;
        }
        let from = u32::try_from(more.len()).ok()?;
        more.extend_from_slice(others);
        let until = u32::try_from(more.len()).ok()?;
        Some(Self { opens, closes, last, due: last, more: from, until })
    }

    /// The same, late after another moment than the end of the last span: a window that a hold has moved is late
    /// after the end it had before.
    #[must_use]
    pub const fn due_at(self, due: i64) -> Self {
        Self { due, ..self }
    }

    /// What begins after this is late: the end of the last span, unless another moment was agreed.
    #[inline]
    #[must_use]
    pub const fn due(&self) -> i64 {
        self.due
    }

    #[inline]
    #[must_use]
    pub const fn opens(&self) -> i64 {
        self.opens
    }

    /// The end of the last span.
    #[inline]
    #[must_use]
    pub const fn last(&self) -> i64 {
        self.last
    }

    /// One span, and late after its end.
    #[inline]
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.more == self.until && self.due == self.last
    }

    /// When service begins after an arrival: at once within a span or after the last, else when the next opens.
    #[inline]
    #[must_use]
    pub fn begins(&self, more: &[(i64, i64)], arrives: i64) -> i64 {
        if arrives <= self.closes {
            return arrives.max(self.opens);
        }
        let next = self.others(more).iter().find(|(_, closes)| arrives <= *closes);
        next.map_or(arrives, |(opens, _)| arrives.max(*opens))
    }

    /// The end of the span `begins` lies in; `begins` itself where that is after the last.
    #[inline]
    #[must_use]
    pub fn ends(&self, more: &[(i64, i64)], begins: i64) -> i64 {
        if begins <= self.closes {
            return self.closes;
        }
        self.others(more).iter().find(|(_, closes)| begins <= *closes).map_or(begins, |(_, closes)| *closes)
    }

    fn others<'a>(&self, more: &'a [(i64, i64)]) -> &'a [(i64, i64)] {
        more.get(self.more as usize..self.until as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_in_a_hole_waits_for_the_next_span() {
        let mut more = vec![(1, 2)];
        let windows = Windows::of(&[(10, 20), (30, 40), (50, 60)], &mut more).expect("in order");
        let begins = [5, 20, 21, 40, 41, 61].map(|arrives| windows.begins(&more, arrives));
        assert_eq!(begins, [10, 20, 30, 40, 50, 61]);
        assert_eq!((windows.ends(&more, 15), windows.ends(&more, 30), windows.ends(&more, 61)), (20, 40, 61));
        assert_eq!(windows.last(), 60);
    }

    #[test]
    fn spans_out_of_order_are_none() {
        for spans in [&[][..], &[(5, 4)], &[(1, 4), (4, 6)], &[(5, 6), (1, 2)]] {
            assert_eq!(Windows::of(spans, &mut Vec::new()), None);
        }
    }
}
