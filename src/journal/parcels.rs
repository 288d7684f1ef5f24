//! Reports on their way by mail, and how far each standing order is. Kept beside the journal, no part of a replay.

use super::outbox::{DELIVERY, Delivery, KeptFault, deliveries};
use super::trouble::{Fault, Outcome};
use super::{Journal, Trouble, numbers};
use crate::domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A report to be sent to some people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The same for every attempt.
    pub id: SmolStr,
    pub at: Timestamp,
    pub cover: Cover,
    pub file: Vec<u8>,
}

/// What goes with the file, in the language of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub subject: String,
    pub text: String,
    pub to: Vec<SmolStr>,
    pub file_name: String,
    pub in_english: bool,
}

/// How far a standing order is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderMark {
    /// The moment it was carried out for last.
    pub done: Option<Timestamp>,
    /// It could not be carried out then, and why; `None` once it could.
    pub failed: Option<(Timestamp, KeptFault)>,
    /// What it sent last.
    pub parcel: Option<SmolStr>,
    /// Where that stands; `None` where nothing was sent.
    pub mail: Option<Delivery>,
}

impl Journal {
    /// How far every order is that has ever been tried.
    ///
    /// # Errors
    /// As all reading.
    pub fn order_marks(&self) -> Result<BTreeMap<SmolStr, OrderMark>, Trouble> {
        self.named(marks(&self.conn))
    }

    /// Notes that an order was carried out for `moment`, and puts what it sends into the outbox with that. False where
    /// another process has done so already; nothing is then sent twice.
    ///
    /// # Errors
    /// As all writing.
    pub fn order_done(
        &self,
        name: &str,
        moment: Timestamp,
        parcel: Option<&Parcel>,
    ) -> Result<bool, Trouble> {
        let done = || -> Outcome<bool> {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let number = numbers::of_moment(moment);
            let sql = "INSERT INTO order_marks (name, done, parcel) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET done = excluded.done, failed = NULL, fault = NULL, parcel = excluded.parcel
                WHERE order_marks.done IS NULL OR order_marks.done < excluded.done";
            let id = parcel.map(|parcel| parcel.id.as_str());
            let is_first = tx.prepare_cached(sql)?.execute(params![name, number, id])? == 1;
            if let Some(parcel) = parcel.filter(|_| is_first) {
                put(&tx, parcel)?;
            }
            tx.commit()?;
            Ok(is_first)
        };
        self.named(done())
    }

    /// Notes that an order could not be carried out.
    ///
    /// # Errors
    /// As all writing.
    pub fn order_failed(&self, name: &str, at: Timestamp, fault: &KeptFault) -> Result<(), Trouble> {
        let note = || -> Outcome<()> {
            // A fault is texts and nothing else, which can always be written.
            let fault = serde_json::to_string(fault).unwrap_or_default();
            self.conn
                .prepare_cached(
                    "INSERT INTO order_marks (name, failed, fault) VALUES (?, ?, ?)
                     ON CONFLICT DO UPDATE SET failed = excluded.failed, fault = excluded.fault",
                )?
                .execute(params![name, numbers::of_moment(at), fault])?;
            Ok(())
        };
        self.named(note())
    }

    /// A report on its way.
    ///
    /// # Errors
    /// As all reading.
    pub fn parcel(&self, id: &str) -> Result<Option<Parcel>, Trouble> {
        self.named(parcel(&self.conn, id))
    }
}

fn put(tx: &Transaction<'_>, parcel: &Parcel) -> Outcome<()> {
    // Texts and a list of texts can always be written.
    let body = serde_json::to_string(&parcel.cover).unwrap_or_default();
    tx.prepare_cached("REPLACE INTO parcels (id, at, body, file) VALUES (?, ?, ?, ?)")?.execute(params![
        parcel.id.as_str(),
        numbers::of_moment(parcel.at),
        body,
        parcel.file,
    ])?;
    tx.prepare_cached("REPLACE INTO deliveries (notice, channel, state) VALUES (?, 'mail', 'queued')")?
        .execute([parcel.id.as_str()])?;
    Ok(())
}

fn marks(conn: &Connection) -> Outcome<BTreeMap<SmolStr, OrderMark>> {
    let mut statement = conn.prepare_cached("SELECT name, done, failed, fault, parcel FROM order_marks")?;
    let mut rows = statement.query([])?;
    let sending = format!("{DELIVERY} WHERE notice = ?");
    let mut marks = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let unsound = || Fault::unsound(format!("order_marks {name}"));
        let moment = |number: Option<i64>| match number {
            Some(number) => numbers::moment(number).map(Some).ok_or_else(unsound),
            None => Ok(None),
        };
        let fault: Option<String> = row.get(3)?;
        let fault = fault.map(|text| serde_json::from_str(&text).map_err(|_| unsound())).transpose()?;
        let mark = OrderMark {
            done: moment(row.get(1)?)?,
            failed: moment(row.get(2)?)?.zip(fault),
            parcel: row.get::<_, Option<String>>(4)?.map(SmolStr::from),
            mail: None,
        };
        let mail = match &mark.parcel {
            Some(parcel) => deliveries(conn, &sending, [parcel.as_str()])?.pop(),
            None => None,
        };
        let mark = OrderMark { mail, ..mark };
        marks.insert(SmolStr::from(name), mark);
    }
    Ok(marks)
}

fn parcel(conn: &Connection, id: &str) -> Outcome<Option<Parcel>> {
    let mut statement = conn.prepare_cached("SELECT at, body, file FROM parcels WHERE id = ?")?;
    let found = statement
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?)))
        .optional()?;
    let Some((at, body, file)) = found else { return Ok(None) };
    let unsound = || Fault::unsound(format!("parcels {id}"));
    let at = numbers::moment(at).ok_or_else(unsound)?;
    let cover = serde_json::from_str(&body).map_err(|_| unsound())?;
    Ok(Some(Parcel { id: SmolStr::new(id), at, cover, file }))
}
