//! Zip archives, weighed before they are opened: a small file may unpack to more than a computer holds.

use super::unreadable::Why;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// What an archive may unpack to. Sheets are streamed; the texts they share are held in memory.
const MOST_UNPACKED: u64 = 1 << 30;
/// The one part of the older forms that is held in memory whole.
pub const MOST_IN_MEMORY: u64 = 256 << 20;
/// Cells of the forms that are read whole.
pub const MOST_CELLS: u64 = 24_000_000;

/// Which kind of workbook an archive holds.
pub enum ZipForm {
    Xlsx,
    Xlsb,
    Ods,
}

/// Unpacks everything once without keeping it: an archive's own word on its size is not to be trusted.
pub fn weigh(file: &mut File) -> Result<ZipForm, Why> {
    file.seek(SeekFrom::Start(0)).map_err(|error| Why::of_io(&error))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| Why::Damaged)?;
    let has = |name: &str| archive.file_names().flatten().any(|known| known.eq_ignore_ascii_case(name));
    let form = if has("xl/workbook.bin") {
        ZipForm::Xlsb
    } else if has("xl/workbook.xml") || has("[Content_Types].xml") {
        ZipForm::Xlsx
    } else if has("content.xml") {
        ZipForm::Ods
    } else {
        return Err(Why::NotATable { what: "ZIP" });
    };
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => Why::Locked,
            _ => Why::Damaged,
        })?;
        let name = entry.name().map_err(|_| Why::Damaged)?;
        let (is_sheet, is_content) = (name.starts_with("xl/worksheets/"), name == "content.xml");
        drop(name);
        let limit = if is_sheet { MOST_UNPACKED } else { MOST_IN_MEMORY };
        let mut limited = entry.take(limit + 1);
        let size = if is_content {
            let mut cells = CellCount::default();
            let size = std::io::copy(&mut limited, &mut cells).map_err(|_| Why::Damaged)?;
            if cells.most() > MOST_CELLS {
                return Err(Why::UnpacksTooLarge { most: limit >> 20 });
            }
            size
        } else if is_sheet {
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| Why::Damaged)?
        } else {
            let mut said = SaidTexts::default();
            let size = std::io::copy(&mut limited, &mut said).map_err(|_| Why::Damaged)?;
            // Each text takes some bytes; whoever reads them makes room for as many as the part says it has.
            if said.most() > size {
                return Err(Why::Damaged);
            }
            size
        };
        total += size;
        if size > limit || total > MOST_UNPACKED {
            return Err(Why::UnpacksTooLarge { most: limit.min(MOST_UNPACKED) >> 20 });
        }
    }
    Ok(form)
}

/// Counts the cells an ODS sheet will unfold to: a filled cell may say "repeat me a million times".
#[derive(Default)]
struct CellCount {
    tag: Vec<u8>,
    inside: bool,
    cells: u64,
    row_repeats: u64,
    row_cells: u64,
    row_is_filled: bool,
}

impl CellCount {
    fn most(&self) -> u64 {
        self.cells
    }

    fn end_tag(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        let repeats = |name: &[u8]| attribute(&tag, name).unwrap_or(0).max(1);
        if tag.starts_with(b"table:table-row") {
            self.row_repeats = repeats(b"number-rows-repeated");
            (self.row_cells, self.row_is_filled) = (0, false);
        } else if tag.starts_with(b"table:table-cell") || tag.starts_with(b"table:covered-table-cell") {
            self.row_cells = self.row_cells.saturating_add(repeats(b"number-columns-repeated").min(16_384));
            self.row_is_filled |= tag.windows(6).any(|part| part == b"office");
        } else if tag.starts_with(b"text:p") {
            self.row_is_filled = true;
        } else if tag.starts_with(b"/table:table-row") && self.row_is_filled {
            self.cells = self.cells.saturating_add(self.row_cells.saturating_mul(self.row_repeats));
        }
    }
}

/// Finds out how many shared texts a part says it has, wherever in it that stands.
#[derive(Default)]
struct SaidTexts {
    /// So much of the attribute's name has gone by.
    seen: usize,
    number: Option<u64>,
    most: u64,
}

impl SaidTexts {
    const NAME: &[u8] = b"uniqueCount";

    fn most(&self) -> u64 {
        self.most.max(self.number.unwrap_or(0))
    }
}

impl std::io::Write for SaidTexts {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            if self.seen == Self::NAME.len() {
                match (byte, self.number) {
                    (b'0'..=b'9', number) => {
                        let digit = u64::from(byte - b'0');
                        self.number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                    }
                    (_, None) => {}
                    (_, Some(number)) => *self = Self { most: self.most.max(number), ..Self::default() },
                }
            } else if *byte == Self::NAME[self.seen] {
                self.seen += 1;
            } else {
                self.seen = usize::from(*byte == Self::NAME[0]);
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The number an attribute of a tag holds.
fn attribute(tag: &[u8], name: &[u8]) -> Option<u64> {
    let at = tag.windows(name.len()).position(|part| part == name)?;
    let digits = tag[at + name.len()..].iter().skip_while(|b| !b.is_ascii_digit());
    let digits = digits.take_while(|b| b.is_ascii_digit());
    Some(digits.fold(0_u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0'))))
}

impl std::io::Write for CellCount {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            match byte {
                b'<' => {
                    self.inside = true;
                    self.tag.clear();
                }
                b'>' if self.inside => {
                    self.inside = false;
                    self.end_tag();
                }
                // No tag that matters is longer.
                byte if self.inside && self.tag.len() < 2_048 => self.tag.push(*byte),
                _ => {}
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
