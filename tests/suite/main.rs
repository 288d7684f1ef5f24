//! One test binary. Each file is a subject; each test is a sentence.

mod a_day;
mod big_day;
mod child;
mod city;
mod cli;
mod delay_report;
mod engine;
mod engine_case;
mod fixtures;
mod harness;
mod house_rules;
mod import;
mod import_noise;
mod import_same;
mod journal;
mod kill;
mod properties;
mod recovery;
mod sample_city;
mod screen_board;
mod screen_data;
mod screen_frame;
mod screen_reports;
mod stories;
mod two_processes;
