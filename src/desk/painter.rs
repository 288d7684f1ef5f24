//! Paints tessellated egui meshes into memory, with no display and no graphics card: for pictures on the
//! command line and in tests. The same input gives the same bytes. Paint callbacks are left out: the desk has none.

#![expect(
    clippy::cast_precision_loss,
    clippy::float_cmp,
    clippy::many_single_char_names,
    reason = "sizes of pictures are small numbers; equal corners are copies; x, y, u, v, r, g, b, a have no better names"
)]

use egui::epaint::textures::{TextureFilter, TextureOptions, TexturesDelta};
use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, Pos2, Rect, TextureId};
use std::collections::BTreeMap;

/// A picture: four bytes a pixel (red, green, blue, opaque), rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

impl Picture {
    /// The colour at a pixel; black outside.
    #[must_use]
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width + x) * 4;
        match self.rgba.get(at..at + 3) {
            Some(rgb) if x < self.width => [rgb[0], rgb[1], rgb[2]],
            _ => [0; 3],
        }
    }

    /// As a PNG file.
    ///
    /// # Errors
    /// Where the encoder refuses the picture, as it does one without pixels.
    pub fn to_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, side(self.width), side(self.height));
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// Keeps textures from frame to frame, as a graphics card would.
#[derive(Debug, Default)]
pub struct Painter {
    textures: BTreeMap<TextureId, Texture>,
}

#[derive(Debug)]
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    options: TextureOptions,
}

impl Painter {
    /// Takes over what has changed. Textures to be freed are freed at once: a picture is painted from the
    /// newest frame only.
    pub fn take(&mut self, delta: &mut TexturesDelta) {
        let mut set: Vec<_> = delta.set.drain().collect();
        set.sort_unstable_by_key(|(id, _)| *id);
        for (id, changes) in set {
            for change in &changes {
                self.change(id, change);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn change(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            let texture = Texture { width, height, pixels: image.pixels.clone(), options: delta.options };
            self.textures.insert(id, texture);
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else { return };
        for (row, pixels) in image.pixels.chunks(width.max(1)).enumerate() {
            let start = (top + row) * texture.width + left;
            if let Some(place) = texture.pixels.get_mut(start..start + width) {
                place.copy_from_slice(pixels);
            }
        }
    }

    /// Paints a frame of `width` × `height` pixels on `ground`.
    #[must_use]
    pub fn paint(
        &self,
        [width, height]: [usize; 2],
        pixels_per_point: f32,
        ground: Color32,
        primitives: &[ClippedPrimitive],
    ) -> Picture {
        let [r, g, b, _] = ground.to_array();
        let mut canvas =
            Canvas { width, height, pixels_per_point, pixels: vec![[r, g, b, 255]; width * height] };
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            if let Primitive::Mesh(mesh) = primitive
                && let Some(texture) = self.textures.get(&mesh.texture_id)
            {
                canvas.mesh(mesh, texture, *clip_rect);
            }
        }
        Picture { width, height, rgba: canvas.pixels.into_iter().flatten().collect() }
    }
}

struct Canvas {
    width: usize,
    height: usize,
    pixels_per_point: f32,
    pixels: Vec<[u8; 4]>,
}

/// Pixels from `left` and `top` up to, not including, `right` and `bottom`.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

/// Positions are kept in 256ths of a pixel, so that whether a pixel is inside is decided in whole numbers.
const STEPS: i64 = 256;

#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
    /// Texture coordinates, then colour in 0–255, premultiplied.
    values: [f32; 6],
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect) {
        #[expect(clippy::cast_possible_truncation, reason = "rounded and within the canvas")]
        let edge = |at: f32, end: usize| {
            i64::from((at * self.pixels_per_point).round().clamp(0.0, end as f32) as i32)
        };
        let clip = Clip {
            left: edge(clip.min.x, self.width),
            top: edge(clip.min.y, self.height),
            right: edge(clip.max.x, self.width),
            bottom: edge(clip.max.y, self.height),
        };
        if clip.left >= clip.right || clip.top >= clip.bottom {
            return;
        }
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |n: usize| Some(self.corner(mesh.vertices.get(corners[n] as usize)?));
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                self.triangle([a, b, c], texture, clip);
            }
        }
    }

    fn corner(&self, vertex: &Vertex) -> Corner {
        #[expect(clippy::cast_possible_truncation, reason = "clipped far outside any canvas")]
        let fixed =
            |at: f32| (f64::from(at * self.pixels_per_point).clamp(-1e6, 1e6) * STEPS as f64).round() as i64;
        let Pos2 { x: u, y: v } = vertex.uv;
        let [r, g, b, a] = vertex.color.to_array().map(f32::from);
        Corner { x: fixed(vertex.pos.x), y: fixed(vertex.pos.y), values: [u, v, r, g, b, a] }
    }

    /// Fills a triangle. A pixel belongs to it where its middle lies inside, or on a top or left edge, so
    /// that two triangles that share an edge never both paint a pixel.
    fn triangle(&mut self, [a, mut b, mut c]: [Corner; 3], texture: &Texture, clip: Clip) {
        let cross = |p: Corner, q: Corner, x: i64, y: i64| (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
        let mut area = cross(a, b, c.x, c.y);
        if area == 0 {
            return;
        }
        if area < 0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        let top_left = |p: Corner, q: Corner| i64::from(!(p.y == q.y && q.x > p.x || q.y < p.y));
        // Weight of a corner: the edge opposite to it.
        let edges = [(b, c), (c, a), (a, b)];
        let bias = edges.map(|(p, q)| top_left(p, q));
        let x_step = edges.map(|(p, q)| -(q.y - p.y) * STEPS);
        let least = |p: i64, q: i64, r: i64| p.min(q).min(r).div_euclid(STEPS);
        let most = |p: i64, q: i64, r: i64| p.max(q).max(r).div_euclid(STEPS) + 1;
        let (left, right) = (least(a.x, b.x, c.x).max(clip.left), most(a.x, b.x, c.x).min(clip.right));
        let (top, bottom) = (least(a.y, b.y, c.y).max(clip.top), most(a.y, b.y, c.y).min(clip.bottom));
        let even = a.values == b.values && b.values == c.values;
        let even_source = even.then(|| texture.shade(a.values));

        for y in top..bottom {
            let middle = (left * STEPS + STEPS / 2, y * STEPS + STEPS / 2);
            let mut weights = edges.map(|(p, q)| cross(p, q, middle.0, middle.1));
            for x in left..right {
                if weights[0] >= bias[0] && weights[1] >= bias[1] && weights[2] >= bias[2] {
                    let source = even_source.unwrap_or_else(|| {
                        let share = weights.map(|weight| weight as f32 / area as f32);
                        let mut values = [0.0; 6];
                        for (n, value) in values.iter_mut().enumerate() {
                            *value = a.values[n] * share[0] + b.values[n] * share[1] + c.values[n] * share[2];
                        }
                        texture.shade(values)
                    });
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "inside the canvas"
                    )]
                    let at = y as usize * self.width + x as usize;
                    blend(&mut self.pixels[at], source);
                }
                for (weight, step) in weights.iter_mut().zip(x_step) {
                    *weight += step;
                }
            }
        }
    }
}

/// `source` is premultiplied, in 0–255, gamma-coded: egui blends in gamma space, as its own painters do.
fn blend(place: &mut [u8; 4], source: [f32; 4]) {
    let keeps = 1.0 - source[3] / 255.0;
    for (channel, add) in place.iter_mut().zip(source).take(3) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
        let mixed = (f32::from(*channel) * keeps + add).round().clamp(0.0, 255.0) as u8;
        *channel = mixed;
    }
}

impl Texture {
    /// The texture at `u`, `v` times the colour.
    fn shade(&self, [u, v, r, g, b, a]: [f32; 6]) -> [f32; 4] {
        let texel = self.sample(u, v);
        [r * texel[0], g * texel[1], b * texel[2], a * texel[3]]
    }

    /// In 0–1. Outside, the edge goes on.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.texel(x.floor(), y.floor());
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - top);
        let corners = [
            (self.texel(left, top), (1.0 - dx) * (1.0 - dy)),
            (self.texel(left + 1.0, top), dx * (1.0 - dy)),
            (self.texel(left, top + 1.0), (1.0 - dx) * dy),
            (self.texel(left + 1.0, top + 1.0), dx * dy),
        ];
        let mut sum = [0.0; 4];
        for (texel, share) in corners {
            for (channel, part) in sum.iter_mut().zip(texel) {
                *channel += part * share;
            }
        }
        sum
    }

    fn texel(&self, x: f32, y: f32) -> [f32; 4] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the texture")]
        let clip = |at: f32, end: usize| at.clamp(0.0, end.saturating_sub(1) as f32) as usize;
        let at = clip(y, self.height) * self.width + clip(x, self.width);
        self.pixels.get(at).map_or([0.0; 4], |texel| texel.to_array().map(|part| f32::from(part) / 255.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn painter() -> Painter {
        let mut painter = Painter::default();
        let mut delta = TexturesDelta::default();
        let white = egui::ColorImage::filled([1, 1], Color32::WHITE);
        delta.push(TextureId::default(), ImageDelta::full(white, TextureOptions::LINEAR));
        painter.take(&mut delta);
        painter
    }

    fn paint(meshes: &[(Mesh, Rect)]) -> Picture {
        let primitives: Vec<_> = meshes
            .iter()
            .map(|(mesh, clip_rect)| ClippedPrimitive {
                clip_rect: *clip_rect,
                primitive: Primitive::Mesh(mesh.clone()),
            })
            .collect();
        painter().paint([8, 8], 1.0, Color32::BLACK, &primitives)
    }

    fn square(min: f32, side: f32, colour: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_size(pos2(min, min), vec2(side, side)), colour);
        mesh
    }

    #[test]
    fn the_diagonal_of_a_see_through_square_is_painted_once() {
        let half = Color32::from_white_alpha(128);
        let picture = paint(&[(square(1.0, 6.0, half), Rect::EVERYTHING)]);
        for y in 0..8 {
            for x in 0..8 {
                let inside = (1..7).contains(&x) && (1..7).contains(&y);
                let expected = if inside { [128; 3] } else { [0; 3] };
                assert_eq!(picture.pixel(x, y), expected, "at {x}, {y}");
            }
        }
    }

    #[test]
    fn nothing_is_painted_outside_the_clip() {
        let clip = Rect::from_min_max(pos2(2.0, 3.0), pos2(4.0, 5.0));
        let picture = paint(&[(square(0.0, 8.0, Color32::WHITE), clip)]);
        let painted: Vec<_> =
            (0..64).map(|n| (n % 8, n / 8)).filter(|&(x, y)| picture.pixel(x, y) != [0; 3]).collect();
        assert_eq!(painted, [(2, 3), (3, 3), (2, 4), (3, 4)]);
    }

    #[test]
    fn colours_between_corners_are_mixed() {
        let mut mesh = square(0.0, 8.0, Color32::BLACK);
        for vertex in &mut mesh.vertices {
            if vertex.pos.x > 0.0 {
                vertex.color = Color32::WHITE;
            }
        }
        let picture = paint(&[(mesh, Rect::EVERYTHING)]);
        assert_eq!([0, 3, 7].map(|x| picture.pixel(x, 2)[0]), [16, 112, 239]);
    }
}
