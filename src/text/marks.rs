//! The marks of headings in texts that have no format: signs before them, and the line that says that they count.

/// What a heading line says without the marks around it, and the bytes before that: up to six `#` with blanks behind
/// them as in Markdown, and closing ones with a blank before them; or the stars of an outline.
///
/// ```
/// use rubricate::text::without_marks;
/// assert_eq!(without_marks("## Learning C# ##"), (3, "Learning C#"));
/// assert_eq!(without_marks("#1 of 7"), (0, "#1 of 7"));
/// assert_eq!(without_marks("** The Oven"), (3, "The Oven"));
/// assert_eq!(without_marks("*salt*"), (0, "*salt*"));
/// ```
pub fn without_marks(line: &str) -> (usize, &str) {
    let stars = line.starts_with('*');
    let sign = if stars { '*' } else { '#' };
    let marks = line.len() - line.trim_start_matches(sign).len();
    let rest = line.get(marks..).unwrap_or("");
    let said = rest.trim_start();
    let most = if stars { usize::from(u8::MAX) } else { 6 };
    if !(1..=most).contains(&marks) || said.is_empty() || said.len() == rest.len() {
        return (0, line.trim_end());
    }
    if stars {
        return (line.len() - said.len(), said.trim_end());
    }
    let open = said.trim_end().trim_end_matches('#');
    let said_open = open.trim_end();
    let closed = if said_open.len() < open.len() && !said_open.is_empty() {
        said_open
    } else {
        said.trim_end()
    };
    (line.len() - said.len(), closed)
}

/// What a line says beside the note that tells Emacs to show the text as an outline, which is what its lines with stars
/// are then; nothing where it has no such note.
///
/// ```
/// use rubricate::text::outline_title;
/// assert_eq!(outline_title("News of bread   -*- outline -*-"), Some("News of bread"));
/// assert_eq!(outline_title("-*- coding: utf-8; mode: outline -*-"), Some(""));
/// assert_eq!(outline_title("News of bread"), None);
/// ```
pub fn outline_title(line: &str) -> Option<&str> {
    let (title, rest) = line.split_once("-*-")?;
    let (note, behind) = rest.split_once("-*-")?;
    let mut settings = note.split(';').map(str::trim);
    let is_mode = |setting: &str| {
        let mode = match setting.split_once(':') {
            Some((name, mode)) if name.trim().eq_ignore_ascii_case("mode") => mode.trim(),
            Some(_) => return false,
            None => setting,
        };
        ["outline", "outline-mode", "outline-minor"]
            .iter()
            .any(|own| mode.eq_ignore_ascii_case(own))
    };
    // Behind it stands at most the name of another way to show outlines.
    let behind = behind.trim();
    let alone = behind.is_empty() || behind.starts_with('(') && behind.ends_with(')');
    (alone && settings.any(is_mode)).then(|| title.trim_end())
}

/// Among so many lines at its beginning a text may say that it is an outline.
pub const NOTED: usize = 2;

/// Whether a text that begins so says that it is an outline.
///
/// ```
/// use rubricate::text::is_outline;
/// assert!(is_outline("\nNews of bread   -*- outline -*-\n\n* The first year\n"));
/// assert!(!is_outline("* The first year\n"));
/// ```
pub fn is_outline(text: &str) -> bool {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let mut first = filled.take(NOTED);
    first.any(|line| outline_title(line.trim()).is_some())
}
