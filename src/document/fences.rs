//! Fences: lines of backticks or tildes around code, as people write them also where nothing asks for marks.
//!
//! What they enclose is told inside of one part. The outline, which is the same however a text is cut, has a rule of its own for
//! that; where a fence is closed, both say the same.

/// Bare tildes that are more than these draw a line.
const MOST_BARE: usize = 6;
/// A title is hardly longer than the tildes around it, in bytes.
const ADORNED: usize = 2;

/// A line that may open a piece of code: three backticks or tildes, or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence<'a> {
    sign: u8,
    signs: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    /// The fence that a line may be, given without the blanks around it.
    pub fn of(line: &'a str) -> Option<Self> {
        let sign = *line.as_bytes().first()?;
        let backticks = match sign {
            b'`' => true,
            b'~' => false,
            _ => return None,
        };
        let behind = line.trim_start_matches(char::from(sign));
        let signs = line.len() - behind.len();
        let info = behind.trim();
        // Tildes around words adorn those, and many of them are a line below or between something.
        let opens = match info {
            _ if backticks => !info.contains('`'),
            "" => signs <= MOST_BARE,
            _ => !info.contains([' ', '~']) || info.starts_with('{'),
        };
        (signs > 2 && opens).then_some(Self { sign, signs, info })
    }

    /// What it says of the code behind it.
    pub fn info(&self) -> &'a str {
        self.info
    }

    /// Whether it is tildes alone, which might as well be a line below something or between it.
    pub fn is_bare(&self) -> bool {
        self.sign == b'~' && self.info.is_empty()
    }

    /// Whether a line ends the code that this one opens: with the same sign alone, at least as often.
    fn is_closed_by(&self, line: &str) -> bool {
        let signs = line.len();
        let enough = if self.is_bare() {
            signs == self.signs
        } else {
            signs >= self.signs
        };
        enough && line.bytes().all(|b| b == self.sign)
    }
}

/// The fences of a part that nothing closes, so that nobody looks for that twice.
#[derive(Clone, Debug, Default)]
pub struct Fences {
    /// For each sign the shortest.
    open: Vec<(u8, usize)>,
    /// Of bare tildes each.
    bare: Vec<usize>,
}

impl Fences {
    /// How many of the lines below a fence belong to the code that it opens, the fence at its end included; each line without
    /// the blanks around it. None where nothing closes it: then one from before this part was closed, or none was meant. A
    /// bare one opens nothing if it stands `under` a line that it may underline.
    pub fn close<'a>(
        &mut self,
        fence: Fence,
        under: bool,
        mut below: impl Iterator<Item = &'a str>,
    ) -> usize {
        let known = if fence.is_bare() {
            under || self.bare.contains(&fence.signs)
        } else {
            let shorter =
                |(sign, signs): &(u8, usize)| *sign == fence.sign && *signs <= fence.signs;
            self.open.iter().any(shorter)
        };
        if known {
            return 0;
        }
        let mut first = None;
        let mut blank = false;
        let close = below.position(|line| {
            let closes = fence.is_closed_by(line);
            if first.is_none() {
                // What begins with an empty line stands between two of those.
                blank = fence.is_bare() && line.is_empty();
                first = Some(line);
            }
            closes || blank
        });
        match close {
            _ if blank => 0,
            Some(1) if fence.is_bare() && fence.signs > 3 && adorns(&fence, first) => 0,
            Some(at) => at + 1,
            None => {
                if fence.is_bare() {
                    self.bare.push(fence.signs);
                } else {
                    self.open.retain(|(sign, _)| *sign != fence.sign);
                    self.open.push((fence.sign, fence.signs));
                }
                0
            }
        }
    }
}

/// Whether tildes above and below a line are there for the sake of a title.
fn adorns(fence: &Fence, line: Option<&str>) -> bool {
    line.is_some_and(|line| line.len() <= fence.signs + ADORNED)
}
