//! The desk's fonts: Noto Sans SC for Latin and Chinese, egui's own for the symbols it lacks, the system's
//! for rarer hanzi, and, where nobody has a glyph, its code point in a frame: never a silent empty box.

use crate::exchange::report::pages::{LATIN_MARKS, NOTO_SANS_SC};
use crate::words::Language;
use egui::epaint::text::{GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph};
use egui::{Color32, ColorImage, FontData, FontDefinitions, FontFamily, vec2};
use std::sync::Arc;

/// Gives `ctx` the fonts that come with the desk, with the punctuation of `language`. Costs next to nothing
/// where it has them already.
pub fn define(ctx: &egui::Context, language: Language) {
    let mut fonts = FontDefinitions::default();
    let mut own = vec![("Noto Sans SC", NOTO_SANS_SC)];
    if language == Language::English {
        own.insert(0, ("Latin marks", LATIN_MARKS));
    }
    for (name, data) in own.into_iter().rev() {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(data)));
        for (family, at) in [(FontFamily::Proportional, 0), (FontFamily::Monospace, 1)] {
            let names = fonts.families.entry(family).or_default();
            names.insert(at.min(names.len()), name.into());
        }
    }
    ctx.set_fonts(fonts);
}

/// Shows what no font has, the system's included, as its code point.
pub fn show_missing_as_code_points(ctx: &egui::Context) {
    ctx.add_glyph_rasterizer(GlyphRasterizer::new("mainstay: code point in a frame", code_point_in_a_frame));
}

/// Hexadecimal digits, three dots wide and five high, a row per three bits from the top.
const DIGITS: [u16; 16] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_001_001_001,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
    0b010_101_111_101_101,
    0b110_101_110_101_110,
    0b011_100_100_100_011,
    0b110_101_101_101_110,
    0b111_100_110_100_111,
    0b111_100_110_100_100,
];

/// Two rows of digits (`9555`, or `2A6` over `D6`) in a frame about as large as a hanzi.
fn code_point_in_a_frame(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let code = u32::from(request.cluster.chars().next()?);
    let digits: Vec<usize> =
        format!("{code:04X}").chars().filter_map(|c| Some(c.to_digit(16)? as usize)).collect();
    let columns = digits.len().div_ceil(2);
    // Each dot is a square of whole pixels, so that the digits stay sharp.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a font size in pixels")]
    let dot = (request.font_size_px.clamp(0.0, 512.0) / 15.0).floor().max(1.0) as usize;
    let (wide, high) = (columns * 4 + 3, 2 * 6 + 3);
    let mut image = ColorImage::filled([wide * dot, high * dot], Color32::TRANSPARENT);
    let mut set = |x: usize, y: usize| {
        for row in y * dot..(y + 1) * dot {
            let start = row * wide * dot + x * dot;
            image.pixels[start..start + dot].fill(Color32::WHITE);
        }
    };
    for x in 0..wide {
        set(x, 0);
        set(x, high - 1);
    }
    for y in 1..high - 1 {
        set(0, y);
        set(wide - 1, y);
    }
    for (n, &digit) in digits.iter().enumerate() {
        let (left, top) = (2 + n % columns * 4, 2 + n / columns * 6);
        for bit in 0..15 {
            if DIGITS[digit] >> (14 - bit) & 1 == 1 {
                set(left + bit % 3, top + bit / 3);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen pixels")]
    let (width, height, dot) = ((wide * dot) as f32, (high * dot) as f32, dot as f32);
    let offset_px = vec2(dot, -height * 0.85);
    let bitmap = GlyphBitmap { image, offset_px, is_color: false };
    Some(RasterizedGlyph { bitmap, advance_px: width + 2.0 * dot })
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    fn has(text: &str) -> bool {
        let ctx = egui::Context::default();
        define(&ctx, Language::Chinese);
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        ctx.fonts_mut(|fonts| fonts.has_glyphs(&FontId::proportional(14.0), text))
    }

    #[test]
    fn names_with_rarer_hanzi_are_legible() {
        // 镕 and 喆 are not in GB2312; 𬒗 and 㙍 not even in GBK, but in the table of 2013.
        assert!(has("朱镕基喆堃湦翀煊𬒗㙍 鄂C·12345 （，。；：“”…—）《》"));
    }

    #[test]
    fn a_glyph_nobody_has_shows_its_code_point() {
        assert!(!has("\u{2A6D6}"), "the test needs a hanzi the font lacks");
        let request = GlyphRasterizerRequest {
            cluster: "\u{2A6D6}",
            family: &FontFamily::Proportional,
            font_size_px: 15.0,
            subpixel_offset_px: 0.0,
        };
        let image =
            code_point_in_a_frame(&request).expect("every cluster has a first character").bitmap.image;
        let rows: Vec<String> = image
            .pixels
            .chunks(image.width())
            .map(|row| row.iter().map(|p| if p.a() > 0 { '#' } else { '.' }).collect())
            .collect();
        expect_test::expect![[r"
            ###############
            #.............#
            #.###..#..###.#
            #...#.#.#.#...#
            #.###.###.###.#
            #.#...#.#.#.#.#
            #.###.#.#.###.#
            #.............#
            #.##..###.....#
            #.#.#.#.......#
            #.#.#.###.....#
            #.#.#.#.#.....#
            #.##..###.....#
            #.............#
            ###############"]]
        .assert_eq(&rows.join("\n"));
    }
}
