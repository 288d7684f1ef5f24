//! What an XLS workbook will need once it is read: its cells are unfolded to whole tables, and each has a copy of the
//! text it shares. Weighed before it is read, because what the file says of its sizes is not to be trusted.

use super::archive::{MOST_CELLS, MOST_IN_MEMORY};
use super::unreadable::Why;
use std::collections::BTreeMap;

/// Kinds of records.
const BOUND_SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00fc;
const DIMENSIONS: u16 = 0x0200;
const SHARED_TEXT_CELL: u16 = 0x00fd;
const SEVERAL_NUMBERS: u16 = 0x00bd;
const FORMULA: u16 = 0x0006;
const CONTINUED: u16 = 0x003c;
const END: u16 = 0x000a;
/// Number, text, formatted text, truth or error, number in short.
const CELLS: [u16; 5] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e];

struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&[a, b, c, d], rest) = self.0.split_first_chunk()?;
        let (record, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([c, d])))?;
        self.0 = rest;
        Some((u16::from_le_bytes([a, b]), record))
    }
}

fn short(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 2).map_or(0, |two| u64::from(u16::from_le_bytes([two[0], two[1]])))
}

fn long(bytes: &[u8], at: usize) -> u64 {
    short(bytes, at) | short(bytes, at + 2) << 16
}

/// What a sheet needs: cells, and bytes of text.
#[derive(Clone, Copy, Default)]
struct Weight {
    cells: u64,
    text: u64,
}

/// # Errors
/// [`Why::UnpacksTooLarge`] where all sheets together need more than there may be.
pub fn weigh(stream: &[u8]) -> Result<(), Why> {
    let too_large = || Why::UnpacksTooLarge { most: MOST_IN_MEMORY >> 20 };
    let mut records = Records(stream);
    let (mut sheets, mut texts) = (Vec::new(), Vec::new());
    while let Some((kind, record)) = records.next() {
        match kind {
            BOUND_SHEET => sheets.push(long(record, 0)),
            SHARED_TEXTS => {
                let more = Records(records.0).take_while(|(kind, _)| *kind == CONTINUED);
                let parts: Vec<_> = std::iter::once(record).chain(more.map(|(_, record)| record)).collect();
                texts = lengths(&parts).ok_or(Why::Damaged)?;
            }
            END => break,
            _ => {}
        }
    }
    let (mut all, mut known) = (Weight::default(), BTreeMap::new());
    for start in sheets {
        // Two sheets may be one and the same place in the file; each is unfolded for itself.
        let weight = match known.get(&start) {
            Some(weight) => *weight,
            None => *known.entry(start).or_insert(of_sheet(stream, start, &texts).ok_or_else(too_large)?),
        };
        all.cells = all.cells.saturating_add(weight.cells);
        all.text = all.text.saturating_add(weight.text);
        if all.cells > MOST_CELLS || all.text > MOST_IN_MEMORY {
            return Err(too_large());
        }
    }
    Ok(())
}

/// The rectangle that some cells lie in.
#[derive(Default)]
struct Span(Option<[u64; 4]>);

impl Span {
    fn take(&mut self, row: u64, first: u64, last: u64) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, first, row, last]);
        self.0 = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right.saturating_sub(left) + 1))
    }
}

/// `None` where the sheet says of itself that it is larger than any may be.
fn of_sheet(stream: &[u8], start: u64, texts: &[u64]) -> Option<Weight> {
    let stream = usize::try_from(start).ok().and_then(|start| stream.get(start..)).unwrap_or_default();
    let (mut cells, mut formulas, mut count, mut text) = (Span::default(), Span::default(), 0, 0_u64);
    let mut depth = 0_u32;
    for (kind, record) in Records(stream) {
        let (row, column) = (short(record, 0), short(record, 2));
        match kind {
            0x0809 => depth += 1,
            // The sheet's own end, and not that of a chart in it.
            END if depth <= 1 => break,
            END => depth -= 1,
            // Room is made for as much as it says.
            DIMENSIONS if said(record)? > MOST_CELLS => return None,
            SEVERAL_NUMBERS => {
                let last = short(record, record.len().saturating_sub(2)).max(column);
                cells.take(row, column, last);
                count += record.len() as u64 / 6;
            }
            FORMULA => {
                cells.take(row, column, column);
                formulas.take(row, column, column);
                count += 1;
            }
            SHARED_TEXT_CELL => {
                cells.take(row, column, column);
                let which = usize::try_from(long(record, 6)).ok();
                text = text.saturating_add(which.and_then(|which| texts.get(which)).copied().unwrap_or(0));
                count += 1;
            }
            kind if CELLS.contains(&kind) => {
                cells.take(row, column, column);
                count += 1;
            }
            _ => {}
        }
    }
    Some(Weight { cells: cells.cells() + formulas.cells() + count, text })
}

/// The cells a sheet says it has; `None` where it ends before it begins.
fn said(record: &[u8]) -> Option<u64> {
    let (top, bottom, left, right) = match record.len() {
        10 => (short(record, 0), short(record, 2), short(record, 4), short(record, 6)),
        14.. => (long(record, 0), long(record, 4), short(record, 8), short(record, 10)),
        _ => return Some(0),
    };
    if bottom == 0 || right == 0 {
        return Some(1);
    }
    // A column that no sheet has is taken for the first.
    let left = if left > 0xff || right < left { 0 } else { left };
    Some(bottom.checked_sub(top)?.saturating_mul(right.saturating_sub(left)))
}

/// How many bytes each of the shared texts has at the most. A text may go on in the next record, in letters of another
/// width. `None` where the records end within one.
fn lengths(parts: &[&[u8]]) -> Option<Vec<u64>> {
    let mut rest = parts.iter().copied();
    let mut here = rest.next()?.get(8..)?;
    let mut found = Vec::new();
    loop {
        if here.is_empty() {
            let Some(next) = rest.next() else { return Some(found) };
            here = next;
        }
        if here.is_empty() {
            found.push(0);
            continue;
        }
        let (letters, flags) = (short(here, 0), *here.get(2)?);
        here = &here[3..];
        let (mut runs, mut extra) = (0, 0);
        if flags & 8 != 0 {
            runs = short(here, 0);
            here = here.get(2..)?;
        }
        if flags & 4 != 0 {
            extra = long(here, 0);
            here = here.get(4..)?;
        }
        let (mut left, mut wide) = (usize::try_from(letters).ok()?, flags & 1 != 0);
        while left > 0 {
            let taken = left.min(here.len() / if wide { 2 } else { 1 });
            here = &here[taken * if wide { 2 } else { 1 }..];
            left -= taken;
            if left > 0 {
                let (first, after) = rest.next()?.split_first()?;
                (wide, here) = (first & 1 != 0, after);
            }
        }
        let mut skip = usize::try_from(runs * 4 + extra).ok()?;
        while skip > 0 {
            if here.is_empty() {
                here = rest.next()?;
            }
            let taken = skip.min(here.len());
            here = &here[taken..];
            skip -= taken;
        }
        found.push(letters * 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// A workbook of `times` the same sheet.
    fn book(times: usize, texts: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
        let head = |start: u32| {
            let mut head = texts.concat();
            for _ in 0..times {
                head.extend(record(BOUND_SHEET, &start.to_le_bytes()));
            }
            [head, record(END, &[])].concat()
        };
        let start = u32::try_from(head(0).len()).expect("short");
        [head(start), record(0x0809, &[]), sheet.concat(), record(END, &[])].concat()
    }

    fn number_at(row: u16, column: u16) -> Vec<u8> {
        let mut data = [row.to_le_bytes(), column.to_le_bytes()].concat();
        data.resize(14, 0);
        record(CELLS[0], &data)
    }

    #[test]
    fn a_sheet_of_two_far_cells_is_as_large_as_what_lies_between() {
        assert_eq!(weigh(&book(1, &[], &[number_at(0, 0), number_at(65_535, 255)])), Ok(()));
        let twice = weigh(&book(2, &[], &[number_at(0, 0), number_at(65_535, 255)]));
        assert_eq!(twice, Err(Why::UnpacksTooLarge { most: 256 }));
    }

    #[test]
    fn a_sheet_is_not_believed_to_be_larger_than_any() {
        let dimensions = |bottom: u32| {
            let mut data = [0_u32.to_le_bytes(), bottom.to_le_bytes()].concat();
            data.extend([0, 0, 0, 1, 0, 0]);
            record(DIMENSIONS, &data)
        };
        assert_eq!(weigh(&book(1, &[], &[dimensions(65_536)])), Ok(()));
        assert!(weigh(&book(1, &[], &[dimensions(u32::MAX)])).is_err());
    }

    #[test]
    fn each_cell_has_a_copy_of_its_text_even_where_the_text_goes_on_in_another_record() {
        let mut first = vec![0; 8];
        first.extend([0xff, 0xff, 1]);
        first.extend([b'x', 0].repeat(4_000));
        let second = [&[0][..], &vec![b'x'; 61_535]].concat();
        let texts = [record(SHARED_TEXTS, &first), record(CONTINUED, &second)];
        let cell = record(SHARED_TEXT_CELL, &[0; 10]);
        assert_eq!(lengths(&[&first, &second]), Some(vec![196_605]));
        assert_eq!(weigh(&book(1, &texts, &vec![cell.clone(); 1_000])), Ok(()));
        assert!(weigh(&book(1, &texts, &vec![cell; 2_000])).is_err());
    }
}
