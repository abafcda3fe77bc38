//! What the name of an input tells: an address, a catalog, a pattern.

use std::path::Path;

use glob::MatchOptions;

/// Whether it is the address of something that lies elsewhere.
pub(in crate::commands) fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| !scheme.is_empty() && !scheme.contains(['/', '\\', '.']))
        && !Path::new(text).exists()
}

/// How patterns match, as in a shell: hidden files are named or left out.
pub(super) const LIKE_A_SHELL: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// Whether a name is that of a catalog; the manifests that we write ourselves are none.
pub(super) fn is_catalog(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let known = ["csv", "tsv", "json", "jsonl", "ndjson", "parquet", "xlsx", "xlsm", "xls", "ods"];
    let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
    known.contains(&extension) && stem != "manifest.json" && !stem.ends_with(".manifest.json")
}
