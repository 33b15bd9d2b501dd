//! A small picture of our own, as a file (PNG).

/// The file of a picture of so many columns and rows, each pixel red, green and blue.
pub(crate) fn png((columns, rows): (u32, u32), pixel: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let mut lines = Vec::new();
    for y in 0..rows {
        // No filter.
        lines.push(0);
        (0..columns).for_each(|x| lines.extend(pixel(x, y)));
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(*b"IHDR", &head(columns, rows), &mut bytes);
    chunk(*b"IDAT", &stored(&lines), &mut bytes);
    chunk(*b"IEND", &[], &mut bytes);
    bytes
}

/// A file whose head claims so many columns and rows, and in which little else is.
pub(crate) fn claim(columns: u32, rows: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(*b"IHDR", &head(columns, rows), &mut bytes);
    chunk(*b"IDAT", &stored(&[0; 64]), &mut bytes);
    chunk(*b"IEND", &[], &mut bytes);
    bytes
}

fn head(columns: u32, rows: u32) -> Vec<u8> {
    let mut head = [columns.to_be_bytes(), rows.to_be_bytes()].concat();
    // Eight bits, red, green and blue.
    head.extend([8, 2, 0, 0, 0]);
    head
}

/// Bytes in the form of zlib, not made smaller.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

fn chunk(kind: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend((data.len() as u32).to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let mut sum = u32::MAX;
    for byte in &out[from..] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    out.extend((!sum).to_be_bytes());
}
