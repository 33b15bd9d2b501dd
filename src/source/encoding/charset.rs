//! Encodings by the names that people and programs know them by.

use encoding_rs::Encoding as Known;

/// An encoding that somebody said a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(pub(super) &'static Known);

impl Charset {
    /// Names to be told of and guessed from: one or two of each encoding. Many others are understood.
    pub const NAMES: [&'static str; 45] = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "latin1",
        "latin2",
        "ascii",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-874",
        "iso-8859-1",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-9",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "macintosh",
        "ibm866",
        "koi8-r",
        "koi8-u",
        "shift_jis",
        "euc-jp",
        "iso-2022-jp",
        "gb18030",
        "gbk",
        "gb2312",
        "big5",
        "euc-kr",
    ];

    /// The encoding of a name: any that pages of the web may have (<https://encoding.spec.whatwg.org/#names-and-labels>),
    /// in any case. As there, `latin1` is Windows-1252.
    ///
    /// ```
    /// use rubricate::source::encoding::Charset;
    /// assert_eq!(Charset::named("SJIS"), Charset::named("shift_jis"));
    /// assert_eq!(Charset::named("morse"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Known::for_label_no_replacement(name.as_bytes()).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_known() {
        for name in Charset::NAMES {
            assert!(Charset::named(name).is_some(), "{name}");
        }
    }
}
