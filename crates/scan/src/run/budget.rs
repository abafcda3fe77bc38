//! How many bytes of rows and results are on their way at once: what bounds the memory of a run, whatever the rows hold, how many of
//! them are found and how many threads judge.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So large a part of the memory of a run is for rows and results on their way; the rest is for the register, what threads remember, what
/// is being compressed and what a report keeps.
pub(super) const SHARE_OF_ROWS: usize = 4;

/// And so large a part for what threads remember of fields.
pub(super) const SHARE_OF_MEMOS: usize = 4;

/// Bytes that may be on their way.
pub(super) struct Budget {
    most: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    taken: usize,
    closed: bool,
}

impl Budget {
    pub(super) fn new(most: usize) -> Budget {
        Budget { most: most.max(1), state: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits until there is room; false when nobody gives any more. What is larger than all there is goes alone.
    pub(super) fn take(&self, bytes: usize) -> bool {
        let bytes = bytes.min(self.most);
        let mut state = self.state();
        while !state.closed && state.taken > 0 && state.taken + bytes > self.most {
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.taken += bytes;
        !state.closed
    }

    /// Gives back what was taken.
    pub(super) fn give(&self, bytes: usize) {
        let mut state = self.state();
        state.taken = state.taken.saturating_sub(bytes.min(self.most));
        self.freed.notify_all();
    }

    /// Nobody gives anything back any more.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.freed.notify_all();
    }

    /// A thread that panicked leaves a count behind, which is as good as any.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_larger_than_all_goes_alone() {
        let budget = Budget::new(10);
        assert!(budget.take(1_000));
        std::thread::scope(|scope| {
            let second = scope.spawn(|| budget.take(1));
            budget.give(1_000);
            assert!(second.join().unwrap());
        });
        assert!(budget.take(9));
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| budget.take(1));
            budget.close();
            assert!(!waits.join().unwrap());
        });
    }
}
