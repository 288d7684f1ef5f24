//! Colours and spacing by what they are for, in light and dark, and how they are laid on egui's own style.
//! Views take what they need from [`Look`]; nothing else in the desk makes a colour.

use super::actions::Theme;
use crate::domain::outlook::StopState;
use crate::domain::weather::Colour;
use crate::words::{Language, Words};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Visuals, vec2};

/// What every view draws with: the words of the reader's language, and the theme's colours.
#[derive(Clone, Debug)]
pub struct Look {
    pub words: Words,
    pub palette: &'static Palette,
    pub theme: Theme,
}

impl Look {
    #[must_use]
    pub fn new(language: Language, theme: Theme) -> Self {
        Self { words: Words::new(language), palette: Palette::of(theme), theme }
    }
}

/// How one state of a stop is painted. `ink` on `fill` reads at 4.5 : 1 or better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopPaint {
    pub fill: Color32,
    /// Text and marks on `fill`.
    pub ink: Color32,
    /// The block's outline, and the state's colour as a line or a dot on a panel.
    pub edge: Color32,
}

/// The colours of one theme, by what they are for.
#[derive(Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind the view itself: lanes, tables, text fields.
    pub background: Color32,
    /// Every second row or lane.
    pub background_alternate: Color32,
    /// Rail, bars, inspector.
    pub panel: Color32,
    /// Sheets, menus, tooltips, cards: what lies above the rest.
    pub raised: Color32,
    /// Under the pointer; a pressed or chosen control.
    pub hovered: Color32,
    pub pressed: Color32,
    /// Hairlines between things.
    pub line: Color32,
    /// Outlines of controls, and grid lines that carry a label.
    pub line_strong: Color32,
    pub text: Color32,
    /// Labels of facts, units, secondary words; still 4.5 : 1 on `background` and `panel`.
    pub weak: Color32,
    /// What is chosen, links, the main button, focus.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Behind what is selected.
    pub selected: Color32,
    pub good: Color32,
    pub warning: Color32,
    /// Behind a warning in words.
    pub warning_back: Color32,
    pub danger: Color32,
    pub danger_back: Color32,
    /// The line of this moment across the board.
    pub now_line: Color32,
    /// A weather hold over lanes; see-through.
    pub hold_band: Color32,
    pub hold_edge: Color32,
    /// The bracket of a delivery window.
    pub window: Color32,
    /// Where dragged things would land.
    pub ghost: Color32,
    pub shadow: Color32,
    pub delivered: StopPaint,
    pub delivered_late: StopPaint,
    pub arrived: StopPaint,
    pub on_time: StopPaint,
    pub at_risk: StopPaint,
    pub late: StopPaint,
    pub on_hold: StopPaint,
    pub failed: StopPaint,
    pub put_off: StopPaint,
    /// Lines of routes on the map, told apart by department or by route.
    pub lines: [Color32; 8],
    /// Laid over the base map's tiles, so that they stay behind what is drawn on them.
    pub tile: Color32,
    /// Warning signals: blue, yellow, orange, red.
    pub signals: [Color32; 4],
    /// Text on any of the signals.
    pub on_signal: Color32,
}

impl Palette {
    #[must_use]
    pub const fn signal(&self, colour: Colour) -> Color32 {
        self.signals[match colour {
            Colour::Blue => 0,
            Colour::Yellow => 1,
            Colour::Orange => 2,
            Colour::Red => 3,
        }]
    }

    #[must_use]
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    #[must_use]
    pub const fn stop(&self, state: StopState) -> StopPaint {
        match state {
            StopState::Delivered => self.delivered,
            StopState::DeliveredLate => self.delivered_late,
            StopState::Arrived => self.arrived,
            StopState::OnTime => self.on_time,
            StopState::AtRisk => self.at_risk,
            StopState::Late => self.late,
            StopState::OnHold => self.on_hold,
            StopState::Failed => self.failed,
            StopState::PutOff => self.put_off,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "colours are made here and only here")]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// A page of paper, which is white in every theme.
#[must_use]
pub const fn paper() -> Color32 {
    Color32::WHITE
}

/// The colour of an ink on paper, from its red, green and blue.
#[must_use]
pub const fn printed([red, green, blue]: [u8; 3]) -> Color32 {
    rgb(u32::from_be_bytes([0, red, green, blue]))
}

/// See-through: `alpha` of 255 covers.
#[expect(clippy::cast_possible_truncation, reason = "a product of two bytes over 255 is a byte")]
const fn veil(hex: u32, alpha: u8) -> Color32 {
    const fn part(colour: u8, alpha: u8) -> u8 {
        (colour as u16 * alpha as u16 / 255) as u8
    }
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgba_premultiplied(part(r, alpha), part(g, alpha), part(b, alpha), alpha)
}

const fn stop(fill: u32, ink: u32, edge: u32) -> StopPaint {
    StopPaint { fill: rgb(fill), ink: rgb(ink), edge: rgb(edge) }
}

const LIGHT: Palette = Palette {
    background: rgb(0x00FF_FFFF),
    background_alternate: rgb(0x00F8_F9FA),
    panel: rgb(0x00F1_F3F5),
    raised: rgb(0x00FF_FFFF),
    hovered: rgb(0x00E4_E8EC),
    pressed: rgb(0x00D7_DDE3),
    line: rgb(0x00DE_E2E6),
    line_strong: rgb(0x00B4_BCC4),
    text: rgb(0x001B_232B),
    weak: rgb(0x0059_6570),
    accent: rgb(0x0013_5E8C),
    on_accent: rgb(0x00FF_FFFF),
    selected: rgb(0x00D6_E8F4),
    good: rgb(0x001E_7A4B),
    warning: rgb(0x008F_5A00),
    warning_back: rgb(0x00FD_F1D8),
    danger: rgb(0x00B3_261E),
    danger_back: rgb(0x00FC_E8E6),
    now_line: rgb(0x00C2_3B22),
    hold_band: veil(0x0078_5ABE, 38),
    hold_edge: rgb(0x006B_4FB0),
    window: rgb(0x0078_8490),
    ghost: veil(0x0013_5E8C, 64),
    shadow: veil(0x0000_0000, 40),
    delivered: stop(0x00DD_E3E8, 0x0046_525D, 0x00A9_B4BE),
    delivered_late: stop(0x00EB_DAC2, 0x0062_4614, 0x00B8_9660),
    arrived: stop(0x0013_5E8C, 0x00FF_FFFF, 0x000D_456A),
    on_time: stop(0x00C4_E4D3, 0x0015_4D31, 0x005F_A981),
    at_risk: stop(0x00FC_DF9E, 0x005A_3B00, 0x00C9_9217),
    late: stop(0x00C6_3A2E, 0x00FF_FFFF, 0x0093_241B),
    on_hold: stop(0x00D9_CFF0, 0x0044_2E80, 0x0085_6CC7),
    failed: stop(0x00FF_FFFF, 0x00A3_211A, 0x00B3_261E),
    put_off: stop(0x00FF_FFFF, 0x004F_5B66, 0x0078_8490),
    lines: [
        rgb(0x0028_6FA8),
        rgb(0x00A8_5A1B),
        rgb(0x0055_7A1F),
        rgb(0x0096_3F86),
        rgb(0x0012_7F7A),
        rgb(0x0088_6A00),
        rgb(0x0062_58B8),
        rgb(0x00A8_4358),
    ],
    tile: veil(0x00FF_FFFF, 140),
    signals: [rgb(0x003B_82D6), rgb(0x00E8_C21A), rgb(0x00F0_8A24), rgb(0x00E5_6A5E)],
    on_signal: rgb(0x0012_1417),
};

const DARK: Palette = Palette {
    background: rgb(0x0014_191E),
    background_alternate: rgb(0x0018_1E24),
    panel: rgb(0x001C_2329),
    raised: rgb(0x0024_2C34),
    hovered: rgb(0x002C_363F),
    pressed: rgb(0x0037_434E),
    line: rgb(0x002B_343C),
    line_strong: rgb(0x004A_5763),
    text: rgb(0x00E4_E9EE),
    weak: rgb(0x009A_A7B3),
    accent: rgb(0x0062_B0DE),
    on_accent: rgb(0x000B_1F2E),
    selected: rgb(0x001E_3E54),
    good: rgb(0x0062_C193),
    warning: rgb(0x00F0_B445),
    warning_back: rgb(0x003A_2E14),
    danger: rgb(0x00FF_8A7E),
    danger_back: rgb(0x0043_1F1C),
    now_line: rgb(0x00FF_6F57),
    hold_band: veil(0x009D_85E6, 46),
    hold_edge: rgb(0x00A8_92EA),
    window: rgb(0x0084_919D),
    ghost: veil(0x0062_B0DE, 72),
    shadow: veil(0x0000_0000, 110),
    delivered: stop(0x002C_353D, 0x00A9_B5C0, 0x0046_525D),
    delivered_late: stop(0x0045_3722, 0x00E0_C38F, 0x0078_6136),
    arrived: stop(0x0062_B0DE, 0x000B_1F2E, 0x0092_CCEE),
    on_time: stop(0x001F_4A36, 0x00B4_E4CB, 0x003F_8A64),
    at_risk: stop(0x0070_5210, 0x00FF_E6AD, 0x00C2_9328),
    late: stop(0x00D9_5347, 0x0014_0504, 0x00FF_8A7E),
    on_hold: stop(0x0041_3570, 0x00DC_D1FA, 0x0080_6BC9),
    failed: stop(0x0014_191E, 0x00FF_9A90, 0x00E0_6459),
    put_off: stop(0x0014_191E, 0x00AE_BAC5, 0x0074_818D),
    lines: [
        rgb(0x005B_A8DE),
        rgb(0x00D9_8E4F),
        rgb(0x008F_BA55),
        rgb(0x00C9_7FBB),
        rgb(0x004D_B8B1),
        rgb(0x00C9_AC4A),
        rgb(0x009B_92E6),
        rgb(0x00DB_8194),
    ],
    tile: veil(0x00FF_FFFF, 80),
    signals: [rgb(0x005B_9BE6), rgb(0x00F0_CE3A), rgb(0x00F5_9B42), rgb(0x00F2_7F73)],
    on_signal: rgb(0x0012_1417),
};

/// Distances in points, by name.
pub mod space {
    /// Between a mark and its word.
    pub const HAIR: f32 = 2.0;
    pub const TIGHT: f32 = 4.0;
    /// Between things of one group.
    pub const NEAR: f32 = 8.0;
    /// Between groups.
    pub const APART: f32 = 16.0;
    /// Between sections.
    pub const SECTION: f32 = 24.0;
    /// Height of a row in a list or table.
    pub const ROW: f32 = 24.0;
    /// Height of top bar; the status bar is a row less.
    pub const BAR: f32 = 44.0;
    pub const STATUS: f32 = 30.0;
    pub const RAIL: f32 = 76.0;
}

/// Text sizes in points, by name.
pub mod size {
    pub const SMALL: f32 = 11.5;
    pub const BODY: f32 = 13.5;
    pub const HEADING: f32 = 17.0;
    pub const TITLE: f32 = 24.0;
}

/// Corners of controls and cards. Stops on the board stay square: rounded ones cost fourteen times as much.
pub const CORNER: CornerRadius = CornerRadius::same(4);

/// Lays `theme` over egui's style. Cheap; to be called when the theme changes.
pub fn apply(ctx: &egui::Context, theme: Theme) {
    let egui_theme = match theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark => egui::Theme::Dark,
    };
    ctx.set_theme(egui_theme);
    ctx.style_mut_of(egui_theme, |style| {
        style.visuals = visuals(theme);
        style.text_styles = [
            (TextStyle::Small, FontId::new(size::SMALL, FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(size::BODY, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(size::BODY, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
            (TextStyle::Heading, FontId::new(size::HEADING, FontFamily::Proportional)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(space::NEAR, 6.0);
        spacing.button_padding = vec2(10.0, 4.0);
        spacing.interact_size = vec2(32.0, 26.0);
        spacing.window_margin = Margin::same(16);
        spacing.menu_margin = Margin::same(6);
        spacing.combo_height = 320.0;
        spacing.scroll.floating = true;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.35;
        style.animation_time = 0.08;
    });
}

fn visuals(theme: Theme) -> Visuals {
    let palette = Palette::of(theme);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let hairline = Stroke::new(1.0, palette.line);
    let outline = Stroke::new(1.0, palette.line_strong);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.raised;
    visuals.window_stroke = hairline;
    visuals.extreme_bg_color = palette.background;
    visuals.faint_bg_color = palette.background_alternate;
    visuals.code_bg_color = palette.background_alternate;
    visuals.text_edit_bg_color = Some(palette.background);
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.danger;
    visuals.selection.bg_fill = palette.selected;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.window_shadow = egui::Shadow { offset: [0, 6], blur: 24, spread: 0, color: palette.shadow };
    visuals.popup_shadow = egui::Shadow { offset: [0, 3], blur: 12, spread: 0, color: palette.shadow };
    visuals.indent_has_left_vline = false;

    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_fill = palette.panel;
    widgets.noninteractive.weak_bg_fill = palette.panel;
    widgets.noninteractive.bg_stroke = hairline;
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.text);
    widgets.inactive.bg_fill = palette.hovered;
    widgets.inactive.weak_bg_fill = palette.raised;
    widgets.inactive.bg_stroke = outline;
    widgets.inactive.fg_stroke = Stroke::new(1.0, palette.text);
    widgets.hovered.bg_fill = palette.hovered;
    widgets.hovered.weak_bg_fill = palette.hovered;
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.weak);
    widgets.hovered.fg_stroke = Stroke::new(1.0, palette.text);
    widgets.active.bg_fill = palette.pressed;
    widgets.active.weak_bg_fill = palette.pressed;
    widgets.active.bg_stroke = Stroke::new(1.0, palette.accent);
    widgets.active.fg_stroke = Stroke::new(1.0, palette.text);
    widgets.open.bg_fill = palette.hovered;
    widgets.open.weak_bg_fill = palette.hovered;
    widgets.open.bg_stroke = outline;
    widgets.open.fg_stroke = Stroke::new(1.0, palette.text);
    for widget in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        widget.corner_radius = CORNER;
        widget.expansion = 0.0;
    }
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as the Web Content Accessibility Guidelines 2.2 define them.
    fn contrast(one: Color32, other: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let rgba = egui::Rgba::from(colour);
            0.2126 * rgba.r() + 0.7152 * rgba.g() + 0.0722 * rgba.b()
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_reads_on_what_it_lies_on() {
        for theme in [Theme::Light, Theme::Dark] {
            let p = Palette::of(theme);
            let mut pairs = vec![
                ("text on selected", p.text, p.selected),
                ("text on hovered", p.text, p.hovered),
                ("on accent", p.on_accent, p.accent),
                ("warning", p.warning, p.warning_back),
                ("danger", p.danger, p.danger_back),
            ];
            for ground in [p.background, p.background_alternate, p.panel, p.raised] {
                for ink in [p.text, p.weak, p.accent, p.good, p.warning, p.danger] {
                    pairs.push(("ink on ground", ink, ground));
                }
            }
            for signal in p.signals {
                pairs.push(("on signal", p.on_signal, signal));
            }
            for state in StopState::ALL {
                pairs.push(("stop", p.stop(state).ink, p.stop(state).fill));
            }
            for (what, ink, ground) in pairs {
                let reached = contrast(ink, ground);
                assert!(reached >= 4.5, "{theme:?} {what}: {ink:?} on {ground:?} is {reached:.2}");
            }
        }
    }
}
