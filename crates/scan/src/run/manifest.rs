//! What a run says of itself.

use std::collections::BTreeMap;

use nameplate::Day;
use nameplate::policy::Policy;
use nameplate::report::{Edition, Input as Read, Manifest, MessagesId, RegisterId};

use super::options::FileReport;
use super::shared::Files;

/// With what a run was made.
pub(super) struct About<'r> {
    pub(super) as_of: Day,
    pub(super) register: RegisterId,
    pub(super) editions: Vec<Edition>,
    pub(super) without_lists: Option<String>,
    pub(super) policy: &'r Policy,
    pub(super) messages: Option<MessagesId>,
    pub(super) reasons: BTreeMap<&'static str, &'static str>,
}

/// How a run ended.
pub(super) struct End<'r> {
    pub(super) files: &'r Files,
    /// Why it says nothing, if it does.
    pub(super) nothing: Option<String>,
}

pub(super) fn manifest<C>(
    about: About<'_>,
    end: &End<'_>,
    counts: C,
    (digest, digest_by): (String, Option<&'static str>),
) -> Manifest<C> {
    let files = end.files;
    let errors = files.reports.iter().filter_map(|file| file.error.as_ref()).map(ToString::to_string);
    let mut stopped: Vec<String> = files.stopped.clone().into_iter().chain(errors).collect();
    if stopped.is_empty() {
        stopped.extend(end.nothing.clone());
    }
    let input = |report: &FileReport| Read {
        file: report.file.clone(),
        rows: report.rows,
        hash: report.hash.clone(),
    };
    Manifest {
        schema_version: Manifest::<C>::SCHEMA,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: about.as_of,
        register: about.register,
        editions: about.editions,
        without_lists: about.without_lists,
        policy_hash: about.policy.hash(),
        policy: about.policy.clone(),
        messages: about.messages,
        reasons: about.reasons,
        inputs: files.reports.iter().map(input).collect(),
        complete: stopped.is_empty(),
        stopped: (!stopped.is_empty()).then(|| stopped.join("; ")),
        counts,
        digest,
        digest_by,
        outputs: Vec::new(),
    }
}
