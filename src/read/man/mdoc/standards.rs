//! What pages name by a short word: standards, libraries, versions of UNIX.

/// Standards and what they are called.
#[rustfmt::skip]
const STANDARDS: &[(&str, &str)] = &[
    ("ansiC", "ANSI X3.159-1989 (“ANSI C89”)"), ("ansiC-89", "ANSI X3.159-1989 (“ANSI C89”)"),
    ("isoC", "ISO/IEC 9899:1990 (“ISO C90”)"), ("isoC-90", "ISO/IEC 9899:1990 (“ISO C90”)"),
    ("isoC-99", "ISO/IEC 9899:1999 (“ISO C99”)"), ("isoC-2011", "ISO/IEC 9899:2011 (“ISO C11”)"),
    ("isoC-2017", "ISO/IEC 9899:2018 (“ISO C17”)"), ("isoC-2023", "ISO/IEC 9899:2024 (“ISO C23”)"),
    ("iso8601", "ISO 8601"), ("ieee754", "IEEE Std 754-1985"), ("iso9945-1-90", "ISO/IEC 9945-1:1990 (“POSIX.1”)"),
    ("iso9945-1-96", "ISO/IEC 9945-1:1996 (“POSIX.1”)"), ("iso9945-2-93", "ISO/IEC 9945-2:1993 (“POSIX.2”)"),
    ("susv1", "Single UNIX Specification, Version 1 (“SUSv1”)"),
    ("susv2", "Single UNIX Specification, Version 2 (“SUSv2”)"),
    ("susv3", "Single UNIX Specification, Version 3 (“SUSv3”)"),
    ("susv4", "Single UNIX Specification, Version 4 (“SUSv4”)"),
    ("svid4", "System V Interface Definition, Fourth Edition (“SVID4”)"),
    ("xpg3", "X/Open Portability Guide, Issue 3 (“XPG3”)"), ("xpg4", "X/Open Portability Guide, Issue 4 (“XPG4”)"),
    ("xpg4.2", "X/Open Portability Guide, Issue 4, Version 2 (“XPG4.2”)"),
    ("xcu5", "X/Open Commands and Utilities, Issue 5 (“XCU5”)"),
    ("xsh5", "X/Open System Interfaces and Headers, Issue 5 (“XSH5”)"),
    ("xns5", "X/Open Networking Services, Issue 5 (“XNS5”)"),
    ("xns5.2", "X/Open Networking Services, Issue 5.2 (“XNS5.2”)"),
];

/// Libraries and what is in them.
#[rustfmt::skip]
const LIBRARIES: &[(&str, &str)] = &[
    ("libc", "Standard C Library"), ("libm", "Math Library"), ("libpthread", "POSIX Threads Library"),
    ("librt", "POSIX Realtime Library"), ("libutil", "System Utilities Library"), ("libcrypt", "Crypt Library"),
    ("libcurses", "Curses Library"), ("libedit", "Command Line Editor Library"), ("libz", "Compression Library"),
    ("libmagic", "Magic Number Recognition Library"), ("libkvm", "Kernel Memory Library"),
];

/// What a standard is called: by the table, or by the rule that the standards of the IEEE follow. Others keep their words.
pub(super) fn standard(name: &str) -> String {
    let name = name.trim_start_matches('-');
    if let Some((_, words)) = STANDARDS.iter().find(|(known, _)| *known == name) {
        return (*words).to_owned();
    }
    posix(name).unwrap_or_else(|| name.to_owned())
}

/// What `p1003.1-2008` and the like are called.
fn posix(name: &str) -> Option<String> {
    let number = name.strip_prefix("p1003.")?;
    let (part, year) = match number.split_once('-') {
        Some((part, year)) => (part, Some(year)),
        None => (number, None),
    };
    let part_known = part.bytes().all(|b| b.is_ascii_alphanumeric());
    let year_known = year.is_none_or(|year| year.bytes().all(|b| b.is_ascii_digit()));
    let year = year.map(|year| match year.len() {
        2 => format!("-19{year}"),
        _ => format!("-{year}"),
    });
    let said = format!(
        "IEEE Std 1003.{part}{} (“POSIX.{part}”)",
        year.unwrap_or_default()
    );
    (part_known && year_known).then_some(said)
}

/// What a library is called.
pub(super) fn library(name: &str) -> String {
    let known = LIBRARIES.iter().find(|(known, _)| *known == name);
    let short = name.strip_prefix("lib").unwrap_or(name);
    known.map_or_else(
        || format!("library “{name}”"),
        |(_, words)| format!("{words} ({name}, -l{short})"),
    )
}

/// What a version of UNIX is called that AT&T made, if it is one.
pub(super) fn unix(version: &str) -> Option<String> {
    let edition = version
        .strip_prefix('v')
        .filter(|n| matches!(n.as_bytes(), [b'1'..=b'7']));
    if let Some(edition) = edition {
        return Some(format!("Version {edition} AT&T UNIX"));
    }
    Some(match version {
        "32v" => "Version 32V AT&T UNIX".to_owned(),
        "III" | "V" => format!("AT&T System {version} UNIX"),
        "V.1" | "V.2" | "V.3" | "V.4" => {
            let release = version.trim_start_matches("V.");
            format!("AT&T System V Release {release} UNIX")
        }
        _ => return None,
    })
}
