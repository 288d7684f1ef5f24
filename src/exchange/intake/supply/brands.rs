//! Rows of brands.

use super::super::complaint::Fault;
use super::super::field::Field;
use super::super::index::Index;
use super::super::note::Note;
use super::super::row::{Log, Off, Reader, Row};
use super::super::unreadable::Why;
use super::super::{spoken, value};
use super::{MOST_NAME, command, enterprise, words};
use crate::domain::command::Command;
use crate::domain::ids::BrandCode;
use crate::domain::network::Name;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::brand::{Brand, PriceGrade};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Brands {
    /// The row each code was first seen in.
    seen: BTreeMap<BrandCode, u64>,
    brands: Vec<Brand>,
}

impl Brands {
    /// What the row leaves open stays as it is known.
    fn take(&mut self, row: &Row<'_>, index: &mut Index<'_>) -> Result<bool, Off> {
        let code = BrandCode::new(row.need(Field::Brand, value::code)?);
        if let Some(first) = self.seen.get(&code) {
            return Err(Off::at(Field::Brand, Fault::Repeated { first: *first }));
        }
        let known = index.supply.brands.get(&code);
        let grade = row.read(Field::Grade, grade)?.or(known.map(|brand| brand.grade));
        let grade = grade.ok_or(Off::at(Field::Grade, Fault::Missing(Field::Grade)))?;
        let price = match row.read(Field::Price, value::money)? {
            Some(price) => Some(price),
            None => row.read(Field::Value, value::money)?,
        };
        let price = price.or(known.map(|brand| brand.price));
        let price = price.ok_or(Off::at(Field::Price, Fault::Missing(Field::Price)))?;
        let local = match words(row, Field::BrandName, MOST_NAME)? {
            Some(name) => Some(name),
            None => words(row, Field::Name, MOST_NAME)?,
        };
        let was = known.map_or_else(|| Name::new(code.as_str()), |brand| brand.name.clone());
        let english = words(row, Field::EnglishName, MOST_NAME)?.unwrap_or(was.english);
        let spec = words(row, Field::Spec, MOST_NAME)?;
        let irregular = row.read(Field::Irregular, |cell| {
            let says = matches!(value::fold(cell).as_ref(), "异型" | "异型烟" | "异形烟" | "slim");
            if says { Ok(true) } else { spoken::yes_or_no(cell) }
        })?;
        let brand = Brand {
            name: Name { local: local.unwrap_or(was.local), english },
            grade,
            spec: spec.or_else(|| known.map(|brand| brand.spec.clone())).unwrap_or_default(),
            price,
            enterprise: enterprise(row, index)?.or_else(|| known.and_then(|brand| brand.enterprise.clone())),
            irregular: irregular.or(known.map(|brand| brand.irregular)).unwrap_or(false),
            code: code.clone(),
        };
        let same = known == Some(&brand);
        self.seen.insert(code.clone(), row.number);
        if same {
            return Ok(false);
        }
        Arc::make_mut(&mut index.supply.brands).insert(code, brand.clone());
        self.brands.push(brand);
        Ok(true)
    }
}

/// `一类`, `1`, `Class 1`, `I`.
fn grade(cell: &str) -> Result<PriceGrade, Fault> {
    let folded = value::fold(cell).to_lowercase();
    let bare = folded.trim_start_matches("class").trim_start_matches("grade").trim();
    let bare = bare.trim_end_matches('烟').trim_end_matches(['类', '档']).trim_start_matches('第');
    let class = match bare {
        "1" | "一" | "i" | "ⅰ" => 1,
        "2" | "二" | "ii" | "ⅱ" => 2,
        "3" | "三" | "iii" | "ⅲ" => 3,
        "4" | "四" | "iv" | "ⅳ" => 4,
        "5" | "五" | "v" | "ⅴ" => 5,
        _ => 0,
    };
    PriceGrade::new(class).ok_or(Fault::NotAGrade)
}

impl Reader for Brands {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        if self.brands.is_empty() {
            return Vec::new();
        }
        let mut grades: BTreeMap<PriceGrade, Vec<&SmolStr>> = BTreeMap::new();
        for brand in index.supply.brands.values() {
            grades.entry(brand.grade).or_default().push(&brand.name.local);
        }
        let alone = grades.into_values().filter(|brands| brands.len() == 1).flatten();
        let alone: Vec<String> = alone.map(ToString::to_string).collect();
        if !alone.is_empty() {
            log.notes.push(Note::NoSubstitutes(alone));
        }
        vec![command(SupplyCommand::PutBrands(self.brands))]
    }
}
