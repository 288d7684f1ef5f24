//! One test binary. Each file is a subject; each test is a sentence.

mod city;
mod delay_report;
pub mod harness;
mod journal;
mod sample_city;
