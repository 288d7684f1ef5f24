//! Travel times between places: a square with codes as headings and in the first column, or a row for each
//! pair. Seconds, unless the heading says minutes.

use super::complaint::Fault;
use super::field::{Field, reduce};
use super::index::Index;
use super::layout::Layout;
use super::note::Note;
use super::row::{Log, Off, Reader, Row, Spot};
use super::spoken::is_the_centre;
use super::unreadable::Why;
use super::value;
use crate::domain::command::Command;
use crate::domain::network::Centre;
use crate::domain::place::{Matrix, PlaceCode};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::Arc;

/// The two ways of writing one down.
pub enum Times {
    Square(Square),
    Pairs(Pairs),
}

/// The place's code; the centre by the names people give it.
fn place(cell: &str) -> Result<PlaceCode, Fault> {
    let code = value::code(cell)?;
    if is_the_centre(&code) {
        return Ok(SmolStr::new_static(Centre::CODE));
    }
    Ok(SmolStr::new(code))
}

#[derive(Default)]
pub struct Square {
    codes: Vec<PlaceCode>,
    numbers: HashMap<PlaceCode, usize>,
    /// For each place the row it was found in; 0 for none yet.
    rows: Vec<u64>,
    seconds: Vec<u32>,
    in_minutes: bool,
}

#[derive(Default)]
pub struct Pairs {
    codes: Vec<PlaceCode>,
    numbers: HashMap<PlaceCode, u32>,
    /// From, to, seconds, metres.
    legs: HashMap<(u32, u32), (u32, u32, u64)>,
}

impl Times {
    /// # Errors
    /// Where there are more places than a matrix may have, or the headings are no codes.
    pub fn new(layout: &Layout) -> Result<Self, Why> {
        if !layout.is_square {
            return Ok(Self::Pairs(Pairs::default()));
        }
        let mut square = Square::default();
        let corner = layout.columns.first().map(|column| reduce(&column.header)).unwrap_or_default();
        square.in_minutes = corner.contains("min") || corner.contains('分');
        for column in layout.columns.iter().skip(1) {
            let code = place(&column.header).map_err(|_| Why::UnknownKind { seen: layout.seen() })?;
            if code.is_empty() {
                continue;
            }
            let next = square.codes.len();
            if square.numbers.insert(code.clone(), next).is_some() {
                return Err(Why::PlaceTwice { code: code.to_string() });
            }
            square.codes.push(code);
        }
        let n = square.codes.len();
        if n > Matrix::MOST_PLACES {
            return Err(Why::MatrixTooLarge { most: Matrix::MOST_PLACES });
        }
        square.rows = vec![0; n];
        square.seconds = vec![Matrix::UNKNOWN; n * n];
        Ok(Self::Square(square))
    }
}

impl Square {
    fn take(&mut self, row: &Row<'_>) -> Result<(), Off> {
        let whole = |fault| Off { at: Spot::WholeRow, fault };
        let code = place(row.record.get(0).unwrap_or_default()).map_err(whole)?;
        let from = *self.numbers.get(&code).ok_or(whole(Fault::NotInTheMatrix))?;
        if self.rows[from] > 0 {
            return Err(whole(Fault::Repeated { first: self.rows[from] }));
        }
        let n = self.codes.len();
        let mut read = vec![Matrix::UNKNOWN; n];
        // Columns without a heading have no place; the others keep their order.
        let filled = row.layout.columns.iter().enumerate().skip(1).filter(|(_, it)| !it.header.is_empty());
        for (to, (column, _)) in filled.enumerate().take(n) {
            let cell = row.record.get(column).unwrap_or_default();
            if cell.trim().is_empty() {
                continue;
            }
            let parse = if self.in_minutes { value::minutes_as_seconds } else { value::seconds };
            read[to] = parse(cell).map_err(|fault| Off { at: Spot::Column(column), fault })?;
        }
        self.rows[from] = row.number;
        self.seconds[from * n..][..n].copy_from_slice(&read);
        Ok(())
    }
}

impl Pairs {
    fn number(&mut self, code: PlaceCode) -> u32 {
        let next = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(code).or_insert_with_key(|code| {
            self.codes.push(code.clone());
            next
        })
    }

    fn take(&mut self, row: &Row<'_>) -> Result<(), Off> {
        let (from, to) = (row.need(Field::From, place)?, row.need(Field::To, place)?);
        let seconds = match row.read(Field::Seconds, value::seconds)? {
            Some(seconds) => seconds,
            None if row.layout.has(Field::Minutes) => row.need(Field::Minutes, value::minutes_as_seconds)?,
            None => return Err(Off::at(Field::Seconds, Fault::Missing(Field::Seconds))),
        };
        let metres = row.read(Field::Metres, value::metres)?.unwrap_or(Matrix::UNKNOWN);
        let key = (self.number(from), self.number(to));
        if let Some((.., first)) = self.legs.get(&key) {
            return Err(Off::at(Field::To, Fault::Repeated { first: *first }));
        }
        self.legs.insert(key, (seconds, metres, row.number));
        Ok(())
    }

    fn into_parts(self) -> (Vec<PlaceCode>, Vec<u32>, Vec<u32>) {
        let n = self.codes.len();
        let mut seconds = vec![Matrix::UNKNOWN; n * n];
        let mut metres = vec![Matrix::UNKNOWN; n * n];
        let mut has_metres = false;
        for ((from, to), (time, distance, _)) in self.legs {
            let cell = from as usize * n + to as usize;
            (seconds[cell], metres[cell]) = (time, distance);
            has_metres |= distance != Matrix::UNKNOWN;
        }
        (self.codes, seconds, if has_metres { metres } else { Vec::new() })
    }
}

impl Reader for Times {
    fn row(&mut self, row: &Row<'_>, _: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        let (taken, places) = match self {
            Self::Square(square) => (square.take(row), square.codes.len()),
            Self::Pairs(pairs) => (pairs.take(row), pairs.codes.len()),
        };
        match taken {
            Ok(()) => log.accepted += 1,
            Err(off) => log.complain(row, off),
        }
        if places > Matrix::MOST_PLACES {
            return Err(Why::MatrixTooLarge { most: Matrix::MOST_PLACES });
        }
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        if log.accepted == 0 {
            return Vec::new();
        }
        let parts = match *self {
            Self::Square(square) => (square.codes, square.seconds, Vec::new()),
            Self::Pairs(pairs) => pairs.into_parts(),
        };
        let (codes, seconds, metres) = parts;
        keep(codes, seconds, metres, index, log)
    }
}

/// The command for a table of travel times, with notes on what it lacks; none where it is known already.
pub fn keep(
    codes: Vec<PlaceCode>,
    mut seconds: Vec<u32>,
    metres: Vec<u32>,
    index: &Index<'_>,
    log: &mut Log,
) -> Vec<Command> {
    if log.accepted == 0 {
        return Vec::new();
    }
    let n = codes.len();
    for at in 0..n {
        let here = &mut seconds[at * n + at];
        if *here == Matrix::UNKNOWN {
            *here = 0;
        }
    }
    let gaps = seconds.iter().filter(|cell| **cell == Matrix::UNKNOWN).count();
    if gaps > 0 {
        log.notes.push(Note::MatrixGaps(gaps as u64));
    }
    let strange: Vec<String> =
        codes.iter().filter(|code| !index.is_place(code)).map(ToString::to_string).collect();
    if !strange.is_empty() && index.retailer_count() > 0 {
        log.notes.push(Note::PlacesUnknown(strange));
    }
    let Some(matrix) = Matrix::new(codes, seconds, metres) else { return Vec::new() };
    if index.known.state().matrix.as_deref() == Some(&matrix) {
        log.unchanged += std::mem::take(&mut log.accepted);
        return Vec::new();
    }
    vec![Command::PutTravelTimes(Arc::new(matrix))]
}
