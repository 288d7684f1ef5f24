//! In which encoding a text file is written, found from its bytes alone, and the text itself as UTF-8.

use super::unreadable::Why;
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::rc::Rc;

/// Bytes looked at in one go.
const CHUNK: usize = 1 << 18;

/// What the bytes are to be read as.
#[derive(Clone, Copy, Debug)]
pub struct TextForm {
    encoding: &'static Encoding,
    /// Length of the byte order mark.
    mark: u64,
}

impl TextForm {
    #[must_use]
    pub fn name(self) -> &'static str {
        // The standard's own spelling, except that people write this one in capitals.
        if self.encoding == GB18030 { "GB18030" } else { self.encoding.name() }
    }
}

/// What kind of file the first bytes speak of, where it is none that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Magic {
    /// XLSX, XLSB or ODS: a zip archive.
    Zip,
    /// XLS, or a locked workbook of any kind.
    Compound,
    Other(&'static str),
}

/// The kind of file by its first bytes; `None` where it may be text.
#[must_use]
pub fn magic(head: &[u8]) -> Option<Magic> {
    let signatures: [(&[u8], Magic); 13] = [
        (b"PK\x03\x04", Magic::Zip),
        (b"PK\x05\x06", Magic::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Magic::Compound),
        (b"%PDF", Magic::Other("PDF")),
        (b"\x89PNG", Magic::Other("PNG")),
        (b"\xff\xd8\xff", Magic::Other("JPEG")),
        (b"GIF8", Magic::Other("GIF")),
        (b"\x1f\x8b", Magic::Other("gzip")),
        (b"Rar!", Magic::Other("RAR")),
        (b"7z\xbc\xaf", Magic::Other("7-Zip")),
        (b"SQLite format 3\0", Magic::Other("SQLite")),
        (b"\x7fELF", Magic::Other("ELF")),
        (b"MZ\x90\0", Magic::Other("EXE")),
    ];
    signatures.into_iter().find(|(start, _)| head.starts_with(start)).map(|(_, magic)| magic)
}

/// Finds the encoding by looking at the whole file: a file may be plain ASCII for a million rows and then
/// hold one Chinese name.
pub fn find(file: &mut File) -> Result<TextForm, Why> {
    let head = head(file)?;
    let form = |encoding, mark| TextForm { encoding, mark };
    let found = if head.starts_with(b"\xef\xbb\xbf") {
        form(UTF_8, 3)
    } else if head.starts_with(b"\xff\xfe") {
        form(UTF_16LE, 2)
    } else if head.starts_with(b"\xfe\xff") {
        form(UTF_16BE, 2)
    } else if head.contains(&0) {
        form(wide(&head)?, 0)
    } else {
        let odd = head.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x0c | 0x1a));
        if odd.count() * 100 > head.len() {
            return Err(Why::NotATable { what: "binary" });
        }
        match check_utf8(file)? {
            Utf8::Valid => return Ok(form(UTF_8, 0)),
            // So much good UTF-8 before the flaw is no accident: the file is damaged, not in another encoding.
            Utf8::Flawed { row, wide } if wide >= 8 => return Err(Why::Undecodable { row }),
            Utf8::Flawed { .. } => form(GB18030, 0),
        }
    };
    check(file, found)?;
    Ok(found)
}

pub fn head(file: &mut File) -> Result<Vec<u8>, Why> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.take(CHUNK as u64).read_to_end(&mut head))
        .map_err(|error| Why::of_io(&error))?;
    Ok(head)
}

/// UTF-16 without a mark: separators, digits and line ends leave every other byte zero.
fn wide(head: &[u8]) -> Result<&'static Encoding, Why> {
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 20;
    let encoding = if odd > enough && odd > even * 10 {
        UTF_16LE
    } else if even > enough && even > odd * 10 {
        UTF_16BE
    } else {
        return Err(Why::NotATable { what: "binary" });
    };
    Ok(encoding)
}

enum Utf8 {
    Valid,
    /// Where it stops being UTF-8, and how many signs of three or four bytes came before.
    Flawed {
        row: u64,
        wide: usize,
    },
}

fn check_utf8(file: &mut File) -> Result<Utf8, Why> {
    file.seek(SeekFrom::Start(0)).map_err(|error| Why::of_io(&error))?;
    let mut buffer = vec![0; CHUNK];
    let (mut kept, mut row, mut wide) = (0, 1, 0);
    loop {
        let read = file.read(&mut buffer[kept..]).map_err(|error| Why::of_io(&error))?;
        let bytes = &buffer[..kept + read];
        let (good, flawed) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes.len(), false),
            // A sign cut by the end of the chunk is completed by the next one.
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || read == 0),
        };
        if wide < 8 {
            wide += bytes[..good].iter().filter(|b| **b >= 0xe0).count();
        }
        if flawed {
            row += count_lines(&bytes[..good]);
            return Ok(Utf8::Flawed { row, wide });
        }
        if read == 0 {
            return Ok(Utf8::Valid);
        }
        if wide > 0 {
            row += count_lines(&bytes[..good]);
        }
        let end = kept + read;
        buffer.copy_within(good..end, 0);
        kept = end - good;
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|b| u64::from(*b == b'\n')).sum()
}

/// Reads the file through once in that encoding and says where it does not fit.
fn check(file: &mut File, form: TextForm) -> Result<(), Why> {
    file.seek(SeekFrom::Start(form.mark)).map_err(|error| Why::of_io(&error))?;
    let mut decoder = form.encoding.new_decoder_without_bom_handling();
    let mut input = vec![0; CHUNK];
    let mut output = vec![0; CHUNK * 3 + 16];
    let mut row = 1;
    loop {
        let read = file.read(&mut input).map_err(|error| Why::of_io(&error))?;
        let mut from = 0;
        loop {
            let (result, taken, written) =
                decoder.decode_to_utf8_without_replacement(&input[from..read], &mut output, read == 0);
            from += taken;
            row += count_lines(&output[..written]);
            // A zero sign in text is the mark of a file that is something else.
            let zero = output[..written].contains(&0);
            match result {
                _ if zero => return Err(Why::NotATable { what: "binary" }),
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Err(Why::Undecodable { row }),
            }
        }
        if read == 0 {
            return Ok(());
        }
    }
}

/// The file's text as UTF-8, chunk by chunk.
pub struct Decoded {
    file: File,
    decoder: Option<encoding_rs::Decoder>,
    raw: Vec<u8>,
    /// The part of `raw` not decoded yet.
    ahead: (usize, usize),
    ended: bool,
    /// Bytes taken from the file so far, shared with whoever shows the progress.
    taken: Rc<Cell<u64>>,
}

impl Decoded {
    pub fn open(mut file: File, form: TextForm, taken: Rc<Cell<u64>>) -> Result<Self, Why> {
        file.seek(SeekFrom::Start(form.mark)).map_err(|error| Why::of_io(&error))?;
        let decoder = (form.encoding != UTF_8).then(|| form.encoding.new_decoder_without_bom_handling());
        Ok(Self { file, decoder, raw: Vec::new(), ahead: (0, 0), ended: false, taken })
    }

    fn note(&self, read: usize) {
        self.taken.set(self.taken.get() + read as u64);
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let read = self.file.read(out)?;
            self.note(read);
            return Ok(read);
        };
        if self.raw.is_empty() {
            self.raw = vec![0; CHUNK];
        }
        loop {
            if self.ahead.0 == self.ahead.1 && !self.ended {
                let read = self.file.read(&mut self.raw)?;
                self.taken.set(self.taken.get() + read as u64);
                self.ahead = (0, read);
                self.ended = read == 0;
            }
            let (from, to) = self.ahead;
            let (result, taken, written, _) = decoder.decode_to_utf8(&self.raw[from..to], out, self.ended);
            self.ahead.0 += taken;
            let is_finished = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            if is_finished {
                // A decoder that has been told of the end must not be asked again.
                self.decoder = None;
                return Ok(written);
            }
            if written > 0 {
                return Ok(written);
            }
            if out.len() < 4 {
                return Err(std::io::Error::other("a buffer of at least four bytes is needed"));
            }
        }
    }
}

/// The first part of the text, to find its separator by.
pub fn sample(file: &mut File, form: TextForm) -> Result<String, Why> {
    let head = head(file)?;
    let mark = usize::try_from(form.mark).unwrap_or(0).min(head.len());
    Ok(form.encoding.decode_without_bom_handling(&head[mark..]).0.into_owned())
}
