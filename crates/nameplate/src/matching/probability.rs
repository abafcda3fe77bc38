//! How often hits of a score are right: measured on one labelled set, checked on another (`tests/scoreboard/names.txt`).

/// None until it is fitted.
pub fn probability(_score: i32) -> Option<f64> {
    None
}
