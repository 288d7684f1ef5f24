//! One test binary. Each file is a subject; each test is a sentence.

mod city;
pub mod harness;
mod journal;
mod sample_city;
