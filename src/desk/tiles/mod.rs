//! The base map's tiles: threads that read them from a file or fetch them from a server the user has named,
//! so that no frame waits for one. What has come is kept in memory, so many of them, and nowhere else. Where
//! none come the map stays as it is without.

mod picture;
mod source;

pub use source::{LIMITS, Source, Web};

use crate::domain::settings::WeatherSettings;
use crate::exchange::fetch::Limits;
use crate::exchange::pmtiles::TileId;
use crate::words::Message;
use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many tiles are kept; a large window shows some sixty.
const MOST_KEPT: usize = 320;
/// After so many faults in a row a source is left alone for a while.
const PATIENCE: u32 = 6;
const REST: Duration = Duration::from_secs(30);

/// What the map is drawn from.
#[derive(Clone, Default)]
pub struct BaseMap {
    tiles: BTreeMap<TileId, Tile>,
    /// The farthest and the closest zoom there are tiles of; `None` where there is no base map.
    pub zooms: Option<(u8, u8)>,
    /// Whose it is.
    pub credit: String,
    /// Why there are no tiles, or none at the moment.
    pub trouble: Option<Message>,
    /// Counts up with each frame that asks.
    age: u64,
}

#[derive(Clone)]
struct Tile {
    /// `None` where there is none.
    texture: Option<TextureHandle>,
    used: u64,
}

impl fmt::Debug for BaseMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BaseMap").field("tiles", &self.tiles.len()).finish_non_exhaustive()
    }
}

impl BaseMap {
    #[must_use]
    pub fn get(&self, id: TileId) -> Option<TextureId> {
        Some(self.tiles.get(&id)?.texture.as_ref()?.id())
    }

    fn put(&mut self, id: TileId, texture: Option<TextureHandle>) {
        self.tiles.insert(id, Tile { texture, used: self.age });
        while self.tiles.len() > MOST_KEPT {
            let oldest = self.tiles.iter().min_by_key(|(_, tile)| tile.used).map(|(id, _)| *id);
            let Some(oldest) = oldest else { return };
            self.tiles.remove(&oldest);
        }
    }
}

/// What a thread has to say.
enum News {
    Opened { zooms: (u8, u8), credit: String },
    Tile { id: TileId, picture: Option<ColorImage> },
    Trouble(Option<Message>),
}

/// What the window wants of the threads: the newest wish alone, so that nothing piles up.
#[derive(Debug, Default)]
struct Wishes {
    wanted: Vec<TileId>,
    /// Being read or fetched.
    under_way: BTreeSet<TileId>,
    closed: bool,
}

#[derive(Debug, Default)]
struct Line {
    wishes: Mutex<Wishes>,
    changed: Condvar,
}

impl Line {
    fn wishes(&self) -> MutexGuard<'_, Wishes> {
        self.wishes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The window's end: starts threads for the source that is set, and takes in what they bring.
pub struct Tiles {
    limits: Limits,
    /// The setting the threads were started for.
    of: String,
    line: Option<Arc<Line>>,
    news: Option<Receiver<News>>,
}

impl Default for Tiles {
    fn default() -> Self {
        Self::within(LIMITS)
    }
}

impl Drop for Tiles {
    fn drop(&mut self) {
        self.close();
    }
}

impl Tiles {
    /// A server is given so much time, and its tiles so much room.
    #[must_use]
    pub const fn within(limits: Limits) -> Self {
        Self { limits, of: String::new(), line: None, news: None }
    }

    fn close(&mut self) {
        if let Some(line) = self.line.take() {
            line.wishes().closed = true;
            line.changed.notify_all();
        }
        self.news = None;
    }

    /// Brings the base map up to the settings, and takes in what has come.
    pub fn follow(&mut self, settings: &WeatherSettings, map: &mut BaseMap, ctx: &Context) {
        if self.of != settings.base_map.as_str() {
            self.close();
            settings.base_map.as_str().clone_into(&mut self.of);
            *map = BaseMap::default();
            if !self.of.trim().is_empty() {
                self.open(ctx);
            }
        }
        for news in self.news.iter().flat_map(Receiver::try_iter) {
            match news {
                News::Opened { zooms, credit } => {
                    map.zooms = Some(zooms);
                    map.credit = credit;
                }
                News::Tile { id, picture } => {
                    let name = format!("tile {}/{}/{}", id.zoom, id.x, id.y);
                    let texture =
                        picture.map(|picture| ctx.load_texture(name, picture, TextureOptions::LINEAR));
                    map.put(id, texture);
                    // Only now: a wish of the meantime would have it brought twice.
                    if let Some(line) = &self.line {
                        line.wishes().under_way.remove(&id);
                    }
                }
                News::Trouble(trouble) => map.trouble = trouble,
            }
        }
        if !settings.base_map_credit.is_empty() {
            settings.base_map_credit.as_str().clone_into(&mut map.credit);
        }
    }

    fn open(&mut self, ctx: &Context) {
        let (line, (send, news)) = (Arc::new(Line::default()), channel());
        // A server answers several questions at once; a file is read by one.
        let threads = if Web::is_one(&self.of) { 4 } else { 1 };
        for nth in 0..threads {
            let (line, send, of, ctx) = (Arc::clone(&line), send.clone(), self.of.clone(), ctx.clone());
            let limits = self.limits;
            std::thread::spawn(move || serve((&of, limits), nth == 0, &line, &send, &ctx));
        }
        (self.line, self.news) = (Some(line), Some(news));
    }

    /// These tiles are in view and not there yet; what was asked for before is no longer wanted.
    pub fn want(&mut self, ids: Vec<TileId>, map: &mut BaseMap) {
        map.age += 1;
        let age = map.age;
        let mut missing = Vec::new();
        for id in ids {
            match map.tiles.get_mut(&id) {
                Some(tile) => tile.used = age,
                None => missing.push(id),
            }
        }
        if let Some(line) = &self.line {
            let mut wishes = line.wishes();
            if wishes.wanted != missing {
                wishes.wanted = missing;
                line.changed.notify_all();
            }
        }
    }
}

/// A thread's life: opens the source, then brings tile after tile, the one wanted most first.
fn serve((of, limits): (&str, Limits), first: bool, line: &Line, news: &Sender<News>, ctx: &Context) {
    let tell = |word: News| {
        // Where the window has gone, or shows another map, nobody listens.
        let _ = news.send(word);
        ctx.request_repaint();
    };
    let mut source = match Source::open(of, limits) {
        Ok(source) => source,
        Err(fault) => {
            if first {
                tell(News::Trouble(Some(fault)));
            }
            return;
        }
    };
    if first {
        tell(News::Opened { zooms: source.zooms(), credit: source.credit() });
    }
    let mut faults = 0;
    while let Some(id) = next(line) {
        let found = source.tile(id).and_then(|bytes| bytes.map(|bytes| picture::read(&bytes)).transpose());
        match found {
            Ok(picture) => {
                if faults > 0 {
                    tell(News::Trouble(None));
                }
                faults = 0;
                tell(News::Tile { id, picture });
            }
            Err(fault) => {
                faults += 1;
                tell(News::Trouble(Some(fault)));
                // Not asked for again while the map is as it is: it would fail again.
                tell(News::Tile { id, picture: None });
                if faults >= PATIENCE && !rest(line) {
                    return;
                }
            }
        }
    }
}

/// Waits for a wish nobody sees to; `None` once the window is gone.
fn next(line: &Line) -> Option<TileId> {
    let mut wishes = line.wishes();
    loop {
        if wishes.closed {
            return None;
        }
        let Wishes { wanted, under_way, .. } = &mut *wishes;
        if let Some(at) = wanted.iter().position(|id| !under_way.contains(id)) {
            let id = wanted.remove(at);
            under_way.insert(id);
            return Some(id);
        }
        wishes = line.changed.wait(wishes).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Leaves the source alone for a while; false where the window has gone meanwhile.
fn rest(line: &Line) -> bool {
    let wishes = line.wishes();
    let rested = line.changed.wait_timeout_while(wishes, REST, |wishes| !wishes.closed);
    !rested.unwrap_or_else(PoisonError::into_inner).0.closed
}
