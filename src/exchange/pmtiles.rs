//! PMTiles, version 3: one file with the tiles of a base map. Reads pictures alone; tiles of lines and names,
//! which somebody would have to draw first, are refused. Nothing in the file is believed without a limit.

use crate::words::{Arg, Message, Tell};
use flate2::read::GzDecoder;
use std::io::{self, Read, Seek, SeekFrom};

/// A square of the map: at `zoom` it is cut into 2^zoom columns and rows, counted from the north-west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    pub zoom: u8,
    pub x: u32,
    pub y: u32,
}

/// No closer tiles are asked for: a house fills the window.
pub const CLOSEST: u8 = 22;

/// Why there are no tiles to be had from a file.
#[derive(Debug, thiserror::Error)]
pub enum TilesFault {
    #[error("no PMTiles archive")]
    NoArchive,
    #[error("PMTiles version {0}")]
    Version(u8),
    /// Tiles of lines and names (MVT).
    #[error("vector tiles")]
    Vector,
    #[error("tiles of an unknown kind: {0}")]
    Kind(u8),
    /// Packed in a way that is not read here: Brotli or Zstandard.
    #[error("compression {0}")]
    Packing(u8),
    #[error("the archive is damaged")]
    Damaged,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Tell for TilesFault {
    fn message(&self) -> Message {
        match self {
            Self::NoArchive => Message::new("tiles-no-archive"),
            Self::Version(version) => Message::new("tiles-version").with("version", u32::from(*version)),
            Self::Vector => Message::new("tiles-vector"),
            Self::Kind(_) => Message::new("tiles-kind"),
            Self::Packing(_) => Message::new("tiles-packing"),
            Self::Damaged => Message::new("tiles-damaged"),
            Self::Io(error) => Message::new("tiles-unreadable").with("why", Arg::shown(error)),
        }
    }
}

const HEADER: usize = 127;
/// A directory or the metadata, unpacked; real ones are far below.
const MOST_PART: u64 = 16 << 20;
/// One picture.
const MOST_TILE: u64 = 4 << 20;
/// Directories within directories; writers make one level, readers must follow three.
const DEEPEST: u8 = 4;

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    file: R,
    header: Header,
    root: Vec<Entry>,
    /// The leaf read last, by its offset: neighbours mostly lie in the same.
    leaf: Option<(u64, Vec<Entry>)>,
}

#[derive(Clone, Copy, Debug)]
struct Header {
    leaves: u64,
    data: u64,
    metadata: (u64, u64),
    packing: u8,
    zooms: (u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    tile: u64,
    offset: u64,
    length: u64,
    /// How many tiles in a row are this one; zero where it is a leaf.
    run: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads head and root.
    pub fn open(mut file: R) -> Result<Self, TilesFault> {
        let mut head = [0; HEADER];
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut head).map_err(|_| TilesFault::NoArchive)?;
        if &head[..7] != b"PMTiles" {
            return Err(TilesFault::NoArchive);
        }
        if head[7] != 3 {
            return Err(TilesFault::Version(head[7]));
        }
        let number = |at: usize| {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&head[at..at + 8]);
            u64::from_le_bytes(bytes)
        };
        match head[99] {
            1 => return Err(TilesFault::Vector),
            2..=4 => {}
            kind => return Err(TilesFault::Kind(kind)),
        }
        let packing = head[97];
        // Pictures are packed already: nobody packs them again.
        if let Some(unread) = [packing, head[98]].into_iter().find(|packing| *packing > 2) {
            return Err(TilesFault::Packing(unread));
        }
        let header = Header {
            leaves: number(40),
            data: number(56),
            metadata: (number(24), number(32)),
            packing,
            zooms: (head[100].min(CLOSEST), head[101].min(CLOSEST)),
        };
        let root = part(&mut file, (number(8), number(16)), packing)?;
        let root = entries(&root).ok_or(TilesFault::Damaged)?;
        Ok(Self { file, header, root, leaf: None })
    }

    /// The farthest and the closest zoom there are tiles of.
    #[must_use]
    pub const fn zooms(&self) -> (u8, u8) {
        self.header.zooms
    }

    /// Whose the tiles are, as the archive says it, in plain text; empty where it says nothing.
    pub fn credit(&mut self) -> String {
        let metadata = part(&mut self.file, self.header.metadata, self.header.packing).unwrap_or_default();
        let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap_or_default();
        plain(metadata.get("attribution").and_then(|credit| credit.as_str()).unwrap_or_default())
    }

    /// The bytes of a tile; `None` where the archive has none there.
    pub fn tile(&mut self, id: TileId) -> Result<Option<Vec<u8>>, TilesFault> {
        let Some(number) = number_of(id) else { return Ok(None) };
        let mut found = find(&self.root, number);
        for _ in 0..DEEPEST {
            let Some(entry) = found else { return Ok(None) };
            if entry.run > 0 {
                let at = self.header.data.saturating_add(entry.offset);
                return bytes(&mut self.file, (at, entry.length), MOST_TILE).map(Some);
            }
            let at = self.header.leaves.saturating_add(entry.offset);
            if self.leaf.as_ref().is_none_or(|(offset, _)| *offset != at) {
                let leaf = part(&mut self.file, (at, entry.length), self.header.packing)?;
                self.leaf = Some((at, entries(&leaf).ok_or(TilesFault::Damaged)?));
            }
            found = self.leaf.as_ref().and_then(|(_, leaf)| find(leaf, number));
        }
        Err(TilesFault::Damaged)
    }
}

fn bytes(file: &mut (impl Read + Seek), (at, length): (u64, u64), most: u64) -> Result<Vec<u8>, TilesFault> {
    if length > most {
        return Err(TilesFault::Damaged);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(TilesFault::Damaged) }
}

/// A directory or the metadata, unpacked.
fn part(file: &mut (impl Read + Seek), place: (u64, u64), packing: u8) -> Result<Vec<u8>, TilesFault> {
    let packed = bytes(file, place, MOST_PART)?;
    if packing < 2 {
        return Ok(packed);
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(&*packed).take(MOST_PART).read_to_end(&mut unpacked).map_err(|_| TilesFault::Damaged)?;
    Ok(unpacked)
}

/// A directory: the columns of its table one after the other.
fn entries(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let count = usize::try_from(varint(&mut bytes)?).ok()?;
    // Every entry takes four bytes at least.
    if count > bytes.len() / 4 {
        return None;
    }
    let mut all = vec![Entry { tile: 0, offset: 0, length: 0, run: 0 }; count];
    let mut tile = 0_u64;
    for entry in &mut all {
        tile = tile.checked_add(varint(&mut bytes)?)?;
        entry.tile = tile;
    }
    for entry in &mut all {
        entry.run = varint(&mut bytes)?;
    }
    for entry in &mut all {
        entry.length = varint(&mut bytes)?;
    }
    let mut next = 0_u64;
    for entry in &mut all {
        // Zero: right behind the one before.
        entry.offset = match varint(&mut bytes)? {
            0 => next,
            offset => offset - 1,
        };
        next = entry.offset.checked_add(entry.length)?;
    }
    Some(all)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The entry that covers a tile.
fn find(entries: &[Entry], tile: u64) -> Option<Entry> {
    let after = entries.partition_point(|entry| entry.tile <= tile);
    let entry = *entries.get(after.checked_sub(1)?)?;
    (entry.run == 0 || tile - entry.tile < entry.run).then_some(entry)
}

/// A tile's place on the Hilbert curve, behind all tiles of the zooms before; `None` where it is off the map.
fn number_of(id: TileId) -> Option<u64> {
    let side = 1_i64 << id.zoom.min(CLOSEST);
    let (mut x, mut y) = (i64::from(id.x), i64::from(id.y));
    if id.zoom > CLOSEST || x >= side || y >= side {
        return None;
    }
    let before = ((1_u64 << (2 * id.zoom)) - 1) / 3;
    let mut along = 0;
    let mut half = side / 2;
    while half > 0 {
        let (right, down) = (i64::from(x & half != 0), i64::from(y & half != 0));
        along += half * half * ((3 * right) ^ down);
        if down == 0 {
            if right == 1 {
                (x, y) = (half - 1 - x, half - 1 - y);
            }
            (x, y) = (y, x);
        }
        half /= 2;
    }
    Some(before + u64::try_from(along).ok()?)
}

/// Without the marks of HTML, which credits are often written in.
fn plain(credit: &str) -> String {
    let mut within = false;
    let text: String = credit
        .chars()
        .filter(|c| {
            let keep = !within && *c != '<';
            within = (within || *c == '<') && *c != '>';
            keep
        })
        .collect();
    text.replace("&copy;", "©").replace("&amp;", "&").trim().chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(zoom: u8, x: u32, y: u32) -> Option<u64> {
        number_of(TileId { zoom, x, y })
    }

    #[test]
    fn tiles_are_counted_along_the_curve_as_every_writer_counts_them() {
        assert_eq!(number(0, 0, 0), Some(0));
        let first = [(0, 0), (0, 1), (1, 1), (1, 0)].map(|(x, y)| number(1, x, y));
        assert_eq!(first, [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(number(2, 0, 0), Some(5));
        assert_eq!(number(12, 3423, 1763), Some(19_078_479));
        assert_eq!(number(1, 2, 0), None);
    }

    #[test]
    fn no_two_tiles_have_one_number() {
        let mut all: Vec<_> = (0..16).flat_map(|x| (0..16).map(move |y| number(4, x, y))).collect();
        all.sort_unstable();
        assert_eq!(all, (85..341).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_credit_is_read_without_its_marks() {
        let credit = "<a href=\"https://example.org\">&copy; Survey</a> 2026";
        assert_eq!(plain(credit), "© Survey 2026");
    }

    #[test]
    fn a_directory_cut_short_or_too_large_is_none() {
        assert_eq!(entries(&[]), None);
        assert_eq!(entries(&[1, 5]), None);
        assert_eq!(entries(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), None);
        let one = entries(&[1, 5, 1, 9, 1]).expect("a directory");
        assert_eq!(one, [Entry { tile: 5, offset: 0, length: 9, run: 1 }]);
        assert_eq!((find(&one, 4), find(&one, 6)), (None, None));
    }
}
