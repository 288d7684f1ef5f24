//! The base map: tiles from a file the test makes, and from a server on loopback that also misbehaves.

use crate::loopback::{Answer, Loopback};
use flate2::Compression;
use flate2::write::GzEncoder;
use mainstay::desk::painter::Picture;
use mainstay::desk::tiles::{BaseMap, Tiles};
use mainstay::domain::settings::WeatherSettings;
use mainstay::exchange::fetch::Limits;
use mainstay::exchange::pmtiles::{Archive, TileId, TilesFault};
use mainstay::words::{Language, Words};
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

fn id(zoom: u8, x: u32, y: u32) -> TileId {
    TileId { zoom, x, y }
}

/// A picture of one colour.
fn picture(side: usize, colour: [u8; 4]) -> Vec<u8> {
    let rgba = colour.repeat(side * side);
    Picture { width: side, height: side, rgba }.to_png().expect("a PNG")
}

fn varint(mut value: u64, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(u8::try_from(value & 0x7F).expect("seven bits") | 0x80);
        value >>= 7;
    }
    to.push(u8::try_from(value).expect("seven bits"));
}

/// What of a row of the directory is written.
type Column = fn(&(u64, u64, u64, u64)) -> u64;

/// Tile, run, offset and length, a row each.
fn directory(rows: &[(u64, u64, u64, u64)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(rows.len() as u64, &mut bytes);
    let mut before = 0;
    for (tile, ..) in rows {
        varint(tile - before, &mut bytes);
        before = *tile;
    }
    let columns: [Column; 3] = [|row| row.1, |row| row.3, |row| row.2 + 1];
    for column in columns {
        for row in rows {
            varint(column(row), &mut bytes);
        }
    }
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// An archive of zooms 0 to 1: the world in red, and its four quarters, the first in green, the other three
/// one and the same tile in blue, which stand in a leaf.
pub fn archive(kind: u8) -> Vec<u8> {
    let tiles = [[200, 0, 0, 255], [0, 200, 0, 255], [0, 0, 200, 255]].map(|colour| picture(4, colour));
    let lengths = tiles.each_ref().map(|tile| tile.len() as u64);
    let leaf =
        packed(&directory(&[(1, 1, lengths[0], lengths[1]), (2, 3, lengths[0] + lengths[1], lengths[2])]));
    let root = packed(&directory(&[(0, 1, 0, lengths[0]), (1, 0, 0, leaf.len() as u64)]));
    let metadata = packed(br##"{"attribution":"<a href=\"#\">&copy; Own survey</a>"}"##);
    let data = tiles.concat();
    let mut bytes = b"PMTiles\x03".to_vec();
    let mut at = 127_u64;
    for part in [root.len(), metadata.len(), leaf.len(), data.len()] {
        bytes.extend(at.to_le_bytes());
        bytes.extend((part as u64).to_le_bytes());
        at += part as u64;
    }
    bytes.extend([5_u64, 3, 3].into_iter().flat_map(u64::to_le_bytes));
    bytes.extend([1, 2, 1, kind, 0, 1]);
    bytes.resize(127, 0);
    [bytes, root, metadata, leaf, data].concat()
}

pub const PNG: u8 = 2;

#[test]
fn an_archive_gives_its_tiles_from_root_leaf_and_run() {
    let mut archive = Archive::open(Cursor::new(archive(PNG))).expect("an archive");
    assert_eq!((archive.zooms(), archive.credit()), ((0, 1), "© Own survey".to_owned()));
    let colour = |archive: &mut Archive<_>, tile| {
        let bytes: Vec<u8> = archive.tile(tile).expect("readable")?;
        let picture = image::load_from_memory(&bytes).expect("a picture").into_rgb8();
        Some(picture.get_pixel(2, 2).0)
    };
    assert_eq!(colour(&mut archive, id(0, 0, 0)), Some([200, 0, 0]));
    assert_eq!(colour(&mut archive, id(1, 0, 0)), Some([0, 200, 0]));
    for (x, y) in [(0, 1), (1, 1), (1, 0)] {
        assert_eq!(colour(&mut archive, id(1, x, y)), Some([0, 0, 200]));
    }
    assert_eq!(colour(&mut archive, id(2, 0, 0)), None, "there are no closer ones");
    assert_eq!(colour(&mut archive, id(1, 7, 9)), None, "off the map");
}

#[test]
fn what_is_no_archive_of_pictures_is_refused_in_words() {
    let open = |bytes: Vec<u8>| Archive::open(Cursor::new(bytes)).err();
    assert!(matches!(open(archive(1)), Some(TilesFault::Vector)));
    assert!(matches!(open(b"<html>404</html>".to_vec()), Some(TilesFault::NoArchive)));
    assert!(matches!(open(Vec::new()), Some(TilesFault::NoArchive)));
    let mut second = archive(PNG);
    second[7] = 2;
    assert!(matches!(open(second), Some(TilesFault::Version(2))));
    let mut brotli = archive(PNG);
    brotli[97] = 3;
    assert!(matches!(open(brotli), Some(TilesFault::Packing(3))));
}

#[test]
fn an_archive_cut_short_or_scrambled_anywhere_never_panics() {
    let whole = archive(PNG);
    let read = |bytes: Vec<u8>| {
        if let Ok(mut archive) = Archive::open(Cursor::new(bytes)) {
            let _ = archive.credit();
            for tile in [id(0, 0, 0), id(1, 0, 0), id(1, 1, 1)] {
                let _ = archive.tile(tile);
            }
        }
    };
    for end in 0..whole.len() {
        read(whole[..end].to_vec());
    }
    for at in 0..whole.len() {
        for byte in [0, 0x7F, 0xFF] {
            let mut scrambled = whole.clone();
            scrambled[at] = byte;
            read(scrambled);
        }
    }
}

/// A window that shows tiles of `of`.
struct Window {
    tiles: Tiles,
    map: BaseMap,
    settings: WeatherSettings,
    ctx: egui::Context,
}

fn window(of: &str) -> Window {
    let limits = Limits {
        connect: Duration::from_millis(500),
        overall: Duration::from_millis(500),
        most_bytes: 1 << 20,
        most_redirects: 2,
    };
    Window {
        tiles: Tiles::within(limits),
        map: BaseMap::default(),
        settings: WeatherSettings { base_map: of.into(), ..WeatherSettings::default() },
        ctx: egui::Context::default(),
    }
}

impl Window {
    fn follow(&mut self) {
        self.tiles.follow(&self.settings, &mut self.map, &self.ctx);
    }

    /// Frame after frame, until it is as it should be.
    fn until(&mut self, wanted: &[TileId], reached: impl Fn(&BaseMap) -> bool) {
        let began = Instant::now();
        while !reached(&self.map) {
            assert!(began.elapsed() < Duration::from_secs(10), "{:?}", self.map.trouble);
            self.tiles.want(wanted.to_vec(), &mut self.map);
            std::thread::sleep(Duration::from_millis(5));
            self.follow();
        }
    }

    fn says(&self) -> String {
        let trouble = self.map.trouble.as_ref();
        trouble.map(|trouble| Words::new(Language::English).tell(trouble)).unwrap_or_default()
    }
}

#[test]
fn a_file_is_read_on_its_own_thread_and_says_whose_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("city.pmtiles");
    std::fs::write(&path, archive(PNG)).expect("written");
    let mut window = window(path.to_str().expect("UTF-8"));
    window.follow();
    window.until(&[id(1, 1, 0), id(0, 0, 0)], |map| {
        map.get(id(1, 1, 0)).is_some() && map.get(id(0, 0, 0)).is_some()
    });
    assert_eq!((window.map.zooms, window.map.credit.as_str()), (Some((0, 1)), "© Own survey"));
    window.settings.base_map_credit = "City of Chuning".into();
    window.follow();
    assert_eq!(window.map.credit, "City of Chuning", "what the centre says comes first");
    window.settings.base_map = "".into();
    window.follow();
    assert!(window.map.zooms.is_none() && window.map.get(id(0, 0, 0)).is_none(), "turned off");
}

#[test]
fn a_file_of_vector_tiles_or_none_at_all_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("streets.pmtiles");
    std::fs::write(&path, archive(1)).expect("written");
    let mut first = window(path.to_str().expect("UTF-8"));
    first.follow();
    first.until(&[], |map| map.trouble.is_some());
    assert!(
        first.says().contains("it holds vector tiles (MVT). Only tiles of pictures are drawn"),
        "{}",
        first.says()
    );
    let mut second = window("/nowhere/city.pmtiles");
    second.follow();
    second.until(&[], |map| map.trouble.is_some());
    assert!(
        second.says().starts_with("Base map /nowhere/city.pmtiles: it can't be read"),
        "{}",
        second.says()
    );
    let mut third = window("https://tiles.example/{z}/{x}.png");
    third.follow();
    third.until(&[], |map| map.trouble.is_some());
    assert!(third.says().contains("needs {z}, {x} and {y} in it"), "{}", third.says());
}

#[test]
fn tiles_are_fetched_by_the_address_that_is_set() {
    let tile = picture(8, [10, 120, 30, 255]);
    let server = Loopback::new(move |_| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", tile.len());
        Answer::Raw([head.as_bytes(), &tile].concat())
    });
    let mut window = window(&format!("{}/m/{{z}}/{{x}}/{{y}}.png", server.address));
    window.follow();
    let wanted = [id(12, 3309, 1655), id(12, 3310, 1655)];
    window.until(&wanted, |map| wanted.iter().all(|tile| map.get(*tile).is_some()));
    let mut paths = server.paths();
    paths.sort();
    assert_eq!(paths, ["/m/12/3309/1655.png", "/m/12/3310/1655.png"], "each once");
    assert!(window.map.trouble.is_none());
}

#[test]
fn a_server_that_misbehaves_leaves_the_map_as_it_was_and_is_told_of() {
    let good = picture(8, [10, 120, 30, 255]);
    let server = Loopback::new(move |head| {
        if head.starts_with("GET /9/1/") {
            return Answer::page("404 Not Found", "", "no such tile");
        }
        if head.starts_with("GET /9/2/") {
            return Answer::good("<html><title>Log in</title></html>");
        }
        if head.starts_with("GET /9/3/") {
            return Answer::Hang;
        }
        if head.starts_with("GET /9/4/") {
            return Answer::Endless;
        }
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", good.len());
        Answer::Raw([head.as_bytes(), &good].concat())
    });
    let address = format!("{}/{{z}}/{{x}}/{{y}}", server.address);
    for (x, told) in [(2, "something else than a picture"), (3, ""), (4, "")] {
        let mut window = window(&address);
        window.follow();
        window.until(&[id(9, x, 7)], |map| map.trouble.is_some());
        assert!(window.says().contains(told), "{x}: {}", window.says());
        // What can be had comes all the same, and the trouble is over.
        window.until(&[id(9, 5, 7)], |map| map.get(id(9, 5, 7)).is_some());
    }
    let mut window = window(&address);
    window.follow();
    window.until(&[id(9, 1, 7), id(9, 6, 7)], |map| map.get(id(9, 6, 7)).is_some());
    assert!(window.map.trouble.is_none(), "a tile that is not there is no trouble: {}", window.says());
    assert!(window.map.get(id(9, 1, 7)).is_none());
}
