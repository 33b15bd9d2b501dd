//! What the screen may never be told.

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, CellWidth};

use rubricate::draw::theme::Theme;

use super::cases;
use super::output::strange;
use super::strategy::{bytes, text};
use super::window::{paint, parse, reader};

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn nothing_of_a_text_acts_on_a_terminal(bytes in bytes(), size in (1..130_u16, 1..30_u16), keys in 0..4_usize) {
        let mut app = reader(bytes, size.0, size.1);
        for key in parse(["", "G", "o", "h"][keys]) {
            app.key(key);
        }
        app.settle();
        let buffer = paint(&app, &Theme::rubric());
        let mut out = Vec::new();
        let changes = Buffer::empty(buffer.area).diff(&buffer);
        CrosstermBackend::new(&mut out).draw(changes.into_iter()).unwrap();
        prop_assert_eq!(strange(&out), Vec::<String>::new());
    }

    #[test]
    fn what_is_painted_fits_its_cells(text in text(), size in (1..130_u16, 1..30_u16)) {
        let app = reader(text, size.0, size.1);
        let buffer = paint(&app, &Theme::rubric());
        for y in 0..size.1 {
            let mut x = 0;
            while x < size.0 {
                let cells = buffer[(x, y)].cell_width();
                prop_assert!(cells >= 1 && x + cells <= size.0, "{:?}", buffer[(x, y)]);
                for hidden in x + 1..x + cells {
                    prop_assert_eq!(buffer[(hidden, y)].symbol(), " ");
                }
                x += cells;
            }
        }
    }
}
