//! Corrections find their lines again, or have no effect.

use super::*;
use crate::document::parts_of_texts::Parts;

const TEXT: &str = "Salt\n\nNotes\nOne is of the sea.\n\nNotes\nTwo is of the ground.\n\n  Notes\nThree is of both.\n";

/// Where the n-th of some words stands in a text.
fn place(text: &str, words: &str, n: usize) -> Place {
    let at = text.match_indices(words).nth(n).unwrap().0;
    Place {
        part: 0,
        offset: at as u32,
    }
}

/// The correction of one line of a text.
fn correction(text: &str, words: &str, n: usize, level: Option<u8>) -> Correction {
    let found = identify(&Parts::of(&[text]), &[place(text, words, n)], 1, level);
    assert_eq!(found.len(), 1);
    found[0].0.clone()
}

/// Lines and levels of the headings of a text with corrections, over an outline without any.
fn headings(texts: &[&str], kept: Vec<Correction>) -> Vec<(u64, u8, String)> {
    let pages = Parts::of(texts);
    let mut finder = Finder::new(kept.clone());
    for number in 0..pages.parts() {
        finder.read(&pages.part(number));
    }
    let mut corrections = Corrections::default();
    corrections.keep(kept);
    corrections.locate(finder.found(true));
    let outline = corrections.apply(Outline::default());
    let told = |h: &Heading| (h.line, h.level, h.text.clone());
    outline.headings.iter().map(told).collect()
}

#[test]
fn a_line_is_found_again_when_the_text_changed_elsewhere() {
    let second = correction(TEXT, "Notes", 1, Some(2));
    let notes = |line| vec![(line, 2, "Notes".to_owned())];
    assert_eq!(headings(&[TEXT], vec![second.clone()]), notes(6));
    let above = format!("A line.\n\nNotes\n\nAnother one.\n{TEXT}");
    assert_eq!(headings(&[&above], vec![second.clone()]), notes(11));
    let edited = TEXT.replace("Two is of the ground", "Two comes from the ground");
    assert_eq!(headings(&[&edited], vec![second.clone()]), notes(6));
    let blanks = TEXT.replace("\n\nNotes", "\n \n\n   Notes  ");
    assert_eq!(headings(&[&blanks], vec![second]), notes(8));
}

#[test]
fn of_equal_lines_the_one_that_was_meant_is_corrected() {
    for (n, line) in [(0, 3), (1, 6), (2, 9)] {
        let one = correction(TEXT, "Notes", n, Some(1));
        assert_eq!(headings(&[TEXT], vec![one])[0].0, line);
    }
    // Nothing tells them apart but their count.
    let same = "x\nNotes\nx\nNotes\nx\nNotes\nx\n";
    for (n, line) in [(0, 2), (1, 4), (2, 6)] {
        let one = correction(same, "Notes", n, Some(1));
        assert_eq!(headings(&[same], vec![one])[0].0, line);
    }
}

#[test]
fn a_correction_whose_line_is_gone_has_no_effect() {
    let second = correction(TEXT, "Notes", 1, Some(1));
    let gone = TEXT.replace("Notes\nTwo is of the ground.\n\n", "");
    // What is left of the same words has other neighbours.
    let gone = gone
        .replace("Three", "What stands below")
        .replace("One", "A first one");
    let gone = gone.replace("Salt", "Of Salt");
    assert_eq!(headings(&[&gone], vec![second.clone()]), []);
    assert_eq!(headings(&[""], vec![second.clone()]), []);
    assert_eq!(headings(&[TEXT], vec![second]).len(), 1, "it is kept");
}

#[test]
fn neighbours_and_counts_reach_over_the_borders_of_parts() {
    let second = correction(TEXT, "Notes", 1, Some(1));
    let (head, tail) = TEXT.split_at(TEXT.find("Notes\nTwo").unwrap());
    assert_eq!(headings(&[head, tail], vec![second.clone()])[0].0, 6);
    let (head, tail) = TEXT.split_at(TEXT.find("Two").unwrap());
    assert_eq!(headings(&[head, tail], vec![second.clone()])[0].0, 6);
    let pages = Parts::of(&[head, tail]);
    let found = identify(&pages, &[place(TEXT, "Notes", 1)], 1, Some(1));
    assert_eq!(found[0].0, second);
}

#[test]
fn the_last_word_on_a_line_counts_and_is_taken_back_first() {
    let text = "# Bread\n\n## Flour\n\nFine.\n\n## Water\n\nCold.\n";
    let outline = || crate::outline::outline(text);
    let pages = Parts::of(&[text]);
    let mut corrections = Corrections::default();
    let make = |corrections: &mut Corrections, level| {
        let step = 1 + corrections.made.len() as u64;
        let place = outline().headings[0].place;
        for (correction, spot) in identify(&pages, &[place], step, level) {
            corrections.make(correction, spot);
        }
    };
    let judged = outline();
    let levels = |corrections: &Corrections| {
        let corrected = corrections.apply(outline());
        let told = |h: &Heading| (h.text.clone(), h.level);
        corrected.headings.iter().map(told).collect::<Vec<_>>()
    };
    make(&mut corrections, Some(3));
    assert_eq!(levels(&corrections)[0], ("Flour".to_owned(), 3));
    make(&mut corrections, Some(0));
    assert_eq!(levels(&corrections), [("Water".to_owned(), 1)]);
    make(&mut corrections, None);
    assert_eq!(corrections.apply(outline()), judged);
    assert_eq!(corrections.take_back(), Some((3, 1)));
    assert_eq!(corrections.take_back(), Some((2, 1)));
    assert_eq!(levels(&corrections)[0], ("Flour".to_owned(), 3));
    assert_eq!(corrections.take_back(), Some((1, 1)));
    assert_eq!(corrections.take_back(), None);
    assert_eq!(corrections.apply(outline()), judged);
}
