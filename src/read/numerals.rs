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
