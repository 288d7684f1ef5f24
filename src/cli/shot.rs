//! `mainstay shot VIEW -o FILE.png`: a picture of a view, with no display.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::setting::Setting;
use crate::desk::actions::{Theme, View};
use crate::desk::shot::{Sheet, Shot as Wish, ViewPart, paint};
use crate::domain::time::ServiceDay;
use crate::exchange::report::whole_file::WholeFile;
use crate::words::{Arg, Message, Tell};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Shot {
    view: ViewName,
    /// The picture to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Width and height in points.
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    size: [u16; 2],
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// Pixels to a point, 1 to 4.
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = scale)]
    scale: f32,
    /// The service day on the board; the one the clock says where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ViewName {
    Board,
    Map,
    Weather,
    Incidents,
    Notices,
    /// The ledger of who has been told.
    Told,
    /// Who is to hear something of supply.
    Answers,
    Fleet,
    /// One vehicle's own history.
    Vehicle,
    /// The review of breakdowns.
    Breakdowns,
    /// How long each brand lasts.
    Supply,
    /// The brand that runs out first.
    Brand,
    /// Requests out of turn.
    Requests,
    /// Shipments on a time axis.
    Shipments,
    /// Enterprises and their people.
    Archive,
    /// The log of daily communication.
    Talks,
    Reports,
    /// The standing orders for reports.
    Orders,
    Data,
    /// Copies of the database.
    Safety,
    /// Who works here.
    People,
    /// The page one signs in on.
    SignIn,
    /// The form in which a breakdown is reported.
    Breakdown,
    /// The recovery plans for what is broken down.
    Recovery,
    /// The best of those plans on the board.
    Preview,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

pub(super) fn run(setting: &Setting, asked: &Shot) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let wish = Wish {
        view: match asked.view {
            ViewName::Board | ViewName::Breakdown | ViewName::Recovery | ViewName::Preview => View::Board,
            ViewName::Map => View::Map,
            ViewName::Weather => View::Weather,
            ViewName::Incidents => View::Incidents,
            ViewName::Notices | ViewName::Told | ViewName::Answers => View::Notices,
            ViewName::Fleet | ViewName::Vehicle | ViewName::Breakdowns => View::Fleet,
            ViewName::Supply
            | ViewName::Brand
            | ViewName::Requests
            | ViewName::Shipments
            | ViewName::Archive
            | ViewName::Talks => View::Supply,
            ViewName::Reports | ViewName::Orders => View::Reports,
            ViewName::Data | ViewName::Safety | ViewName::People | ViewName::SignIn => View::Data,
        },
        sheet: match asked.view {
            ViewName::Breakdown => Some(Sheet::Report),
            ViewName::Recovery => Some(Sheet::Plans),
            ViewName::Preview => Some(Sheet::Preview),
            _ => None,
        },
        part: match asked.view {
            ViewName::Told => Some(ViewPart::Ledger),
            ViewName::Answers => Some(ViewPart::Answers),
            ViewName::Vehicle => Some(ViewPart::Vehicle),
            ViewName::Breakdowns => Some(ViewPart::Review),
            ViewName::Orders => Some(ViewPart::Orders),
            ViewName::Brand => Some(ViewPart::Brand),
            ViewName::Requests => Some(ViewPart::Requests),
            ViewName::Shipments => Some(ViewPart::Shipments),
            ViewName::Archive => Some(ViewPart::Archive),
            ViewName::Talks => Some(ViewPart::Talks),
            ViewName::Safety => Some(ViewPart::Safety),
            ViewName::People => Some(ViewPart::People),
            ViewName::SignIn => Some(ViewPart::SignIn),
            _ => None,
        },
        size: asked.size,
        scale: asked.scale,
        theme: match asked.theme {
            ThemeName::Light => Theme::Light,
            ThemeName::Dark => Theme::Dark,
        },
        language: setting.words.language(),
        person: setting.author.as_str().to_owned(),
        ..Wish::default()
    };
    let png = paint(&mut session, asked.date, now, &wish)?
        .to_png()
        .map_err(|error| Failure::Trouble(Message::new("cli-no-picture").with("error", Arg::shown(error))))?;
    WholeFile::write(&asked.output, &png).map_err(|trouble| Failure::Trouble(trouble.message()))?;
    let words = &setting.words;
    let text = words.fill("cli-shot", &[("path", Arg::shown(asked.output.display()))]);
    let json = json!({ "file": asked.output.to_string_lossy(), "bytes": png.len() });
    Ok(Answer::new(format!("{text}\n"), json))
}

fn size(text: &str) -> Result<[u16; 2], &'static str> {
    const WRONG: &str = "write width and height, each from 200 to 8000, such as 1440x900";
    let (width, height) = text.split_once('x').ok_or(WRONG)?;
    let side = |text: &str| text.parse().ok().filter(|side| (200..=8_000).contains(side)).ok_or(WRONG);
    Ok([side(width)?, side(height)?])
}

fn scale(text: &str) -> Result<f32, &'static str> {
    let scale = text.parse().ok().filter(|scale| (1.0..=4.0).contains(scale));
    scale.ok_or("write a number from 1 to 4")
}
