//! Rows of the supply: brands, stock, orders, shipments, requests, measures, and the archive of enterprises.

use super::reference::{Statements, all, bodies, kept, run, text};
use crate::domain::ids::{BrandCode, EnterpriseCode, InboundId, MeasureId, RequestId, RetailerCode, TalkId};
use crate::domain::operation::Change;
use crate::domain::supply::Supply;
use crate::domain::supply::archive::Contact;
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::stock::{Demand, OrderLine};
use crate::domain::time::ServiceDay;
use crate::domain::units::Cartons;
use crate::journal::trouble::{Fault, Outcome};
use crate::journal::{codec, numbers};
use rusqlite::{Connection, Row, params};

const BRANDS: Statements =
    ["REPLACE INTO brands (code, body) VALUES (?, ?)", "DELETE FROM brands WHERE code = ?"];
const STOCKS: Statements =
    ["REPLACE INTO stocks (brand, body) VALUES (?, ?)", "DELETE FROM stocks WHERE brand = ?"];
const INBOUNDS: Statements =
    ["REPLACE INTO inbounds (id, body) VALUES (?, ?)", "DELETE FROM inbounds WHERE id = ?"];
const REQUESTS: Statements =
    ["REPLACE INTO requests (id, body) VALUES (?, ?)", "DELETE FROM requests WHERE id = ?"];
const MEASURES: Statements =
    ["REPLACE INTO measures (id, body) VALUES (?, ?)", "DELETE FROM measures WHERE id = ?"];
const ENTERPRISES: Statements =
    ["REPLACE INTO enterprises (code, body) VALUES (?, ?)", "DELETE FROM enterprises WHERE code = ?"];
const TALKS: Statements = ["REPLACE INTO talks (id, body) VALUES (?, ?)", "DELETE FROM talks WHERE id = ?"];

pub fn write(conn: &Connection, after: &Supply, change: &SupplyChange) -> Outcome<()> {
    match change {
        SupplyChange::Brands(changes) => {
            let codes = changes.iter().filter_map(Change::either).map(|brand| &brand.code);
            let text = |code| after.brands.get(code).map(codec::brand_text);
            bodies(conn, BRANDS, codes.map(|code| (code.as_str(), text(code))))
        }
        SupplyChange::Stocks(changes) => {
            let brands = changes.iter().filter_map(Change::either).map(|stock| &stock.brand);
            let text = |brand| after.stocks.get(brand).map(codec::stock_text);
            bodies(conn, STOCKS, brands.map(|brand| (brand.as_str(), text(brand))))
        }
        SupplyChange::Demand(changes) => {
            for demand in changes.iter().filter_map(Change::either) {
                put_demand(conn, after, demand)?;
            }
            Ok(())
        }
        SupplyChange::Lines(changes) => {
            for line in changes.iter().filter_map(Change::either) {
                put_line(conn, after, line)?;
            }
            Ok(())
        }
        SupplyChange::Inbounds(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|inbound| &inbound.id);
            let text = |id| after.inbounds.get(id).map(codec::inbound_text);
            bodies(conn, INBOUNDS, ids.map(|id| (id.as_str(), text(id))))
        }
        SupplyChange::Requests(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|request| &request.id);
            let text = |id| after.requests.get(id).map(codec::request_text);
            bodies(conn, REQUESTS, ids.map(|id| (id.as_str(), text(id))))
        }
        SupplyChange::Measures(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|measure| &measure.id);
            let text = |id| after.measures.get(id).map(codec::measure_text);
            bodies(conn, MEASURES, ids.map(|id| (id.as_str(), text(id))))
        }
        SupplyChange::Enterprises(changes) => {
            let codes = changes.iter().filter_map(Change::either).map(|one| &one.code);
            let text = |code| after.enterprises.get(code).map(codec::enterprise_text);
            bodies(conn, ENTERPRISES, codes.map(|code| (code.as_str(), text(code))))
        }
        SupplyChange::Contacts(changes) => {
            for contact in changes.iter().filter_map(Change::either) {
                put_contact(conn, after, contact)?;
            }
            Ok(())
        }
        SupplyChange::Talks(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|talk| &talk.id);
            let text = |id| after.talks.get(id).map(codec::talk_text);
            bodies(conn, TALKS, ids.map(|id| (id.as_str(), text(id))))
        }
    }
}

fn put_demand(conn: &Connection, after: &Supply, demand: &Demand) -> Outcome<()> {
    let (brand, day) = (demand.brand.as_str(), numbers::of_day(demand.day));
    match after.demand.get(&demand.key()) {
        Some(demand) => run(
            conn,
            "REPLACE INTO demand (brand, day, cartons) VALUES (?, ?, ?)",
            params![brand, day, demand.cartons.0],
        ),
        None => run(conn, "DELETE FROM demand WHERE brand = ? AND day = ?", params![brand, day]),
    }
}

fn put_line(conn: &Connection, after: &Supply, line: &OrderLine) -> Outcome<()> {
    let (day, brand, retailer) = (numbers::of_day(line.day), line.brand.as_str(), line.retailer.as_str());
    match after.lines.get(&line.key()) {
        Some(line) => run(
            conn,
            "REPLACE INTO order_lines (day, brand, retailer, cartons) VALUES (?, ?, ?, ?)",
            params![day, brand, retailer, line.cartons.0],
        ),
        None => run(
            conn,
            "DELETE FROM order_lines WHERE day = ? AND brand = ? AND retailer = ?",
            params![day, brand, retailer],
        ),
    }
}

fn put_contact(conn: &Connection, after: &Supply, contact: &Contact) -> Outcome<()> {
    let (enterprise, name) = (contact.enterprise.as_str(), contact.name.as_str());
    match after.contacts.get(&contact.key()) {
        Some(contact) => run(
            conn,
            "REPLACE INTO contacts (enterprise, name, body) VALUES (?, ?, ?)",
            [enterprise, name, &codec::contact_text(contact)],
        ),
        None => run(conn, "DELETE FROM contacts WHERE enterprise = ? AND name = ?", [enterprise, name]),
    }
}

pub fn read(conn: &Connection) -> Outcome<Supply> {
    Ok(Supply {
        brands: kept(conn, "brands", "code", BrandCode::new, codec::brand_from)?,
        stocks: kept(conn, "stocks", "brand", BrandCode::new, codec::stock_from)?,
        demand: all(conn, "SELECT brand, day, cartons FROM demand ORDER BY brand, day", |row| {
            let demand = Demand {
                brand: BrandCode::new(text(row, 0)?),
                day: day(row, 1)?,
                cartons: Cartons(row.get(2)?),
            };
            Ok((demand.key(), demand))
        })?,
        lines: all(
            conn,
            "SELECT day, brand, retailer, cartons FROM order_lines ORDER BY day, brand, retailer",
            |row| {
                let line = OrderLine {
                    day: day(row, 0)?,
                    brand: BrandCode::new(text(row, 1)?),
                    retailer: RetailerCode::new(text(row, 2)?),
                    cartons: Cartons(row.get(3)?),
                };
                Ok((line.key(), line))
            },
        )?,
        inbounds: kept(conn, "inbounds", "id", InboundId::new, codec::inbound_from)?,
        requests: kept(conn, "requests", "id", RequestId::new, codec::request_from)?,
        measures: kept(conn, "measures", "id", MeasureId::new, codec::measure_from)?,
        enterprises: kept(conn, "enterprises", "code", EnterpriseCode::new, codec::enterprise_from)?,
        contacts: all(conn, "SELECT body FROM contacts ORDER BY enterprise, name", |row| {
            let contact = codec::contact_from(&text(row, 0)?).map_err(|_| Fault::unsound("contacts"))?;
            Ok((contact.key(), contact))
        })?,
        talks: kept(conn, "talks", "id", TalkId::new, codec::talk_from)?,
    })
}

fn day(row: &Row<'_>, column: usize) -> Outcome<ServiceDay> {
    let number: i64 = row.get(column)?;
    numbers::day(number).ok_or_else(|| Fault::unsound(format!("day {number}")))
}
