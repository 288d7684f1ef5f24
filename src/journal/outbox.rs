//! What is on its way out, kept beside the journal: notices, where each stands on each channel, and what was announced
//! of each retailer. Written in the transaction of the change it tells of; no part of a replay.

use super::trouble::{Fault, Outcome};
use super::{Journal, Trouble, Writing, codec, numbers};
use crate::domain::ids::RetailerCode;
use crate::domain::news::Heard;
use crate::domain::notice::{Announced, DeliveryState, Notice};
use crate::domain::time::{ServiceDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};
use smol_str::SmolStr;

pub use super::kept_fault::KeptFault;

/// A notice on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub notice: SmolStr,
    /// `folder`, `mail`, or `robot:` and its name.
    pub channel: SmolStr,
    pub state: DeliveryState,
    pub attempts: u32,
    pub first_try: Option<Timestamp>,
    pub last_try: Option<Timestamp>,
    pub next_try: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub fault: Option<KeptFault>,
    /// What has gone out of it so far, as the sender writes it down.
    pub so_far: Option<String>,
}

/// Which deliveries are to be tried anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again<'a> {
    /// Those that have been given up.
    All,
    /// Those that waited for somebody to change something.
    Changed,
    /// Those of one notice, given up or to be tried later.
    Of(&'a str),
}

pub(super) const DELIVERY: &str =
    "SELECT notice, channel, state, attempts, first_try, last_try, next_try, sent_at, fault, so_far
     FROM deliveries";

impl Writing<'_> {
    /// What was announced of a day's retailers.
    ///
    /// # Errors
    /// As all reading.
    pub fn announced(&self, day: ServiceDay) -> Result<Heard, Trouble> {
        self.journal.named(announced(&self.tx, day))
    }

    /// The notices of a day that nobody has begun to send, nor any other of the same change: what one department has been
    /// told, a retailer may have heard.
    ///
    /// # Errors
    /// As all reading.
    pub fn untouched(&self, day: ServiceDay) -> Result<Vec<Notice>, Trouble> {
        self.journal.named(untouched(&self.tx, day))
    }

    /// Puts a notice into the outbox, for each of `channels`; and keeps what it announces.
    ///
    /// # Errors
    /// As all writing.
    pub fn enqueue(&self, notice: &Notice, channels: &[SmolStr]) -> Result<(), Trouble> {
        self.journal.named(enqueue(&self.tx, notice, channels))
    }

    /// A later notice tells what this one would have told.
    ///
    /// # Errors
    /// As all writing.
    pub fn merge(&self, notice: &str) -> Result<(), Trouble> {
        let merge = || -> Outcome<()> {
            for sql in [
                "UPDATE deliveries SET state = 'merged' WHERE notice = ?",
                "UPDATE notices SET merged = 1 WHERE id = ?",
            ] {
                self.tx.prepare_cached(sql)?.execute([notice])?;
            }
            Ok(())
        };
        self.journal.named(merge())
    }

    /// Keeps what was announced of one retailer.
    ///
    /// # Errors
    /// As all writing.
    pub fn announce(
        &self,
        day: ServiceDay,
        retailer: &RetailerCode,
        announced: &Announced,
    ) -> Result<(), Trouble> {
        self.journal.named(announce(&self.tx, day, retailer, announced))
    }

    /// Tries deliveries anew; how many.
    ///
    /// # Errors
    /// As all writing.
    pub fn try_again(&self, which: Again<'_>) -> Result<usize, Trouble> {
        self.journal.named(try_again(&self.tx, which))
    }

    /// The desk whose series this change belongs to: part of a notice's id.
    #[must_use]
    pub fn desk(&self) -> &str {
        &self.journal.desk
    }
}

impl Journal {
    /// The newest notices with their deliveries, newest first.
    ///
    /// # Errors
    /// As all reading.
    pub fn outbox(&self, limit: usize) -> Result<Vec<(Notice, Vec<Delivery>)>, Trouble> {
        self.named(outbox(&self.conn, limit))
    }

    /// What of the outbox concerns a day, newest first and departments before account managers: its notices, and those of the week before and after `today` that
    /// are still to go out or have been given up. By their ids, with where each stands: a notice itself never changes.
    ///
    /// # Errors
    /// As all reading.
    pub fn outbox_around(
        &self,
        day: ServiceDay,
        today: ServiceDay,
    ) -> Result<Vec<(SmolStr, Vec<Delivery>)>, Trouble> {
        self.named(outbox_around(&self.conn, day, today))
    }

    /// Another number each time another process, or another thread, has written.
    ///
    /// # Errors
    /// As all reading.
    pub fn stamp(&self) -> Result<i64, Trouble> {
        let stamp = self.conn.pragma_query_value(None, "data_version", |row| row.get(0));
        self.named(stamp.map_err(Fault::from))
    }

    /// One notice.
    ///
    /// # Errors
    /// As all reading.
    pub fn notice(&self, id: &str) -> Result<Option<Notice>, Trouble> {
        self.named(notice(&self.conn, id))
    }

    /// Deliveries that are still to go out, oldest first.
    ///
    /// # Errors
    /// As all reading.
    pub fn waiting(&self) -> Result<Vec<Delivery>, Trouble> {
        let sql = format!(
            "{DELIVERY} WHERE state IN ('queued', 'sending', 'failed')
             ORDER BY (SELECT at FROM notices WHERE id = notice), notice, channel"
        );
        self.named(deliveries(&self.conn, &sql, []))
    }

    /// The notices made from one moment to before another, oldest first, with where each stands on its channels. Those a
    /// later notice tells instead are left out.
    ///
    /// # Errors
    /// As all reading.
    pub fn notices_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<(Notice, Vec<Delivery>)>, Trouble> {
        let read_all = || -> Outcome<_> {
            let mut statement = self.conn.prepare_cached(
                "SELECT id, body FROM notices WHERE at >= ? AND at < ? AND NOT merged ORDER BY at, change, id",
            )?;
            let mut rows = statement.query([numbers::of_moment(from), numbers::of_moment(to)])?;
            let mut found = Vec::new();
            let sql = format!("{DELIVERY} WHERE notice = ? ORDER BY channel");
            while let Some(row) = rows.next()? {
                let notice = read(row, 0)?;
                let sendings = deliveries(&self.conn, &sql, [notice.id.as_str()])?;
                found.push((notice, sendings));
            }
            Ok(found)
        };
        self.named(read_all())
    }

    /// How many attempts were made on a channel after `since` and not after `now`: of those that lie ahead, since the clock
    /// was set back, none knows how long ago they were.
    ///
    /// # Errors
    /// As all reading.
    pub fn attempts_between(
        &self,
        channel: &str,
        (since, now): (Timestamp, Timestamp),
    ) -> Result<u32, Trouble> {
        let count = || -> Outcome<u32> {
            let sql = "SELECT count(*) FROM deliveries WHERE channel = ? AND last_try > ? AND last_try <= ?";
            Ok(self
                .conn
                .prepare_cached(sql)?
                .query_row(params![channel, numbers::of_moment(since), numbers::of_moment(now)], |row| {
                    row.get(0)
                })?)
        };
        self.named(count())
    }

    /// Keeps where a delivery stands now, provided it still stands at `was`; false where somebody else moved it.
    ///
    /// # Errors
    /// As all writing.
    pub fn move_on(&self, was: DeliveryState, delivery: &Delivery) -> Result<bool, Trouble> {
        self.named(move_on(&self.conn, was, delivery))
    }

    /// What was announced of a day's retailers.
    ///
    /// # Errors
    /// As all reading.
    pub fn announced(&self, day: ServiceDay) -> Result<Heard, Trouble> {
        self.named(announced(&self.conn, day))
    }

    /// Tries deliveries anew; how many.
    ///
    /// # Errors
    /// As all writing.
    pub fn try_again(&self, which: Again<'_>) -> Result<usize, Trouble> {
        let change = || -> Outcome<usize> {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let count = try_again(&tx, which)?;
            tx.commit()?;
            Ok(count)
        };
        self.named(change())
    }
}

fn announced(conn: &Connection, day: ServiceDay) -> Outcome<Heard> {
    let mut statement = conn.prepare_cached("SELECT retailer, at, body FROM announced WHERE day = ?")?;
    let mut rows = statement.query([numbers::of_day(day)])?;
    let mut heard = Heard::new();
    while let Some(row) = rows.next()? {
        let retailer = text(row, 0)?;
        let unsound = || Fault::unsound(format!("announced {day} {retailer}"));
        let at = numbers::moment(row.get(1)?).ok_or_else(unsound)?;
        let prospect = codec::prospect_from(text(row, 2)?).map_err(|_| unsound())?;
        heard.insert(RetailerCode::new(retailer), Announced { at, prospect });
    }
    Ok(heard)
}

fn announce(
    conn: &Connection,
    day: ServiceDay,
    retailer: &RetailerCode,
    announced: &Announced,
) -> Outcome<()> {
    conn.prepare_cached("REPLACE INTO announced (day, retailer, at, body) VALUES (?, ?, ?, ?)")?.execute(
        params![
            numbers::of_day(day),
            retailer.as_str(),
            numbers::of_moment(announced.at),
            codec::prospect_text(&announced.prospect),
        ],
    )?;
    Ok(())
}

fn untouched(conn: &Connection, day: ServiceDay) -> Outcome<Vec<Notice>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, body FROM notices n WHERE day = ? AND NOT merged
         AND NOT EXISTS (SELECT 1 FROM notices o JOIN deliveries d ON d.notice = o.id
                         WHERE o.day = n.day AND o.change = n.change
                         AND (d.state NOT IN ('queued', 'merged') OR d.attempts > 0 OR d.so_far IS NOT NULL))
         ORDER BY at, change, id",
    )?;
    let mut rows = statement.query([numbers::of_day(day)])?;
    let mut notices = Vec::new();
    while let Some(row) = rows.next()? {
        notices.push(read(row, 0)?);
    }
    Ok(notices)
}

fn enqueue(conn: &Connection, notice: &Notice, channels: &[SmolStr]) -> Outcome<()> {
    conn.prepare_cached(
        "INSERT INTO notices (id, change, day, at, recipient, body) VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        notice.id.as_str(),
        notice.change.0.cast_signed(),
        numbers::of_day(notice.day),
        numbers::of_moment(notice.at),
        notice.to.whom.key(),
        codec::notice_text(notice),
    ])?;
    for channel in channels {
        conn.prepare_cached("INSERT INTO deliveries (notice, channel, state) VALUES (?, ?, 'queued')")?
            .execute([notice.id.as_str(), channel.as_str()])?;
    }
    Ok(())
}

fn try_again(conn: &Connection, which: Again<'_>) -> Outcome<usize> {
    let sql = "UPDATE deliveries SET state = 'queued', attempts = 0, first_try = NULL, next_try = NULL
        WHERE state = 'given_up'";
    Ok(match which {
        Again::All => conn.execute(sql, [])?,
        Again::Changed => conn.execute(&format!("{sql} AND fault ->> 'given_up' = 'needs_change'"), [])?,
        // Whoever names one does not want to wait for its next attempt either; how long it has been tried is kept.
        Again::Of(notice) => {
            let sql = "UPDATE deliveries SET state = 'queued', next_try = NULL,
                attempts = iif(state = 'failed', attempts, 0), first_try = iif(state = 'failed', first_try, NULL)
                WHERE state IN ('failed', 'given_up') AND notice = ?";
            conn.execute(sql, [notice])?
        }
    })
}

fn move_on(conn: &Connection, was: DeliveryState, delivery: &Delivery) -> Outcome<bool> {
    let moment = |moment: Option<Timestamp>| moment.map(numbers::of_moment);
    // A fault is texts and nothing else, which can always be written.
    let fault = delivery.fault.as_ref().and_then(|fault| serde_json::to_string(fault).ok());
    let moved = conn
        .prepare_cached(
            "UPDATE deliveries SET state = ?, attempts = ?, first_try = ?, last_try = ?, next_try = ?,
             sent_at = ?, fault = ?, so_far = ? WHERE notice = ? AND channel = ? AND state = ?",
        )?
        .execute(params![
            delivery.state.name(),
            delivery.attempts,
            moment(delivery.first_try),
            moment(delivery.last_try),
            moment(delivery.next_try),
            moment(delivery.sent_at),
            fault,
            delivery.so_far,
            delivery.notice.as_str(),
            delivery.channel.as_str(),
            was.name(),
        ])?;
    Ok(moved == 1)
}

fn outbox(conn: &Connection, limit: usize) -> Outcome<Vec<(Notice, Vec<Delivery>)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, body FROM notices WHERE NOT merged
         OR EXISTS (SELECT 1 FROM deliveries WHERE notice = id) ORDER BY at DESC, change DESC, id LIMIT ?",
    )?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    let sql = format!("{DELIVERY} WHERE notice = ? ORDER BY channel");
    while let Some(row) = rows.next()? {
        let notice = read(row, 0)?;
        let sendings = deliveries(conn, &sql, [notice.id.as_str()])?;
        found.push((notice, sendings));
    }
    Ok(found)
}

fn outbox_around(
    conn: &Connection,
    day: ServiceDay,
    today: ServiceDay,
) -> Outcome<Vec<(SmolStr, Vec<Delivery>)>> {
    const WEEK: i64 = 7;
    let mut statement = conn.prepare_cached(
        "SELECT id FROM notices
         WHERE (day = ?1 AND (NOT merged OR EXISTS (SELECT 1 FROM deliveries WHERE notice = id)))
         OR (day BETWEEN ?2 AND ?3 AND EXISTS (SELECT 1 FROM deliveries WHERE notice = id
             AND state IN ('queued', 'sending', 'failed', 'given_up')))
         ORDER BY at DESC, change DESC, recipient",
    )?;
    let span = [today.plus(-WEEK), today.plus(WEEK)].map(numbers::of_day);
    let mut rows = statement.query(params![numbers::of_day(day), span[0], span[1]])?;
    let mut found = Vec::new();
    let sql = format!("{DELIVERY} WHERE notice = ? ORDER BY channel");
    while let Some(row) = rows.next()? {
        let id = SmolStr::new(text(row, 0)?);
        let sendings = deliveries(conn, &sql, [id.as_str()])?;
        found.push((id, sendings));
    }
    Ok(found)
}

fn notice(conn: &Connection, id: &str) -> Outcome<Option<Notice>> {
    let mut statement = conn.prepare_cached("SELECT id, body FROM notices WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read(row, 0))).optional()?.transpose()
}

/// The notice whose id and body stand from column `first` on.
pub(super) fn read(row: &Row<'_>, first: usize) -> Outcome<Notice> {
    let id = text(row, first)?;
    codec::notice_from(text(row, first + 1)?).map_err(|_| Fault::unsound(format!("notices {id}")))
}

pub(super) fn deliveries(conn: &Connection, sql: &str, of: impl rusqlite::Params) -> Outcome<Vec<Delivery>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(of)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (notice, channel) = (SmolStr::new(text(row, 0)?), SmolStr::new(text(row, 1)?));
        let unsound = || Fault::unsound(format!("deliveries {notice} {channel}"));
        let moment = |column| -> Outcome<Option<Timestamp>> {
            let seconds: Option<i64> = row.get(column)?;
            seconds.map(|seconds| numbers::moment(seconds).ok_or_else(unsound)).transpose()
        };
        let fault: Option<String> = row.get(8)?;
        let fault = fault.map(|text| serde_json::from_str(&text).map_err(|_| unsound())).transpose()?;
        found.push(Delivery {
            state: DeliveryState::parse(text(row, 2)?).ok_or_else(unsound)?,
            attempts: row.get(3)?,
            first_try: moment(4)?,
            last_try: moment(5)?,
            next_try: moment(6)?,
            sent_at: moment(7)?,
            fault,
            so_far: row.get(9)?,
            notice,
            channel,
        });
    }
    Ok(found)
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}
