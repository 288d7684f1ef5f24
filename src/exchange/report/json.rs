//! A report as JSON: stable keys and codes, names in the reader's language. One row a line, so that it can
//! be read without holding it whole.

use super::Form;
use super::cell::Cell;
use super::head::{Column, Head};
use super::summary::{KeyFigure, Summary};
use super::whole_file::{FileTrouble, WholeFile};
use crate::words::Words;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

pub struct JsonForm<'f> {
    out: BufWriter<&'f File>,
    columns: Vec<Column>,
    /// What stands before the next row.
    before: &'static str,
    path: PathBuf,
}

impl<'f> JsonForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        let mut out = BufWriter::with_capacity(256 * 1024, file.writer());
        let path = file.target().to_owned();
        let mut begin = || -> io::Result<()> {
            write!(out, "{{\n\"report\":\"{}\",\n\"language\":\"{}\"", head.key, words.language().tag())?;
            for (key, value) in &head.facts {
                write!(out, ",\n\"{key}\":")?;
                serde_json::to_writer(&mut out, &CellShape(value))?;
            }
            out.write_all(b",\n\"rows\":[")
        };
        begin().map_err(|error| FileTrouble::from_io(&path, error))?;
        Ok(Self { out, columns: head.columns.clone(), before: "\n", path })
    }
}

impl Form for JsonForm<'_> {
    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        let mut put = || -> io::Result<()> {
            self.out.write_all(self.before.as_bytes())?;
            serde_json::to_writer(&mut self.out, &RowShape { columns: &self.columns, cells })?;
            Ok(())
        };
        put().map_err(|error| FileTrouble::from_io(&self.path, error))?;
        self.before = ",\n";
        Ok(())
    }

    fn finish(mut self, summary: &Summary) -> Result<(), FileTrouble> {
        let mut put = || -> io::Result<()> {
            self.out.write_all(b"\n],\n\"totals\":")?;
            serde_json::to_writer(&mut self.out, &TotalsShape(summary))?;
            self.out.write_all(b",\n\"definitions\":")?;
            serde_json::to_writer(&mut self.out, &DefinitionsShape(summary))?;
            if !summary.notes.is_empty() {
                self.out.write_all(b",\n\"notes\":")?;
                serde_json::to_writer(&mut self.out, &summary.notes)?;
            }
            self.out.write_all(b"\n}\n")?;
            self.out.flush()
        };
        put().map_err(|error| FileTrouble::from_io(&self.path, error))
    }
}

struct CellShape<'c, T>(&'c Cell<T>);

impl<T: AsRef<str>> Serialize for CellShape<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_unit(),
            Cell::Text(text) => serializer.serialize_str(text.as_ref()),
            Cell::Word { code, .. } => serializer.serialize_str(code.as_ref()),
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Number(number) => serializer.serialize_f64(number.value()),
            Cell::Moment(moment) => serializer.serialize_str(&moment.to_string()),
            typed @ (Cell::Day(_) | Cell::Time(_)) => serializer.serialize_str(&typed.shown()),
        }
    }
}

/// A row as an object: every column's key, `null` where there is nothing.
struct RowShape<'r, T> {
    columns: &'r [Column],
    cells: &'r [Cell<T>],
}

impl<T: AsRef<str>> Serialize for RowShape<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let keys = self.columns.iter().map(|column| column.key);
        serializer.collect_map(keys.zip(self.cells.iter().map(CellShape)))
    }
}

/// The figures over all rows, then each table under its key.
struct TotalsShape<'s>(&'s Summary);

impl Serialize for TotalsShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Summary { figures, tables, .. } = self.0;
        let mut map = serializer.serialize_map(Some(1 + tables.len()))?;
        map.serialize_entry("all", &FiguresShape(figures))?;
        for table in tables {
            let lines = table.rows.iter().map(|cells| RowShape { columns: &table.columns, cells });
            map.serialize_entry(table.key, &lines.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

struct FiguresShape<'s>(&'s [KeyFigure]);

impl Serialize for FiguresShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|figure| (figure.key, CellShape(&figure.value))))
    }
}

struct DefinitionsShape<'s>(&'s Summary);

impl Serialize for DefinitionsShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.figures.iter().map(|figure| (figure.key, &figure.definition)))
    }
}
