//! What the words of code are: keywords, strings, remarks. Told by the grammars of `syntect` and `two-face`, which take some
//! milliseconds to load and some more for each language, so that this is for a thread that nobody waits for.

use std::ops::Range;

use crate::document::Token;

/// Of a longer piece of code the beginning is coloured, in lines.
#[cfg(feature = "highlight")]
const LINES: usize = 500;
/// A longer line, in bytes, is no code that people read: there it ends.
#[cfg(feature = "highlight")]
const LINE_BYTES: usize = 2000;

/// Knows the languages.
pub struct Painter {
    #[cfg(feature = "highlight")]
    syntaxes: syntect::parsing::SyntaxSet,
    #[cfg(feature = "highlight")]
    scopes: Vec<(syntect::parsing::Scope, Token)>,
}

/// What is which kind of word: the beginning of a scope's name, as the grammars of Sublime Text call them. Of two that
/// fit, the later one is meant.
#[cfg(feature = "highlight")]
#[rustfmt::skip]
const SCOPES: &[(&str, Token)] = &[
    ("comment", Token::Remark),
    ("string", Token::Text),
    ("punctuation.definition.comment", Token::Remark),
    ("punctuation.definition.string", Token::Text),
    ("constant", Token::Constant),
    ("constant.character.escape", Token::Constant),
    ("keyword", Token::Keyword),
    ("keyword.operator", Token::Plain),
    ("storage", Token::Keyword),
    ("storage.type", Token::Keyword),
    ("entity.name.function", Token::Name),
    ("entity.name.type", Token::Kind),
    ("entity.name.class", Token::Kind),
    ("entity.name.struct", Token::Kind),
    ("entity.name.enum", Token::Kind),
    ("entity.name.tag", Token::Keyword),
    ("entity.name.section", Token::Name),
    ("entity.other.attribute-name", Token::Kind),
    ("support.function", Token::Name),
    ("support.type", Token::Kind),
    ("support.class", Token::Kind),
    ("variable.function", Token::Name),
    ("variable.language", Token::Constant),
    ("markup.inserted", Token::Text),
    ("markup.deleted", Token::Keyword),
    ("meta.diff.range", Token::Name),
    ("meta.diff.header", Token::Kind),
];

#[cfg(feature = "highlight")]
impl Painter {
    /// Loads what is known of the languages.
    pub fn new() -> Self {
        let scope = |&(name, token): &(&str, Token)| {
            let scope = syntect::parsing::Scope::new(name).ok()?;
            Some((scope, token))
        };
        Self {
            syntaxes: two_face::syntax::extra_newlines(),
            scopes: SCOPES.iter().filter_map(scope).collect(),
        }
    }

    /// The words of code that are not plain, as bytes of it, in order; nothing if nobody knows the language.
    pub fn paint(&self, language: &str, code: &str) -> Vec<(Range<u32>, Token)> {
        use syntect::parsing::{ParseState, ScopeStack};

        let language = language.trim().to_lowercase();
        let Some(syntax) = self.syntaxes.find_syntax_by_token(alias(&language)) else {
            return Vec::new();
        };
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut words: Vec<(Range<u32>, Token)> = Vec::new();
        let mut at = 0;
        for line in code.split_inclusive('\n').take(LINES) {
            if line.len() > LINE_BYTES {
                break;
            }
            // The grammars want a line end; what it may add is no text.
            let ended = format!("{}\n", line.trim_end_matches('\n'));
            let Ok(ops) = state.parse_line(&ended, &self.syntaxes) else {
                break;
            };
            let mut from = 0;
            for (to, op) in ops
                .iter()
                .map(|(to, op)| (*to, Some(op)))
                .chain([(line.len(), None)])
            {
                let to = to.min(line.len());
                if to > from {
                    push(&mut words, at + from..at + to, self.token(&stack));
                    from = to;
                }
                if let Some(op) = op
                    && stack.apply(op).is_err()
                {
                    return words;
                }
            }
            at += line.len();
        }
        words
    }

    /// What the innermost scope that says anything says.
    fn token(&self, stack: &syntect::parsing::ScopeStack) -> Token {
        let meant = |scope: &syntect::parsing::Scope| {
            let fits =
                |(prefix, _): &&(syntect::parsing::Scope, Token)| prefix.is_prefix_of(*scope);
            self.scopes.iter().rev().find(fits).map(|(_, token)| *token)
        };
        let said = stack.scopes.iter().rev().find_map(meant);
        said.unwrap_or(Token::Plain)
    }
}

#[cfg(not(feature = "highlight"))]
impl Painter {
    /// Knows no language: this was left out.
    pub fn new() -> Self {
        Self {}
    }

    /// Nothing.
    pub fn paint(&self, _: &str, _: &str) -> Vec<(Range<u32>, Token)> {
        Vec::new()
    }
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}

/// The name that the grammars know for one that people write.
#[cfg(feature = "highlight")]
fn alias(language: &str) -> &str {
    match language {
        "shell" | "console" | "shell-session" | "shellsession" | "zsh" => "sh",
        "golang" => "go",
        "node" | "jsx" | "mjs" => "js",
        "c++" => "cpp",
        "docker" => "dockerfile",
        "text" | "plain" | "plaintext" | "txt" => "",
        other => other.strip_prefix("language-").unwrap_or(other),
    }
}

#[cfg(feature = "highlight")]
fn push(words: &mut Vec<(Range<u32>, Token)>, range: Range<usize>, token: Token) {
    if token == Token::Plain {
        return;
    }
    let range = range.start as u32..range.end as u32;
    match words.last_mut() {
        Some((last, same)) if last.end == range.start && *same == token => last.end = range.end,
        _ => words.push((range, token)),
    }
}

#[cfg(all(test, feature = "highlight"))]
mod tests {
    use super::*;

    #[test]
    fn words_of_code_are_told_apart() {
        let code = "// A remark.\nfn main() {\n    let x = \"text\";\n}\n";
        let words = Painter::new().paint("Rust", code);
        let said = |token| -> Vec<&str> {
            let of = words.iter().filter(|(_, t)| *t == token);
            of.map(|(r, _)| code[r.start as usize..r.end as usize].trim())
                .collect()
        };
        assert_eq!(said(Token::Remark), ["// A remark."]);
        assert_eq!(said(Token::Text), ["\"text\""]);
        assert!(said(Token::Keyword).contains(&"fn"), "{words:?}");
        assert!(said(Token::Name).contains(&"main"), "{words:?}");
    }

    #[test]
    fn what_nobody_knows_stays_plain() {
        let painter = Painter::new();
        assert_eq!(painter.paint("no such language", "fn x"), []);
        assert_eq!(painter.paint("text", "fn x"), []);
        assert_eq!(painter.paint("rust", ""), []);
        painter.paint("rust", &"\"(".repeat(5000));
    }
}
