//! Compound files, as the workbooks of old are: a small file system of sectors in chains. The chains are walked here, and
//! none further than the file has sectors, before a reader that trusts them is let at the file.

use super::unreadable::Why;

/// Numbers of sectors from here on are marks.
const RESERVED: u32 = 0xffff_fffa;
const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Shorter streams lie in sectors of 64 bytes within the first entry's stream.
const MINI_STREAM_BELOW: usize = 4_096;
const MINI_SECTOR: usize = 64;

struct Compound<'f> {
    bytes: &'f [u8],
    sector: usize,
    /// What follows each sector.
    fat: Vec<u32>,
}

/// An entry of the directory.
struct Entry {
    name: String,
    start: u32,
    bytes: usize,
}

/// The stream that holds an XLS workbook.
///
/// # Errors
/// [`Why::Damaged`] where a chain bites its tail, or leads out of the file.
pub fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Why> {
    let file = Compound::open(bytes).ok_or(Why::Damaged)?;
    file.workbook().ok_or(Why::Damaged)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}

impl<'f> Compound<'f> {
    fn open(bytes: &'f [u8]) -> Option<Self> {
        let sector = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4_096,
            _ => return None,
        };
        let mut file = Self { bytes, sector, fat: Vec::new() };
        let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        // Where there are many tables, the list of them goes on in a chain of its own.
        let mut next = number(bytes, 68)?;
        for _ in 0..=file.sectors() {
            if next >= RESERVED {
                break;
            }
            tables.extend(numbers(file.sector(next)?));
            next = tables.pop()?;
        }
        tables.retain(|table| *table < RESERVED);
        // Each table stands in a sector of its own.
        if next < RESERVED || tables.len() > file.sectors() {
            return None;
        }
        for table in tables {
            let table = file.sector(table)?;
            file.fat.extend(numbers(table));
        }
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// The last one may be cut short.
    fn sector(&self, at: u32) -> Option<&'f [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..self.bytes.len().min(start + self.sector))
    }

    fn stream(&self, start: u32, most: usize) -> Option<Vec<u8>> {
        let sector = |at| self.sector(at);
        chained(start, &self.fat, most, self.sectors() + 1, sector)
    }

    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.stream(number(self.bytes, 48)?, usize::MAX)?;
        let entries: Vec<Entry> =
            directory.as_chunks::<128>().0.iter().filter_map(|entry| self.entry(entry)).collect();
        let first = entries.first()?;
        let tables = number(self.bytes, 64)? as usize;
        let (small, small_fat) = if tables > 0 {
            let fat = self.stream(number(self.bytes, 60)?, tables.checked_mul(self.sector)?)?;
            (self.stream(first.start, first.bytes)?, numbers(&fat).collect())
        } else {
            (Vec::new(), Vec::new())
        };
        let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = named("Workbook").or_else(|| named("Book"))?;
        if entry.bytes >= MINI_STREAM_BELOW {
            return self.stream(entry.start, entry.bytes);
        }
        let sector = |at: u32| {
            let start = (at as usize).checked_mul(MINI_SECTOR)?;
            small.get(start..small.len().min(start + MINI_SECTOR))
        };
        chained(entry.start, &small_fat, entry.bytes, small.len() / MINI_SECTOR + 1, sector)
    }

    fn entry(&self, entry: &[u8; 128]) -> Option<Entry> {
        let units = entry[..64].as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let low = number(entry, 120)? as usize;
        // Only files of large sectors may have longer streams.
        let high = if self.sector == 512 { 0 } else { number(entry, 124)? as usize };
        let bytes = low | high.checked_shl(32)?;
        Some(Entry { name: String::from_utf16_lossy(&name), start: number(entry, 116)?, bytes })
    }
}

/// The first `most` bytes of a chain. `None` where it goes on past `longest` sectors: it bites its tail.
fn chained<'s>(
    start: u32,
    table: &[u32],
    most: usize,
    longest: usize,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Option<Vec<u8>> {
    let (mut chain, mut at) = (Vec::new(), start);
    for _ in 0..longest {
        if at == END_OF_CHAIN || chain.len() >= most {
            return Some(chain);
        }
        let part = sector(at)?;
        chain.extend_from_slice(&part[..part.len().min(most - chain.len())]);
        if chain.len() < most {
            at = *table.get(at as usize)?;
        }
    }
    (at == END_OF_CHAIN || chain.len() >= most).then_some(chain)
}
