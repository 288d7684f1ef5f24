//! The delay report as JSON: stable keys and codes, names in the reader's language. One row a line, so that
//! it can be read without holding it whole.

use super::columns::{COLUMNS, Cell, Lexicon};
use super::delay::DelayRow;
use super::totals::{Grouping, Totals, measure_words};
use super::whole_file::{FileTrouble, WholeFile};
use super::{Listed, Opening, Pages};
use crate::domain::ids::DepartmentCode;
use crate::domain::kpi::{DeliveryTally, Figure, Measure};
use crate::words::Words;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

pub struct JsonPages<'f> {
    out: BufWriter<&'f File>,
    lexicon: Lexicon,
    /// What stands before the next row.
    before: &'static str,
    path: PathBuf,
}

impl<'f> JsonPages<'f> {
    pub fn begin(opening: &Opening<'_>, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        let mut out = BufWriter::with_capacity(256 * 1024, file.writer());
        let scope = opening.scope;
        let head = [
            ("report", "delays".to_owned()),
            ("language", opening.words.language().tag().to_owned()),
            ("from", scope.from.to_string()),
            ("to", scope.to.to_string()),
            ("as_of", opening.source.now.to_string()),
            (
                "listed",
                match scope.listed {
                    Listed::EveryStop => "every_stop".to_owned(),
                    Listed::OnlyLate => "only_late".to_owned(),
                },
            ),
        ];
        let path = file.target().to_owned();
        let mut begin = || -> io::Result<()> {
            out.write_all(b"{")?;
            for (key, value) in &head {
                write!(out, "\n\"{key}\":")?;
                serde_json::to_writer(&mut out, value)?;
                out.write_all(b",")?;
            }
            out.write_all(b"\n\"department\":")?;
            serde_json::to_writer(&mut out, &scope.department.as_ref().map(DepartmentCode::as_str))?;
            out.write_all(b",\n\"rows\":[")
        };
        begin().map_err(|error| FileTrouble::from_io(&path, error))?;
        Ok(Self { out, lexicon: Lexicon::new(opening.words), before: "\n", path })
    }
}

impl Pages for JsonPages<'_> {
    fn row(&mut self, row: &DelayRow) -> Result<(), FileTrouble> {
        let mut put = || -> io::Result<()> {
            self.out.write_all(self.before.as_bytes())?;
            serde_json::to_writer(&mut self.out, &RowShape { row, lexicon: &self.lexicon })?;
            Ok(())
        };
        put().map_err(|error| FileTrouble::from_io(&self.path, error))?;
        self.before = ",\n";
        Ok(())
    }

    fn finish(mut self, totals: &Totals) -> Result<(), FileTrouble> {
        let words = self.lexicon.words();
        let mut put = || -> io::Result<()> {
            self.out.write_all(b"\n],\n\"totals\":")?;
            serde_json::to_writer(&mut self.out, &TotalsShape { totals, words })?;
            self.out.write_all(b",\n\"definitions\":")?;
            serde_json::to_writer(&mut self.out, &DefinitionsShape(words))?;
            self.out.write_all(b"\n}\n")?;
            self.out.flush()
        };
        put().map_err(|error| FileTrouble::from_io(&self.path, error))
    }
}

/// A row as an object: every column's key, `null` where there is nothing.
struct RowShape<'r> {
    row: &'r DelayRow,
    lexicon: &'r Lexicon,
}

impl Serialize for RowShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in &COLUMNS {
            match column.cell(self.row, self.lexicon) {
                Cell::Empty => map.serialize_entry(column.key, &())?,
                Cell::Text(text) => map.serialize_entry(column.key, text)?,
                Cell::Word { code, .. } => map.serialize_entry(column.key, code.as_str())?,
                Cell::Count(count) => map.serialize_entry(column.key, &count)?,
                Cell::Moment(moment) => map.serialize_entry(column.key, &moment.to_string())?,
                typed @ (Cell::Day(_) | Cell::Time(_)) => map.serialize_entry(column.key, &typed.shown())?,
            }
        }
        map.end()
    }
}

struct TotalsShape<'t> {
    totals: &'t Totals,
    words: &'t Words,
}

impl Serialize for TotalsShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + Grouping::ALL.len()))?;
        map.serialize_entry("all", &LineShape { name: None, tally: &self.totals.all })?;
        for by in Grouping::ALL {
            let groups = self.totals.groups(by);
            let lines: Vec<_> = groups
                .iter()
                .map(|group| LineShape {
                    name: Some((group.code.as_str(), group.title(self.words))),
                    tally: group.tally,
                })
                .collect();
            map.serialize_entry(by.key(), &lines)?;
        }
        map.end()
    }
}

struct LineShape<'t> {
    name: Option<(&'t str, String)>,
    tally: &'t DeliveryTally,
}

impl Serialize for LineShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some((code, name)) = &self.name {
            map.serialize_entry("code", code)?;
            map.serialize_entry("name", name)?;
        }
        for measure in Measure::ALL {
            let key = measure_words(measure).key;
            match self.tally.figure(measure) {
                None => map.serialize_entry(key, &())?,
                Some(Figure::Count(count)) => map.serialize_entry(key, &count)?,
                Some(
                    Figure::Percent(value)
                    | Figure::Minutes(value)
                    | Figure::Hours(value)
                    | Figure::Kilometres(value),
                ) => {
                    map.serialize_entry(key, &super::totals::one_decimal(value))?;
                }
            }
        }
        map.end()
    }
}

struct DefinitionsShape<'w>(&'w Words);

impl Serialize for DefinitionsShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Measure::ALL.map(|measure| {
            let said = measure_words(measure);
            (said.key, self.0.say(said.definition))
        }))
    }
}
