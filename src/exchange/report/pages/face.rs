//! The fonts reports are printed with, as far as laying out needs them: which glyph a character has and how
//! far it reaches.

use crate::words::Language;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::sync::LazyLock;

pub static NOTO_SANS_SC: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-Regular.otf");

/// Quotation marks and the ellipsis as Latin text has them. They share code points with the Chinese ones,
/// which are as wide as a hanzi, so that the language decides.
pub static LATIN_MARKS: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansSC-LatinMarks.otf");

/// One of the fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    Sans,
    LatinMarks,
}

impl FaceId {
    pub const ALL: [Self; 2] = [Self::Sans, Self::LatinMarks];

    #[must_use]
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::Sans => NOTO_SANS_SC,
            Self::LatinMarks => LATIN_MARKS,
        }
    }
}

/// How a character is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub face: FaceId,
    pub id: u16,
    /// As a part of the font's size.
    pub advance: f32,
}

struct Face {
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn new(data: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(data).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Self { characters: font.charmap(), metrics })
    }

    fn glyph(&self, face: FaceId, character: char) -> Option<Glyph> {
        let glyph = self.characters.map(character)?;
        let advance = self.metrics.advance_width(glyph)?;
        Some(Glyph { face, id: u16::try_from(glyph.to_u32()).ok()?, advance })
    }
}

/// The fonts for a language, in the order they are asked.
pub struct Faces {
    faces: Vec<(FaceId, Face)>,
    /// The glyphs of ASCII, which most cells are made of.
    ascii: [Option<Glyph>; 128],
}

static ENGLISH: LazyLock<Faces> = LazyLock::new(|| Faces::load(&[FaceId::LatinMarks, FaceId::Sans]));
static CHINESE: LazyLock<Faces> = LazyLock::new(|| Faces::load(&[FaceId::Sans]));

impl Faces {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    fn load(ids: &[FaceId]) -> Self {
        let faces = ids.iter().filter_map(|id| Some((*id, Face::new(id.data())?))).collect();
        let mut loaded = Self { faces, ascii: [None; 128] };
        for code in 0..128_u8 {
            loaded.ascii[usize::from(code)] = loaded.look_up(char::from(code));
        }
        loaded
    }

    fn look_up(&self, character: char) -> Option<Glyph> {
        self.faces.iter().find_map(|(id, face)| face.glyph(*id, character))
    }

    /// `None` of a character the fonts lack.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<Glyph> {
        match self.ascii.get(character as usize) {
            Some(known) => *known,
            None => self.look_up(character),
        }
    }

    /// How far `character` reaches, as a part of the size; one that is never seen takes no room.
    #[must_use]
    pub fn advance(&self, character: char) -> f32 {
        if is_unseen(character) {
            return 0.0;
        }
        self.glyph(character).map_or_else(|| unknown_advance(character), |glyph| glyph.advance)
    }

    /// The width of a line of text.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|character| self.advance(character)).sum::<f32>() * size
    }
}

/// The room the frame of a character without a glyph takes.
pub(super) fn unknown_advance(character: char) -> f32 {
    if u32::from(character) > 0xFFFF { 1.2 } else { 0.92 }
}

/// What has no shape of its own: controls, joiners, choosers of variants.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_narrow_in_english_and_wide_in_chinese() {
        assert!(Faces::of(Language::English).advance('“') < 0.6);
        assert!((Faces::of(Language::Chinese).advance('“') - 1.0).abs() < 0.01);
        for language in Language::ALL {
            let faces = Faces::of(language);
            assert!((faces.advance('鄂') - 1.0).abs() < 0.01);
            assert!(faces.glyph('𬒗').is_some(), "a rare hanzi of the table of 2013");
            assert!(faces.glyph('🚚').is_none(), "the test needs a character the fonts lack");
        }
    }
}
