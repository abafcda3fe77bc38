//! The pages of the service: one box and its answer, cases, dossiers, search, scans, lists, how we decide. Rendered whole, readable
//! without a script; each says the day and the register that it speaks by, and its address says what it shows. What is shown is handed
//! in: nothing here asks anybody.

mod frame;
mod links;
mod home;
mod told;
mod case;
mod search;
mod lists;
mod changes;
mod how;
mod about;
mod answer;
mod scans;
mod still;

pub use about::{RouteRow, api, problem, wrong};
pub use answer::{AnswerShown, Invited, answer};
pub use case::{CaseState, case, old_case, party};
pub use changes::{ChangeRow, Changed, changes};
pub use home::{Answered, home};
pub use how::{How, how};
pub use links::{Site, escaped};
pub use lists::{ListRow, lists};
pub use scans::{FileRow, ScanRow, scan, scans};
pub use search::{Facet, Found, PartyHit, search};
pub use still::{Still, still};
