//! How the terminal shows pictures, by what the environment says of it. It is not asked: an answer that comes late would be
//! taken for keys.

use crate::draw::theme::Depth;
use crate::picture::{Pixels, Way};

/// How many pixels of a picture a cell shows that is made of two colours: so that small pictures are not too small.
const BLOCK: Pixels = Pixels {
    columns: 4,
    rows: 8,
};
/// How many pixels a cell has where the terminal does not say.
const USUAL: Pixels = Pixels {
    columns: 10,
    rows: 20,
};

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Images {
    /// In the best way that the terminal clearly has.
    #[default]
    Auto,
    /// Not at all.
    Off,
    /// In this way.
    By(Way),
}

impl Images {
    /// The names of all, as they are typed.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("auto", Self::Auto),
        ("off", Self::Off),
        ("blocks", Self::By(Way::Blocks)),
        ("kitty", Self::By(Way::Kitty)),
        ("sixel", Self::By(Way::Sixel)),
        ("iterm", Self::By(Way::Inline)),
    ];
}

/// How pictures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Showing {
    pub(super) way: Way,
    /// How many pixels of them a cell shows.
    pub(super) cell: Pixels,
}

/// How many colours the terminal has, as its environment says; who asks for coloured cells takes it for one with 256.
pub(super) fn depth(images: Images, said: impl Fn(&str) -> Option<String>) -> Option<Depth> {
    let term = said("TERM").unwrap_or_default();
    let colours = said("COLORTERM").unwrap_or_default();
    let knows_all = [
        "kitty",
        "foot",
        "ghostty",
        "alacritty",
        "wezterm",
        "direct",
        "contour",
    ];
    if matches!(colours.as_str(), "truecolor" | "24bit")
        || knows_all.iter().any(|name| term.contains(name))
    {
        Some(Depth::True)
    } else {
        let enough = term.contains("256color") || images == Images::By(Way::Blocks);
        enough.then_some(Depth::Indexed)
    }
}

/// How pictures are shown, if they are. `size` is the size of a cell in pixels, where the terminal says it.
pub(super) fn showing(
    images: Images,
    depth: Option<Depth>,
    size: Option<Pixels>,
    said: impl Fn(&str) -> Option<String>,
) -> Option<Showing> {
    let way = match images {
        Images::Off => return None,
        Images::By(way) => way,
        Images::Auto => {
            let way = known(&said).unwrap_or(Way::Blocks);
            // A row of these takes as many pixels as a row of cells, which is to be known.
            let known = way != Way::Sixel || size.is_some();
            if known { way } else { Way::Blocks }
        }
    };
    let cell = match way {
        Way::Blocks => depth.map(|_| BLOCK)?,
        _ => size.unwrap_or(USUAL),
    };
    Some(Showing { way, cell })
}

/// The notation that the terminal clearly has.
fn known(said: &impl Fn(&str) -> Option<String>) -> Option<Way> {
    let is = |name, value: &str| said(name).is_some_and(|found| found == value);
    let term = said("TERM").unwrap_or_default();
    let says = |name| said(name).is_some_and(|found| !found.is_empty());
    let is_term = |name: &str| {
        let rest = term.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    // A terminal in a terminal passes none of them on, and what the outer one has said of itself is still there.
    let inside = ["TMUX", "STY", "ZELLIJ"].into_iter().any(says);
    if inside || is_term("screen") || is_term("tmux") {
        return None;
    }
    let kitty = is_term("xterm-kitty") || is_term("xterm-ghostty") || says("KITTY_WINDOW_ID");
    let wezterm = is_term("wezterm") || says("WEZTERM_PANE") || is("TERM_PROGRAM", "WezTerm");
    let iterm = is("TERM_PROGRAM", "iTerm.app") || is("LC_TERMINAL", "iTerm2");
    let sixel = ["foot", "mlterm", "contour"].into_iter().any(is_term);
    let ways = [
        (kitty || is("TERM_PROGRAM", "ghostty"), Way::Kitty),
        (wezterm || iterm, Way::Inline),
        (sixel, Way::Sixel),
    ];
    ways.into_iter().find(|(has, _)| *has).map(|(_, way)| way)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(images: Images, environment: &[(&str, &str)], size: bool) -> Option<Way> {
        let said = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let size = size.then_some(USUAL);
        showing(images, depth(images, said), size, said).map(|showing| showing.way)
    }

    #[test]
    fn a_notation_is_used_where_the_terminal_clearly_has_it() {
        let auto = |environment: &[_]| shown(Images::Auto, environment, true);
        assert_eq!(auto(&[("TERM", "xterm-kitty")]), Some(Way::Kitty));
        assert_eq!(auto(&[("TERM", "xterm-ghostty")]), Some(Way::Kitty));
        assert_eq!(
            auto(&[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")]),
            Some(Way::Kitty)
        );
        assert_eq!(auto(&[("TERM_PROGRAM", "WezTerm")]), Some(Way::Inline));
        assert_eq!(auto(&[("LC_TERMINAL", "iTerm2")]), Some(Way::Inline));
        assert_eq!(auto(&[("TERM", "foot-extra")]), Some(Way::Sixel));
        assert_eq!(
            auto(&[("TERM", "footling"), ("COLORTERM", "24bit")]),
            Some(Way::Blocks)
        );
        assert_eq!(
            shown(Images::Auto, &[("TERM", "foot")], false),
            Some(Way::Blocks)
        );
    }

    #[test]
    fn otherwise_there_are_blocks_where_there_are_colours() {
        let auto = |environment: &[_]| shown(Images::Auto, environment, true);
        assert_eq!(auto(&[("TERM", "xterm-256color")]), Some(Way::Blocks));
        assert_eq!(
            auto(&[
                ("TERM", "tmux-256color"),
                ("TMUX", "x"),
                ("KITTY_WINDOW_ID", "1")
            ]),
            Some(Way::Blocks)
        );
        assert_eq!(
            auto(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]),
            Some(Way::Blocks)
        );
        assert_eq!(auto(&[("TERM", "xterm")]), None);
        assert_eq!(auto(&[("TERM", "linux")]), None);
        assert_eq!(auto(&[]), None);
    }

    #[test]
    fn what_is_asked_for_is_done() {
        let kitty = [("TERM", "xterm-kitty")];
        assert_eq!(shown(Images::Off, &kitty, true), None);
        assert_eq!(
            shown(Images::By(Way::Blocks), &kitty, true),
            Some(Way::Blocks)
        );
        assert_eq!(
            shown(Images::By(Way::Blocks), &[("TERM", "xterm")], true),
            Some(Way::Blocks)
        );
        assert_eq!(
            shown(Images::By(Way::Sixel), &[("TERM", "xterm")], false),
            Some(Way::Sixel)
        );
    }
}
