//! What the shell is asked for.

/// What the shell is to do after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Draw every cell anew.
    Redraw,
    /// Judge the text anew on a worker, as strictly as [`App::strictness`](super::App::strictness) says.
    Judge,
    /// Take in what is added to the text from now on, and [stay at its end](super::App::stay_at_the_end).
    Follow,
    /// Read the text anew, and [turn to it](super::App::turn_to).
    Reload,
    /// Save the text as [`App::saving`](super::App::saving) says.
    Save,
    /// Stop saving it.
    StopSaving,
    /// Take in no more of a text that is still coming.
    StopInput,
    /// Go where [`App::take_errand`](super::App::take_errand) says.
    Visit,
    /// Show the source of a text whose format has marks, or the text as it is meant again.
    ToggleSource,
    /// Show all of a web page, or its article again.
    ToggleWhole,
    /// Go back to the text that one came from.
    GoBack,
    /// Go forward to the text that one came back from.
    GoForward,
    /// Stop until the person comes back.
    Suspend,
    /// End.
    Quit,
}
