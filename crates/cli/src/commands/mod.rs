//! One file a command.

pub(crate) mod demo;
pub(crate) mod scan;
pub(crate) mod rescan;
mod answer;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod inventory;
pub(crate) mod matching;
pub(crate) mod who;
pub(crate) mod serve;
pub(crate) mod site;
pub(crate) mod watch;
pub(crate) mod lists;
pub(crate) mod register;
pub(crate) mod facts;
pub(crate) mod signals;
pub(crate) mod tools;
pub(crate) mod policy;

pub(crate) use crate::ended::Ended;
