//! Two roads to the same answer must agree: in bulk and one by one, with and without memory, on one thread and on
//! several, in any order, from a register just built and from one that was opened.

mod roads {
    pub(crate) mod bulk;
    pub(crate) mod register;
}
