//! Runs a reader on documents: so many, or for as long as somebody asks for; and ends the run where the reader does
//! not end.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestError, TestRunner};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// No document of the sizes made here takes a reader longer, in the slowest build on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);

fn asked(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Runs a reader on so many documents, or for as long as is asked for.
pub fn feed(reader: &str, cases: u32, documents: &impl Strategy<Value = Vec<u8>>, read: impl Fn(&[u8])) {
    let seconds = asked("MAINSTAY_FUZZ_SECONDS");
    let cases = asked("PROPTEST_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let (started, done) = (Instant::now(), AtomicU64::new(0));
    let guard = Guard::over(reader);
    loop {
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let ended = TestRunner::new(config).run(documents, |document| {
            guard.takes(&document, seconds.is_some());
            done.fetch_add(1, Ordering::Relaxed);
            read(&document);
            guard.is_done();
            Ok(())
        });
        if let Err(TestError::Fail(why, document)) = ended {
            panic!("{reader}: {why}\nthe document is kept in {}", keep(reader, "found", &document).display());
        }
        if seconds.is_none_or(|seconds| started.elapsed().as_secs() >= seconds) {
            break;
        }
    }
    println!("{reader}: {} documents in {:.1} s", done.into_inner(), started.elapsed().as_secs_f64());
}

/// Puts a document aside so that somebody can look at it.
fn keep(reader: &str, why: &str, document: &[u8]) -> PathBuf {
    let path = env::temp_dir().join(format!("mainstay-{reader}-{why}-{}", std::process::id()));
    // Where it cannot be kept the test has failed all the same.
    let _ = fs::write(&path, document);
    path
}

/// Since when a document has been read, and the document.
type UnderWay = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// Ends the run where a reader does not end: a test cannot be stopped from outside.
struct Guard {
    reader: String,
    under_way: UnderWay,
}

impl Guard {
    fn over(reader: &str) -> Self {
        let under_way = UnderWay::default();
        let (watched, name) = (Arc::downgrade(&under_way), reader.to_owned());
        thread::spawn(move || {
            while let Some(watched) = watched.upgrade() {
                if let Ok(under_way) = watched.lock()
                    && let Some((since, document)) = under_way.as_ref()
                    && since.elapsed() > LONGEST
                {
                    eprintln!("{name} does not end: see {}", keep(&name, "hangs", document).display());
                    std::process::abort();
                }
                drop(watched);
                thread::sleep(Duration::from_millis(200));
            }
        });
        Self { reader: reader.to_owned(), under_way }
    }

    fn takes(&self, document: &[u8], keep_it: bool) {
        if keep_it {
            // A stack that runs over leaves nothing behind but this.
            keep(&self.reader, "last", document);
        }
        *self.under_way.lock().unwrap() = Some((Instant::now(), document.to_vec()));
    }

    fn is_done(&self) {
        *self.under_way.lock().unwrap() = None;
    }
}
