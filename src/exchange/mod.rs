//! Outside files to commands and complaints, and reports to files. Knows formats and people's spellings;
//! knows nothing of the database, and decides nothing.

pub mod alert;
pub mod archive;
pub mod case;
pub mod feed;
pub mod fetch;
pub mod folder;
pub mod geojson;
pub mod instance;
pub mod intake;
mod moments;
pub mod pmtiles;
pub mod report;
mod stumble;
mod xml;
