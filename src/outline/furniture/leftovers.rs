//! What a web page leaves behind when its text is taken from it: lines to press, labels of advertisements.
//!
//! Only whole lines that say one of these phrases count, and only beside prose: in a list of names or in code they
//! are what the text is about.

use std::collections::{HashMap, HashSet};

use super::super::candidate::Candidate;
use super::super::facts::Fact;

/// Phrases that nobody heads a text with.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "share this article", "share this story", "share this post", "share on facebook", "share on twitter", "share on x",
    "share on linkedin", "share on whatsapp", "share on pinterest", "share on reddit", "share via email",
    "print this article", "email this article", "skip to content", "skip to main content", "skip to navigation",
    "skip navigation", "skip advertisement", "back to top", "sign up for our newsletter", "sign up for our newsletters",
    "sign up to our newsletter", "sign up for our free newsletter", "subscribe to our newsletter",
    "subscribe to our newsletters", "article continues below", "article continues below advertisement",
    "article continues after advertisement", "story continues below", "story continues below advertisement",
    "continue reading the main story", "advertisement - continue reading below", "scroll to continue",
    "follow us on facebook", "follow us on twitter", "follow us on instagram", "like us on facebook",
    "artikel teilen", "diesen artikel teilen", "zum inhalt springen", "zum hauptinhalt springen", "nach oben",
    "partager cet article", "partager l'article", "partager l’article", "aller au contenu",
    "aller au contenu principal", "la suite après la publicité", "la suite après cette publicité",
    "compartir este artículo", "saltar al contenido", "ir al contenido principal", "compartilhe este artigo",
    "continua após a publicidade", "continua depois da publicidade", "condividi questo articolo",
    "vai al contenuto", "deel dit artikel", "поделиться статьёй", "поделиться статьей", "この記事をシェア",
    "この記事をシェアする", "スポンサーリンク", "分享本文", "分享这篇文章", "分享這篇文章",
];

/// Labels of advertisements. Old books, and texts about advertising, have sections of these names.
const LABELS: &[&str] = &[
    "advertisement",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "advertentie",
    "реклама",
    "広告",
    "广告",
    "廣告",
    "광고",
];

/// What a line says, if it is short enough for any of them.
fn said(text: &str) -> Option<String> {
    if text.len() > 80 {
        return None;
    }
    let frame = |c: char| "[]()*_—–-|•·:…»›→▼↓↑ ".contains(c);
    let words = text.trim_matches(frame).split_whitespace();
    Some(words.collect::<Vec<_>>().join(" ").to_lowercase())
}

/// The numbers in `candidates` of those that are left over. `is_heading` says which of them the judge takes for one.
pub(in crate::outline) fn find(
    candidates: &[Candidate],
    is_heading: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut phrases = Vec::new();
    let mut labels: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, c) in candidates.iter().enumerate() {
        let Some(said) = said(&c.text).filter(|_| c.marks == 0 && c.underline.is_none()) else {
            continue;
        };
        let framed = c.text.starts_with(['[', '(', '—', '–', '-']);
        if PHRASES.contains(&said.as_str()) || (framed && LABELS.contains(&said.as_str())) {
            phrases.push(i);
        } else if LABELS.contains(&said.as_str()) {
            labels.entry(said).or_default().push(i);
        }
    }
    let at = |i: &usize| candidates.get(*i);
    let several = labels.values().flat_map(|same| {
        let beside = same.iter().filter(|i| at(i).is_some_and(is_beside_prose));
        let beside: Vec<usize> = beside.copied().collect();
        let alone = |i: &usize| at(i).is_some_and(is_inside_prose) && !is_heading(*i);
        let enough = beside.len() > 1;
        beside.into_iter().filter(move |i| enough || alone(i))
    });
    let several: Vec<usize> = several.collect();
    let mut found: Vec<usize> = phrases
        .iter()
        .copied()
        .filter(|i| at(i).is_some_and(is_beside_prose))
        .collect();
    found.extend(several);
    found.sort_unstable();
    // What stands beside one of them without anything between is one, too.
    let mut ranks: HashSet<u64> = found.iter().filter_map(at).map(|c| c.rank).collect();
    for i in phrases.iter().copied().chain(phrases.iter().rev().copied()) {
        let Some(rank) = at(&i).filter(|c| is_at_margin(c)).map(|c| c.rank) else {
            continue;
        };
        let near = ranks.contains(&(rank + 1)) || ranks.contains(&rank.wrapping_sub(1));
        if near && ranks.insert(rank) {
            found.push(i);
        }
    }
    found
}

/// Whether prose ends above a line or begins below it, or the text does.
fn is_beside_prose(c: &Candidate) -> bool {
    is_apart(c)
        && c.facts.any(&[
            Fact::PreviousProse,
            Fact::NextProse,
            Fact::ProseAhead,
            Fact::FirstOfText,
            Fact::LastOfText,
        ])
}

/// Whether a line stands between prose and prose in a text of one line a paragraph, as the label of an advertisement
/// does.
fn is_inside_prose(c: &Candidate) -> bool {
    is_apart(c)
        && c.facts.has(Fact::PreviousProse)
        && c.facts.has(Fact::PreviousStop)
        && c.facts.has(Fact::NextLong)
        && !c.facts.any(&[
            Fact::AllCaps,
            Fact::EndsStop,
            Fact::WrappedAlone,
            Fact::WrappedNot,
        ])
}

/// Whether a line is neither the end of a sentence that was wrapped nor the beginning of one.
fn is_apart(c: &Candidate) -> bool {
    let above = [Fact::BlankBefore, Fact::FirstOfText, Fact::PreviousStop];
    is_at_margin(c)
        && c.facts.any(&above)
        && (c.facts.has(Fact::BlankAfter) || !c.facts.has(Fact::NextLower))
}

/// Whether a line is not among code, the entries of a list or of contents.
fn is_at_margin(c: &Candidate) -> bool {
    let other = [
        Fact::PreviousCode,
        Fact::NextCode,
        Fact::Indented,
        Fact::PreviousColon,
    ];
    !c.in_reach && !c.facts.any(&other)
}
