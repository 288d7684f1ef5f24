//! A file that tells its first failure and then plays along: the zip writer, when it is dropped, would else
//! print on the terminal that it could not finish what has failed already.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Deref;

#[derive(Debug)]
pub struct FailsOnce<F> {
    file: F,
    failed: bool,
}

impl<F> FailsOnce<F> {
    pub const fn new(file: F) -> Self {
        Self { file, failed: false }
    }

    fn or_else<T>(&mut self, played: T, work: impl FnOnce(&mut F) -> io::Result<T>) -> io::Result<T> {
        if self.failed {
            return Ok(played);
        }
        let done = work(&mut self.file);
        self.failed = done.is_err();
        done
    }
}

impl<F: Deref<Target = File>> Write for FailsOnce<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.or_else(bytes.len(), |file| (&**file).write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.or_else((), |file| (&**file).flush())
    }
}

impl<F: Deref<Target = File>> Seek for FailsOnce<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.or_else(0, |file| (&**file).seek(to))
    }
}

impl<F: Deref<Target = File>> Read for FailsOnce<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        (&*self.file).read(into)
    }
}
