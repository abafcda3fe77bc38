//! With what the state of a scan is made, as the command line was told.

use nameplate::{Day, Policy, Register};
use scan::rescan::{Asked, How};

use crate::args::{AsOf, ScanArgs};

/// With what a state is made.
pub(crate) fn asked(
    register: &Register<'_>,
    (policy, as_of): (&Policy, Day),
    (language, how): (&str, How),
) -> Asked {
    Asked {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        as_of,
        policy: policy.clone(),
        language: language.to_owned(),
        how,
        register: register.version().to_owned(),
        register_hash: register.hash(),
    }
}

/// How catalogs are read, as `nameplate scan` was told.
pub(crate) fn how(args: &ScanArgs) -> How {
    let bought = match &args.question.as_of {
        Some(AsOf::Column(column)) => Some(column.clone()),
        Some(AsOf::Day(_)) | None => None,
    };
    let form = &args.form;
    let header = (form.header || form.no_header).then_some(form.header);
    How {
        map: args.mappings.clone(),
        bought,
        encoding: form.encoding.clone(),
        header,
        sheet: form.sheet.clone(),
    }
}
