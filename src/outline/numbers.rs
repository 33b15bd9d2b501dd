//! Powers and logarithms to five places, without the mathematics library: to load that takes longer than to judge an
//! article, and its last digits differ from system to system.

/// Two to the power of a number; what is too small or too large is cut off at 2^-126 and 2^127.
pub(super) fn exp2(x: f32) -> f32 {
    let x = x.clamp(-126.0, 127.0);
    // `floor` of the standard library is a call too; this one is exact for so small numbers.
    let mut whole = x as i32;
    if (whole as f32) > x {
        whole -= 1;
    }
    let part = (x - whole as f32) * std::f32::consts::LN_2;
    // The series of e^x, for x from 0 to ln 2.
    let terms = [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ];
    let series = terms.iter().fold(0.0, |sum, term| sum * part + term);
    series * f32::from_bits(((whole + 127) as u32) << 23)
}

/// The logarithm to the base of two of a number above zero.
pub(super) fn log2(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let whole = (bits >> 23).cast_signed() - 127;
    let part = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    // ln x = 2 artanh((x - 1) / (x + 1)), for x from 1 to 2.
    let t = (part - 1.0) / (part + 1.0);
    let terms = [1.0 / 9.0, 1.0 / 7.0, 0.2, 1.0 / 3.0, 1.0];
    let series = terms.iter().fold(0.0, |sum, term| sum * t * t + term);
    whole as f32 + 2.0 * t * series / std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_agree_with_the_library() {
        for i in -2000..2000_i16 {
            let x = f32::from(i) / 90.0;
            let (own, true_one) = (exp2(x), x.exp2());
            assert!(
                (own - true_one).abs() <= true_one * 2e-5,
                "{x}: {own} {true_one}"
            );
            let x = exp2(x);
            assert!((log2(x) - x.log2()).abs() < 2e-5, "{x}");
        }
    }
}
