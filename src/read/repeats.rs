//! How far a text may grow by words that it says once and shows again and again.

/// So many bytes may be shown again of any text, and so many for each of its own.
const LEAST: usize = 64 << 10;
const TIMES: usize = 16;
/// What showing something again takes beside its own bytes.
const EACH: usize = 16;

/// What may still be shown again.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    left: usize,
    refused: bool,
}

impl Repeats {
    /// Of a text of so many bytes.
    pub(super) fn of(size: usize) -> Self {
        Self {
            left: size.saturating_mul(TIMES).saturating_add(LEAST),
            refused: false,
        }
    }

    /// Whether so many bytes may be shown once more. If they may, they count.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        if let Some(left) = self.left.checked_sub(bytes.saturating_add(EACH)) {
            self.left = left;
            return true;
        }
        self.refuse();
        false
    }

    /// Notes that something is not shown again.
    pub(super) fn refuse(&mut self) {
        self.refused = true;
    }

    /// What is to be said where something was not shown again.
    pub(super) fn trouble(&self) -> Option<&'static str> {
        self.refused
            .then_some("it repeats too much: not all of that is shown")
    }
}
