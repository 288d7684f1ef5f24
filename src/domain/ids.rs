//! The names things go by. Each is its own type, so that a plate can never stand where a route is
//! meant. All are short texts as the centre's own files write them; leading zeros are part of them.

use smol_str::SmolStr;
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// Wraps the text as it stands; trimming and folding are the reader's business.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(SmolStr::new(text))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    };
}

text_id! {
    /// Customer code (客户编码) of a retailer, usually twelve digits.
    RetailerCode
}
text_id! {
    /// Number plate (车牌号) in the form `鄂C·12345`.
    Plate
}
text_id! {
    /// Delivery route (送货线路编码).
    RouteId
}
text_id! {
    /// Regional marketing department (营销部).
    DepartmentCode
}
text_id! {
    /// Transfer station (中转站).
    StationCode
}
text_id! {
    /// Crew team (班组).
    CrewId
}
text_id! {
    /// Administrative code (行政区划代码, GB/T 2260); a prefix names the larger area.
    DistrictCode
}
text_id! {
    /// Weather hold.
    HoldId
}
text_id! {
    /// Weather alert, as its office names it: `sender,identifier`.
    AlertKey
}
text_id! {
    /// Incident: a breakdown's, a hold's, a shipment's or a replenishment's is named after it, others `I261123-1`.
    IncidentId
}
text_id! {
    /// Vehicle breakdown.
    BreakdownId
}
text_id! {
    /// Stay of a vehicle in the workshop: `S261123-1`.
    StayId
}
text_id! {
    /// Brand and pack (品规), as the order system numbers it.
    BrandCode
}
text_id! {
    /// Industrial enterprise (工业企业), which makes brands.
    EnterpriseCode
}
text_id! {
    /// Shipment on its way to the centre, as its papers number it.
    InboundId
}
text_id! {
    /// Temporary replenishment (临时补货): `Q261123-1`.
    RequestId
}
text_id! {
    /// Measure against a shortage: `M261123-1`.
    MeasureId
}
text_id! {
    /// Entry of the log of daily communication: `T261123-1`.
    TalkId
}
text_id! {
    /// Who did something: the name the journal keeps.
    Author
}

/// Where the journal stands: the number of its newest entry; 0 is an empty journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
