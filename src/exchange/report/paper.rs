//! The rows a report on paper lists: all of them where they are few; where they are many the telling ones,
//! up to so many. How many there are in all is counted and said.

use super::Rows;
use super::cell::Cell;
use super::whole_file::FileTrouble;
use crate::words::Words;

/// Rows chosen while they are told.
#[derive(Clone, Debug)]
pub struct Chosen {
    most: usize,
    /// The first rows whatever they are, and whether each is telling.
    first: Vec<(bool, Vec<Cell>)>,
    /// Telling ones after those.
    later: Vec<Vec<Cell>>,
    telling_first: usize,
    next_is_telling: bool,
    listed: u64,
    telling: u64,
}

impl Chosen {
    /// At most `most` rows.
    #[must_use]
    pub const fn at_most(most: usize) -> Self {
        Self {
            most,
            first: Vec::new(),
            later: Vec::new(),
            telling_first: 0,
            next_is_telling: false,
            listed: 0,
            telling: 0,
        }
    }

    #[must_use]
    pub const fn listed(&self) -> u64 {
        self.listed
    }

    /// The rows there are, the first of them.
    pub fn first(&self) -> impl Iterator<Item = &[Cell]> {
        self.first.iter().map(|(_, cells)| cells.as_slice())
    }

    /// The rows to print.
    #[must_use]
    pub fn rows(&self) -> Vec<&[Cell]> {
        if self.leaves_out() && self.telling > 0 {
            let first = self.first.iter().filter(|(telling, _)| *telling);
            let telling = first.map(|(_, cells)| cells.as_slice());
            return telling.chain(self.later.iter().map(Vec::as_slice)).collect();
        }
        self.first().collect()
    }

    /// Whether there are more rows than are printed.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.listed > self.first.len() as u64
    }

    /// What is said above the rows where some are left out, so that nobody takes a part for the whole.
    #[must_use]
    pub fn remark(&self, words: &Words) -> Option<String> {
        let printed = self.rows().len() as u64;
        let (key, of) = match self.telling {
            0 => ("report-paper-first", self.listed),
            all if all == printed => ("report-paper-all-telling", all),
            telling => ("report-paper-telling", telling),
        };
        let told = [("printed", printed.into()), ("of", of.into()), ("listed", self.listed.into())];
        self.leaves_out().then(|| words.fill(key, &told))
    }
}

impl Rows for Chosen {
    fn wants(&mut self, telling: bool) -> bool {
        self.listed += 1;
        self.telling += u64::from(telling);
        self.next_is_telling = telling;
        self.first.len() < self.most || (telling && self.telling_first + self.later.len() < self.most)
    }

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        let cells = cells.iter().map(Cell::owned).collect();
        if self.first.len() < self.most {
            self.telling_first += usize::from(self.next_is_telling);
            self.first.push((self.next_is_telling, cells));
        } else {
            self.later.push(cells);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed of rows told in this order, capitals being the telling ones.
    fn check(most: usize, told: &str, printed: &str, leaves_out: bool) {
        let mut chosen = Chosen::at_most(most);
        for row in told.chars() {
            if chosen.wants(row.is_uppercase()) {
                chosen.row(&[Cell::text(&row.to_string())]).expect("holds it");
            }
        }
        let rows: String = chosen.rows().into_iter().map(|row| row[0].shown().into_owned()).collect();
        assert_eq!((rows.as_str(), chosen.leaves_out()), (printed, leaves_out), "{told}");
        assert_eq!(chosen.listed(), told.len() as u64);
    }

    #[test]
    fn few_rows_are_all_printed_and_of_many_the_telling_ones() {
        check(4, "", "", false);
        check(4, "aBcd", "aBcd", false);
        check(4, "aBcdeFgHi", "BFH", true);
        check(2, "aBcDEF", "BD", true);
        check(2, "abcdef", "ab", true);
    }
}
