//! Every reader of the house, fed with what strangers may send: valid documents that slip in their structure and in
//! their bytes. Reading ends, soon and within bounds, in a result or in words. `MAINSTAY_FUZZ_SECONDS` lets each
//! reader go on for so long; `PROPTEST_CASES` sets how many documents it gets. What once went wrong is kept under
//! `tests/fixtures/corpus` and read again by every run.

mod answers;
mod bombs;
mod cases;
mod database;
mod limits;
mod runs;
mod slips;
mod tables;
mod tracks;
mod tree;
mod weather;
mod workbooks;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// The kept documents of a reader, by their names.
fn corpus(reader: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus").join(reader);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Reads every kept document of a reader.
fn read_kept(reader: &str, read: impl Fn(&[u8])) {
    for (name, document) in corpus(reader) {
        let done = catch_unwind(AssertUnwindSafe(|| read(&document)));
        assert!(done.is_ok(), "{reader}/{name}");
    }
}
