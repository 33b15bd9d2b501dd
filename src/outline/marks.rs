//! The punctuation of a line, counted in one pass for [facts](super::facts) and [measures](super::measures).

/// What a line has of punctuation.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub(super) struct Marks {
    pub(super) commas: u32,
    pub(super) quotes: u32,
    pub(super) brackets: u32,
    /// Dashes and the like between words.
    pub(super) dashes: u32,
    /// Two blanks in a row, and whether there are three.
    pub(super) gaps: u32,
    pub(super) columns: bool,
    /// Signs that programs use more than prose.
    pub(super) code: u32,
    /// Full stops.
    pub(super) dots: u32,
    /// Figures, and runs of them.
    pub(super) digits: u32,
    pub(super) groups: u32,
    /// A sign of money or a share.
    pub(super) money: bool,
    /// A web address or a mail address.
    pub(super) address: bool,
    /// Where the first colon stands, from 1, in bytes.
    pub(super) colon: Option<u32>,
    /// Whether a sentence ends inside the line.
    pub(super) sentence: bool,
    pub(super) owner: bool,
    pub(super) first: Option<char>,
    pub(super) last: Option<char>,
}

impl Marks {
    /// Counts the marks of a line.
    pub(super) fn of(text: &str) -> Self {
        let mut marks = Self {
            first: text.chars().next(),
            last: text.chars().next_back(),
            ..Self::default()
        };
        // The three characters before.
        let mut before = [' '; 3];
        for (at, c) in text.char_indices() {
            // Most characters are small letters, and only one of those is looked at.
            if !matches!(c, 'a'..='v' | 'x'..='z') {
                marks.take(c, at as u32, before);
            }
            let [_, b, d] = before;
            before = [b, d, c];
        }
        marks
    }

    fn take(&mut self, c: char, at: u32, [b3, b2, b1]: [char; 3]) {
        match c {
            'w' => self.address |= b1 == 'w' && b2 == 'w',
            'A'..='Z' => self.sentence |= ends(b3, b2, b1),
            '0'..='9' => {
                self.digits += 1;
                self.groups += u32::from(!b1.is_ascii_digit());
            }
            ' ' => {
                self.gaps += u32::from(b1 == ' ');
                self.columns |= b1 == ' ' && b2 == ' ' && at > 2;
                self.dashes += u32::from(matches!(b1, '-' | '–' | '|') && b2 == ' ');
            }
            '\t' => self.columns = true,
            ',' | ';' | '，' | '、' | '；' => self.commas += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' => self.quotes += 1,
            '(' | '（' | '[' | '【' => self.brackets += 1,
            '—' | '·' | '•' => self.dashes += 1,
            '€' | '£' | '¥' => self.money = true,
            '©' => self.owner = true,
            '…' => self.dots += 3,
            '.' => self.dots += 1,
            ':' | '：' => {
                self.colon = self.colon.or(Some(at + 1));
                self.code += u32::from(b1 == ':');
            }
            ')' => self.code += 2 * u32::from(b1 == '('),
            '{' | '}' | '<' | '>' | '=' | '|' | '\\' | '_' | '$' | '~' | '^' | '+' | '*' | '/'
            | '#' | '%' | '`' | '@' | '&' => {
                self.code += 1;
                self.money |= matches!(c, '$' | '%');
                self.address |= c == '@' || c == '/' && b1 == '/' && b2 == ':';
            }
            _ if !c.is_ascii() => {
                self.sentence |= c.is_uppercase() && ends(b3, b2, b1);
                self.sentence |= matches!(b1, '。' | '！' | '？') && c.is_alphanumeric();
            }
            _ => {}
        }
    }
}

/// Whether a sentence ends before a capital: a stop after a small letter, then a blank.
fn ends(b3: char, b2: char, b1: char) -> bool {
    b1 == ' ' && matches!(b2, '.' | '!' | '?') && b3.is_lowercase()
}
