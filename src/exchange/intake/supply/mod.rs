//! Rows of supply: brands, counts, orders, shipments, and the archive of enterprises.

mod archive;
mod brands;
mod inbound;
mod orders;
mod stock;

pub use archive::{Contacts, Enterprises};
pub use brands::Brands;
pub use inbound::Shipments;
pub use orders::Orders;
pub use stock::Counts;

use super::complaint::Fault;
use super::field::Field;
use super::index::Index;
use super::row::{Off, Row};
use super::value;
use crate::domain::command::Command;
use crate::domain::ids::{BrandCode, EnterpriseCode};
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::time::{TimeOfDay, Timestamp};
use smol_str::SmolStr;

const MOST_NAME: usize = 120;
const MOST_TEXT: usize = 1_000;

fn command(asked: SupplyCommand) -> Command {
    Command::Supply(Box::new(asked))
}

/// The brand a row names, by its code or by a name that is only one brand's.
fn brand(row: &Row<'_>, index: &Index<'_>) -> Result<BrandCode, Off> {
    let field = if row.cell(Field::Brand).is_empty() { Field::BrandName } else { Field::Brand };
    let field = if row.layout.has(field) { field } else { Field::Brand };
    let named = row.need(field, value::code)?;
    let code = BrandCode::new(&named);
    let brands = &index.supply.brands;
    if brands.contains_key(&code) {
        return Ok(code);
    }
    let same = |name: &str| value::fold(name) == value::fold(&named);
    let mut alike = brands.values().filter(|brand| same(&brand.name.local) || same(&brand.name.english));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Ok(only.code.clone()),
        _ => Err(Off::at(field, Fault::UnknownBrand)),
    }
}

/// The enterprise a row names; `None` where it names none.
fn enterprise(row: &Row<'_>, index: &Index<'_>) -> Result<Option<EnterpriseCode>, Off> {
    let field =
        if row.cell(Field::Enterprise).is_empty() { Field::EnterpriseName } else { Field::Enterprise };
    let Some(named) = row.read(field, value::code)? else { return Ok(None) };
    let code = EnterpriseCode::new(&named);
    let known = &index.supply.enterprises;
    if known.contains_key(&code) {
        return Ok(Some(code));
    }
    let same = |name: &str| value::fold(name) == value::fold(&named);
    let mut alike = known.values().filter(|one| same(&one.name.local) || same(&one.name.english));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Ok(Some(only.code.clone())),
        _ => Err(Off::at(field, Fault::UnknownEnterprise)),
    }
}

/// A moment; a bare date means that time of it.
fn moment(cell: &str, now: Timestamp, on_the_day: TimeOfDay) -> Result<Timestamp, Fault> {
    let dated = super::moment::moment(cell, now.day());
    dated.or_else(|_| match super::moment::day(cell) {
        Ok(day) => Ok(Timestamp::of(day, on_the_day)),
        Err(_) => Err(Fault::NotAMoment),
    })
}

fn words(row: &Row<'_>, field: Field, most: usize) -> Result<Option<SmolStr>, Off> {
    row.read(field, |cell| value::text(cell, most))
}
