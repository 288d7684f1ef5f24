//! The report as PDF: its pages with the glyphs they use embedded, compressed, and readable by machines, so
//! that text can be searched and copied, that of characters without a glyph included.

use super::Form;
use super::Rows as _;
use super::cell::Cell;
use super::head::Head;
use super::pages::{FaceId, Faces, Item, Page, Spot, frame, lay_out};
use super::paper::Chosen;
use super::summary::Summary;
use super::whole_file::{FileTrouble, WholeFile};
use crate::words::Words;
use chrono::{Datelike, Timelike};
use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider, Tag};
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use subsetter::GlyphRemapper;

/// Rows a PDF lists at most: about twenty pages.
pub const MOST_ROWS: usize = 600;

pub struct PdfForm<'f> {
    head: Head,
    words: Words,
    file: &'f WholeFile,
    chosen: Chosen,
}

impl<'f> PdfForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Self {
        Self { head: head.clone(), words: words.clone(), file, chosen: Chosen::at_most(MOST_ROWS) }
    }
}

impl Form for PdfForm<'_> {
    fn wants(&mut self, telling: bool) -> bool {
        self.chosen.wants(telling)
    }

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        self.chosen.row(cells)
    }

    fn finish(self, summary: &Summary) -> Result<(), FileTrouble> {
        let pages = lay_out(&self.head, summary, &self.chosen, &self.words);
        let written = document(&pages, &self.head, &self.words)
            .and_then(|document| self.file.writer().write_all(&document));
        written.map_err(|error| FileTrouble::from_io(self.file.target(), error))
    }
}

/// The pages as the bytes of a PDF.
fn document(pages: &[Page], head: &Head, words: &Words) -> io::Result<Vec<u8>> {
    let mut last = 0;
    let mut next = || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, info) = (next(), next(), next());
    let mut fonts = Fonts::new(Faces::of(words.language()), &mut next);
    let mut pdf = Pdf::new();
    let mut kids = Vec::new();
    for page in pages {
        let (id, content) = (next(), next());
        kids.push(id);
        let drawn = compressed(&draw(page, &mut fonts))?;
        pdf.stream(content, &drawn).filter(Filter::FlateDecode);
        let mut leaf = pdf.page(id);
        leaf.parent(tree).contents(content).media_box(Rect::new(0.0, 0.0, page.width, page.height));
        let mut resources = leaf.resources();
        let mut named = resources.fonts();
        for face in FaceId::ALL {
            named.pair(Name(resource(face)), fonts.of(face).refs[0]);
        }
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    for face in FaceId::ALL {
        fonts.of(face).write(&mut pdf, face)?;
    }
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(words.language().tag()));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    let moment = head.as_of.0;
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    let made = Date::new(u16::try_from(moment.year()).unwrap_or(0))
        .month(part(moment.month()))
        .day(part(moment.day()))
        .hour(part(moment.hour()))
        .minute(part(moment.minute()))
        .second(part(moment.second()));
    pdf.document_info(info).title(TextStr(&head.title)).producer(TextStr("Mainstay")).creation_date(made);
    Ok(pdf.finish())
}

fn draw(page: &Page, fonts: &mut Fonts) -> Vec<u8> {
    let mut content = Content::new();
    for item in &page.items {
        match item {
            Item::Unknown { at, size, ink, character } => {
                let mut said = [0; 4];
                let said = character.encode_utf8(&mut said);
                let mut marked = content.begin_marked_content_with_properties(Name(b"Span"));
                marked.properties().actual_text(TextStr(said));
                marked.finish();
                for part in frame(*at, *size, *ink, *character) {
                    draw_item(&part, page, fonts, &mut content);
                }
                content.end_marked_content();
            }
            plain => draw_item(plain, page, fonts, &mut content),
        }
    }
    content.finish().into_vec()
}

fn draw_item(item: &Item, page: &Page, fonts: &mut Fonts, content: &mut Content) {
    // PDF counts from the lower edge.
    let up = |spot: &Spot| page.height - spot.y;
    let part = |ink: super::pages::Ink| ink.rgb().map(|channel| f32::from(channel) / 255.0);
    match item {
        Item::Text { at, size, ink, text } => {
            let [red, green, blue] = part(*ink);
            content.set_fill_rgb(red, green, blue).begin_text();
            content.set_text_matrix([1.0, 0.0, 0.0, 1.0, at.x, up(at)]);
            for (face, glyphs) in fonts.runs(text) {
                content.set_font(Name(resource(face)), *size).show(Str(&glyphs));
            }
            content.end_text();
        }
        Item::Line { points, width, ink } => {
            let [red, green, blue] = part(*ink);
            content.set_stroke_rgb(red, green, blue).set_line_width(*width);
            for (nth, point) in points.iter().enumerate() {
                if nth == 0 {
                    content.move_to(point.x, up(point));
                } else {
                    content.line_to(point.x, up(point));
                }
            }
            content.stroke();
        }
        Item::Block { at, width, height, ink } => {
            let [red, green, blue] = part(*ink);
            content.set_fill_rgb(red, green, blue).rect(at.x, up(at) - height, *width, *height);
            content.fill_nonzero();
        }
        // Its frame is drawn part by part.
        Item::Unknown { .. } => {}
    }
}

/// Under which the pages know a font.
fn resource(face: FaceId) -> &'static [u8] {
    match face {
        FaceId::Sans => b"F1",
        FaceId::LatinMarks => b"F2",
    }
}

/// The fonts with the glyphs that have been used of them.
struct Fonts {
    faces: &'static Faces,
    used: BTreeMap<FaceId, Used>,
}

struct Used {
    glyphs: GlyphRemapper,
    /// What each glyph, as it is numbered in the subset, stands for, and how wide it is.
    characters: BTreeMap<u16, (char, f32)>,
    /// The font, its descendant, its descriptor, its file, its characters.
    refs: [Ref; 5],
}

impl Fonts {
    fn new(faces: &'static Faces, next: &mut impl FnMut() -> Ref) -> Self {
        let mut used = |face| {
            let refs = [next(), next(), next(), next(), next()];
            (face, Used { glyphs: GlyphRemapper::new(), characters: BTreeMap::new(), refs })
        };
        Self { faces, used: FaceId::ALL.map(&mut used).into() }
    }

    fn of(&self, face: FaceId) -> &Used {
        &self.used[&face]
    }

    /// The text as numbers of glyphs, a run for each change of font.
    fn runs(&mut self, text: &str) -> Vec<(FaceId, Vec<u8>)> {
        let mut runs: Vec<(FaceId, Vec<u8>)> = Vec::new();
        for character in text.chars() {
            let Some(glyph) = self.faces.glyph(character) else { continue };
            let Some(used) = self.used.get_mut(&glyph.face) else { continue };
            let number = used.glyphs.remap(glyph.id);
            used.characters.entry(number).or_insert((character, glyph.advance));
            match runs.last_mut() {
                Some((face, run)) if *face == glyph.face => run.extend(number.to_be_bytes()),
                _ => runs.push((glyph.face, number.to_be_bytes().into())),
            }
        }
        runs
    }
}

impl Used {
    /// Embeds the glyphs that were used.
    fn write(&self, pdf: &mut Pdf, face: FaceId) -> io::Result<()> {
        let subset = subsetter::subset(face.data(), 0, &self.glyphs).map_err(io::Error::other)?;
        let font = FontRef::new(&subset).map_err(io::Error::other)?;
        let outlines = font.table_data(Tag::new(b"CFF ")).ok_or(io::ErrorKind::InvalidData)?;
        let name = match face {
            FaceId::Sans => "MAINST+NotoSansSC-Regular",
            FaceId::LatinMarks => "MARKSL+NotoSansSC-LatinMarks",
        };
        let [font, descendant, descriptor, file, characters] = self.refs;
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        pdf.type0_font(font)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(descendant)
            .to_unicode(characters);
        let mut cid = pdf.cid_font(descendant);
        cid.subtype(CidFontType::Type0).base_font(Name(name.as_bytes())).system_info(system);
        cid.font_descriptor(descriptor).default_width(1000.0);
        let mut widths = cid.widths();
        for (number, (_, advance)) in &self.characters {
            widths.same(*number, *number, (advance * 1000.0).round());
        }
        widths.finish();
        cid.finish();
        let whole = FontRef::new(face.data()).map_err(io::Error::other)?;
        let metrics = whole.metrics(Size::new(1000.0), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        pdf.font_descriptor(descriptor)
            .name(Name(name.as_bytes()))
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(Rect::new(bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max))
            .italic_angle(0.0)
            .ascent(metrics.ascent)
            .descent(metrics.descent)
            .cap_height(metrics.cap_height.unwrap_or(metrics.ascent))
            .stem_v(80.0)
            .font_file3(file);
        let packed = compressed(outlines.as_bytes())?;
        pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        let mut map = UnicodeCmap::new(Name(b"Mainstay"), system);
        for (number, (character, _)) in &self.characters {
            map.pair(*number, *character);
        }
        let packed = compressed(&map.finish())?;
        pdf.cmap(characters, &packed).filter(Filter::FlateDecode);
        Ok(())
    }
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes)?;
    packed.finish()
}
