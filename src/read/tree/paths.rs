//! Paths in an archive.

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

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_stay_in_the_archive() {
        assert_eq!(joined("a/b/c.html", "d.html"), "a/b/d.html");
        assert_eq!(joined("a/b/c.html", "../d.html"), "a/d.html");
        assert_eq!(joined("c.html", "../../etc/passwd"), "etc/passwd");
        assert_eq!(joined("a/c.html", "/etc/passwd"), "etc/passwd");
        assert_eq!(joined("a/c.html", ""), "a/c.html");
    }
}
