//! Files as centres really have them: read, told, carried out; and files nobody should have sent.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

mod network;
mod plan;
mod positions;
mod road;
mod supply;
mod unusable;
mod workbooks;

use crate::fixtures::Bytes;
use expect_test::{Expect, expect};
use mainstay::domain::command::Command;
use mainstay::domain::ids::{RetailerCode, Revision};
use mainstay::domain::network::{Name, Retailer};
use mainstay::domain::operation::Change;
use mainstay::domain::place::Place;
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::domain::{Operation, weigh};
use mainstay::exchange::intake::{
    Datum, FileReading, Kind, ReadOptions, Unreadable, Why, read_each, read_file,
};
use mainstay::words::{Language, Tell, Words};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T06:00").expect("a moment")
}

/// A folder of files; gone at the end of the test.
struct Files {
    folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
    options: ReadOptions,
}

fn files(named: &[(&str, &[u8])]) -> Files {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let paths = named.iter().map(write).collect();
    Files { folder, paths, options: ReadOptions::default() }
}

impl Files {
    fn with(mut self, change: impl FnOnce(&mut ReadOptions)) -> Self {
        change(&mut self.options);
        self
    }

    fn read(&self, known: &State) -> Vec<Result<FileReading, Unreadable>> {
        let files: Vec<_> = self.paths.iter().map(|path| (path.clone(), self.options.clone())).collect();
        read_each(&files, known, now(), &mut Unwatched).into_iter().map(|(_, reading)| reading).collect()
    }

    /// Reads and carries out all commands.
    fn import(&self, known: &State) -> State {
        let mut state = known.clone();
        for reading in self.read(known) {
            let reading = reading.unwrap_or_else(|error| panic!("{}", english(&error)));
            carry_out(&mut state, reading.commands);
        }
        state
    }
}

fn carry_out(state: &mut State, commands: Vec<Command>) {
    for command in commands {
        let operations = weigh(state, command).unwrap_or_else(|refusal| panic!("{refusal}"));
        for operation in operations {
            let conflicts = state.apply(Revision(1), &operation);
            assert_eq!(conflicts, []);
        }
    }
}

fn english(message: &impl Tell) -> String {
    Words::new(Language::English).tell(&message.message())
}

/// What was read, as a person would be told it, and what it would do.
fn told(readings: &[Result<FileReading, Unreadable>]) -> String {
    let mut text = String::new();
    for reading in readings {
        match reading {
            Err(error) => writeln!(text, "{}", english(error)).expect("written"),
            Ok(reading) => {
                let FileReading { file, kind, encoding, rows, accepted, unchanged, .. } = reading;
                let kind = kind.key();
                writeln!(text, "{file}: {kind}, {encoding}, {rows} rows, {accepted} new, {unchanged} known")
                    .expect("written");
                for line in reading.notes.iter().map(english) {
                    writeln!(text, "  note: {line}").expect("written");
                }
                for complaint in &reading.complaints.listed {
                    writeln!(text, "  {}", english(complaint)).expect("written");
                    // The Chinese must be there too; it panics where it is not.
                    assert!(!Words::new(Language::Chinese).tell(&complaint.message()).is_empty());
                }
                for command in &reading.commands {
                    writeln!(text, "  > {}", short(command)).expect("written");
                }
            }
        }
    }
    text
}

fn short(command: &Command) -> String {
    match command {
        Command::PutCentre(centre) => format!("centre {:?}", centre.place.e7()),
        Command::PutStations(stations) => format!("{} stations", stations.len()),
        Command::PutDepartments(all) => {
            let names = all.iter().map(|it| it.name.local.as_str()).collect::<Vec<_>>();
            format!("departments {}", names.join(" "))
        }
        Command::PutRetailers(all) => {
            let each = |it: &Retailer| format!("{} {} {:?}", it.code, it.name.local, it.place.e7());
            format!("retailers {}", all.iter().map(each).collect::<Vec<_>>().join("; "))
        }
        Command::PutVehicles(all) => {
            let spare = |spare| if spare { " spare" } else { "" };
            let each = all.iter().map(|it| format!("{} {}{}", it.plate, it.capacity.0, spare(it.spare)));
            format!("vehicles {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::PutCrews(all) => {
            let each = all.iter().map(|it| format!("{} ({}, {})", it.id, it.driver, it.delivery_man));
            format!("crews {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::PutTravelTimes(matrix) => {
            format!("matrix {:?} {:?} {:?}", matrix.codes(), matrix.seconds(), matrix.metres())
        }
        Command::PlanDay { day, routes } => {
            let mut text = format!("plan {day}");
            for route in routes {
                let plate = route.vehicle.as_ref().map_or("-", |plate| plate.as_str());
                write!(text, " | {} {plate} {}:", route.id, route.departs).expect("written");
                for stop in &route.stops {
                    write!(text, " {}×{} {}", stop.retailer, stop.cartons.0, stop.window).expect("written");
                    if stop.priority.weight() > 1 {
                        write!(text, " p{}", stop.priority.weight()).expect("written");
                    }
                }
            }
            text
        }
        Command::NoteProgress { day, notes } => {
            let each = notes.iter().map(|note| format!("{:?}", note.what));
            format!("progress {day}: {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::PutDistricts(districts) => {
            let each = districts.iter().map(|it| {
                let rings: Vec<_> = it.rings.iter().map(Vec::len).collect();
                format!("{} {} {} {rings:?}", it.code, it.name.local, it.name.english)
            });
            format!("districts {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::NotePositions { day, fixes } => {
            let each = fixes.iter().map(|it| format!("{} {} {:?}", it.plate, it.at, it.place.e7()));
            format!("positions {day}: {}", each.collect::<Vec<_>>().join("; "))
        }
        Command::Supply(asked) => supply::short(asked),
        other => format!("{other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "an expectation is written in place")]
fn check(files: &Files, known: &State, expected: Expect) {
    expected.assert_eq(&told(&files.read(known)));
}

/// Three shops in Shiyan and a van, known already.
fn a_network() -> State {
    let shops = "客户编码,客户名称,经度,纬度,营销部\n\
        420301000001,城东烟酒店,110.80,32.65,城区营销部\n\
        420301000002,城西便民超市,110.75,32.63,城区营销部\n\
        420301000003,南山小卖部,110.78,32.60,茅箭营销部\n\
        ,,,,\n";
    let vans = "车牌号,载量,驾驶员,送货员\n鄂C12345,5000,王强,李明\n鄂C·54321,5000条,赵刚,\n";
    files(&[("shops.csv", shops.as_bytes()), ("vans.csv", vans.as_bytes())]).import(&State::default())
}
