//! What a report's rows come to: figures with their definitions, tables that break them down, charts and
//! notes. Made when all rows have been told; every form writes it, and nothing in it knows of any form.

use super::cell::{Cell, Rounded};
use super::head::Column;

/// In the reader's language throughout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What the figures are of: "All stops".
    pub whole: String,
    /// Said beside the figures where there is nothing to measure, with the next step; empty otherwise.
    pub remark: String,
    pub figures: Vec<KeyFigure>,
    pub tables: Vec<Table>,
    pub charts: Vec<Chart>,
    /// What else a reader must know: what was left out, what is a company default.
    pub notes: Vec<String>,
}

/// A figure over all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    /// With its unit: "On time (%)".
    pub heading: String,
    /// [`Cell::Empty`] where there is nothing to measure.
    pub value: Cell,
    /// How it is reckoned, printed with it.
    pub definition: String,
}

/// The figures by department, cause, month …, or any other small table. One whose columns after code and
/// name are the figures' keys is read as their breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    pub heading: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// How many of its rows paper shows, the first; all it has room for where `None`.
    pub on_paper: Option<usize>,
}

/// Values to be seen at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    /// What is measured, and with which unit.
    pub measure: String,
    pub points: Vec<Point>,
}

/// How it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    Columns,
    Line,
    /// Columns from the largest down, and the share they have of the whole so far as a line.
    Pareto,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub label: String,
    /// `None` where there is nothing to measure: a gap, not a zero.
    pub value: Option<Rounded>,
}

impl Chart {
    #[must_use]
    pub fn new(kind: ChartKind, title: impl Into<String>, measure: impl Into<String>) -> Self {
        Self { kind, title: title.into(), measure: measure.into(), points: Vec::new() }
    }

    /// With the values of `table`'s column `values`, under the texts of its column `labels`. A Pareto chart
    /// puts the largest first.
    #[must_use]
    pub fn of(mut self, table: &Table, labels: &str, values: &str) -> Self {
        let at = |key: &str| table.columns.iter().position(|column| column.key == key);
        if let (Some(labels), Some(values)) = (at(labels), at(values)) {
            for row in &table.rows {
                let label = row.get(labels).map(|cell| cell.shown().into_owned()).unwrap_or_default();
                let value = row.get(values).and_then(rounded);
                self.points.push(Point { label, value });
            }
        }
        if self.kind == ChartKind::Pareto {
            // Stable, so that equals keep the table's order.
            self.points.sort_by(|a, b| {
                let size = |point: &Point| point.value.map_or(0.0, Rounded::value);
                size(b).total_cmp(&size(a))
            });
        }
        self
    }

    /// The share, in per cent to one decimal, that each point and those before it have of the whole; empty
    /// where the whole is nothing.
    #[must_use]
    pub fn cumulative(&self) -> Vec<Rounded> {
        let size = |point: &Point| point.value.map_or(0.0, |value| value.value().max(0.0));
        let whole: f64 = self.points.iter().map(size).sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let mut so_far = 0.0;
        let share = |point| {
            so_far += size(point);
            Rounded::new(so_far / whole * 100.0, 1)
        };
        self.points.iter().filter_map(share).collect()
    }
}

fn rounded(cell: &Cell) -> Option<Rounded> {
    match cell {
        #[expect(clippy::cast_precision_loss, reason = "counts of a desk are far below 2^53")]
        Cell::Count(count) => Rounded::new(*count as f64, 0),
        Cell::Number(number) => Some(*number),
        _ => None,
    }
}

impl Summary {
    /// The stretches of tables whose columns are the same: a form that has only rows writes each as one.
    pub fn stretches(&self) -> impl Iterator<Item = &[Table]> {
        self.tables.chunk_by(|one, next| one.columns == next.columns)
    }

    /// How many columns stand before the figures, where `table` is their breakdown.
    #[must_use]
    pub fn before_figures(&self, table: &Table) -> Option<usize> {
        let before = table.columns.len().checked_sub(self.figures.len())?;
        let keys = table.columns[before..].iter().map(|column| column.key);
        (!self.figures.is_empty() && keys.eq(self.figures.iter().map(|figure| figure.key))).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pareto_chart_begins_with_the_largest_and_ends_at_the_whole() {
        let table = Table {
            key: "causes",
            heading: "By cause".into(),
            columns: vec![Column::new("name", "Cause", 10), Column::new("count", "Count", 6)],
            rows: [("brakes", 1), ("clutch", 5), ("tyre", 2)]
                .map(|(name, count)| vec![Cell::text(name), Cell::Count(count)])
                .into(),
            on_paper: None,
        };
        let chart = Chart::new(ChartKind::Pareto, "Causes", "Breakdowns").of(&table, "name", "count");
        let labels: Vec<_> = chart.points.iter().map(|point| point.label.as_str()).collect();
        assert_eq!(labels, ["clutch", "tyre", "brakes"]);
        let shares: Vec<_> = chart.cumulative().iter().map(ToString::to_string).collect();
        assert_eq!(shares, ["62.5", "87.5", "100.0"]);
    }
}
