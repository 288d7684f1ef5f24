//! `mainstay incident open LINK KIND`.

use super::{Expected, Harm, expected, level, names, show};
use crate::cli::answer::Answer;
use crate::cli::arguments::service_day;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::command::IncidentReport;
use crate::domain::emergency::Kind;
use crate::domain::emergency::level::Level;
use crate::domain::ids::{IncidentId, RouteId};
use crate::domain::incident::Link;
use crate::domain::time::ServiceDay;
use clap::Args;
use smol_str::SmolStr;
use std::collections::BTreeSet;

#[derive(Debug, Args)]
pub(super) struct Open {
    /// The link of the chain that does not do what it should.
    #[arg(value_parser = names(Link::ALL.map(Link::name)))]
    link: String,
    /// What has happened.
    #[arg(value_parser = names(Kind::ALL.map(Kind::name)))]
    kind: String,
    /// In your own words.
    #[arg(long, value_name = "TEXT", default_value = "")]
    what: String,
    /// The link does not work at all, rather than badly.
    #[arg(long)]
    down: bool,
    #[command(flatten)]
    harm: Harm,
    /// The level, from IV to I; as the rules suggest where not given.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    level: Option<Level>,
    /// When it is expected to be over, such as 08:40, of tomorrow where that has passed today, or 2026-11-24T08:00.
    #[arg(long, value_name = "TIME", value_parser = expected)]
    expected: Option<Expected>,
    /// The service day whose routes it holds up; today's, or, where all of those have left and it lasts until others
    /// would leave, theirs.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
    /// Routes it holds up; all of the day that have not left where none is given and the link lies before
    /// distribution.
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    route: Vec<String>,
}

pub(super) fn run(setting: &Setting, asked: &Open) -> Result<Answer, Failure> {
    let (mut session, now) = super::opened(setting)?;
    let report = IncidentReport {
        kind: Kind::parse(&asked.kind).unwrap_or(Kind::Other),
        link: Link::parse(&asked.link),
        what: SmolStr::new(asked.what.trim()),
        down: asked.down,
        casualties: asked.harm.into(),
        level: asked.level,
        expected: asked.expected.and_then(|expected| expected.after(now, asked.date.unwrap_or(now.day()))),
        day: asked.date,
        routes: asked.route.iter().map(RouteId::new).collect(),
        by: SmolStr::new(setting.author.as_str()),
        at: now,
    };
    let before: BTreeSet<IncidentId> = session.state().incidents.keys().cloned().collect();
    let hand = setting.hand(&mut session)?;
    session.submit(Command::OpenIncident(Box::new(report)), hand, now)?;
    let new = session.state().incidents.keys().find(|id| !before.contains(*id)).cloned();
    let id = new.unwrap_or_else(|| IncidentId::new(""));
    show::answer(setting, &session, &id, now)
}
