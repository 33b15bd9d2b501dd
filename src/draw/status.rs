//! The line at the foot: where one is, how far, what is said.

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::links::Choice;
use crate::app::matching::Found;
use crate::app::news::Standing;
use crate::app::pace;
use crate::app::saving::Question;
use crate::search::Query;
use crate::text::{self, Clean};

/// Shown until the first key is typed, of a text with sections, or of which it is not known yet, and of one without.
const HINTS: [&str; 2] = [
    "h help   o outline   J K sections   q quit",
    "no sections found   h help   q quit",
];

/// Between two remarks.
const BETWEEN: &str = "  ·  ";

/// Paints the status line, if there is room for one.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let Some(area) = app.regions().status else {
        return;
    };
    let mut right = right(app, area.width);
    let notice = app.notices().collect::<Vec<_>>().join(BETWEEN);
    // What is said now matters more than what can be read here at any time.
    while text::cells(&notice) + text::cells(&right) + 4 > usize::from(area.width) {
        let Some((_, rest)) = right.split_once(BETWEEN) else {
            break;
        };
        right = rest.to_owned();
    }
    // What one types has to be seen, whatever else there is to be told.
    if app.is_typing() && text::cells(&right) * 2 > usize::from(area.width) {
        right.clear();
    }
    let start = area.width.saturating_sub(text::cells(&right) as u16 + 1);
    let room = usize::from(start.saturating_sub(3));
    let (left, style) = left(app, notice, theme, room);
    frame.put(
        area,
        area.x + 1,
        area.y,
        &text::ellipsis(&left, room),
        style,
    );
    frame.put(area, area.x + start, area.y, &right, theme.quiet);
}

fn left(app: &App, notice: String, theme: &Theme, room: usize) -> (String, ratatui::style::Style) {
    if let Some(prompt) = app.finding().prompt() {
        let line = typed_line(
            prompt.purpose.sign().encode_utf8(&mut [0; 4]),
            &prompt.text,
            room,
        );
        return (line, theme.notice);
    }
    if let Some(words) = app.words() {
        return (typed_line(":", words, room), theme.notice);
    }
    match app.saving().question() {
        Some(Question::Name(typed)) => return (typed_line("save to: ", typed, room), theme.notice),
        Some(Question::Over(name)) => return (over_line(name, room), theme.notice),
        None => {}
    }
    if let Some(choice) = app.choice() {
        return (choice_line(choice, room), theme.notice);
    }
    if !notice.is_empty() {
        return (notice, theme.notice);
    }
    match app.help_read() {
        Some(100) => return ("b goes back   q closes".to_owned(), theme.quiet),
        Some(_) => return ("Space shows more   q closes".to_owned(), theme.quiet),
        None if app.help().is_some() => return ("q closes".to_owned(), theme.quiet),
        None => {}
    }
    if let Some(percent) = app.saving().percent() {
        return (format!("saving: {percent} %   Esc cancels"), theme.notice);
    }
    let path = app.path();
    if path.is_empty() {
        let name = app.document().name.to_string();
        let structure = app.structure();
        // Nobody waits for the outline of a short one.
        let long = app.document().pages().parts() > 1;
        let bare = long && structure.complete && structure.outline.headings.is_empty();
        let hinted = format!("{name}   {}", if bare { HINTS[1] } else { HINTS[0] });
        let shown = if app.is_fresh() && text::cells(&hinted) <= room {
            hinted
        } else {
            name
        };
        return (shown, theme.quiet);
    }
    // The innermost section matters most: outer ones give way first.
    let mut names: Vec<&str> = path.iter().map(|h| h.text.as_str()).collect();
    loop {
        let crumbs = names.join(" › ");
        if names.len() <= 1 || text::cells(&crumbs) <= room {
            return (crumbs, theme.quiet);
        }
        names.remove(0);
    }
}

/// Which link would be followed, and where it really leads: what is shown of that is its beginning and its end.
fn choice_line(choice: Choice, room: usize) -> String {
    match choice {
        Choice::Open(count, typed) => {
            let whole = format!("link 1 to {count}: {typed}▏");
            if text::cells(&whole) <= room {
                whole
            } else {
                format!("link: {typed}▏")
            }
        }
        Choice::Chosen(number, target) => {
            let sign = format!("{number} → ");
            let hint = "   Enter opens it";
            let left = room.saturating_sub(text::cells(&sign));
            if text::cells(&target) + text::cells(hint) <= left {
                return format!("{sign}{target}{hint}");
            }
            format!("{sign}{}", middle(&target, left))
        }
    }
}

/// A text cut in its middle to so many cells.
fn middle(text: &str, room: usize) -> String {
    if text::cells(text) <= room || room < 8 {
        return text::ellipsis(text, room);
    }
    let tail = room / 3;
    let clusters: Vec<&str> = text::clusters(text).collect();
    let mut taken = 0;
    let fits = |cluster: &&&str| {
        taken += text::cluster_cells(cluster);
        taken <= tail
    };
    let count = clusters.iter().rev().take_while(fits).count();
    let end = clusters
        .get(clusters.len() - count..)
        .unwrap_or(&[])
        .concat();
    let (head, _) = text::fit(text, room - 1 - text::cells(&end));
    format!("{head}…{end}")
}

/// The question whether a file may be written over. Where it is too long the name is shortened, not the question.
fn over_line(name: &str, room: usize) -> String {
    let name = Clean::line(name.rsplit('/').next().unwrap_or(name));
    let left = room.saturating_sub(text::cells("write over ? y/n ▏"));
    format!("write over {}? y/n ▏", text::ellipsis(&name, left))
}

/// A line in which something is typed. Where it is too long its end is shown: that is where one types.
fn typed_line(sign: &str, typed: &str, room: usize) -> String {
    let whole = format!("{sign}{typed}▏");
    if text::cells(&whole) <= room {
        return whole;
    }
    let mut left = room.saturating_sub(text::cells(sign) + text::cells("…▏"));
    let mut end: Vec<&str> = text::clusters(typed).collect();
    let fits = |cluster: &&&str| {
        let rest = left.checked_sub(text::cluster_cells(cluster));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let fitting = end.iter().rev().take_while(fits).count();
    let end = end.split_off(end.len() - fitting).concat();
    format!("{sign}…{end}▏")
}

fn right(app: &App, width: u16) -> String {
    if app.help().is_some() {
        let read = app.help_read();
        return read.map_or_else(String::new, |percent| format!("{percent} %"));
    }
    // Of what is still coming nobody knows how much that is.
    let finished = app.document().pages().finished();
    let percent = if finished {
        // What is a whole number of percent has to be that, however it is divided.
        format!("{} %", (app.view().progress * 100.0 + 1e-9).floor() as u32)
    } else {
        match app.come().filter(|_| width >= 60) {
            Some(bytes) => format!("{} …", text::amount(bytes)),
            None => "…".to_owned(),
        }
    };
    if width < 20 {
        return percent;
    }
    let mut parts = Vec::new();
    let pending = app.pending();
    if !pending.is_empty() {
        parts.push(pending);
    }
    let matches = app.view().found.map(|found| shown(found, finished, width));
    if app.finding().prompt().is_some() {
        // While one types that counts, and the rest waits.
        let literal = app.finding().query().is_some_and(Query::is_taken_literally);
        if literal && width >= 60 {
            parts.push("as typed, no expression".to_owned());
        }
        parts.extend(matches);
        return parts.join(BETWEEN);
    }
    parts.extend(matches);
    if app.finding().is_filtering() {
        parts.push("filtered".to_owned());
    }
    if app.moved_sideways() > 0 {
        parts.push(format!("← {}", app.moved_sideways()));
    }
    parts.extend(app.standing().map(|why| standing(why, width).to_owned()));
    if app.is_written() {
        parts.push("as written".to_owned());
    }
    if width >= 60 {
        parts.extend(app.document().pages().encoding().map(str::to_owned));
        match app.view().hidden {
            0 => {}
            1 => parts.push("1 control left out".to_owned()),
            hidden => parts.push(format!("{hidden} controls left out")),
        }
        // Of a text that is still coming that share would become less again and again.
        if let Some(done) = app.judging().filter(|_| finished) {
            parts.push(format!("outline {done} %"));
        }
    }
    if app.is_following() {
        parts.push("following".to_owned());
        return parts.join(BETWEEN);
    }
    parts.push(percent);
    let whole = finished && !app.finding().is_filtering();
    if whole && width >= 50 && app.view().progress < 1.0 && app.minutes_left() < 6000.0 {
        parts.push(left_to_read(app.minutes_left()));
    }
    parts.join(BETWEEN)
}

/// Why the text is not what its source is.
fn standing(why: Standing, width: u16) -> &'static str {
    match (why, width >= 60) {
        (Standing::Grown, true) => "grown on disk",
        (Standing::Grown, false) => "grown",
        (Standing::Changed, true) => "changed on disk",
        (Standing::Changed, false) => "changed",
        (Standing::Replaced, true) => "replaced on disk",
        (Standing::Replaced, false) => "replaced",
        (Standing::Deleted, true) => "deleted on disk",
        (Standing::Deleted, false) => "deleted",
        (Standing::NotStored, true) => "input not stored",
        (Standing::NotStored, false) => "not stored",
        (Standing::CutShort, _) => "cut short",
        (Standing::Stopped, true) => "rest not taken in",
        (Standing::Stopped, false) => "stopped",
    }
}

/// How much was found: "3 of 41", and as long as not all is counted "3 of 41 …". `all` says whether all of the text is
/// there.
fn shown(found: Found, all: bool, width: u16) -> String {
    let total = match (found.total, found.complete) {
        (0, true) if all => "no match".to_owned(),
        (0, true) => "no match yet".to_owned(),
        (total, true) => total.to_string(),
        (total, false) => format!("{total} …"),
    };
    let mut text = match found.nth {
        Some(nth) => format!("{nth} of {total}"),
        None if found.complete && found.total == 1 => "1 match".to_owned(),
        None if found.complete && found.total > 0 => format!("{total} matches"),
        None => total,
    };
    if let Some(percent) = found.percent.filter(|_| width >= 60) {
        text.push_str(&format!("  ·  searched {percent} %"));
    }
    text
}

fn left_to_read(minutes: f64) -> String {
    if minutes < 90.0 {
        format!("{} min left", pace::shown(minutes))
    } else {
        let minutes = minutes.round();
        format!(
            "{:.0} h {:02.0} min left",
            (minutes / 60.0).floor(),
            minutes % 60.0
        )
    }
}
