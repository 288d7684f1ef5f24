//! The forms a report can have, and how their files are known.

use std::path::Path;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    #[default]
    Xlsx,
    Csv,
    Pdf,
    Html,
    Json,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Csv, Self::Pdf, Self::Html, Self::Json];

    /// How its files' names end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// Told by the end of the file's name; `None` where that is none of them.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("htm") {
            return Some(Self::Html);
        }
        Self::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }
}
