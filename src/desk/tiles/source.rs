//! Where tiles come from: a PMTiles file, or a server by the address of its tiles.

use crate::exchange::fetch::{Fetched, Fetcher, Limits, Version};
use crate::exchange::pmtiles::{Archive, TileId};
use crate::words::{Arg, Message, Tell};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Duration;

/// An open source.
#[derive(Debug)]
pub enum Source {
    File(Box<Archive<BufReader<File>>>),
    Web(Web),
}

/// A tile server.
#[derive(Debug)]
pub struct Web {
    /// With `{z}`, `{x}` and `{y}` in it.
    address: String,
    fetcher: Fetcher,
}

/// A tile is some tens of thousands of bytes, and nobody waits long for one.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    overall: Duration::from_secs(12),
    most_bytes: 2 << 20,
    most_redirects: 3,
};

impl Web {
    /// Is this an address rather than a file's path?
    #[must_use]
    pub fn is_one(of: &str) -> bool {
        let of = of.trim_start().to_ascii_lowercase();
        of.starts_with("http://") || of.starts_with("https://")
    }

    fn open(of: &str, limits: Limits) -> Result<Self, Message> {
        if ["{z}", "{x}", "{y}"].into_iter().all(|gap| of.contains(gap)) {
            Ok(Self { address: of.trim().to_owned(), fetcher: Fetcher::new(limits) })
        } else {
            Err(Message::new("tiles-address-gaps").with("address", of))
        }
    }

    fn address(&self, id: TileId) -> String {
        let parts = [("{z}", u32::from(id.zoom)), ("{x}", id.x), ("{y}", id.y)];
        parts.into_iter().fold(self.address.clone(), |text, (gap, n)| text.replace(gap, &n.to_string()))
    }
}

impl Source {
    /// Opens what the setting names; `limits` are a server's.
    pub fn open(of: &str, limits: Limits) -> Result<Self, Message> {
        if Web::is_one(of) {
            return Web::open(of, limits).map(Self::Web);
        }
        let path = Path::new(of.trim());
        let told = |message: Message| {
            Message::new("tiles-file").with("path", Arg::shown(path.display())).with("why", message)
        };
        let file = File::open(path)
            .map_err(|error| told(Message::new("tiles-unreadable").with("why", Arg::shown(error))))?;
        let archive = Archive::open(BufReader::new(file)).map_err(|fault| told(fault.message()))?;
        Ok(Self::File(Box::new(archive)))
    }

    #[must_use]
    pub fn zooms(&self) -> (u8, u8) {
        match self {
            Self::File(archive) => archive.zooms(),
            // What servers have; a tile that is not there is simply not drawn.
            Self::Web(_) => (0, 19),
        }
    }

    /// Whose it is, where the source says so itself.
    pub fn credit(&mut self) -> String {
        match self {
            Self::File(archive) => archive.credit(),
            Self::Web(_) => String::new(),
        }
    }

    /// A tile's bytes; `None` where there is none.
    pub fn tile(&mut self, id: TileId) -> Result<Option<Vec<u8>>, Message> {
        match self {
            Self::File(archive) => archive.tile(id).map_err(|fault| fault.message()),
            Self::Web(web) => {
                match web.fetcher.get(&web.address(id), &Version::default()) {
                    Ok(Fetched::Body { bytes, .. }) => Ok(Some(bytes)),
                    Ok(Fetched::Unchanged) => Ok(None),
                    // Servers say so of the sea, and beyond their country.
                    Err(fault) if fault.is_missing() => Ok(None),
                    Err(fault) => Err(fault.message()),
                }
            }
        }
    }
}
