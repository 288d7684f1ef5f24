//! What of the map is shown, and by what its lines are coloured: chosen by a person and remembered.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Routes,
    Stops,
    Vehicles,
    Holds,
    Districts,
    BaseMap,
    Labels,
    Grid,
}

impl Layer {
    pub const ALL: [Self; 8] = [
        Self::Routes,
        Self::Stops,
        Self::Vehicles,
        Self::Holds,
        Self::Districts,
        Self::BaseMap,
        Self::Labels,
        Self::Grid,
    ];

    /// Its name in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Routes => "map-layer-routes",
            Self::Stops => "map-layer-stops",
            Self::Vehicles => "map-layer-vehicles",
            Self::Holds => "map-layer-holds",
            Self::Districts => "map-layer-districts",
            Self::BaseMap => "map-layer-base",
            Self::Labels => "map-layer-labels",
            Self::Grid => "map-layer-grid",
        }
    }
}

/// Which layers are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layers {
    hidden: u8,
}

impl Layers {
    #[must_use]
    pub const fn shows(self, layer: Layer) -> bool {
        self.hidden & (1 << layer as u8) == 0
    }

    pub const fn toggle(&mut self, layer: Layer) {
        self.hidden ^= 1 << layer as u8;
    }
}

/// By what lines of routes are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColourBy {
    #[default]
    Department,
    Route,
}

impl ColourBy {
    pub const ALL: [Self; 2] = [Self::Department, Self::Route];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Department => "map-colour-department",
            Self::Route => "map-colour-route",
        }
    }
}
