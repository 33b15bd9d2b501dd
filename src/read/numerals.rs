//! Numbers as they stand before the entries of lists.

/// A number in small Roman figures.
pub(super) fn roman(number: u32) -> String {
    let signs = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let (mut left, mut roman) = (number, String::new());
    for (value, sign) in signs {
        while left >= value {
            roman.push_str(sign);
            left -= value;
        }
    }
    roman
}

/// The figures that numbers are written in.
#[cfg(feature = "office")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Figures {
    #[default]
    Arabic,
    SmallLetter,
    Letter,
    SmallRoman,
    Roman,
    /// Numbers that are not shown.
    Hidden,
}

#[cfg(feature = "office")]
impl Figures {
    /// A number in these figures; one that they do not reach is written in Arabic ones.
    pub(super) fn of(self, number: u32) -> String {
        let letters = || {
            // Behind `z` come `aa`, `bb` and so on.
            let nth = number.checked_sub(1).filter(|nth| *nth < 26 * 4)?;
            let letter = char::from(b'a' + (nth % 26) as u8).to_string();
            Some(letter.repeat(nth as usize / 26 + 1))
        };
        let roman = || (1..4000).contains(&number).then(|| roman(number));
        let written = match self {
            Self::Hidden => return String::new(),
            Self::Arabic => None,
            Self::SmallLetter => letters(),
            Self::Letter => letters().map(|letters| letters.to_uppercase()),
            Self::SmallRoman => roman(),
            Self::Roman => roman().map(|roman| roman.to_uppercase()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use super::Figures;

    #[test]
    fn numbers_are_written_in_their_figures() {
        for (figures, number, written) in [
            (Figures::Arabic, 12, "12"),
            (Figures::SmallLetter, 1, "a"),
            (Figures::SmallLetter, 28, "bb"),
            (Figures::Letter, 26, "Z"),
            (Figures::SmallRoman, 14, "xiv"),
            (Figures::Roman, 1999, "MCMXCIX"),
            (Figures::Roman, u32::MAX, "4294967295"),
            (Figures::Letter, 0, "0"),
            (Figures::SmallLetter, 1_000_000, "1000000"),
            (Figures::Hidden, 3, ""),
        ] {
            assert_eq!(figures.of(number), written);
        }
    }
}
