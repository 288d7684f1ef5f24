//! Stored shape of a travel-time matrix: up to sixteen million cells, so that each is as few bytes as it
//! needs (seven bits a byte, lowest first), written as hexadecimal text.

use super::{Shape, Unsound};
use crate::domain::place::Matrix;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt::Write as _;
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredMatrix {
    codes: Vec<SmolStr>,
    seconds: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    metres: String,
}

impl Shape for StoredMatrix {
    type Of = Arc<Matrix>;
    fn of(value: &Arc<Matrix>) -> Self {
        Self {
            codes: value.codes().into_iter().cloned().collect(),
            seconds: cells_text(value.seconds()),
            metres: cells_text(value.metres()),
        }
    }
    fn back(self) -> Result<Arc<Matrix>, Unsound> {
        let (seconds, metres) = (cells(&self.seconds)?, cells(&self.metres)?);
        Matrix::new(self.codes, seconds, metres).map(Arc::new).ok_or(Unsound::Garbled)
    }
}

fn cells_text(cells: &[u32]) -> String {
    let mut text = String::with_capacity(cells.len() * 4);
    for &cell in cells {
        let mut left = cell;
        loop {
            let low = left & 0x7f;
            left >>= 7;
            let byte = if left == 0 { low } else { low | 0x80 };
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            if left == 0 {
                break;
            }
        }
    }
    text
}

fn cells(text: &str) -> Result<Vec<u32>, Unsound> {
    let nibble = |byte: u8| (byte as char).to_digit(16).ok_or(Unsound::Garbled);
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(Unsound::Garbled) };
    let mut cells = Vec::with_capacity(pairs.len() / 2);
    let (mut cell, mut shift) = (0_u64, 0);
    for &[high, low] in pairs {
        let byte = nibble(high)? << 4 | nibble(low)?;
        cell |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            cells.push(u32::try_from(cell).map_err(|_| Unsound::Garbled)?);
            (cell, shift) = (0, 0);
        } else if shift < 28 {
            shift += 7;
        } else {
            return Err(Unsound::Garbled);
        }
    }
    if shift == 0 { Ok(cells) } else { Err(Unsound::Garbled) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_of_cell_comes_back_and_cut_or_swollen_text_is_refused() {
        let all = [0, 1, 127, 128, 16_383, 16_384, Matrix::UNKNOWN - 1, Matrix::UNKNOWN];
        assert_eq!(cells(&cells_text(&all)), Ok(all.to_vec()));
        for bad in ["8", "80", "zz", "ffffffff7f", "808080808000", "é"] {
            assert_eq!(cells(bad), Err(Unsound::Garbled), "{bad}");
        }
    }
}
