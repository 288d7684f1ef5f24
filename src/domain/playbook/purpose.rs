//! What a step is for, where the program knows by itself when that is done. It goes with the step wherever the step is
//! moved to, so that an edited card is ticked at the right line; a line people have written has none.

/// In the order of cards I and J.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A request out of turn is written down.
    Log,
    /// Its licence and use are looked at.
    Verify,
    /// It is granted or refused.
    Grant,
    /// There is enough of it, or a substitute.
    CheckStock,
    /// The retailer is answered.
    Answer,
    /// The goods are ordered and picked.
    Pick,
    /// They are handed over.
    Deliver,
    /// The cause of a shortage is known.
    FindCause,
    /// A measure is taken.
    TakeMeasure,
}

impl Purpose {
    pub const ALL: [Self; 9] = [
        Self::Log,
        Self::Verify,
        Self::Grant,
        Self::CheckStock,
        Self::Answer,
        Self::Pick,
        Self::Deliver,
        Self::FindCause,
        Self::TakeMeasure,
    ];

    /// The name in files; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Verify => "verify",
            Self::Grant => "grant",
            Self::CheckStock => "check_stock",
            Self::Answer => "answer",
            Self::Pick => "pick",
            Self::Deliver => "deliver",
            Self::FindCause => "find_cause",
            Self::TakeMeasure => "take_measure",
        }
    }

    /// Reads what [`Purpose::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}
