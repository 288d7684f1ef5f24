//! Reads a tile's picture: PNG, JPEG or WebP, of a sane size. Anything else, such as a page that says why there
//! is no tile, is no picture.

use crate::words::Message;
use egui::ColorImage;
use image::{ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Tiles are 256 or 512 pixels wide.
const WIDEST: u32 = 1_024;
const MOST_MEMORY: u64 = 32 << 20;

pub fn read(bytes: &[u8]) -> Result<ColorImage, Message> {
    let no_picture = || Message::new("tiles-no-picture");
    let format = image::guess_format(bytes).map_err(|_| no_picture())?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(no_picture());
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| no_picture())?.into_rgba8();
    let (width, height) = picture.dimensions();
    let size = [width as usize, height as usize];
    Ok(ColorImage::from_rgba_unmultiplied(size, picture.as_raw()))
}
