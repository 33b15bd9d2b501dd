//! A formula as a tree of elements, whatever it was read from.

/// What is nested deeper is no element of its own: its words stand in the innermost one that is.
const DEEPEST: usize = 64;

/// An element of a formula, or words in one, which have no name.
#[derive(Debug, Default)]
pub(in crate::read) struct Node {
    pub(in crate::read) name: String,
    words: String,
    says: Vec<(String, String)>,
    pub(in crate::read) parts: Vec<Node>,
}

impl Node {
    /// An element around others.
    pub(in crate::read) fn around(name: &str, parts: Vec<Self>) -> Self {
        Self {
            name: name.to_owned(),
            parts,
            ..Self::default()
        }
    }

    /// An element around words.
    #[cfg(feature = "office")]
    pub(in crate::read) fn of(name: &str, words: &str) -> Self {
        Self::around(name, vec![Self::words(words)])
    }

    fn words(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            ..Self::default()
        }
    }

    /// Lets it say something of itself.
    pub(in crate::read) fn saying(mut self, name: &str, what: &str) -> Self {
        self.says.push((name.to_owned(), what.to_owned()));
        self
    }

    /// What it says of itself under a name.
    pub(in crate::read) fn says(&self, name: &str) -> Option<&str> {
        let mut says = self.says.iter();
        let said = says.find(|(own, _)| own == name);
        said.map(|(_, what)| &**what)
    }

    /// The elements in it.
    pub(in crate::read) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.parts.iter().filter(|part| !part.name.is_empty())
    }

    /// Its words, if it is nothing but words.
    pub(in crate::read) fn as_words(&self) -> Option<&str> {
        self.name.is_empty().then_some(&*self.words)
    }

    /// All words in it.
    pub(in crate::read) fn text(&self) -> String {
        let mut text = self.words.clone();
        self.parts.iter().for_each(|part| text += &part.text());
        text
    }
}

/// A formula that is being read.
#[derive(Debug, Default)]
pub(in crate::read) struct Growing {
    root: Node,
    open: Vec<Node>,
    /// How many elements are open that lie too deep.
    deeper: usize,
}

impl Growing {
    /// Begins an element.
    pub(in crate::read) fn begin(&mut self, node: Node) {
        if self.open.len() < DEEPEST {
            self.open.push(node);
        } else {
            self.deeper += 1;
        }
    }

    /// Takes words.
    pub(in crate::read) fn words(&mut self, words: &str) {
        self.innermost().parts.push(Node::words(words));
    }

    /// Ends the innermost element, if one is open.
    pub(in crate::read) fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(ended) = self.open.pop() {
            self.innermost().parts.push(ended);
        }
    }

    /// What was read, whether it was ended or not.
    pub(in crate::read) fn finish(mut self) -> Node {
        self.deeper = 0;
        while !self.open.is_empty() {
            self.end();
        }
        self.root
    }

    /// Whether no element is open.
    #[cfg(feature = "office")]
    pub(in crate::read) fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether what begins now lies too deep.
    #[cfg(feature = "html")]
    pub(in crate::read) fn is_deep(&self) -> bool {
        self.open.len() >= DEEPEST
    }

    fn innermost(&mut self) -> &mut Node {
        self.open.last_mut().unwrap_or(&mut self.root)
    }
}
