//! Where a text says something.
//!
//! A [`Query`] is what was typed, as a pattern. Where it stands in one part of a text is a pure function of that part and
//! the edges of its neighbours ([`hits`]). A [`Survey`] goes through all parts, the nearest first, and counts; a
//! [`Tally`] keeps the counts; a [`Seek`] finds one match with the help of both.
//!
//! All matches of a text are never kept anywhere: of each part only their number is, and where they stand is found anew
//! when somebody looks there. So a million matches take no more memory than one.

mod hits;
mod query;
mod seek;
mod spelling;
mod survey;
mod tally;
#[cfg(test)]
mod tests;
mod walk;

pub use hits::hits;
pub use query::Query;
pub use seek::{Known, Seek, Sought};
pub use survey::Survey;
pub use tally::Tally;
