//! What a command is about: the day it needs, and whether others have to hear of it.

use super::{Act, Command};
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::time::ServiceDay;

impl Command {
    /// The service day it needs to see, if any.
    #[must_use]
    pub fn day(&self) -> Option<ServiceDay> {
        match self {
            Self::PlanDay { day, .. }
            | Self::RecordDay { day, .. }
            | Self::NoteProgress { day, .. }
            | Self::Reassign { day, .. }
            | Self::MoveStops { day, .. }
            | Self::ShiftWindows { day, .. }
            | Self::PutOffStops { day, .. }
            | Self::TellRetailers { day, .. }
            | Self::LockStops { day, .. }
            | Self::NoteLoaded { day, .. }
            | Self::NotePositions { day, .. }
            | Self::DecideRoutes { day, .. }
            | Self::ReleaseRoutes { day, .. }
            | Self::ConfirmProgress { day, .. }
            | Self::ApplyProposal { day, .. } => Some(*day),
            Self::ReportBreakdown(report) => Some(report.at.day()),
            Self::ReportRepair { at, .. } | Self::SendToWorkshop { at, .. } => Some(at.day()),
            Self::FollowUp { now } => Some(now.day()),
            Self::Supply(asked) => asked.day(),
            _ => None,
        }
    }

    /// It puts stops off, or brings them back: the days around have to be in mind.
    #[must_use]
    pub const fn looks_around(&self) -> bool {
        matches!(self, Self::DecideRoutes { .. } | Self::ReleaseRoutes { .. } | Self::ApplyProposal { .. })
    }

    /// It may move the times retailers expect, so that departments have to be told. Files that come in, and what is
    /// seen on the road, are not anybody's decision.
    #[must_use]
    pub fn brings_news(&self) -> bool {
        if let Self::Supply(asked) = self {
            return matches!(**asked, SupplyCommand::Deliver { .. });
        }
        matches!(
            self,
            Self::Reassign { .. }
                | Self::MoveStops { .. }
                | Self::ShiftWindows { .. }
                | Self::PutOffStops { .. }
                | Self::ReportBreakdown(_)
                | Self::ReportRepair { .. }
                | Self::TakeAlerts { .. }
                | Self::PutHold(_)
                | Self::ConfirmHold(_)
                | Self::ReleaseHold { .. }
                | Self::DecideRoutes { .. }
                | Self::ReleaseRoutes { .. }
                | Self::OpenIncident(_)
                | Self::DealWith { act: Act::Expect(_) | Act::Restore | Act::Close(_), .. }
                | Self::ApplyProposal { .. }
        )
    }

    /// A hold begins or ends by it: what follows from that is done with it.
    #[must_use]
    pub const fn changes_holds(&self) -> bool {
        matches!(
            self,
            Self::TakeAlerts { .. } | Self::PutHold(_) | Self::ConfirmHold(_) | Self::ReleaseHold { .. }
        )
    }
}
