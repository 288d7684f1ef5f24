//! The base map under everything else: which tiles are in view, and painting those that are there. Where one
//! has not come yet, a piece of a farther one stands in.

use super::projection::{Point, Stage};
use crate::desk::tiles::BaseMap;
use crate::exchange::pmtiles::TileId;
use egui::{Color32, Painter, Pos2, Rect, pos2};

/// More tiles than a large window shows are never asked for.
const MOST: usize = 160;

/// The tiles in view, from the middle outwards; none where there is no base map.
#[must_use]
pub fn in_view(stage: &Stage, map: &BaseMap) -> Vec<TileId> {
    let Some((farthest, closest)) = map.zooms else { return Vec::new() };
    // Tiles of 256 points, drawn at no more than about one and a half times their size.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "3 to 19")]
    let wanted = stage.zoom().round().clamp(0.0, 22.0) as u8;
    if wanted < farthest {
        return Vec::new();
    }
    let zoom = wanted.min(closest);
    let side = 1_u32 << zoom;
    let view = stage.view(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the map")]
    let column = |at: f64| ((at.clamp(0.0, 1.0) * f64::from(side)) as u32).min(side - 1);
    let middle = stage.point(stage.rect.center());
    let (x, y) = (column(middle.x), column(middle.y));
    let mut ids: Vec<TileId> = (column(view.min.y)..=column(view.max.y))
        .flat_map(|y| (column(view.min.x)..=column(view.max.x)).map(move |x| TileId { zoom, x, y }))
        .take(4 * MOST)
        .collect();
    ids.sort_by_key(|id| id.x.abs_diff(x).max(id.y.abs_diff(y)));
    ids.truncate(MOST);
    ids
}

fn place_of(stage: &Stage, id: TileId) -> Rect {
    let side = f64::from(1_u32 << id.zoom);
    let corner = |x: u32, y: u32| -> Pos2 {
        let at = stage.screen(Point { x: f64::from(x) / side, y: f64::from(y) / side });
        // On whole points, so that no seam shows between neighbours.
        pos2(at.x.round(), at.y.round())
    };
    Rect::from_min_max(corner(id.x, id.y), corner(id.x + 1, id.y + 1))
}

pub fn paint(painter: &Painter, stage: &Stage, map: &BaseMap, ids: &[TileId], dim: Color32) {
    for id in ids {
        let rect = place_of(stage, *id);
        if let Some((texture, part)) = nearest(map, *id) {
            painter.image(texture, rect, part, dim);
        }
    }
}

/// The tile, or the piece of a farther one that covers it.
fn nearest(map: &BaseMap, id: TileId) -> Option<(egui::TextureId, Rect)> {
    (0..=id.zoom.min(5)).find_map(|up| {
        let over = TileId { zoom: id.zoom - up, x: id.x >> up, y: id.y >> up };
        let texture = map.get(over)?;
        #[expect(clippy::cast_precision_loss, reason = "at most 32")]
        let (pieces, column, row) =
            ((1_u32 << up) as f32, (id.x - (over.x << up)) as f32, (id.y - (over.y << up)) as f32);
        let part = Rect::from_min_size(pos2(column, row) / pieces, egui::Vec2::splat(1.0 / pieces));
        Some((texture, part))
    })
}
