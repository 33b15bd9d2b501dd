//! The table of commands: what a reader can ask for, in words, and the keys it has at first.
//!
//! Help, hints, the README and the manual page are made from this table, so that they cannot disagree with the keys.

/// Where a key is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The text has the focus.
    Article,
    /// The outline has the focus.
    Outline,
    /// The outline has the focus and lies over the text.
    Cover,
    /// The help page is open.
    Help,
}

/// What a command is about: a heading of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Moving by lines and pages.
    Reading,
    /// Moving by structure.
    Sections,
    /// Finding words.
    Search,
    /// The sidebar.
    Outline,
    /// How the page looks.
    Page,
    /// Everything else.
    Program,
}

impl Topic {
    /// All topics in the order of the help page.
    pub const ALL: [Self; 6] = [
        Self::Reading,
        Self::Sections,
        Self::Search,
        Self::Page,
        Self::Program,
        Self::Outline,
    ];

    /// The heading of the topic.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::Sections => "Sections",
            Self::Search => "Search",
            Self::Outline => "Outline, when it has the focus",
            Self::Page => "The page",
            Self::Program => "The program",
        }
    }
}

/// One entry of the table.
#[derive(Debug)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// Its name in settings.
    pub name: &'static str,
    /// What it does, in a few words.
    pub doc: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// Where its keys are read.
    pub context: Context,
    /// The keys; a key sequence is written with blanks between.
    pub keys: &'static [&'static str],
}

macro_rules! commands {
    ($($topic:ident $context:ident: $($command:ident $name:literal $doc:literal [$($key:literal)*])+;)+) => {
        /// Everything that a reader can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Command {
            $($(#[doc = $doc] $command,)+)+
        }

        /// The table, in the order of the help page.
        pub const COMMANDS: &[Spec] = &[
            $($(Spec {
                command: Command::$command,
                name: $name,
                doc: $doc,
                topic: Topic::$topic,
                context: Context::$context,
                keys: &[$($key),*],
            },)+)+
        ];
    };
}

commands! {
    Reading Article:
        LineDown "line-down" "line down" ["j" "down" "enter" "ctrl-n" "ctrl-e"]
        LineUp "line-up" "line up" ["k" "up" "ctrl-p" "ctrl-y"]
        PageDown "page-down" "page down" ["space" "f" "ctrl-f" "pgdn"]
        PageUp "page-up" "page up" ["b" "ctrl-b" "pgup" "shift-space"]
        HalfDown "half-page-down" "half a page down" ["d" "ctrl-d"]
        HalfUp "half-page-up" "half a page up" ["u" "ctrl-u"]
        Top "top" "beginning, or line N" ["g" "home" "<"]
        Bottom "bottom" "end, or line N" ["G" "end" ">"]
        Percent "percent" "N percent into the text" ["%"]
        TellPosition "tell-position" "line, place and file on top" ["="]
        Follow "follow" "follow what is added" ["F"]
        NextParagraph "next-paragraph" "next paragraph" ["}"]
        PreviousParagraph "previous-paragraph" "previous paragraph" ["{"];
    Sections Article:
        NextHeading "next-heading" "next heading" ["J" "] ]"]
        PreviousHeading "previous-heading" "previous heading" ["K" "[ ["]
        NextSibling "next-sibling" "next on this level" [")"]
        PreviousSibling "previous-sibling" "previous on this level" ["("]
        Parent "parent" "heading above this one" ["p"]
        NextTerm "next-term" "next option, or other term" ["E" "] e"]
        PreviousTerm "previous-term" "previous option or term" ["[ e"]
        Explain "explain" "why a line is a heading, or not" ["i"]
        ThereAndBack "there-and-back" "last place, and here again" ["' '" "` `"]
        Back "back" "back, jump by jump" ["ctrl-o" "backspace" "alt-left"]
        Forward "forward" "forward, jump by jump" ["alt-right"]
        Links "links" "number the links in view" ["L"]
        HeadingHere "heading-here" "the line on top: heading or not" ["#"]
        AllAlike "all-alike" "after # < >: all like it too" ["a"]
        TakeBack "take-back" "take the last correction back" ["U"];
    Search Article:
        Search "search" "search (capitals match case)" ["/"]
        SearchBackward "search-backward" "search backwards" ["?"]
        SearchNext "search-next" "next match" ["n"]
        SearchPrevious "search-previous" "previous match" ["N"]
        SearchWord "search-word" "search the word clicked on" ["*"]
        Filter "filter" "only paragraphs that match" ["&"];
    Page Article:
        ToggleOutline "toggle-outline" "show or hide the outline" ["o"]
        FocusOutline "focus-outline" "go to the outline" ["tab"]
        Narrower "narrower" "narrower column" [","]
        Wider "wider" "wider column" ["."]
        MoveRight "move-right" "wide code, tables: to the right" ["right"]
        MoveLeft "move-left" "wide code, tables: back" ["left"]
        ToggleChopped "toggle-chopped" "cut wide lines, or break them" ["X"]
        ToggleWritten "toggle-written" "set anew, or as it is written" ["w"]
        ToggleWhole "toggle-whole" "all of a page, or its article" ["W"]
        ToggleFolds "toggle-folds" "open or fold what is no text" ["x"]
        Redraw "redraw" "draw the screen again" ["ctrl-l" "r"];
    Outline Outline:
        EntryDown "entry-down" "next entry" ["j" "down" "ctrl-n"]
        EntryUp "entry-up" "previous entry" ["k" "up" "ctrl-p"]
        EntryPageDown "entry-page-down" "page of entries down" ["d" "ctrl-d" "f" "ctrl-f" "pgdn"]
        EntryPageUp "entry-page-up" "page of entries up" ["u" "ctrl-u" "b" "ctrl-b" "pgup"]
        EntryFirst "entry-first" "first entry" ["g" "home"]
        EntryLast "entry-last" "last entry" ["G" "end"]
        EntrySiblingDown "entry-next-sibling" "next entry on this level" ["J" ")"]
        EntrySiblingUp "entry-previous-sibling" "previous entry on this level" ["K" "("]
        EntryParent "entry-parent" "entry above this one" ["p"]
        Jump "jump" "read this section" ["enter"]
        ToggleFold "toggle-fold" "fold or unfold" ["space" "z a"]
        Fold "fold" "fold, or go to the entry above" ["h" "left"]
        Unfold "unfold" "unfold, or read this section" ["l" "right"]
        UnfoldAll "unfold-all" "unfold everything" ["z R"]
        FoldAll "fold-all" "fold everything" ["z M"]
        FoldToLevel "fold-to-level" "show this many levels" ["1" "2" "3" "4" "5" "6" "7" "8" "9"]
        MoreHeadings "more-headings" "more headings, less sure ones" ["+"]
        FewerHeadings "fewer-headings" "fewer headings, only sure ones" ["-"]
        Leave "leave-outline" "back to the text, where one was" ["tab" "esc"]
        EntryNoHeading "entry-no-heading" "no heading, or one after all" ["#"]
        EntryHigher "entry-higher" "one level higher" ["<"]
        EntryDeeper "entry-deeper" "one level deeper" [">"]
        CloseOutline "close-outline" "hide the outline" ["o"];
    Outline Cover:
        CloseCover "close-cover" "close it if it covers the text" ["q"];
    Program Article:
        Reload "reload" "read the file again" ["R"]
        Save "save" "save it to a file" ["S"]
        Help "help" "this page" ["h" "H" "f1"]
        Words "words" "in words: 120, 50%, outline, q" [":"]
        Suspend "suspend" "stop for a while (`fg` resumes)" ["ctrl-z"]
        Cancel "cancel" "cancel what was begun" ["esc" "ctrl-g"]
        StopInput "stop-input" "cancel, or take in no more" ["ctrl-c"]
        Quit "quit" "quit" ["q" "Q" "Z Z"];
    Program Help:
        HelpDown "help-down" "help: down" ["j" "down" "enter" "ctrl-n"]
        HelpUp "help-up" "help: up" ["k" "up" "ctrl-p"]
        HelpPageDown "help-page-down" "help: page down" ["space" "f" "d" "ctrl-d" "ctrl-f" "pgdn"]
        HelpPageUp "help-page-up" "help: page up" ["b" "u" "ctrl-u" "ctrl-b" "pgup"]
        HelpTop "help-top" "help: beginning" ["g" "home"]
        HelpBottom "help-bottom" "help: end" ["G" "end"]
        HelpClose "help-close" "help: close" ["q" "esc" "h" "H" "f1" "ctrl-c" "ctrl-g"];
}

impl Context {
    /// Where a key is looked up that this context does not bind.
    pub fn fallback(self) -> Option<Self> {
        match self {
            Self::Cover => Some(Self::Outline),
            Self::Outline => Some(Self::Article),
            Self::Article | Self::Help => None,
        }
    }
}
