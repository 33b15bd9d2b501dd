//! What comes without a name and is no prose: remarks, settings, records, logs. Its lines stay lines and its signs signs.

use rubricate::read::{Format, recognise};

use super::code::keeps_lines;
use super::plain::PROSE;
use super::screen::{document_of, outline};

/// A text that keeps its lines and has no title and no headings.
#[track_caller]
fn is_kept(text: &str) {
    assert_eq!(recognise(None, text.as_bytes()), Format::Plain, "{text}");
    let document = document_of(text, Format::Plain);
    let found = outline(&document);
    assert!(found.headings.is_empty(), "{text}{:#?}", found.headings);
    assert_eq!(found.title, None, "{text}");
    keeps_lines(document, text);
}

#[test]
fn remarks_are_no_headings() {
    for text in [
        "# Settings of the bell\n\n# Comment\nkey = 1\n# Another comment\nother = 2\n\n# How loud\nloud = yes\n",
        "# Of the bell\n# and of the lamp\n\nSHELL=/bin/sh\n\n# Every morning\n17 5 * * * root ring\n# Every evening\n17 19 * * * root ring\n",
        "### BEGIN INIT INFO\n# Provides: bell\n# Required-Start: lamp\n### END INIT INFO\n\n# Author: Anna\n\nPATH=/sbin\n\n# Load it\n. /lib/bell\n",
        "# Usage\n# =====\n# Ring it.\n\nbell() {\n  ring\n}\n",
        "// Usage\n// =====\n\nfn ring() {}\n",
        "; Bells\nring = yes\n; Lamps\nlight = no\n",
    ] {
        is_kept(text);
    }
}

#[test]
fn headings_that_stand_alone_are_none_of_a_script() {
    let text = format!("# Of Bells\n\n{PROSE}\n## Of Lamps\n\n{PROSE}\n## Of Boats\n{PROSE}");
    let found = outline(&document_of(text, Format::Plain));
    let said: Vec<&str> = found.headings.iter().map(|h| &*h.text).collect();
    assert_eq!(said, ["Of Lamps", "Of Boats"]);
}

#[test]
fn settings_keep_their_lines() {
    for text in [
        "on: push\njobs:\n- name: release\n  flag: --release\n- name: debug\n  flag: none\n",
        "name: Bell\ndescription: rings the bell at the door of the light in the north\nsteps:\n  - name: Checkout\n    uses: actions\n\n  - name: Ring\n    run: |\n      ring the bell\n      and once more\nbranches:\n  - main\n  - other\n",
    ] {
        is_kept(text);
        keeps_lines(
            document_of(format!("{PROSE}\n{text}\n{PROSE}"), Format::Plain),
            text.split("\n\n").next().unwrap(),
        );
    }
}

#[test]
fn a_list_of_names_with_what_they_mean_is_a_list() {
    let text = format!("{PROSE}\n- bell: rings\n- lamp: shines\n\n{PROSE}");
    let picture = super::code::rows(document_of(text, Format::Plain));
    assert!(
        picture.iter().any(|row| row == "• bell: rings"),
        "{picture:#?}"
    );
}

#[test]
fn records_are_no_paragraph() {
    for text in [
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\nsys:x:3:3:sys:/dev:/usr/sbin/nologin\nman:x:6:12:man:/var/cache/man:/usr/sbin/nologin\n",
        "sysfs on /sys type sysfs (rw,nosuid,nodev,noexec,relatime)\nproc on /proc type proc (rw,nosuid,nodev,noexec,relatime)\nudev on /dev type devtmpfs (rw,nosuid,relatime,mode=755)\n/dev/sda2 on / type ext4 (rw,relatime,errors=remount-ro)\n",
        "Preparing to unpack .../libbell_1.2-3_amd64.deb ...\nUnpacking libbell (1.2-3) ...\nPreparing to unpack .../lamp_2.0_all.deb ...\nUnpacking lamp (2.0) ...\nSetting up libbell (1.2-3) ...\nSetting up lamp (2.0) ...\n",
        "runtime! macros/bell.vim\nunlet b\nruntime! lamp\nruntime! boat\nunlet c\n",
        "#define A 1\n#define B 2\n#define RING_TWICE 3\n#define LOUD\n",
        "https://a.example/of/the/bell/at/the/door\nhttps://a.example/of/the/lamp/that/shines/far\nhttps://a.example/of/the/boat/and/of/its/keeper\nhttps://a.example/of/the/light/in/the/north\n",
    ] {
        is_kept(text);
        keeps_lines(
            document_of(format!("{PROSE}\n{text}\n{PROSE}"), Format::Plain),
            text,
        );
    }
}

#[test]
fn the_first_line_of_a_log_of_a_build_keeps_its_indent() {
    let text = "   Compiling bell v0.2.147\n   Compiling lamp v0.1.0\n   Compiling boat v0.1.0 (a folder of boats)\n    Finished dev [unoptimized + debuginfo] target(s) in 3.2s\n";
    is_kept(text);
    is_kept(&text.replacen("   Compiling", "    Updating", 1));
    let picture = super::screen::window(document_of(text, Format::Plain), 70, 10).picture();
    let indent = |word: &str| {
        let row = picture.lines().find(|row| row.contains(word)).unwrap();
        row.find(word).unwrap()
    };
    assert_eq!(indent("Compiling bell"), indent("Compiling lamp"));
}

#[test]
fn headings_above_a_table_or_a_setting_are_headings() {
    let prose =
        "The lamp has to be lit before the evening comes, and its wick is to be cut once a day.";
    for (text, headings) in [
        (
            format!(
                "# Lamps\n{prose}\n\n## Limits\n| what | number |\n| --- | --- |\n| wick | 1 |\n\n## Errors\n| what | says |\n| --- | --- |\n| wick | no |\n"
            ),
            3,
        ),
        (
            format!(
                "# Pancakes\nserves: 4\ntime: 20 minutes\n\n{prose}\n\n# Waffles\nserves: 2\n\n{prose}\n\n# Bread\nserves: 9\n\n{prose}\n"
            ),
            3,
        ),
        (
            format!(
                "# Changes\n\n## 1.2\n- foo.bar: mend the thing\n- baz: mend the other\n\n## 1.1\n- foo: add the thing\n\n{prose}\n"
            ),
            3,
        ),
    ] {
        let found = super::screen::outline(&document_of(text.as_str(), Format::Plain));
        let title = usize::from(found.title.is_some());
        assert!(
            found.headings.len() + title >= headings,
            "{text}\n{}",
            found.to_text()
        );
    }
}
