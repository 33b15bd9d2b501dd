//! Tags with thousands of attributes. Who makes tokens of a page compares each attribute with all before it in its tag, so a
//! page of one tag could take minutes; what is beyond the first thousand is passed over before.

use memchr::memchr;

/// The attributes of a tag that are read; no tag that a person or a program wrote for readers has as many.
const MOST: usize = 1000;

/// A text in stretches, without the attributes that are passed over. Their line ends are kept, so that lines can be counted.
///
/// What looks like a tag may be a part of a script or a remark, and end where that ends. So what stands before `>` is kept,
/// and what holds `</`, unless there are a thousand of those as well.
pub(super) fn within_measure(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut stretches, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or(&[])) {
        at += found + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        at = end_of_name(bytes, at);
        let (mut count, mut ends) = (0, 0);
        loop {
            at += run(bytes, at, |b| b.is_ascii_whitespace() || b == b'/');
            if bytes.get(at).is_none_or(|b| *b == b'>') {
                break;
            }
            let start = at;
            at = end_of_attribute(bytes, start);
            if bytes.get(at - 1..=at) == Some(b"</") {
                at = end_of_attribute(bytes, at);
            }
            count += 1;
            if count <= MOST || bytes.get(at) == Some(&b'>') {
                continue;
            }
            let attribute = text.get(start..at).unwrap_or("");
            let may_end = attribute.contains("</");
            ends += usize::from(may_end);
            if !may_end || ends > MOST {
                stretches.push(text.get(from..start).unwrap_or(""));
                stretches.extend(attribute.matches('\n'));
                from = at;
            }
        }
    }
    stretches.push(text.get(from..).unwrap_or(""));
    stretches
}

/// How many bytes from a place on are so.
fn run(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]).iter();
    rest.take_while(|b| is(**b)).count()
}

fn end_of_name(bytes: &[u8], at: usize) -> usize {
    let is_name = |b: u8| !b.is_ascii_whitespace() && !b"/>".contains(&b);
    at + run(bytes, at, is_name)
}

/// Where an attribute ends that begins at a place, with its value; behind its first byte at least.
fn end_of_attribute(bytes: &[u8], at: usize) -> usize {
    let is_name = |b: u8| !b.is_ascii_whitespace() && !b"/>=".contains(&b);
    let name = at + 1 + run(bytes, at + 1, is_name);
    let is_blank = |b: u8| b.is_ascii_whitespace();
    let sign = name + run(bytes, name, is_blank);
    if bytes.get(sign) != Some(&b'=') {
        return name;
    }
    let value = sign + 1 + run(bytes, sign + 1, is_blank);
    match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            let rest = bytes.get(value + 1..).unwrap_or(&[]);
            memchr(quote, rest).map_or(bytes.len(), |end| value + 1 + end + 1)
        }
        _ => value + run(bytes, value, |b| !b.is_ascii_whitespace() && b != b'>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        within_measure(text).concat()
    }

    #[test]
    fn pages_stay_as_they_are() {
        for page in [
            "",
            "<p>one</p>",
            "a < b <",
            "<p class=\"a > b\" id='c' x = 3 checked/>text",
            "<p a=\"never closed",
            "<a href=x/y>z</a><é =é \"é\">",
        ] {
            assert_eq!(kept(page), page);
            assert_eq!(within_measure(page).len(), 1);
        }
    }

    #[test]
    fn attributes_beyond_a_thousand_are_passed_over_and_lines_still_counted() {
        let many = |count: usize| {
            let one = |n: usize| format!("a{n}='é>\n'\n");
            (0..count).map(one).collect::<Vec<_>>().concat()
        };
        let page = format!("<p {}>text</p><b {}>", many(1200), many(3));
        let short = kept(&page);
        assert_eq!(short.matches("='").count(), 1003);
        assert_eq!(short.matches('\n').count(), page.matches('\n').count());
        assert!(short.ends_with(&format!(">text</p><b {}>", many(3))));
    }

    #[test]
    fn a_script_ends_where_it_ends() {
        let script = format!("<script>i<n; {}</script><p>said</p>", "word ".repeat(3000));
        assert!(kept(&script).ends_with("</script><p>said</p>"));
        let quoted = format!(
            "<script>i<n {} x=\"</script><p>said</p>\"",
            "word ".repeat(3000)
        );
        assert!(kept(&quoted).ends_with("</script><p>said</p>\""));
        let remark = format!("<!-- i<n {}--><p>said</p>", "word ".repeat(3000));
        assert!(kept(&remark).ends_with("--><p>said</p>"));
        let many = format!("<p {}>", "</x ".repeat(9000));
        assert!(kept(&many).matches("</x").count() < 2500);
    }
}
