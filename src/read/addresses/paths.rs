//! Where a link leads by what it stands in: in an archive, or under an address.

/// The path that another file names, beginning at its own; it never leads out of the archive.
pub(in crate::read) fn joined(home: &str, path: &str) -> String {
    if path.is_empty() {
        return home.to_owned();
    }
    let folder = home.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// An address that a page names whose addresses begin at another one: where it lies, or what it says itself.
pub fn based(base: &str, address: &str) -> String {
    // The scheme and the host, if it begins on the web, and the path there.
    let Some((scheme, rest)) = base.split_once("://") else {
        return joined(base, address);
    };
    if address.starts_with("//") {
        return format!("{scheme}:{address}");
    }
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(host).unwrap_or((rest, ""));
    let path = path.split(['?', '#']).next().unwrap_or("");
    // What is asked of a page, or where in it, is no path.
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (named, asked) = address.split_at_checked(end).unwrap_or((address, ""));
    let folder = if matches!(named, "" | "." | "..") || named.ends_with('/') {
        "/"
    } else {
        ""
    };
    let named = joined(path, named);
    let named = named.trim_start_matches('/');
    let folder = if named.is_empty() || asked == address {
        ""
    } else {
        folder
    };
    format!("{scheme}://{host}/{named}{folder}{asked}")
}

#[cfg(test)]
mod tests {
    use super::{based, joined};

    #[test]
    fn addresses_begin_where_their_page_says() {
        let base = "https://a.example/b/c.html?d";
        for (address, expected) in [
            ("e.html#f", "https://a.example/b/e.html#f"),
            ("../e?x=1/../2", "https://a.example/e?x=1/../2"),
            ("/e/", "https://a.example/e/"),
            ("//g.example/h", "https://g.example/h"),
            ("?x", "https://a.example/b/c.html?x"),
        ] {
            assert_eq!(based(base, address), expected, "{address}");
        }
        assert_eq!(based("https://a.example", "e"), "https://a.example/e");
        assert_eq!(based("docs/", "e.html"), "docs/e.html");
    }

    #[test]
    fn paths_stay_in_the_archive() {
        assert_eq!(joined("a/b/c.html", "d.html"), "a/b/d.html");
        assert_eq!(joined("a/b/c.html", "../d.html"), "a/d.html");
        assert_eq!(joined("c.html", "../../etc/passwd"), "etc/passwd");
        assert_eq!(joined("a/c.html", "/etc/passwd"), "etc/passwd");
        assert_eq!(joined("a/c.html", ""), "a/c.html");
    }
}
