//! Zip archives, weighed before they are opened: a small file may unpack to more than a computer holds.

use super::unreadable::Why;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// What an archive may unpack to. Sheets are streamed; the texts they share are held in memory.
const MOST_UNPACKED: u64 = 1 << 30;
/// The one part of the older forms that is held in memory whole.
const MOST_IN_MEMORY: u64 = 256 << 20;
/// Cells of the forms that are read whole.
const MOST_CELLS: u64 = 24_000_000;

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
        } else {
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| Why::Damaged)?
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
        let repeats = |name: &[u8]| -> u64 {
            let at = tag.windows(name.len()).position(|part| part == name);
            let digits = at.map(|at| &tag[at + name.len()..]).unwrap_or_default();
            let digits = digits.iter().skip_while(|b| !b.is_ascii_digit()).take_while(|b| b.is_ascii_digit());
            digits.fold(0_u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0'))).max(1)
        };
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
