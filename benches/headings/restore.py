#!/usr/bin/env python3
"""Measures what becomes of the lines of a text on the page: wrapped prose that should be joined, other lines that should stay.

    cargo bench --no-run --bench headings        prints the path of the program
    restore.py PROGRAM CORPUS [--misses FAMILY]

Needs Python's standard library only. CORPUS is a folder of families, FAMILY/NAME.txt, as `train.py` takes it. PROGRAM is
asked with `pieces -` what the page of each text is made of. A row of the table is a family and a share:

pairs     Documents that exist twice, in web_b or md_b with a line a block and in web_c or md_c, under the same name,
          wrapped at 72 columns. A block of one line that takes several lines in the wrapped text is restored if the
          page has a piece whose text is that line, blanks folded.
made N    The same for every text of web_b, md_b and i18n_other with blank lines between its blocks, wrapped here at N
          columns. Blocks of several lines stay as they are.
mixed     Blocks that are no prose (below: addresses, verse, tables, drawings, letter heads, quotations; all invented)
          put between the paragraphs of those texts: the share of their line ends that the page keeps, no empty row put
          in between.
prose     neg_prose: groups of at least three lines that look wrapped, the share that is one piece.
kept      neg_verse, neg_table, neg_code, neg_log, neg_mail (of that only quoted lines and lines of its heads): the share
          of line ends between two lines with text that the page keeps.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap

WIDTHS = (60, 66, 72, 78)

KEPT = {
    "address": [
        "Amalia Brandt\n14 Mill Lane\nLower Harrow\nKent TN9 4QX",
        "Nordlicht Press GmbH\nHafenstrasse 27\n20457 Hamburg\nGermany",
        "Dr. Ruth Okafor\nDepartment of Tidal Studies, Room 4.112\nUniversity of the Northern Isles\n"
        "22 Harbour Terrace\nStromness KW16 3AA\nScotland",
        "Yours sincerely,\n\n  Tobias Lindqvist\n  Keeper of the Lamps\n  tobias@lamps.example",
        "The Secretary\nRoyal Society for the Improvement of Lighthouses and Beacons\n3 Signal Square\nLeith",
        "Phone: 0131 555 0142\nFax: 0131 555 0143\nE-mail: office@lamps.example",
    ],
    "verse": [
        "The lamp is lit, the tide is low,\nThe gulls have gone to bed,\nAnd all the little boats that row\n"
        "Lie dreaming, keel to head.",
        "O keeper, keep the wick alight,\n  The harbour bar is near;\nThe ship that left us in the night\n"
        "  Comes home to us, my dear.",
        "    I saw the sea climb up the stair\n      and knock upon the door;\n    I gave it bread, I gave it air,\n"
        "      it only asked for more.",
        "and in the long grass\nwhere nobody walks\nthe evening\nputs down its basket",
        "When every wave that ever broke upon the northern sand\nHad said its say and drawn away and left a silent land,\n"
        "We lit the lamp, we set the bell, we watched the water rise,\nAnd heard the wind come up again and saw the gulls' eyes.",
    ],
    "table": [
        "Lamp      Oil   Hours\nNorth     12    8\nSouth      9    6\nIsland    14   10",
        "| lamp | oil |\n|------|-----|\n| east | 10  |\n| west | 11  |",
        "January     4 storms    12 wrecks\nFebruary    6 storms     9 wrecks\nMarch       2 storms     1 wreck",
    ],
    "drawing": [
        "      /\\\n     /  \\\n    |    |\n    | [] |\n   /______\\\n  ~~~~~~~~~~",
        "+-------+     +------+\n| tower |---->| lamp |\n+-------+     +------+",
    ],
    "code": [
        "for lamp in lamps:\n    if lamp.dark():\n        lamp.light()\n    print(lamp.name)",
        "$ lamp --list\n$ lamp --light north\n$ lamp --wait 30 && echo done",
    ],
    "mail": [
        "> The lamp at the north end was dark again last night, and I do not\n> think that the oil is to blame this time. Could\n"
        "> somebody look at the wick?",
        "From: Ruth Okafor <ruth@isles.example>\nTo: Tobias Lindqvist <tobias@lamps.example>\nSubject: the lamp at the north end\n"
        "Date: Mon, 3 Mar 2003 09:12:44 +0000",
    ],
}


def fold(text):
    # Where a word may be divided is not drawn.
    return " ".join(text.replace("\xad", "").split())


def ask(program, names):
    """The pieces of each file."""
    done = subprocess.run([program, "pieces", "-"], input="\n".join(names), capture_output=True, text=True, check=True)
    answers = (json.loads(line) for line in done.stdout.splitlines())
    return {answer["file"]: answer["pieces"] for answer in answers}


def texts(folder):
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [os.path.join(folder, name) for name in names if name.endswith(".txt")]


def read(name):
    with open(name, encoding="utf-8", errors="replace") as file:
        return file.read()


def blocks(text):
    """The groups of lines between blank ones."""
    return [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


class Share:
    """A share of things, and those that are missing from it."""

    def __init__(self):
        self.good, self.all, self.misses = 0, 0, []

    def count(self, good, what):
        self.all += 1
        self.good += good
        if not good:
            self.misses.append(what)

    def __str__(self):
        return f"{self.good / self.all if self.all else 0:8.4f} {self.good:6} of {self.all}"


def restored(program, pairs):
    """Of pairs of a text with a line a block and the name of the wrapped file: the share of blocks that are one piece."""
    share = Share()
    pieces = ask(program, [name for _, name in pairs])
    for text, name in pairs:
        have = {fold(piece["text"]) for piece in pieces[name]}
        wrapped = read(name)
        lines = {fold(line) for line in wrapped.splitlines()}
        flat = fold(wrapped)
        for block in blocks(text):
            if "\n" not in block and fold(block) not in lines and fold(block) in flat:
                share.count(fold(block) in have, (name, fold(block)))
    return share


def wrap(block, width):
    """A block as a formatter wraps it; what follows a bullet or number hangs below it."""
    if "\n" in block:
        return block
    marker = re.match(r"([-*•]|\d+\.)\s+", block)
    return textwrap.fill(block, width, subsequent_indent="  " if marker else "", break_long_words=False, break_on_hyphens=False)


def bonds(text, pieces, skip=lambda line: False):
    """For each line end between two lines with text: the number of the upper line and whether the page keeps it."""
    of = {}
    for i, piece in enumerate(pieces):
        first, last = piece["lines"]
        for line in range(first, last + 1):
            of[line] = i
    lines = text.splitlines()
    for number in range(1, len(lines)):
        above, below = lines[number - 1], lines[number]
        if not above.strip() or not below.strip() or skip(above) or skip(below):
            continue
        if number not in of or number + 1 not in of:
            continue
        a, b = of[number], of[number + 1]
        joins = pieces[a]["kind"] in ("paragraph", "item")
        yield number, (not joins if a == b else pieces[b]["gap"] == 0), f"{above} / {below}"


def main():
    program, corpus = os.path.abspath(sys.argv[1]), sys.argv[2]
    table = {}
    pairs = []
    plain = []
    for family in ("web", "md"):
        for name in texts(f"{corpus}/{family}_b"):
            plain.append(read(name))
            twin = name.replace(f"{family}_b", f"{family}_c")
            if os.path.exists(twin):
                pairs.append((plain[-1], twin))
    for name in texts(f"{corpus}/i18n_other"):
        text = read(name)
        found = blocks(text)
        if len(found) > 5 and sum("\n" not in b for b in found) * 10 > len(found) * 8:
            plain.append(text)
    table["pairs"] = restored(program, pairs)
    with tempfile.TemporaryDirectory() as folder:
        for width in WIDTHS:
            made = []
            for i, text in enumerate(plain):
                name = f"{folder}/{width}-{i}.txt"
                with open(name, "w", encoding="utf-8") as file:
                    file.write("\n\n".join(wrap(block, width) for block in blocks(text)) + "\n")
                made.append((text, name))
            table[f"made {width}"] = restored(program, made)
        mixed(program, plain, folder, table)
    prose = Share()
    names = texts(f"{corpus}/neg_prose")
    for name, pieces in ask(program, names).items():
        joined = {fold(p["text"]) for p in pieces}
        for block in blocks(read(name)):
            lines = block.split("\n")
            flush = len({len(line) - len(line.lstrip()) for line in lines[1:]}) == 1
            if len(lines) >= 3 and flush and all(len(line.strip()) >= 50 for line in lines[:-1]):
                prose.count(fold(block) in joined, (name, block))
    table["prose neg_prose"] = prose
    for family in ("verse", "table", "code", "log", "mail"):
        share = Share()
        names = texts(f"{corpus}/neg_{family}")
        for name, pieces in ask(program, names).items():
            skip = (lambda line: not re.match(r">|[A-Z][A-Za-z-]*: ", line)) if family == "mail" else (lambda line: False)
            for _, good, what in bonds(read(name), pieces, skip):
                share.count(good, (name, what))
        table[f"kept neg_{family}"] = share
    for name, share in table.items():
        print(f"{name:20} {share}")
    if "--misses" in sys.argv:
        for name, block in table[sys.argv[sys.argv.index("--misses") + 1]].misses:
            print(f"--- {name}\n{block}")


def mixed(program, plain, folder, table):
    """Blocks that are no prose among wrapped paragraphs."""
    kinds = [(kind, block) for kind, some in KEPT.items() for block in some]
    files, at = {}, 0
    for i, text in enumerate(plain):
        name, out, inside = f"{folder}/mixed-{i}.txt", [], {}
        for j, block in enumerate(blocks(text)):
            out.append(wrap(block, WIDTHS[i % len(WIDTHS)]))
            if j % 6 == 5:
                kind, kept = kinds[at % len(kinds)]
                at += 1
                first = 1 + sum(b.count("\n") + 2 for b in out)
                inside.update({first + k: kind for k in range(kept.count("\n"))})
                out.append(kept)
        with open(name, "w", encoding="utf-8") as file:
            file.write("\n\n".join(out) + "\n")
        files[name] = inside
    shares = {kind: Share() for kind in KEPT}
    for name, pieces in ask(program, list(files)).items():
        for number, good, what in bonds(read(name), pieces):
            if number in files[name]:
                shares[files[name][number]].count(good, (name, what))
    table.update({f"mixed {kind}": share for kind, share in shares.items()})


if __name__ == "__main__":
    main()
