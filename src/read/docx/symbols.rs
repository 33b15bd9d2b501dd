//! Signs that stand in a document by their places in a font, for which Word has private characters.

use super::super::archive::xml::Attributes;

/// What stands for a sign that is not known.
const UNKNOWN: char = '□';
/// The private characters for the places of a font, which are the last byte of them.
const PLACES: std::ops::RangeInclusive<u32> = 0xF000..=0xF0FF;

/// The font Symbol from its place 0x20, and from 0xA0; places without a sign are [unknown](UNKNOWN).
const SYMBOL: [(u32, &str); 2] = [
    (
        0x20,
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    ),
    (
        0xA0,
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪□⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
    ),
];
/// What is often used of Wingdings, in stretches that follow each other there.
const WINGDINGS: [(u32, &str); 18] = [
    (0x20, " ✏✂✁"),
    (0x28, "☎✆✉"),
    (0x36, "⌛"),
    (0x3F, "✍"),
    (0x45, "☜☞☝☟"),
    (0x4A, "☺"),
    (0x4C, "☹"),
    (0x4E, "☠"),
    (0x51, "✈☼"),
    (0x54, "❄"),
    (0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓"),
    (0x6C, "●❍■□□❑❒◆◆◆❖◆☒"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○"),
    (0xA7, "▪☐"),
    (0xAA, "✦★✶✴✹✵"),
    (0xD8, "➢"),
    (0xDF, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕⇖⇗⇙⇘▪▫✗✓☒☑"),
];
/// The boxes and marks of its second part, and of Webdings.
const WINGDINGS_2: [(u32, &str); 2] = [(0x4F, "✗✓☒☑☒☒"), (0xA3, "☐")];
const WEBDINGS: [(u32, &str); 3] = [(0x61, "✓"), (0x63, "☐"), (0x67, "■")];

/// The sign that an element names.
pub(super) fn sign(says: &Attributes) -> char {
    let code = says.get("char").unwrap_or_default();
    let Ok(code) = u32::from_str_radix(&code, 16) else {
        return UNKNOWN;
    };
    let font = says.get("font").unwrap_or_default().to_lowercase();
    let stretches: &[(u32, &str)] = match font.as_str() {
        "symbol" => &SYMBOL,
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "webdings" => &WEBDINGS,
        _ => &[],
    };
    let place = if PLACES.contains(&code) {
        code & 0xFF
    } else {
        code
    };
    let known = stretches.iter().find_map(|(from, signs)| {
        let nth = place.checked_sub(*from)?;
        signs.chars().nth(nth as usize)
    });
    // Other fonts have their signs where all have them, or nobody knows what they are.
    let is_private = |c: &char| matches!(c, '\u{e000}'..='\u{f8ff}') || c.is_control();
    let is_placed = font.contains("dings") && code <= 0xFF;
    let own = char::from_u32(code).filter(|c| !is_private(c) && !is_placed);
    known.or(own).unwrap_or(UNKNOWN)
}
