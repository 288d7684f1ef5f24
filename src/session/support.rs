//! The support file: what somebody who is to help needs to know of a desk, as plain text that its owner can read before
//! it leaves the house. It holds no secrets, no telephone numbers, no addresses and no names; a situation only where it is
//! asked for, and then without any of these.

use super::{NotDone, Session, Verdict};
use crate::domain::ids::{CrewId, DepartmentCode};
use crate::domain::network::Name;
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::exchange::case::native;
use crate::journal::Trouble;
use crate::journal::inside::sqlite;
pub use crate::journal::inside::{Inside, inside};
use crate::words::{Arg, Words, grouped};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Of the log goes so much into the file.
pub const MOST_LOG: u64 = 256 << 10;

/// What goes into the file beside what the database says.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The newest lines of the log.
    pub log: String,
    /// The day whose situation goes with it, as a recovery case.
    pub situation: Option<ServiceDay>,
    /// Shops, stations and departments go by their names in it rather than by their codes.
    pub names: bool,
}

impl Session {
    /// What the database holds, in numbers.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn inside(&self) -> Result<Inside, Trouble> {
        self.journal.inside()
    }

    /// The support file's text.
    ///
    /// # Errors
    /// Where the database cannot be read, or `watch` had enough.
    pub fn support_file(
        &mut self,
        asked: &Asked,
        now: Timestamp,
        words: &Words,
        watch: &mut dyn Watch,
    ) -> Result<String, NotDone> {
        let (inside, verdict, kept) = (self.inside()?, self.verify(watch)?, self.safekeeping()?);
        let mut text = format!("{}\n\n{}\n", words.say("support-title"), words.say("support-about"));
        let mut part = |heading: &str, lines: String| {
            let _ = write!(text, "\n== {} ==\n{lines}", words.say(heading));
        };
        part("support-program", program(now));
        let name = self.database().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let mut lines = format!("file = {}\nrevision = {}\n", name.unwrap_or_default(), self.revision().0);
        for (what, tended) in [("copied", kept.backup), ("tried", kept.drill)] {
            let said = tended
                .map_or_else(|| "never".to_owned(), |kept| format!("{} sound={}", kept.at, kept.is_sound));
            let _ = writeln!(lines, "{what} = {said}");
        }
        part("support-database", lines);
        part("support-heads", heads(&inside));
        part("support-verify", checked(&verdict, &inside, words));
        let mut lines = String::new();
        for (table, rows) in &inside.tables {
            let _ = writeln!(lines, "{table} = {rows}");
        }
        part("support-tables", lines);
        part("support-settings", settings(&self.state().settings));
        part(
            "support-log",
            if asked.log.is_empty() { words.say("support-no-log") + "\n" } else { asked.log.clone() },
        );
        if let Some(day) = asked.situation {
            self.bring_around(day)?;
            let case = if asked.names {
                native::write(self.state(), day, now, self.revision())
            } else {
                native::write(&by_codes(self.state()), day, now, self.revision())
            };
            let _ = write!(text, "\n== {} ==\n{case}\n", words.say("support-situation"));
        }
        Ok(text)
    }
}

/// The same situation with codes where names stand. A crew goes by its driver's name as often as not, and a
/// department's code is its name where a list gave no other, so both are numbered.
fn by_codes(state: &State) -> State {
    let mut state = state.clone();
    let mut crews: BTreeMap<CrewId, CrewId> = BTreeMap::new();
    let mut number = |crew: &mut Option<CrewId>| {
        if let Some(crew) = crew {
            let next = CrewId::new(format!("C{}", crews.len() + 1));
            *crew = crews.entry(crew.clone()).or_insert(next).clone();
        }
    };
    let mut departments: BTreeMap<DepartmentCode, DepartmentCode> = BTreeMap::new();
    let mut renamed = |code: &mut DepartmentCode| {
        let next = DepartmentCode::new(format!("D{}", departments.len() + 1));
        *code = departments.entry(code.clone()).or_insert(next).clone();
    };
    for vehicle in Arc::make_mut(&mut state.network.vehicles).values_mut() {
        number(&mut vehicle.crew);
    }
    for day in state.days.values_mut() {
        for route in Arc::make_mut(day).routes.values_mut() {
            let route = Arc::make_mut(route);
            number(&mut route.crew);
            renamed(&mut route.department);
        }
    }
    let network = &mut state.network;
    for (code, retailer) in Arc::make_mut(&mut network.retailers) {
        let retailer = Arc::make_mut(retailer);
        retailer.name = Name::new(code.as_str());
        renamed(&mut retailer.department);
    }
    for (code, station) in Arc::make_mut(&mut network.stations) {
        station.name = Name::new(code.as_str());
    }
    if let Some(centre) = &mut network.centre {
        Arc::make_mut(centre).name = Name::new("-");
    }
    state
}

fn program(now: Timestamp) -> String {
    format!(
        "mainstay = {}\nsqlite = {}\nsystem = {} {}\nmade = {now}\n",
        env!("CARGO_PKG_VERSION"),
        sqlite(),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

fn heads(inside: &Inside) -> String {
    let mut lines = String::new();
    for head in &inside.heads {
        let _ = writeln!(lines, "{} {} {} {}", head.desk, head.sequence, head.counter, head.hash);
    }
    lines
}

/// What was checked, how much of it there was, and what was found.
#[must_use]
pub fn checked(verdict: &Verdict, inside: &Inside, words: &Words) -> String {
    let mut lines = String::new();
    for check in &verdict.checked {
        let parts: Vec<(&str, Arg)> = vec![
            ("pages", grouped(inside.pages).into()),
            ("megabytes", grouped(inside.bytes().div_ceil(1_000_000)).into()),
            ("entries", grouped(verdict.entries).into()),
            ("desks", inside.heads.len().into()),
            ("tables", inside.tables.len().into()),
            ("rows", grouped(inside.rows()).into()),
        ];
        let told = match *check {
            "verify-checked-file" => words.fill("verify-told-file", &parts),
            "verify-checked-chain" => words.fill("verify-told-chain", &parts),
            "verify-checked-tables" => words.fill("verify-told-tables", &parts),
            other => words.say(other),
        };
        let _ = writeln!(lines, "{told}");
    }
    for problem in &verdict.problems {
        let (what, advice) = (words.tell(&problem.what), words.tell(&problem.advice));
        let _ = writeln!(lines, "{}: {what}\n  {advice}", problem.place);
    }
    lines
}

/// Settings that can be the reason for something, by name. What is not named here does not go out: a setting that is new
/// is left out until somebody has looked at it.
fn settings(settings: &Settings) -> String {
    let Settings { weather, notices, supply, .. } = settings;
    let host = |address: &str| crate::log::cleaned(address);
    let mut lines = String::new();
    let mut line = |name: &str, value: String| {
        let _ = writeln!(lines, "{name} = {value}");
    };
    line("shift_ends", settings.shift_ends.to_string());
    line("retailers_close", settings.retailers_close.to_string());
    for (name, seconds) in [
        ("retell_after", settings.retell_after),
        ("at_risk_within", settings.at_risk_within),
        ("early_wait_over", settings.early_wait_over),
        ("service_per_stop", settings.service_per_stop),
        ("service_per_ten_cartons", settings.service_per_ten_cartons),
        ("transfer_set_up", settings.transfer_set_up),
        ("freeze_within", settings.freeze_within),
        ("driving_limit", settings.driving_limit),
        ("lock_after", settings.lock_after),
    ] {
        line(name, seconds.0.to_string());
    }
    line("sample_city", settings.sample_clock.is_some().to_string());
    line("remembered_headings", settings.columns.len().to_string());
    line("utc_offset_minutes", weather.utc_offset_minutes.to_string());
    for feed in &weather.feeds {
        line("feed", format!("{} every={} on={}", host(&feed.url), feed.every.0, feed.on));
    }
    line("alert_folder", (!weather.alert_folder.is_empty()).to_string());
    line("position_folder", (!weather.position_folder.is_empty()).to_string());
    line("alert_rules", weather.rules.len().to_string());
    line(
        "base_map",
        if weather.base_map.contains("://") {
            host(&weather.base_map)
        } else {
            (!weather.base_map.is_empty()).to_string()
        },
    );
    line("notices_to_folder", notices.to_folder.to_string());
    line("notices_in_english", notices.in_english.to_string());
    if let Some(mail) = &notices.mail {
        let (security, login) = (&mail.security, !mail.user.is_empty());
        line("mail", format!("{} port={} security={security:?} login={login}", host(&mail.host), mail.port));
    }
    for robot in &notices.robots {
        line("robot", format!("{:?}", robot.platform));
    }
    line("addresses", notices.addresses.len().to_string());
    line("standing_orders", settings.orders.len().to_string());
    line("most_cartons_a_line", supply.most_cartons.0.to_string());
    line("request_limit", supply.request_limit.0.to_string());
    lines
}
