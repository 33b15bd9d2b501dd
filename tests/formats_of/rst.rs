//! What is `reStructuredText`'s own.

use rubricate::read::Format;

use super::screen::{document_of, links, tables, text};

/// What a reader sees of a source.
fn seen(source: &str) -> String {
    text(&document_of(source, Format::Rst))
        .trim_end()
        .to_owned()
}

#[test]
fn code_has_the_caption_that_it_says() {
    for name in ["code-block", "literalinclude"] {
        let source =
            format!("A\n\n.. {name}:: rye\n   :linenos:\n   :caption: Of *rye*\n\n   x\n\nB\n");
        let seen = seen(&source);
        assert!(seen.contains("Of rye\n\nx\n\nB"), "{seen}");
    }
}

#[test]
fn the_texts_that_are_parts_of_one_are_a_list() {
    let source = ".. toctree::\n   :maxdepth: 2\n   :caption: Grain\n\n   rye\n   Of oats <more/oats>\n   self\n   \
                  notes.md\n   The mill <https://mill.example>\n   old/*\n\nWords.\n\n\
                  .. toctree::\n   :hidden:\n\n   barley\n";
    let document = document_of(source, Format::Rst);
    assert_eq!(
        text(&document).trim_end(),
        "Grain\n\n• rye\n• Of oats\n• notes.md\n• The mill\n• old/*\nWords."
    );
    let found = links(&document);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        found,
        [
            ("rye", "rye.rst"),
            ("Of oats", "more/oats.rst"),
            ("notes.md", "notes.md"),
            ("The mill", "https://mill.example"),
        ]
    );
}

#[test]
fn terms_of_a_glossary_may_share_what_they_mean() {
    let source = ".. glossary::\n   :sorted:\n\n   rye\n   *Secale*\n      A grain.\n\n      More.\n\n   oats\n      \
                  Another.\n\nWords\nof it.\n";
    assert_eq!(
        seen(source),
        "rye\n\nSecale\n\nA grain.\n\nMore.\n\noats\n\nAnother.\n\nWords of it."
    );
}

#[test]
fn a_link_shows_what_its_place_is_called() {
    let source = "See :ref:`low`, :ref:`top`, :ref:`here <low>`, :ref:`none`, :ref:`bare`, :ref:`f`, :ref:`t`, :ref:`c`.\n\n\
                  .. _low:\n.. _too:\n\nOf ``low``\n----------\n\n.. _top:\n\n====\nTop\n====\n\n\
                  .. _bare:\n\nWords.\n\n.. _f:\n\n.. figure:: a.png\n   :alt: a\n\n   All\n   rye\n\n\
                  .. _t:\n\n.. list-table:: Grain\n\n   * - a\n\n.. _c:\n\n.. code-block:: c\n   :caption: Source\n\n   x\n";
    let found = links(&document_of(source, Format::Rst));
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        found,
        [
            ("Of low", "#low"),
            ("Top", "#top"),
            ("here", "#low"),
            ("none", "#none"),
            ("bare", "#bare"),
            ("All rye", "#f"),
            ("Grain", "#t"),
            ("Source", "#c"),
        ]
    );
    // A title that names itself does so once.
    let source = ".. _a:\n\nA :ref:`a`\n---------\n\n:ref:`a`\n";
    assert_eq!(seen(source), "A A a\n\nA a");
}

#[test]
fn a_list_in_a_cell_makes_no_column() {
    for source in [
        ".. list-table::\n\n   * - a\n     - - b\n       - c\n   * - d\n\n       * e\n       * f\n     - g\n",
        ".. list-table::\n\n   *\n     - a\n     - b\n\n       - c\n   * - d\n       * e\n       * f\n     - g\n",
    ] {
        let rows = tables(&document_of(source, Format::Rst));
        assert_eq!(rows.len(), 1);
        let columns = rows[0].1.iter().map(|row| row.matches('|').count());
        assert!(columns.eq([1, 1]), "{rows:?}");
    }
}

#[test]
fn what_stands_for_a_picture_is_said() {
    let source = "A |logo| b |bare| c |r|, |version|.\n\n.. |logo| image:: a.png\n   :width: 3\n   :alt: The logo\n\
                  .. |bare| image:: b.png\n.. |r| replace:: of |logo|\n";
    assert_eq!(seen(source), "A The logo b bare c of The logo, version.");
}
