//! What a file can hold, and which columns are of use in it.

use super::field::Field;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Retailers,
    Vehicles,
    Plan,
    Progress,
    /// Travel times between places.
    Matrix,
    /// Outlines of districts.
    Areas,
    /// Where vehicles were seen.
    Positions,
    /// Brands with their price grades.
    Brands,
    Enterprises,
    /// People of enterprises.
    Contacts,
    /// What was counted in the store.
    Stock,
    /// What retailers have ordered of each brand.
    Orders,
    /// Shipments on their way.
    Inbound,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::Retailers,
        Self::Vehicles,
        Self::Plan,
        Self::Progress,
        Self::Matrix,
        Self::Areas,
        Self::Positions,
        Self::Brands,
        Self::Enterprises,
        Self::Contacts,
        Self::Stock,
        Self::Orders,
        Self::Inbound,
    ];

    /// Its name on the command line and in `--json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Retailers => "retailers",
            Self::Vehicles => "vehicles",
            Self::Plan => "plan",
            Self::Progress => "progress",
            Self::Matrix => "matrix",
            Self::Areas => "areas",
            Self::Positions => "positions",
            Self::Brands => "brands",
            Self::Enterprises => "enterprises",
            Self::Contacts => "contacts",
            Self::Stock => "stock",
            Self::Orders => "orders",
            Self::Inbound => "inbound",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The key of its name in the locale files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Retailers => "intake-kind-retailers",
            Self::Vehicles => "intake-kind-vehicles",
            Self::Plan => "intake-kind-plan",
            Self::Progress => "intake-kind-progress",
            Self::Matrix => "intake-kind-matrix",
            Self::Areas => "intake-kind-areas",
            Self::Positions => "intake-kind-positions",
            Self::Brands => "intake-kind-brands",
            Self::Enterprises => "intake-kind-enterprises",
            Self::Contacts => "intake-kind-contacts",
            Self::Stock => "intake-kind-stock",
            Self::Orders => "intake-kind-orders",
            Self::Inbound => "intake-kind-inbound",
        }
    }

    /// The columns that are of use in such a file, the most telling first.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Retailers => &[
                F::Retailer,
                F::Name,
                F::EnglishName,
                F::Licence,
                F::Address,
                F::Latitude,
                F::Longitude,
                F::District,
                F::Department,
                F::DepartmentName,
                F::Manager,
                F::Phone,
                F::PlaceKind,
            ],
            Self::Vehicles => {
                &[F::Plate, F::Capacity, F::Spare, F::Status, F::Crew, F::Driver, F::DeliveryMan, F::Phone]
            }
            Self::Plan => &[
                F::Day,
                F::Route,
                F::Order,
                F::Retailer,
                F::Cartons,
                F::Value,
                F::Window,
                F::Opens,
                F::Closes,
                F::PlannedArrival,
                F::Service,
                F::Priority,
                F::Plate,
                F::Capacity,
                F::Crew,
                F::Driver,
                F::DeliveryMan,
                F::Departure,
                F::Station,
                F::Department,
                F::DepartmentName,
                F::Name,
                F::EnglishName,
                F::Licence,
                F::Address,
                F::Latitude,
                F::Longitude,
                F::District,
                F::Manager,
                F::Phone,
            ],
            Self::Progress => &[
                F::Day,
                F::Route,
                F::Retailer,
                F::Licence,
                F::Arrived,
                F::Delivered,
                F::FailReason,
                F::FailedAt,
                F::PutOffTo,
                F::Cause,
                F::ToldAt,
                F::ToldBy,
                F::ToldArrival,
                F::Window,
                F::Departed,
            ],
            Self::Matrix => &[F::From, F::To, F::Seconds, F::Minutes, F::Metres],
            Self::Areas => &[F::District, F::Name, F::EnglishName],
            Self::Positions => &[F::Plate, F::Day, F::SeenAt, F::Latitude, F::Longitude],
            Self::Brands => &[
                F::Brand,
                F::BrandName,
                F::Name,
                F::EnglishName,
                F::Grade,
                F::Spec,
                F::Price,
                F::Value,
                F::Enterprise,
                F::EnterpriseName,
                F::Irregular,
            ],
            Self::Enterprises => &[
                F::Enterprise,
                F::EnterpriseName,
                F::Name,
                F::EnglishName,
                F::Address,
                F::Scale,
                F::BrandsText,
                F::Prices,
                F::Prospects,
            ],
            Self::Contacts => &[F::Enterprise, F::EnterpriseName, F::ContactName, F::Role, F::Phone],
            Self::Stock => &[F::Brand, F::BrandName, F::Stock, F::Cartons, F::CountedAt, F::Day],
            Self::Orders => &[F::Day, F::Retailer, F::Licence, F::Brand, F::BrandName, F::Cartons],
            Self::Inbound => &[
                F::Shipment,
                F::Brand,
                F::BrandName,
                F::Cartons,
                F::Due,
                F::Enterprise,
                F::EnterpriseName,
                F::Plate,
                F::CameAt,
                F::CameCartons,
                F::Cancelled,
            ],
        }
    }

    #[must_use]
    pub fn knows(self, field: Field) -> bool {
        self.fields().contains(&field)
    }
}
