//! Enough of Rust's grammar to find the names in a code and where each path leads.

/// A path in the code.
pub(crate) struct Mention {
    /// Where its last name begins.
    pub(crate) at: usize,
    /// Its names.
    pub(crate) path: Vec<String>,
}

impl Mention {
    /// Where the path leads inside the crate, seen from a module; nothing if it does not say that it stays inside.
    pub(crate) fn inside(&self, module: &[String]) -> Option<Vec<String>> {
        let (first, rest) = self.path.split_first()?;
        if rest.is_empty() {
            return None;
        }
        let mut target = match first.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => module.to_vec(),
            _ => return None,
        };
        let ups = self.path.iter().take_while(|name| *name == "super").count();
        target.truncate(target.len().saturating_sub(ups));
        target.extend(self.path.iter().skip(ups.max(1)).cloned());
        Some(target)
    }

    /// Whether it may be a crate or lie in one: a lone name of a code is something else, unless it is taken in.
    pub(crate) fn may_be_a_crate(&self, code: &[char]) -> bool {
        let before = code.get(..self.at).unwrap_or(&[]);
        let statement = before.rsplit(|c| ";}".contains(*c)).next().unwrap_or(&[]);
        let taken_in = |word: &str| matches!(word, "use" | "extern");
        self.path.len() > 1 || words(statement).iter().any(|(_, word)| taken_in(word))
    }
}

/// Reads a path or a group that begins at `at` and returns where it ends.
pub(crate) fn path_tree(
    code: &[char],
    at: usize,
    before: &mut Vec<String>,
    found: &mut Vec<Mention>,
) -> usize {
    match code.get(at) {
        Some('{') => {
            let mut at = at + 1;
            loop {
                while code.get(at).is_some_and(|c| c.is_whitespace() || *c == ',') {
                    at += 1;
                }
                match code.get(at) {
                    Some(&c) if is_name(c) || matches!(c, '*' | '{') => {
                        at = path_tree(code, at, &mut before.clone(), found);
                        // `as name`, and whatever else is not a path.
                        while code.get(at).is_some_and(|c| !matches!(c, ',' | '}')) {
                            at += 1;
                        }
                    }
                    Some('}') => return at + 1,
                    _ => return at,
                }
            }
        }
        Some('*') => {
            found.push(Mention {
                at,
                path: before.clone(),
            });
            at + 1
        }
        _ => {
            let length = code[at..].iter().take_while(|c| is_name(**c)).count();
            before.push(code[at..at + length].iter().collect());
            let end = at + length;
            let next = skip_blanks(code, end);
            if code.get(next) == Some(&':') && code.get(next + 1) == Some(&':') {
                let next = skip_blanks(code, next + 2);
                if code
                    .get(next)
                    .is_some_and(|c| is_name(*c) || matches!(c, '{' | '*'))
                {
                    return path_tree(code, next, before, found);
                }
            }
            found.push(Mention {
                at,
                path: before.clone(),
            });
            end
        }
    }
}

fn skip_blanks(code: &[char], at: usize) -> usize {
    at + code[at..].iter().take_while(|c| c.is_whitespace()).count()
}

pub(crate) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The names of a code with where they begin.
pub(crate) fn words(code: &[char]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, &c) in code.iter().enumerate() {
        match (is_name(c), inside) {
            (true, false) => found.push((at, c.to_string())),
            (true, true) => found.last_mut().expect("a word was begun").1.push(c),
            _ => {}
        }
        inside = is_name(c);
    }
    found
}

/// The code of a text: blanks in place of comments, strings and characters.
pub(crate) fn code_only(text: &str) -> Vec<char> {
    let mut code: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < code.len() {
        let end = match code[at] {
            '/' if code.get(at + 1) == Some(&'/') => find(&code, at, "\n"),
            '/' if code.get(at + 1) == Some(&'*') => comment_end(&code, at),
            '"' => string_end(&code, at),
            '\'' => match (code.get(at + 1), code.get(at + 2)) {
                (Some('\\'), _) => find(&code, at + 3, "'") + 1,
                (_, Some('\'')) => at + 3,
                _ => at, // a lifetime
            },
            'r' if at == 0 || !is_name(code[at - 1]) || matches!(code[at - 1], 'b' | 'c') => {
                let hashes = code[at + 1..].iter().take_while(|c| **c == '#').count();
                if code.get(at + 1 + hashes) == Some(&'"') {
                    let close = format!("\"{}", "#".repeat(hashes));
                    find(&code, at + 2 + hashes, &close) + close.len()
                } else {
                    at
                }
            }
            _ => at,
        };
        let end = end.min(code.len());
        blank(&mut code[at..end]);
        at = end.max(at + 1);
    }
    code
}

pub(crate) fn blank(code: &mut [char]) {
    for c in code {
        if *c != '\n' {
            *c = ' ';
        }
    }
}

/// Where a text stands next, from `at` on; the end if it does not.
fn find(code: &[char], at: usize, text: &str) -> usize {
    let text: Vec<char> = text.chars().collect();
    let rest = code.get(at..).unwrap_or(&[]);
    let found = rest.windows(text.len()).position(|window| window == text);
    found.map_or(code.len(), |n| at + n)
}

fn comment_end(code: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at + 1 < code.len() {
        match (code[at], code[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

fn string_end(code: &[char], mut at: usize) -> usize {
    at += 1;
    while at < code.len() && code[at] != '"' {
        at += if code[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Blanks the items that are compiled for tests only.
pub(crate) fn blank_tests(code: &mut [char]) {
    for mark in ["#[cfg(test)]", "#[cfg(all(test"] {
        loop {
            let start = find(code, 0, mark);
            if start == code.len() {
                break;
            }
            let end = item_end(code, start + mark.len());
            blank(&mut code[start..end]);
        }
    }
}

/// Where an item ends: at its semicolon or at the brace that closes its body.
fn item_end(code: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < code.len() {
        match code[at] {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' => depth -= 1,
            '}' => {
                depth -= 1;
                if depth <= 0 {
                    return at + 1;
                }
            }
            ';' if depth <= 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}

#[test]
fn code_is_told_from_words() {
    let code: String = code_only(
        "a 'x' '\\'' \"b\\\"c\" r#\"d\"e\"# f<'g> /* h /* i */ j */ k // l\nm '\"' n b\"o\" p",
    )
    .into_iter()
    .collect();
    let names: Vec<&str> = code.split_whitespace().collect();
    assert_eq!(names, ["a", "f<'g>", "k", "m", "n", "b", "p"]);
}
