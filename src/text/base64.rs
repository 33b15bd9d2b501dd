//! Bytes as letters (RFC 4648).

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes as letters.
pub fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            let sign = SIGNS.get((bits >> (18 - 6 * n)) as usize & 63);
            let filled = n <= three.len();
            text.push(
                sign.filter(|_| filled)
                    .map_or('=', |sign| char::from(*sign)),
            );
        }
    }
    text
}

/// The bytes that letters stand for, `-` and `_` of addresses among them; what is no such letter is passed over.
pub fn from_base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut filled) = (0_u32, 0);
    for sign in text {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        filled += 6;
        if filled >= 8 {
            filled -= 8;
            bytes.push((bits >> filled) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_letters() {
        assert_eq!(to_base64(b"a"), "YQ==");
        assert_eq!(to_base64(b"ab?"), "YWI/");
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(83)).collect();
            assert_eq!(from_base64(to_base64(&bytes).as_bytes()), bytes);
        }
        assert_eq!(from_base64(b" Y W\nI_ "), b"ab?");
    }
}
