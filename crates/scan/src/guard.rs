//! Panics of libraries that read files, made errors of the file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected and told otherwise.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Some corrupt files make the library panic: that is an error of the file, not the end of the scan, and nobody needs to see a
/// backtrace of it. Panics elsewhere are told as ever.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                told(panic);
            }
        }));
    });
    // One within another leaves the outer one as it was.
    let before = QUIET.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    QUIET.set(before);
    read.unwrap_or_else(|_| Err("the file is corrupt".to_owned()))
}
