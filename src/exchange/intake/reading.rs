//! One file from its first byte to its commands: open the table, find the headings, hand the rows to the
//! reader of that kind.

use super::field::{Field, Kind};
use super::index::Index;
use super::layout::{HEAD_ROWS, Layout};
use super::note::Note;
use super::row::{Log, Reader, Row};
use super::table::Table;
use super::unreadable::Why;
use super::{FileReading, ReadOptions, file_name, value};
use super::{areas, gpx, osrm};
use super::{
    matrix::Times, plan::Plan, positions::Positions, progress::Seeing, retailers::Retailers, supply,
    vehicles::Vehicles,
};
use crate::domain::time::Timestamp;
use crate::domain::watch::{Unwatched, Watch};
use csv::StringRecord;
use std::ops::ControlFlow;
use std::path::Path;

type Head = Vec<(u64, StringRecord)>;

/// What the file holds, by its headings; `None` where it cannot be read. Told again, in words, by [`read`].
pub fn kind(path: &Path, options: &ReadOptions, index: &Index<'_>) -> Option<Kind> {
    if options.kind.is_some() {
        return options.kind;
    }
    if areas::is_geojson(path) {
        return Some(Kind::Areas);
    }
    if osrm::is_json(path) {
        return Some(Kind::Matrix);
    }
    if gpx::is_gpx(path) {
        return Some(Kind::Positions);
    }
    let table = Table::open(path, options.sheet.as_deref()).ok()?;
    let mut head = Head::new();
    let taken = table.each_row(&mut Unwatched, &mut |number, record| {
        head.push((number, record.clone()));
        Ok(if head.len() < HEAD_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    });
    taken.ok()?;
    Layout::find(&head, options, &index.known.state().settings).ok().map(|(layout, _)| layout.kind)
}

pub fn read(
    path: &Path,
    options: &ReadOptions,
    index: &mut Index<'_>,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Result<FileReading, Why> {
    match options.kind {
        Some(Kind::Areas) => return areas::read(path, options, index, watch),
        None if areas::is_geojson(path) => return areas::read(path, options, index, watch),
        _ => {}
    }
    if osrm::is_json(path) {
        return osrm::read(path, options, index, watch);
    }
    if gpx::is_gpx(path) {
        return gpx::read(path, options, index, watch);
    }
    if gpx::is_alert(path) {
        return Err(Why::Alert);
    }
    let table = Table::open(path, options.sheet.as_deref())?;
    let file = file_name(path);
    let (encoding, sheet, sheets) = (table.form(), table.sheet(), table.sheets());
    index.zeros_may_lack = matches!(table, Table::Workbook(_));
    let mut under_way = UnderWay { options, now, index, head: Head::new(), body: None, log: Log::new(&file) };
    let read =
        table.each_row(watch, &mut |number, record| under_way.row(number, record).map(ControlFlow::Continue));
    let read = read.and_then(|()| if under_way.body.is_none() { under_way.begin() } else { Ok(()) });
    read.map_err(|why| match (why, &sheet) {
        (Why::UnknownKind { seen }, Some(sheet)) if sheets.len() > 1 => {
            Why::UnknownSheet { sheet: sheet.clone(), sheets: sheets.clone(), seen }
        }
        (why, _) => why,
    })?;
    let UnderWay { index, mut log, body, .. } = under_way;
    let Some(Body { layout, reader, rows, totals }) = body else { return Err(Why::NoRows) };
    if rows == 0 {
        return Err(Why::NoRows);
    }
    let commands = reader.finish(index, &mut log);
    log.complaints.sort();
    if totals > 0 {
        log.notes.push(Note::TotalsSkipped(totals));
    }
    let aside = layout.aside();
    if !aside.is_empty() && !layout.is_square {
        log.notes.push(Note::ColumnsAside(aside));
    }
    let Log { complaints, notes, accepted, unchanged, .. } = log;
    Ok(FileReading {
        file,
        kind: layout.kind,
        encoding,
        sheet,
        sheets,
        columns: layout.columns,
        fingerprint: layout.fingerprint,
        commands,
        rows,
        accepted,
        unchanged,
        skipped_totals: totals,
        complaints,
        notes,
    })
}

struct UnderWay<'a, 'k> {
    options: &'a ReadOptions,
    now: Timestamp,
    index: &'a mut Index<'k>,
    /// The first rows, until the headings among them are known.
    head: Head,
    body: Option<Body>,
    log: Log,
}

struct Body {
    layout: Layout,
    reader: Box<dyn Reader>,
    rows: u64,
    totals: u64,
}

impl UnderWay<'_, '_> {
    fn row(&mut self, number: u64, record: &StringRecord) -> Result<(), Why> {
        if self.body.is_some() {
            return self.feed(number, record);
        }
        self.head.push((number, record.clone()));
        if self.head.len() >= HEAD_ROWS { self.begin() } else { Ok(()) }
    }

    /// Finds the headings and hands on the rows that came after them.
    fn begin(&mut self) -> Result<(), Why> {
        let head = std::mem::take(&mut self.head);
        let (layout, at) = Layout::find(&head, self.options, &self.index.known.state().settings)?;
        self.require(&layout)?;
        let (datum, today) = (self.options.datum, self.now.day());
        let reader: Box<dyn Reader> = match layout.kind {
            Kind::Retailers => Box::new(Retailers::new(datum)),
            Kind::Vehicles => Box::new(Vehicles::default()),
            Kind::Plan => Box::new(Plan::new(datum, today)),
            Kind::Progress => Box::new(Seeing::new(today, self.options.told_until)),
            Kind::Matrix => Box::new(Times::new(&layout)?),
            Kind::Positions => Box::new(Positions::new(datum, today)),
            Kind::Brands => Box::new(supply::Brands::default()),
            Kind::Enterprises => Box::new(supply::Enterprises::default()),
            Kind::Contacts => Box::new(supply::Contacts::default()),
            Kind::Stock => Box::new(supply::Counts::new(self.now)),
            Kind::Orders => Box::new(supply::Orders::new(self.now)),
            Kind::Inbound => Box::new(supply::Shipments::new(self.now)),
            // A table has no outlines; the headings never say so either.
            Kind::Areas => return Err(Why::NotAreas { kind: String::new() }),
        };
        self.body = Some(Body { layout, reader, rows: 0, totals: 0 });
        for (number, record) in &head[at + 1..] {
            self.feed(*number, record)?;
        }
        Ok(())
    }

    /// A column without which no row of the file could be used is asked for at once.
    fn require(&self, layout: &Layout) -> Result<(), Why> {
        let network = &self.index.network;
        let shop = &[Field::Retailer, Field::Licence][..];
        match layout.kind {
            Kind::Retailers if network.retailers.is_empty() => {
                layout.require(&[shop, &[Field::Latitude], &[Field::Longitude]])
            }
            Kind::Retailers => layout.require(&[shop]),
            Kind::Vehicles if network.vehicles.is_empty() => {
                layout.require(&[&[Field::Plate], &[Field::Capacity]])
            }
            Kind::Vehicles => layout.require(&[&[Field::Plate]]),
            Kind::Plan => layout.require(&[shop, &[Field::Route, Field::Plate], &[Field::Cartons]]),
            Kind::Progress => layout.require(&[&[Field::Retailer, Field::Licence, Field::Route]]),
            Kind::Positions => {
                layout.require(&[&[Field::Plate], &[Field::SeenAt], &[Field::Latitude], &[Field::Longitude]])
            }
            Kind::Areas => Ok(()),
            Kind::Brands if self.index.supply.brands.is_empty() => {
                layout.require(&[&[Field::Brand], &[Field::Grade], &[Field::Price, Field::Value]])
            }
            Kind::Brands => layout.require(&[&[Field::Brand]]),
            Kind::Enterprises => layout.require(&[&[Field::Enterprise, Field::EnterpriseName, Field::Name]]),
            Kind::Contacts => {
                layout.require(&[&[Field::Enterprise, Field::EnterpriseName], &[Field::ContactName]])
            }
            Kind::Stock => {
                layout.require(&[&[Field::Brand, Field::BrandName], &[Field::Stock, Field::Cartons]])
            }
            Kind::Orders => layout.require(&[&[Field::Brand, Field::BrandName], &[Field::Cartons]]),
            Kind::Inbound => layout.require(&[
                &[Field::Shipment],
                &[Field::Brand, Field::BrandName],
                &[Field::Cartons],
                &[Field::Due],
            ]),
            Kind::Matrix if layout.is_square => Ok(()),
            Kind::Matrix => {
                layout.require(&[&[Field::From], &[Field::To], &[Field::Seconds, Field::Minutes]])
            }
        }
    }

    fn feed(&mut self, number: u64, record: &StringRecord) -> Result<(), Why> {
        let Some(body) = &mut self.body else { return Ok(()) };
        if value::is_total(record.iter()) {
            body.totals += 1;
            return Ok(());
        }
        body.rows += 1;
        let row = Row { number, record, layout: &body.layout };
        body.reader.row(&row, self.index, &mut self.log)
    }
}
