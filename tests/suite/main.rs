//! One test binary. Each file is a subject; each test is a sentence.

pub mod harness;
mod city;
mod journal;
