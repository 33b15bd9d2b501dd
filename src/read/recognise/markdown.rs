//! Markdown that comes without a name: told by its headings with several other signs, so that a script with remarks, a log or a
//! letter in which somebody quotes some of it is none.

use memchr::memmem;

/// How many kinds of signs show it, a heading among them, where the text begins as Markdown often does: with a heading, a picture,
/// a tag, or settings.
const ENOUGH: usize = 3;
/// The same, where it begins with anything else.
const BEYOND_DOUBT: usize = 4;
/// What stands so many blanks further in, or behind a tab, may be code.
const CODE: usize = 4;

/// Whether a text is Markdown beyond doubt. A text whose headings nobody marked is none, whatever else is marked in it.
pub(super) fn is_markdown(lines: &[&[u8]]) -> bool {
    let Some(first) = lines.iter().position(|line| !line.is_empty()) else {
        return false;
    };
    let begins = |sign: &[u8]| lines.get(first).is_some_and(|line| line.starts_with(sign));
    // A script says so at once, and so does code that begins with a remark.
    let of_code: [&[u8]; 4] = [b"#!", b"/*", b"//", b"\"\"\""];
    if of_code.into_iter().any(begins) {
        return false;
    }
    let mut found = Found::default();
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let below = lines.get(at + 1).copied().unwrap_or_default();
        found.take(line, above.copied().unwrap_or_default(), below);
    }
    let signs: [&[u8]; 5] = [b"# ", b"![", b"[![", b"<", b"---"];
    let enough = if signs.into_iter().any(begins) {
        ENOUGH
    } else {
        BEYOND_DOUBT
    };
    if begins(b"#") && found.is_spaced() {
        return true;
    }
    // One alone, among others that nobody marked, is what somebody forgot there.
    let titled = found.headings > 1 || found.headings == 1 && begins(b"# ");
    titled && found.headings >= found.remarks && found.kinds() >= enough
}

/// The kinds of signs beside headings.
#[derive(Clone, Copy)]
enum Sign {
    Link,
    Fence,
    Table,
    Task,
    Reference,
    Strong,
}

/// Which signs of Markdown a text has shown.
#[derive(Default)]
struct Found {
    headings: usize,
    /// Lines that begin as the highest headings do, and have others close to them.
    remarks: usize,
    /// Lines that begin as any headings do, without empty ones around them.
    close: usize,
    /// Headings that stand alone with a list below them.
    lists: usize,
    /// Whether the last line that is not empty is a heading that stands alone.
    titled: bool,
    /// Whether there are words at the margin, as they are read.
    words: bool,
    /// Lines that set something, as in a script or in settings.
    settings: usize,
    /// By the numbers of [`Sign`].
    signs: [bool; 6],
    /// The sign of the fence that one is in.
    inside: Option<u8>,
}

impl Found {
    fn kinds(&self) -> usize {
        let signs = self.signs.iter().filter(|shown| **shown).count();
        signs + usize::from(self.headings > 0)
    }

    fn add_if(&mut self, shown: bool, sign: Sign) {
        if let Some(slot) = self.signs.get_mut(sign as usize) {
            *slot |= shown;
        }
    }

    fn take(&mut self, line: &[u8], above: &[u8], below: &[u8]) {
        if let Some(sign) = fence(line) {
            match self.inside {
                Some(open) if open == sign => {
                    self.add_if(true, Sign::Fence);
                    self.inside = None;
                }
                Some(_) => {}
                None => self.inside = Some(sign),
            }
            return;
        }
        if self.inside.is_some() {
            return;
        }
        // Remarks in a script stand right below what they are about, or have several lines.
        let apart = above.is_empty() && !below.starts_with(b"#");
        self.headings += usize::from(apart && is_heading(line));
        self.remarks += usize::from(!apart && line.starts_with(b"# "));
        self.space(line, above, below);
        let code =
            line.starts_with(b"\t") || line.iter().take_while(|b| **b == b' ').count() >= CODE;
        self.add_if(!code && has_link(line), Sign::Link);
        let rule = is_rule_of_table(line) && above.contains(&b'|');
        self.add_if(rule, Sign::Table);
        let task = [b"- [ ] ", b"- [x] ", b"* [ ] ", b"* [x] "]
            .iter()
            .any(|task| line.trim_ascii_start().starts_with(*task));
        self.add_if(task, Sign::Task);
        self.add_if(is_reference(line), Sign::Reference);
        self.add_if(!code && has_strong(line), Sign::Strong);
    }
}

impl Found {
    /// Looks at how a line stands to those around it.
    fn space(&mut self, line: &[u8], above: &[u8], below: &[u8]) {
        if line.is_empty() {
            return;
        }
        let heading = is_heading(line);
        // Remarks have one sign, as a rule; below a deeper heading the list may follow at once.
        let listed = line.starts_with(b"##") && is_item(below);
        let alone = above.is_empty() && (below.is_empty() || listed);
        self.close += usize::from(heading && !alone);
        self.lists += usize::from(self.titled && is_item(line));
        self.words |= is_sentence(line);
        self.settings += usize::from(!heading && is_setting(line, below));
        self.titled = heading && alone;
    }

    /// Whether all headings stand alone, several of them, and what is below them is written as only Markdown is. In a script
    /// remarks stand close to what they are about.
    fn is_spaced(&self) -> bool {
        let signs = self.kinds() > 1 && self.words || self.lists > 0;
        self.headings > 1 && self.close == 0 && self.settings == 0 && signs
    }
}

/// Whether a line at the margin begins and ends as sentences do, and has some words.
fn is_sentence(line: &[u8]) -> bool {
    let begins = line.first().is_some_and(u8::is_ascii_uppercase);
    let several = memchr::memchr_iter(b' ', line).nth(1).is_some();
    begins && several && matches!(line.last(), Some(b'.' | b':' | b'!' | b'?'))
}

/// Whether a line is an entry of a list, and begins with words.
fn is_item(line: &[u8]) -> bool {
    let Some(said) = line.strip_prefix(b"* ").or(line.strip_prefix(b"- ")) else {
        return false;
    };
    let begins = |byte: &u8| byte.is_ascii_alphanumeric() || b"`[*_\"(\\#".contains(byte);
    said.first()
        .is_some_and(|byte| begins(byte) || *byte >= 0x80)
        && !said.starts_with(b"* ")
}

/// Whether a line at the margin sets something: `key = value`, `key=value`, `- key: value` with another key below it.
fn is_setting(line: &[u8], below: &[u8]) -> bool {
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let key = |line: &[u8]| line.iter().take_while(|byte| named(byte)).count();
    let behind = |line: &[u8]| {
        let key = key(line);
        let rest = line.get(key..).unwrap_or_default();
        (key > 0)
            .then(|| rest.trim_ascii_start().first().copied())
            .flatten()
    };
    let entry = line.strip_prefix(b"- ");
    let keyed = |line: &[u8]| behind(line) == Some(b':');
    let nested = below.starts_with(b"  ") && keyed(below.trim_ascii_start());
    behind(line) == Some(b'=') || nested && entry.is_some_and(keyed)
}

/// The sign of a line that begins or ends code: three of them, and what language it is in.
fn fence(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_start();
    let sign = *line.first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = line.iter().take_while(|byte| **byte == sign).count();
    let behind = line.get(length..)?;
    (length > 2 && behind.len() < 64 && !behind.contains(&b'`')).then_some(sign)
}

/// Whether a line is `## Words`.
fn is_heading(line: &[u8]) -> bool {
    let signs = line.iter().take_while(|byte| **byte == b'#').count();
    let behind = line.get(signs..).unwrap_or_default();
    (1..=6).contains(&signs) && matches!(behind, [b' ', first, ..] if *first != b' ')
}

/// Whether a line has a link or a picture: `[words](where)`, of which neither is empty.
fn has_link(line: &[u8]) -> bool {
    memmem::find_iter(line, b"](").any(|at| {
        let before = line.get(..at).unwrap_or_default();
        let named = memchr::memrchr(b'[', before).is_some_and(|open| open + 1 < at)
            || before.ends_with(b"![");
        let behind = line.get(at + 2..).unwrap_or_default();
        let end = memchr::memchr(b')', behind).unwrap_or(0);
        let target = behind.get(..end).unwrap_or_default();
        let is_place = target.starts_with(b"#")
            || target.iter().any(|byte| matches!(byte, b'.' | b'/' | b':'));
        named && is_place && !target.starts_with(b" ")
    })
}

/// Whether a line is `| --- | :-: |`.
fn is_rule_of_table(line: &[u8]) -> bool {
    let sign = |byte: &u8| matches!(byte, b'|' | b'-' | b':' | b' ');
    line.contains(&b'|') && memmem::find(line, b"--").is_some() && line.iter().all(sign)
}

/// Whether a line says where a link or a note leads: `[name]: where`, `[^name]: words`.
fn is_reference(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"[") else {
        return false;
    };
    let Some(end) = memmem::find(rest, b"]: ") else {
        return false;
    };
    let target = rest.get(end + 3..).unwrap_or_default();
    let places: [&[u8]; 4] = [b"http", b"#", b"./", b"../"];
    (1..64).contains(&end)
        && (rest.starts_with(b"^") || places.iter().any(|place| target.starts_with(place)))
}

/// Whether a line has `**strong**` words.
fn has_strong(line: &[u8]) -> bool {
    let mut marks = memmem::find_iter(line, b"**");
    let (Some(open), Some(close)) = (marks.next(), marks.next()) else {
        return false;
    };
    let inside = line.get(open + 2..close).unwrap_or_default();
    let word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    word(inside.first()) && inside.last().is_some_and(|b| !b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::super::{Format, recognise};

    #[test]
    fn headings_and_two_more_signs_show_it_where_no_name_does() {
        for text in [
            "# Lamps\n\nSee [oil](oil.md) and **wicks**.\n",
            "# Lamps\n\n```sh\nlight\n```\n\n- [ ] buy oil\n",
            "[![build](https://a.example/b.svg)](https://a.example)\n\n## Use\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n## Care\n",
            "<p align=\"center\"><img src=\"a.png\"></p>\n\n# Lamps\n\n## Wicks\n\nA [wick](#wick).\n\n```\nlight\n```\n",
            "---\ntitle: Lamps\n---\n\n# Oil\n\n# Wicks\n\nIt is **dear**, says [^1].\n\n[^1]: The seller.\n",
            // An answer that begins with words, as programs that talk give it.
            "Here is how it is done.\n\n## Oil\n\n**Fill** it:\n\n```\nfill\n```\n\n- [x] See [this](https://a.example/b).\n\n## Wicks\n",
        ] {
            for name in [None, Some("README"), Some("lamps.txt")] {
                assert_eq!(recognise(name, text.as_bytes()), Format::Markdown, "{text}");
            }
            assert_eq!(recognise(Some("a.py"), text.as_bytes()), Format::Code);
            assert_eq!(recognise(Some("a.xyz"), text.as_bytes()), Format::Plain);
        }
    }

    #[test]
    fn headings_that_stand_alone_show_it_with_lists_or_code() {
        for text in [
            "# Changelog\n\n## 0.2.12 - 2025-10-24\n\n* Fix a thing\n",
            "# 1.5.0 (July 29, 2026)\n\n* Add a thing.\n\n# 1.4.2 (May 2, 2026)\n\n* Fix a thing.\n",
            "# What `#[derive(Not)]` generates\n\nThe code is simple.\n\n## Tuple structs\n\nIt is this:\n\n```rust\n# use a;\nlet b = 1;\n```\n",
            "# Lamps\n\n### Fixed\n- Fix a thing.\n\n### Changed\n- Change `it`.\n",
            "# Lamps\n\nThey burn [oil](oil.md) all night.\n\n## Wicks\n\nThey are short.\n",
        ] {
            assert_eq!(recognise(None, text.as_bytes()), Format::Markdown, "{text}");
            assert_eq!(
                recognise(Some("CHANGES"), text.as_bytes()),
                Format::Markdown
            );
        }
    }

    #[test]
    fn what_is_marked_in_other_texts_is_no_proof() {
        assert_eq!(
            recognise(
                None,
                b"#!/bin/sh\n\n# Lamps\n\necho '[a](b.md)' '**a**'\n\n```\n```\n"
            ),
            Format::Code
        );
        for text in [
            // Settings, and times of jobs, with remarks that stand alone.
            "# Lamps\n\n- name: oil\n  state: full\n\n# Wicks\n\n- name: cut\n  state: short\n",
            "# Lamps\n\noil = full\n\n# Wicks\n\n- one\n",
            "# Lamps\n\n* * * * * light\n\n# Wicks\n\n* * * * * cut\n",
            "# Lamps\n\n- oil\n\n# Wicks\ncut\n",
            "# Lamps: see [a](b.md)\nlight = 1 ** 2 ** 3\n\n# more\nlight()\n",
            "# Copyright (c) Anna.\n# Use it as you like, says https://a.example\n\n# The lamp.\n# See [a](b.md)\n\n# - **oil**\n\nx\n\n# The wick.\n# As [c](d.md)\n\n```\n```\n",
            "/*!\nLamps, **bright** ones, see [oil](oil.md).\n\n# Use\n\n```\nlight();\n```\n\n# Care\n\n- [ ] fill\n*/\n",
            "# Lamps\n\n    [a](b.md) and **b**\n\n\tlight **all** of [c](d.md)\n\n# Wicks\n\n```\ncut\n```\n",
            // Headings that nobody marked are to be found.
            "Lamps\n\nSee [oil](oil.md) and **wicks**.\n\n```\nlight\n```\n\n- [ ] buy\n",
            "# One\n\nWords, and no more signs.\n\n# Two\n\nWords.\n",
            "Words.\n\n# One\n\nSee [a](b.md), **two** signs.\n",
            "Lamps\n\nOf [oil](b.md), **dear** as it is.\n\nWicks\n\n```\ncut\n```\n\n### Test\n\n- [ ] Cut it\n",
            // All in code.
            "```\n# Lamps\n\n[a](b.md) **a**\n\n- [ ] c\n```\n",
            "",
        ] {
            assert_eq!(recognise(None, text.as_bytes()), Format::Plain, "{text}");
        }
    }
}
