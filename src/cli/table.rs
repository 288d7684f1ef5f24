//! Plain tables whose columns line up, Chinese characters counted at their double width.

use unicode_width::UnicodeWidthStr;

pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn with_heads(heads: impl IntoIterator<Item = String>) -> Self {
        Self { rows: vec![heads.into_iter().collect()] }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// One line a row, two blanks between columns; columns of numbers stand to the right.
    pub(super) fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
        let widths: Vec<usize> =
            (0..columns).map(|column| cells(column).map(|cell| cell.width()).max().unwrap_or(0)).collect();
        let is_number = |cell: &String| {
            cell.is_empty()
                || (cell.len() < 12 && cell.bytes().all(|b| b.is_ascii_digit() || b",.%-+/".contains(&b)))
        };
        let to_the_right: Vec<bool> = (0..columns)
            .map(|column| cells(column).count() > 1 && cells(column).skip(1).all(is_number))
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let blank = " ".repeat(widths[column] - cell.width());
                let (before, after) = if to_the_right[column] { (&*blank, "") } else { ("", &*blank) };
                line.extend([before, cell.as_str(), after, "  "]);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_chinese_heads() {
        let mut table = Table::with_heads(["路线", "车辆", "停靠"].map(str::to_owned));
        table.row(["R01", "鄂X·12345", "9"].map(str::to_owned));
        table.row(["R0202", "", "104"].map(str::to_owned));
        expect_test::expect![[r"
            路线   车辆       停靠
            R01    鄂X·12345     9
            R0202              104
        "]]
        .assert_eq(&table.text());
    }
}
