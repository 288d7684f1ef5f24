//! The stable codes that stand for the domain's words in JSON, whatever language the reader has. Once
//! written they are never renamed: programs read them.

use crate::domain::day::{Cause, FailReason, Remedy};
use crate::domain::kpi::Ending;
use crate::domain::weather::{Colour, Hazard, Signal};
use smol_str::{SmolStr, format_smolstr};

pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Open => "open",
        Ending::Delivered => "delivered",
        Ending::Failed => "failed",
        Ending::PutOff => "put_off",
    }
}

pub const fn fail_reason(reason: &FailReason) -> &'static str {
    match reason {
        FailReason::Closed => "closed",
        FailReason::Refused => "refused",
        FailReason::NoPayment => "no_payment",
        FailReason::Damaged => "damaged",
        FailReason::Unreachable => "unreachable",
        FailReason::Other(_) => "other",
    }
}

pub const fn cause(cause: &Cause) -> &'static str {
    match cause {
        Cause::Breakdown(_) => "breakdown",
        Cause::Weather(_) => "weather",
        Cause::Accident => "accident",
        Cause::Traffic => "traffic",
        Cause::Ordering => "ordering",
        Cause::Settlement => "settlement",
        Cause::Sorting => "sorting",
        Cause::RetailerAbsent => "retailer_absent",
        Cause::Other(_) => "other",
    }
}

pub const fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Reassigned => "reassigned",
        Remedy::Moved => "moved",
        Remedy::WindowShifted => "window_shifted",
        Remedy::SpareTakesOver => "spare_takes_over",
        Remedy::NeighboursShare => "neighbours_share",
        Remedy::WaitedForRepair => "waited_for_repair",
        Remedy::PutOff => "put_off",
        Remedy::WaitedForWeather => "waited_for_weather",
        Remedy::MetElsewhere => "met_elsewhere",
        Remedy::Shuttled => "shuttled",
    }
}

pub fn signal(signal: Signal) -> SmolStr {
    format_smolstr!("{}_{}", hazard(signal.kind), colour(signal.colour))
}

pub const fn hazard(hazard: Hazard) -> &'static str {
    match hazard {
        Hazard::Typhoon => "typhoon",
        Hazard::Rainstorm => "rainstorm",
        Hazard::Snowstorm => "snowstorm",
        Hazard::ColdWave => "cold_wave",
        Hazard::Gale => "gale",
        Hazard::Sandstorm => "sandstorm",
        Hazard::Heat => "heat",
        Hazard::Drought => "drought",
        Hazard::Lightning => "lightning",
        Hazard::Hail => "hail",
        Hazard::Frost => "frost",
        Hazard::Fog => "fog",
        Hazard::Haze => "haze",
        Hazard::RoadIcing => "road_icing",
        Hazard::RoadClosed => "road_closed",
    }
}

pub const fn colour(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "blue",
        Colour::Yellow => "yellow",
        Colour::Orange => "orange",
        Colour::Red => "red",
    }
}
