use std::io::Cursor;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::*;

const SALT: &[u8] = include_bytes!("../../../tests/formats/packed/salt.txt");
const PACKED: [(Packing, &[u8]); 4] = [
    (
        Packing::Gzip,
        include_bytes!("../../../tests/formats/packed/salt.txt.gz"),
    ),
    (
        Packing::Zstd,
        include_bytes!("../../../tests/formats/packed/salt.txt.zst"),
    ),
    (
        Packing::Xz,
        include_bytes!("../../../tests/formats/packed/salt.txt.xz"),
    ),
    (
        Packing::Bzip2,
        include_bytes!("../../../tests/formats/packed/salt.txt.bz2"),
    ),
];

/// What some bytes unpack to, and what is said about it.
fn unpacked(packed: &[u8], limits: Limits) -> (Vec<u8>, Result<(), String>) {
    let Sign::Packed(packing) = Packing::sign(packed) else {
        panic!("not packed: {packed:?}");
    };
    let mut out = Vec::new();
    let said = pour(Cursor::new(packed.to_vec()), packing, &mut out, limits);
    (out, said)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Letters that nothing can pack to less than a quarter.
fn noise(length: usize) -> Vec<u8> {
    let mut number = 1_u32;
    let next = |_| {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (number >> 30) as u8
    };
    (0..length).map(next).collect()
}

#[test]
fn first_bytes_show_what_packed_it() {
    for (packing, packed) in PACKED {
        assert_eq!(Packing::sign(packed), Sign::Packed(packing));
        for length in 0..3 {
            assert_eq!(Packing::sign(&packed[..length]), Sign::Perhaps, "{length}");
        }
    }
    let texts: [&[u8]; 6] = [
        b"Bz",
        b"BZhat is it",
        b"BZh9 is a name",
        b"P*xx",
        b"\x1f\x8b\x00",
        b"7zXZ",
    ];
    for text in texts {
        assert_eq!(Packing::sign(text), Sign::Plain, "{text:?}");
    }
}

#[test]
fn everything_is_unpacked_one_behind_the_other() {
    for (packing, packed) in PACKED {
        assert_eq!(
            unpacked(packed, LIMITS),
            (SALT.to_vec(), Ok(())),
            "{packing:?}"
        );
        let twice = unpacked(&[packed, packed].concat(), LIMITS);
        assert_eq!(twice, ([SALT, SALT].concat(), Ok(())), "{packing:?}");
        // A tape is filled up with zeros.
        let filled = unpacked(&[packed, &[0; 1000]].concat(), LIMITS);
        assert_eq!(filled, (SALT.to_vec(), Ok(())), "{packing:?}");
    }
    // Some write a piece first that is to be skipped.
    let (_, zstd) = PACKED[1];
    let skipped = [b"\x5e*M\x18\x03\0\0\0any", zstd].concat();
    assert_eq!(unpacked(&skipped, LIMITS), (SALT.to_vec(), Ok(())));
}

#[test]
fn what_is_broken_is_unpacked_as_far_as_it_goes() {
    for (packing, packed) in PACKED {
        let name = packing.name();
        for length in MAGIC..packed.len() {
            let (text, said) = unpacked(&packed[..length], LIMITS);
            assert!(SALT.starts_with(&text), "{name} {length}");
            assert_eq!(
                said,
                Err(format!("the {name} data ends too early")),
                "{length}"
            );
            // bzip2 and zstd give nothing of a block before they have all of it.
            let by_blocks = matches!(packing, Packing::Bzip2 | Packing::Zstd);
            let most = length * 4 > packed.len() * 3 && !by_blocks;
            assert!(
                !most || text.len() > SALT.len() / 3,
                "{name} {length} {}",
                text.len()
            );
        }
        let (text, said) = unpacked(&[packed, b"and more"].concat(), LIMITS);
        assert_eq!(text, SALT);
        assert_eq!(
            said,
            Err(format!("what follows the {name} data is left out"))
        );
        for at in MAGIC + 10..packed.len() {
            let mut broken = packed.to_vec();
            broken[at] ^= 0x55;
            let (text, said) = unpacked(&broken, LIMITS);
            assert!(said.is_err() || text == SALT, "{name} {at}");
        }
    }
}

#[test]
fn of_a_broken_frame_all_whole_blocks_are_given() {
    let text = noise(400_000);
    let packed = compress_to_vec(&*text, CompressionLevel::Fastest);
    let (given, said) = unpacked(&packed[..packed.len() / 2], LIMITS);
    assert!(
        text.starts_with(&given) && given.len() > 64 << 10,
        "{}",
        given.len()
    );
    assert_eq!(said, Err("the zstd data ends too early".to_owned()));
}

#[test]
fn layers_are_taken_off_but_not_without_end() {
    let (_, zstd) = PACKED[1];
    let thrice = gzip(&gzip(zstd));
    assert_eq!(unpacked(&thrice, LIMITS), (SALT.to_vec(), Ok(())));
    let (text, said) = unpacked(&gzip(&thrice), LIMITS);
    assert_eq!(
        (text.len(), said),
        (0, Err("packed more than 3 times over".to_owned()))
    );
}

#[test]
fn a_trap_is_left_when_it_shows() {
    let limits = Limits {
        bytes: 100_000,
        ..LIMITS
    };
    let (text, said) = unpacked(&gzip(&vec![b'x'; 1_000_000]), limits);
    assert!((100_000..200_000).contains(&text.len()), "{}", text.len());
    assert!(said.unwrap_err().starts_with("unpacking stopped"));
    // What is long for a good reason is no trap.
    let noise = noise(200_000);
    assert_eq!(unpacked(&gzip(&noise), limits), (noise, Ok(())));
}

#[test]
fn no_frame_gets_more_memory_than_there_is_sense_in() {
    // A window of 1 TB.
    let (text, said) = unpacked(b"\x28\xb5\x2f\xfd\x00\xf0\x01\x00\x00", LIMITS);
    assert_eq!(
        (text.len(), said),
        (0, Err("the zstd data asks for too much memory".to_owned()))
    );
}
