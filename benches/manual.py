#!/usr/bin/env python3
"""Whether the outline of manual pages is every .SH and .SS (.Sh, .Ss), and nothing else.

    python3 benches/manual.py RUBRIC [--folder /usr/share/man] [--most N] [--rendered] [--show N]

Looks at all pages of a manual, or at N of each section, in source; with --rendered also as `man` sets them, where that
is installed. What their headings are is found here by other means: in the source by the lines of the macros, in what
`man` sets by the same pages' source. Pages that define their macros anew, and pages without any, are told apart.
"""

import argparse
import bz2
import concurrent.futures
import glob
import gzip
import json
import lzma
import os
import random
import re
import subprocess
import tempfile

OPEN = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
MACRO = re.compile(r"^[.'][ \t]*(SH|SS|Sh|Ss)(?:[ \t]+(.*))?$")


def source_of(path):
    opened = OPEN.get(os.path.splitext(path)[1], open)
    with opened(path, "rb") as file:
        raw = file.read()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def headings_of(source):
    """Level and letters of each heading; none where the page is only a name, or makes the macros itself."""
    lines = source.splitlines()
    if re.search(r"^[.']\s*(de|am|als|rm|rn)1?\s+(SH|SS|Sh|Ss)\b", source, re.M):
        return None
    found, ignored, at = [], None, 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if ignored is not None:
            ignored = None if "".join(line.split()) == ignored else ignored
            continue
        begins = re.match(r"^[.']\s*(ig|de1?|am1?)\b\s*(\S*)\s*(\S*)", line)
        if begins:
            end = begins[2] if begins[1] == "ig" else begins[3]
            ignored = "." + (end or ".")
            continue
        # What is set on a screen, and not on paper.
        line = re.sub(r"^[.'](ie|if) n (?=[.'])", "", line)
        macro = MACRO.match(line)
        if not macro:
            continue
        said = re.sub(r'\\".*', "", macro[2] or "").strip()
        if not said and macro[1] in ("SH", "SS"):
            # The next line with words is the heading, perhaps in a font of its own.
            said = next((l for l in lines[at:at + 3] if re.match(r"^[.'](B|I|BR|RB|IR|RI|BI|IB)\s|^[^.']", l)), "")
            said = re.sub(r"^[.'][BIR]+\s+", "", said)
        found.append((1 if macro[1] in ("SH", "Sh") else 2, source_letters(said)))
    return [(level, words) for level, words in found if words]


def letters(words):
    """Only ASCII letters and digits: what is drawn how is not asked here."""
    return re.sub(r"[^A-Za-z0-9]", "", words).lower()


def source_letters(words):
    """The same of a line of source, without its escapes."""
    words = re.sub(r"\\[fF](\(..|\[[^]]*\]|.)", "", words)
    words = re.sub(r"\\s[-+]?\d", "", words)
    words = words.replace("\\*(tx", "TeX").replace("\\e", "")
    words = re.sub(r"\\\*?(\(..|\[[^]]*\])", "", words)
    words = re.sub(r"\\[&%:,|^/]", "", words)
    return letters(words)


def outline(program, path, *options):
    done = subprocess.run([program, *options, "--outline=json", path], capture_output=True)
    try:
        headings = json.loads(done.stdout)["headings"]
    except (json.JSONDecodeError, KeyError):
        return None
    found = [(heading["level"], letters(heading["text"])) for heading in headings]
    return [(level, words) for level, words in found if words]


def rendered(path):
    names = dict(os.environ, MAN_KEEP_FORMATTING="1", MANPAGER="cat", MANWIDTH="80", LC_ALL="C.UTF-8")
    done = subprocess.run(["man", "-l", path], capture_output=True, env=names)
    return done.stdout


def look(asked, path):
    source = source_of(path)
    true = headings_of(source)
    if not true:
        return path, "apart", None, None
    in_source = outline(asked.rubric, path)
    in_page = None
    if asked.rendered:
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(rendered(path))
            file.flush()
            in_page = outline(asked.rubric, file.name)
    return path, true, in_source, in_page


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rubric")
    parser.add_argument("--folder", default="/usr/share/man")
    parser.add_argument("--most", type=int)
    parser.add_argument("--rendered", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--without", default="gcloud")
    asked = parser.parse_args()
    chance = random.Random(1)
    pages = []
    for section in sorted(glob.glob(os.path.join(asked.folder, "man[0-9]*"))):
        files = [path for path in sorted(glob.glob(section + "/*")) if os.path.isfile(path)]
        files = [path for path in files if not os.path.islink(path)]
        files = [path for path in files if not asked.without or asked.without not in path]
        chance.shuffle(files)
        pages += files[: asked.most]
    same, levels, wrong, apart, shown = {"source": 0, "rendered": 0}, {"source": 0, "rendered": 0}, [], 0, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as crew:
        for path, true, *found in crew.map(lambda path: look(asked, path), pages):
            if true == "apart":
                apart += 1
                continue
            shown += 1
            for kind, outline_ in zip(same, found):
                if outline_ is None:
                    continue
                if [words for _, words in outline_] == [words for _, words in true]:
                    same[kind] += 1
                    levels[kind] += outline_ == true
                else:
                    wrong.append((kind, path, true, outline_))
    print(f"{shown} pages with headings; {apart} without, or with macros of their own")
    for kind in same:
        if kind == "source" or asked.rendered:
            print(f"{kind}: {same[kind]} have every heading and none else, {levels[kind]} of them on its level")
    for kind, path, true, found in wrong[: asked.show]:
        missed = [words for _, words in true if words not in [w for _, w in found]]
        more = [words for _, words in found if words not in [w for _, w in true]]
        print(f"{kind} {path}\n  missed {missed[:6]}\n  more {more[:6]}")


main()
