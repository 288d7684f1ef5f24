//! Names of a workbook's sheets, which programs are particular about.

/// The names sheets have been given: each legal, and none twice.
#[derive(Debug, Default)]
pub struct SheetNames(Vec<String>);

impl SheetNames {
    /// `wanted` as a sheet can have it: at most 31 characters, none of `[ ] : * ? / \\`, no apostrophe at
    /// either end, and with a number behind it where there is such a sheet already.
    pub fn take(&mut self, wanted: &str) -> String {
        const LONGEST: usize = 31;
        let legal: String = wanted
            .chars()
            .map(|c| {
                if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { ' ' } else { c }
            })
            .collect();
        let legal = legal.trim().trim_matches('\'').trim();
        let legal = if legal.is_empty() { "1" } else { legal };
        let known =
            |names: &[String], name: &str| names.iter().any(|had| had.to_lowercase() == name.to_lowercase());
        let mut name = cut(legal, LONGEST).to_owned();
        for number in 2.. {
            if !known(&self.0, &name) {
                break;
            }
            let behind = format!(" {number}");
            name = format!("{}{behind}", cut(legal, LONGEST - behind.len()).trim_end());
        }
        self.0.push(name.clone());
        name
    }
}

/// At most so many UTF-16 units of `text`, cut between characters.
pub fn cut(text: &str, longest: usize) -> &str {
    // No UTF-8 text has more UTF-16 units than bytes, so most need no counting.
    if text.len() <= longest {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > longest
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_a_name_it_may_have() {
        let mut names = SheetNames::default();
        assert_eq!(names.take("Late / failed [all]"), "Late   failed  all");
        assert_eq!(names.take("Stops"), "Stops");
        assert_eq!(names.take("stops"), "stops 2");
        assert_eq!(names.take("'quoted'"), "quoted");
        assert_eq!(names.take(""), "1");
        let long = "按营销部和送货线路以及原因逐日逐月统计的延误户数与延误户分钟合计";
        assert_eq!(names.take(long).chars().count(), 31);
        assert!(names.take(long).ends_with(" 2"));
    }
}
