//! Figures and their tables from tallies: a measure stands in every report under the same words, rounded in the same
//! way.

use super::cell::Cell;
use super::head::Column;
use super::summary::{KeyFigure, Table};
use crate::domain::kpi::Figure;
use crate::domain::kpi::handling::{IncidentMeasure, IncidentTally, StepMeasure, StepTally};
use crate::domain::kpi::reliability::{FleetMeasure, FleetTally};
use crate::domain::kpi::telling::{TellingMeasure, TellingTally};
use crate::words::Words;
use crate::words::kpi::Explain;

/// A tally with its measures.
pub trait Measured {
    type Measure: Explain + Copy + 'static;
    const ALL: &'static [Self::Measure];

    /// The measure's name in JSON; never renamed.
    fn key(measure: Self::Measure) -> &'static str;

    fn measured(&self, measure: Self::Measure) -> Option<Figure>;
}

macro_rules! measured {
    ($tally:ty, $measure:ty) => {
        impl Measured for $tally {
            type Measure = $measure;
            const ALL: &'static [$measure] = &<$measure>::ALL;

            fn key(measure: $measure) -> &'static str {
                measure.name()
            }

            fn measured(&self, measure: $measure) -> Option<Figure> {
                self.figure(measure)
            }
        }
    };
}

measured!(FleetTally, FleetMeasure);
measured!(IncidentTally, IncidentMeasure);
measured!(StepTally, StepMeasure);
measured!(TellingTally, TellingMeasure);

/// As it is printed everywhere: counts whole, everything else to one decimal; nothing where there is nothing to measure.
#[must_use]
pub fn cell(figure: Option<Figure>) -> Cell {
    match figure {
        None => Cell::Empty,
        Some(Figure::Count(count)) => Cell::Count(count),
        Some(
            Figure::Percent(value)
            | Figure::Minutes(value)
            | Figure::Hours(value)
            | Figure::Kilometres(value),
        ) => Cell::number(value, 1),
    }
}

/// Every measure over all, with its definition.
#[must_use]
pub fn figures<T: Measured>(tally: &T, words: &Words) -> Vec<KeyFigure> {
    let figure = |measure: &T::Measure| {
        let said = measure.words();
        KeyFigure {
            key: T::key(*measure),
            heading: words.say(said.heading),
            value: cell(tally.measured(*measure)),
            definition: words.say(said.definition),
        }
    };
    T::ALL.iter().map(figure).collect()
}

/// The measures of some groups, each with its code and name.
#[must_use]
pub fn table<'t, T: Measured + 't>(
    key: &'static str,
    heading: String,
    groups: impl Iterator<Item = (String, String, &'t T)>,
    words: &Words,
) -> Table {
    let named = [("code", "report-group-code", 14), ("name", "report-group-name", 22)];
    let mut columns: Vec<Column> =
        named.into_iter().map(|(key, heading, width)| Column::new(key, words.say(heading), width)).collect();
    let measures = T::ALL.iter().map(|measure| (T::key(*measure), words.say(measure.words().heading)));
    columns.extend(measures.map(|(key, heading)| Column::new(key, heading, 11)));
    let rows = groups.map(|(code, name, tally)| {
        let figures = T::ALL.iter().map(|measure| cell(tally.measured(*measure)));
        [Cell::said(code), Cell::said(name)].into_iter().chain(figures).collect()
    });
    Table { key, heading, columns, rows: rows.collect(), on_paper: None }
}
