//! Where the headings are, what each column is, and from that what the file holds. Title rows above the
//! headings, as exports have them, are passed over.

use super::field::{Field, Kind, reduce};
use super::unreadable::Why;
use super::value::fold;
use super::{ColumnGuess, ReadOptions};
use crate::domain::settings::Settings;
use csv::StringRecord;
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The headings stand within so many filled rows.
pub const HEAD_ROWS: usize = 25;
/// Values shown beside a heading.
const SAMPLES: usize = 3;

/// The columns of a file whose kind is known.
#[derive(Clone, Debug)]
pub struct Layout {
    pub kind: Kind,
    pub columns: Vec<ColumnGuess>,
    pub fingerprint: SmolStr,
    /// The column of each field, by the field's number.
    places: Vec<Option<usize>>,
    headers: Vec<Arc<str>>,
    /// A square of travel times, with places as headings.
    pub is_square: bool,
}

impl Layout {
    /// Finds the headings among the first filled rows; gives the layout and which of `rows` they are.
    pub fn find(
        rows: &[(u64, StringRecord)],
        options: &ReadOptions,
        settings: &Settings,
    ) -> Result<(Self, usize), Why> {
        let mut best: Option<(usize, usize, Vec<Option<Field>>)> = None;
        for (index, (_, row)) in rows.iter().enumerate() {
            let fields = meanings(row, options, settings);
            let known = fields.iter().flatten().collect::<BTreeSet<_>>().len();
            if known > best.as_ref().map_or(0, |(known, ..)| *known) {
                best = Some((known, index, fields));
            }
        }
        // One known heading may be chance; two are not, unless the person has named the kind.
        let enough = if options.kind.is_some() || options.columns.is_some() { 1 } else { 2 };
        if let Some((known, index, fields)) = best
            && known >= enough
            && !(options.kind == Some(Kind::Matrix) && square(rows).is_some())
        {
            let seen = || seen(&rows[index].1);
            let present: BTreeSet<Field> = fields.iter().flatten().copied().collect();
            if let Some(kind) = options.kind.or_else(|| kind_of(&present)) {
                let layout = Self::new(kind, &rows[index].1, &fields, &rows[index + 1..]);
                return Ok((layout, index));
            }
            if square(rows).is_none() {
                return Err(Why::UnknownKind { seen: seen() });
            }
        }
        let Some(index) = square(rows).filter(|_| options.kind.is_none_or(|kind| kind == Kind::Matrix))
        else {
            let seen = rows.first().map_or_else(Vec::new, |(_, row)| seen(row));
            return Err(Why::UnknownKind { seen });
        };
        let mut layout = Self::new(Kind::Matrix, &rows[index].1, &[], &rows[index + 1..]);
        layout.is_square = true;
        Ok((layout, index))
    }

    fn new(
        kind: Kind,
        header: &StringRecord,
        fields: &[Option<Field>],
        below: &[(u64, StringRecord)],
    ) -> Self {
        let mut places = vec![None; Field::ALL.len()];
        let mut columns = Vec::with_capacity(header.len());
        for (index, text) in header.iter().enumerate() {
            let field = fields.get(index).copied().flatten().filter(|field| kind.knows(*field));
            // Of two columns with one meaning the first counts.
            let field = field.filter(|field| places[*field as usize].is_none());
            if let Some(field) = field {
                places[field as usize] = Some(index);
            }
            let values = below.iter().filter_map(|(_, row)| row.get(index)).map(str::trim);
            let samples = values.filter(|value| !value.is_empty()).take(SAMPLES);
            let samples = samples.map(|value| SmolStr::from(super::complaint::shown(value))).collect();
            columns.push(ColumnGuess { header: SmolStr::new(text.trim()), field, samples });
        }
        let headers = columns.iter().map(|column| Arc::from(column.header.as_str())).collect();
        Self { kind, columns, fingerprint: fingerprint(header), places, headers, is_square: false }
    }

    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.places[field as usize]
    }

    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    /// The heading of a column, for a complaint.
    #[must_use]
    pub fn header(&self, index: usize) -> Option<Arc<str>> {
        self.headers.get(index).cloned()
    }

    /// Headings of which no use is made.
    #[must_use]
    pub fn aside(&self) -> Vec<String> {
        let unused = self.columns.iter().filter(|column| column.field.is_none() && !column.header.is_empty());
        unused.map(|column| column.header.to_string()).collect()
    }

    #[must_use]
    pub fn seen(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.to_string()).filter(|text| !text.is_empty()).collect()
    }

    /// Refuses a file that has none of the columns in one of the groups.
    pub fn require(&self, groups: &[&[Field]]) -> Result<(), Why> {
        let lacks = |group: &&&[Field]| !group.iter().any(|field| self.has(*field));
        let lacking: Vec<Field> =
            groups.iter().filter(lacks).filter_map(|group| group.first().copied()).collect();
        if lacking.is_empty() {
            Ok(())
        } else {
            Err(Why::LacksColumns { kind: self.kind, lacking, seen: self.seen() })
        }
    }
}

fn seen(row: &StringRecord) -> Vec<String> {
    row.iter().map(super::complaint::shown).filter(|text| !text.is_empty()).collect()
}

/// Each heading's meaning: the person's word now, their word of last time, the aliases.
fn meanings(row: &StringRecord, options: &ReadOptions, settings: &Settings) -> Vec<Option<Field>> {
    let remembered = settings.columns.get(&fingerprint(row));
    let said = |header: &str| {
        let look = |map: Option<&std::collections::BTreeMap<SmolStr, SmolStr>>| map?.get(header).cloned();
        look(options.columns.as_ref()).or_else(|| look(remembered))
    };
    let meaning = |header: &str| match said(header.trim()) {
        Some(key) => Field::from_key(&key),
        None => Field::of_header(header),
    };
    row.iter().map(|header| if header.trim().is_empty() { None } else { meaning(header) }).collect()
}

/// Names a set of headings, so that a correction is found again: FNV-1a over their letters and digits.
#[must_use]
pub fn fingerprint(header: &StringRecord) -> SmolStr {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let last = (0..header.len()).rev().find(|at| header.get(*at).is_some_and(|text| !text.trim().is_empty()));
    let filled = last.map_or(0, |last| last + 1);
    for text in header.iter().take(filled) {
        reduce(text).bytes().for_each(&mut eat);
        eat(0x1f);
    }
    format_smolstr!("{hash:016x}")
}

/// What a file with these columns holds. Files overlap (a plan may carry addresses, a list of retailers the
/// route), so the most telling columns are asked for first.
fn kind_of(fields: &BTreeSet<Field>) -> Option<Kind> {
    use Field as F;
    let any = |wanted: &[Field]| wanted.iter().any(|field| fields.contains(field));
    let seen = [F::Arrived, F::Delivered, F::FailReason, F::FailedAt, F::PutOffTo, F::Departed, F::ToldAt];
    let shop = any(&[F::Retailer, F::Licence]);
    let brand = any(&[F::Brand, F::BrandName]);
    let maker = any(&[F::Enterprise, F::EnterpriseName]);
    // Whatever names brands is of supply; a plan has one line for each retailer.
    if brand && any(&[F::Shipment, F::Due]) {
        Some(Kind::Inbound)
    } else if brand && any(&[F::Stock]) {
        Some(Kind::Stock)
    } else if brand && any(&[F::Cartons]) && (shop || any(&[F::Day])) {
        Some(Kind::Orders)
    } else if brand && any(&[F::Grade, F::Spec, F::Price, F::Irregular]) {
        Some(Kind::Brands)
    } else if maker && !shop && any(&[F::ContactName]) {
        Some(Kind::Contacts)
    } else if maker && !shop && any(&[F::Scale, F::BrandsText, F::Prices, F::Prospects, F::Address]) {
        Some(Kind::Enterprises)
    } else if any(&[F::From]) && any(&[F::To]) && any(&[F::Seconds, F::Minutes]) {
        Some(Kind::Matrix)
    } else if any(&[F::Plate]) && any(&[F::SeenAt]) && any(&[F::Latitude]) && any(&[F::Longitude]) && !shop {
        Some(Kind::Positions)
    } else if (shop || any(&[F::Route])) && (any(&seen) || (any(&[F::Cause]) && !any(&[F::Cartons]))) {
        Some(Kind::Progress)
    } else if shop && any(&[F::Route, F::Plate]) && any(&[F::Cartons, F::Day, F::Window, F::Plate]) {
        Some(Kind::Plan)
    } else if any(&[F::Plate]) && !shop && any(&[F::Capacity, F::Spare, F::Status, F::Crew, F::Driver]) {
        Some(Kind::Vehicles)
    } else if shop
        && any(&[
            F::Name,
            F::Latitude,
            F::Longitude,
            F::Address,
            F::Department,
            F::Manager,
            F::Phone,
            F::District,
        ])
    {
        Some(Kind::Retailers)
    } else {
        None
    }
}

/// Which of the first rows heads a square of numbers, whose first column repeats its headings. A row of a
/// place that is no heading, or a cell that is no time, is a complaint for later; most must fit.
fn square(rows: &[(u64, StringRecord)]) -> Option<usize> {
    (0..rows.len()).find(|index| {
        let header = &rows[*index].1;
        let codes: BTreeSet<_> = header.iter().skip(1).map(fold).filter(|code| !code.is_empty()).collect();
        let below = &rows[index + 1..];
        let known = |row: &StringRecord| row.get(0).is_some_and(|code| codes.contains(&fold(code)));
        let is_number = |cell: &str| cell.trim().is_empty() || super::value::seconds(cell).is_ok();
        let cells = || below.iter().flat_map(|(_, row)| row.iter().skip(1));
        codes.len() >= 2
            && below.iter().filter(|(_, row)| known(row)).count() * 2 > below.len()
            && cells().filter(|cell| is_number(cell)).count() * 2 > cells().count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, StringRecord)> {
        (1..).zip(text.lines().map(|line| line.split(',').collect())).collect()
    }

    fn kind(text: &str) -> Option<Kind> {
        Layout::find(&rows(text), &ReadOptions::default(), &Settings::default())
            .ok()
            .map(|(layout, _)| layout.kind)
    }

    #[test]
    fn the_kind_is_found_from_the_headings() {
        let cases = [
            ("客户编码,客户名称,专卖证号,地址,经度,纬度,送货线路编码,送货顺序,客户经理", Kind::Retailers),
            ("车牌号,载量,驾驶员", Kind::Vehicles),
            ("送货日期,送货线路编码,送货顺序,客户编码,订货量,车牌号", Kind::Plan),
            (
                "客户编码,客户名称,专卖证号,地址,经度,纬度,送货线路编码,送货顺序,车牌号,载量,订货量,送货日期",
                Kind::Plan,
            ),
            ("日期,线路,客户编码,到达时间,签收时间,失败原因", Kind::Progress),
            ("date,route,departed", Kind::Progress),
            ("from,to,seconds", Kind::Matrix),
            ("车牌号,定位时间,经度,纬度,速度", Kind::Positions),
            ("plate,time,lat,lon", Kind::Positions),
            ("code,A,B\nA,0,5\nB,5,0", Kind::Matrix),
            ("品规编码,品规名称,价类,规格,批发价,工业企业,异型烟", Kind::Brands),
            ("brand,grade,price", Kind::Brands),
            ("日期,客户编码,客户名称,品规编码,订货量", Kind::Orders),
            ("date,brand,cartons", Kind::Orders),
            ("品规编码,库存量,盘点时间", Kind::Stock),
            ("到货单号,品规编码,数量,预计到货时间,发货单位,车牌号", Kind::Inbound),
            ("企业编码,企业名称,地址,规模,主要品牌", Kind::Enterprises),
            ("工业企业,联系人,职务,联系电话", Kind::Contacts),
        ];
        for (header, wanted) in cases {
            assert_eq!(kind(header), Some(wanted), "{header}");
        }
        assert_eq!(kind("red,green,blue\n1,2,3"), None);
    }

    #[test]
    fn titles_above_the_headings_are_passed_over() {
        let rows = rows("某某市送货计划,,\n制表：王某,2026年11月23日,\n客户编码,客户名称,地址\n1,a,b");
        let (layout, index) =
            Layout::find(&rows, &ReadOptions::default(), &Settings::default()).expect("found");
        assert_eq!((layout.kind, index), (Kind::Retailers, 2));
        assert_eq!(layout.columns[0].samples, ["1"]);
    }

    #[test]
    fn a_correction_is_remembered_by_the_set_of_headings() {
        let rows = rows("客户编码,客户名称,地址,货位\n1,a,b,c");
        let mut settings = Settings::default();
        let corrected = [("货位".into(), "phone".into()), ("地址".into(), SmolStr::default())];
        settings.columns.insert(fingerprint(&rows[0].1), corrected.into());
        let (layout, _) = Layout::find(&rows, &ReadOptions::default(), &settings).expect("found");
        assert_eq!((layout.column(Field::Phone), layout.column(Field::Address)), (Some(3), None));
        assert_eq!(layout.aside(), ["地址"]);
    }
}
