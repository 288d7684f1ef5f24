//! What the window's title says: how many steps are late, and, while nobody looks at the window after a ring, a mark that
//! changes once a second.

use crate::desk::theme::Look;

/// The name of the program, which is the title while all is well.
pub const NAME: &str = "Mainstay";

/// The window's title as it was set last, and whether a ring still waits to be seen.
#[derive(Clone, Debug, Default)]
pub struct Title {
    shown: Option<String>,
    rings: bool,
}

impl Title {
    /// A step has become late.
    pub const fn ring(&mut self) {
        self.rings = true;
    }

    /// It rings until the window is in front.
    #[must_use]
    pub const fn is_ringing(&self) -> bool {
        self.rings
    }

    /// The new title, where it is another one than before. `seconds` only counts on.
    pub fn follow(&mut self, late: usize, in_front: bool, seconds: u64, look: &Look) -> Option<String> {
        self.rings &= late > 0 && !in_front;
        let told = || look.words.fill("incident-title-late", &[("n", late.into()), ("name", NAME.into())]);
        let title = match (late, self.rings) {
            (0, _) => NAME.to_owned(),
            (_, false) => told(),
            (_, true) if seconds.is_multiple_of(2) => format!("● {}", told()),
            (_, true) => format!("○ {}", told()),
        };
        if self.shown.as_deref().unwrap_or(NAME) == title {
            return None;
        }
        self.shown = Some(title.clone());
        Some(title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::actions::Theme;
    use crate::words::Language;

    #[test]
    fn a_title_blinks_until_somebody_looks_and_says_what_is_late_until_nothing_is() {
        let look = Look::new(Language::English, Theme::Light);
        let mut title = Title::default();
        assert_eq!(title.follow(0, false, 0, &look), None, "all is well");
        title.ring();
        let mut follow = |late, in_front, seconds| title.follow(late, in_front, seconds, &look);
        assert_eq!(follow(2, false, 10).as_deref(), Some("● 2 steps late – Mainstay"));
        assert_eq!(follow(2, false, 10), None, "a title is set once");
        assert_eq!(follow(2, false, 11).as_deref(), Some("○ 2 steps late – Mainstay"));
        assert_eq!(follow(2, true, 12).as_deref(), Some("2 steps late – Mainstay"));
        assert_eq!(follow(2, false, 13), None, "it has been seen");
        assert_eq!(follow(1, false, 14).as_deref(), Some("1 step late – Mainstay"));
        assert_eq!(follow(0, false, 15).as_deref(), Some("Mainstay"));
    }
}
