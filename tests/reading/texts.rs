//! The texts that are read.

/// An article whose headings nobody marked: one line a paragraph, a list, a leftover at the end.
pub(crate) const ARTICLE: &str = include_str!("../texts/article.txt");

/// Sections in sections, numbered, hard-wrapped at 72.
pub(crate) const MANUAL: &str = "\
Keeping Bees on Flat Roofs

1 Before You Begin

A roof is warmer than a garden, drier than a garden and windier than a
garden.  None of this troubles the bees, who come from hollow trees
and have seen worse.  It troubles the keeper, who has to carry all of
it up a ladder.

1.1 What the Roof Must Bear

A hive with its honey weighs as much as two people.  Ask the owner of
the house for the drawings, and somebody who can read them for the
load.

1.2 What the Neighbours Must Bear

Very little.  Bees fly up and away, and their path is above all heads
if the hive faces a parapet.

2 The First Year

Buy one colony, not two.  The first summer is there to learn what a
quiet hive sounds like.

2.1 Spring

In April the colony doubles every three weeks.  Give it room before it
asks for room.

2.1.1 When They Swarm

Stay calm, take a sheet, and be polite to the fire brigade.

2.2 Autumn

What they have gathered by August is theirs; what they gather after
that was never much.

3 Afterwards

Sell the honey to the neighbours, and keep a jar for each of them.
";

/// Everything that a page can hold.
pub(crate) const PAGE: &str = "\
A Page of Everything

The Prose

This paragraph was wrapped by a program long ago, at a column that
nobody remembers, and its lines end where that program had no more
room.  They are joined and set anew, so that not one of these ends
is to be seen on the page.

A second paragraph follows after an empty line, and it is there to
show that two paragraphs stay two, with air between them, and that
the one does not flow into the other.

The Lists

- A short entry.
- An entry that is long enough to need a second row on the page, so
  that its rows have to hang under its first word.
  - An entry below the other one.

1. The first of two numbered ones.
2. The second of them, which again goes on for longer than one row can
   possibly hold at any measure.

The Quotation

> Somebody said this, and it was long enough to take more than a single
> row of the page at its usual measure.
>> Somebody else had said so before.

The Code

    fn main() {
        let greeting = \"a line of code that is far too long for the column and even for the room beside it, so that it goes on below\";

    \tprintln!(\"{greeting}\");
    }

* * *

The End of the Page

That was all that it can hold.
";

/// Scripts that do not take one cell a character.
pub(crate) const SCRIPTS: &str = "\
Wide and Narrow

\u{65e5}\u{672c}\u{8a9e}\u{306e}\u{6587}\u{7ae0}\u{306f}\u{7a7a}\u{767d}\u{306a}\u{3057}\u{3067}\u{66f8}\u{304b}\u{308c}\u{308b}\u{306e}\u{3067}\u{3001}\u{884c}\u{306f}\u{3069}\u{3053}\u{3067}\u{3082}\u{6298}\u{308a}\u{8fd4}\u{305b}\u{308b}\u{304c}\u{3001}\u{53e5}\u{70b9}\u{306f}\u{884c}\u{982d}\u{306b}\u{6765}\u{306a}\u{3044}\u{3002}\u{4e8c}\u{3064}\u{3081}\u{306e}\u{6587}\u{3082}\u{540c}\u{3058}\u{6bb5}\u{843d}\u{306b}\u{5c5e}\u{3059}\u{308b}\u{3002}

A family \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}, a wave \u{1f44b}\u{1f3fd}, a flag \u{1f1f3}\u{1f1f1} and a heart \u{2764}\u{fe0f} stand among words that are set around them as if they were letters.

Combining marks ride on their letters: na\u{308}ive, cafe\u{301}, Vie\u{323}\u{302}t Nam, \u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}, \u{e19}\u{e49}\u{e33}, and none of them takes a cell of its own.
";

/// No line in it is a heading.
pub(crate) const PLAIN: &str = "\
It was the sort of morning on which nothing happens, and for a long while nothing did, so that nobody thought of writing down a heading.

Then the post came, late as it always did, and it brought a letter from somebody whom everybody had believed to be in Peru.
";
