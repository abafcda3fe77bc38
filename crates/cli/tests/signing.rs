//! Keys and signed registers by the command line: made, checked, refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

const DAY: &str = "2026-11-28";

fn run(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_nameplate"))
        .args(args)
        .env("NAMEPLATE_DATA", "/nowhere/at/all")
        .env("COLUMNS", "200")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn json(args: &[&str]) -> serde_json::Value {
    let (code, out, err) = run(args);
    assert_eq!(code, 0, "{args:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

/// A folder with a key, and its public key.
fn keys(name: &str) -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let key = path(folder.path(), name);
    let public =
        json(&["register", "keygen", "-o", &key, "--json"])["public_key"].as_str().unwrap().to_owned();
    (folder, key, public)
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn a_register_is_signed_and_taken_by_whoever_has_the_public_key() {
    let (folder, key, public) = keys("a.key");
    let signed = path(folder.path(), "starter.signed");
    let args = ["register", "sign", "--key", &key, "-o", &signed, "--made", DAY, "--json"];
    let said = json(&args);
    assert_eq!(
        (said["sequence"].as_u64(), said["expires"].as_str(), said["public_key"].as_str()),
        (Some(2_026_112_800), Some("2027-05-27"), Some(public.as_str()))
    );
    let verify = ["register", "verify", &signed, "--signed-by", &public, "--on", DAY];
    assert_eq!(json(&[&verify[..], &["--json"]].concat()), said);
    let (code, page, _) = run(&verify);
    assert!(code == 0 && page.contains("2027-05-27") && page.contains(&public), "{page}");
    // The same terms give the same bytes, and the register in it is the starter register.
    let first = std::fs::read(&signed).unwrap();
    json(&args);
    assert_eq!(std::fs::read(&signed).unwrap(), first);
    assert_eq!(said["sha256"].as_str().unwrap().len(), 64);
    let register = &first[first.len() - usize::try_from(said["bytes"].as_u64().unwrap()).unwrap()..];
    assert_eq!(register, lists::starter_register());
    // It is no register without its signature: nobody answers from what was not checked.
    let (code, _, err) = run(&["check", "--brand", "EZVIZ", "--register", &signed]);
    assert!(code == 2 && err.contains("not a Nameplate register"), "{err}");
}

#[test]
fn what_is_not_to_be_taken_is_refused_in_a_sentence() {
    let (folder, key, public) = keys("a.key");
    let (_other, _, stranger) = keys("b.key");
    let signed = path(folder.path(), "one.signed");
    json(&["register", "sign", "--key", &key, "-o", &signed, "--made", DAY, "--sequence", "7", "--json"]);
    let mut bytes = std::fs::read(&signed).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let changed = path(folder.path(), "changed.signed");
    std::fs::write(&changed, bytes).unwrap();
    let cases: [(&str, &[&str], &str); 7] = [
        (&signed, &["--signed-by", &stranger, "--on", DAY], "not by the key"),
        (&signed, &["--signed-by", "AAAA", "--on", DAY], "no public key"),
        (&signed, &["--signed-by", &public, "--on", "2027-05-28"], "ask for a newer one"),
        (&signed, &["--signed-by", &public, "--on", "2026-11-27"], "clocks is wrong"),
        (&signed, &["--signed-by", &public, "--on", DAY, "--held", "7"], "number 7 is here already"),
        (&changed, &["--signed-by", &public, "--on", DAY], "not the one that was signed"),
        (&key, &["--signed-by", &public, "--on", DAY], "no signed register"),
    ];
    for (file, options, message) in cases {
        let (code, out, err) = run(&[&["register", "verify", file][..], options].concat());
        let flat = err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == 2 && out.is_empty() && flat.contains(message), "{options:?}: {code} {flat}");
    }
    let taken = ["register", "verify", &signed, "--signed-by", &public, "--on", DAY, "--held", "6"];
    assert_eq!(run(&taken).0, 0);
}

#[test]
fn a_private_key_is_never_replaced_printed_or_put_into_a_repository() {
    let (folder, key, public) = keys("a.key");
    let text = std::fs::read_to_string(&key).unwrap();
    let secret = text.lines().nth(1).unwrap();
    let (code, out, err) = run(&["register", "keygen", "-o", &key]);
    assert!(code == 2 && err.contains("is there already"), "{out}{err}");
    assert_eq!(std::fs::read_to_string(&key).unwrap(), text);
    let signed = path(folder.path(), "x.signed");
    let (_, out, err) = run(&["register", "sign", "--key", &key, "-o", &signed]);
    assert!(out.contains(&public) && ![out, err].concat().contains(secret));
    let within = std::fs::read(&signed).unwrap();
    assert!(!within.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    // The output may not be the key, nor may a repository hold one, however deep.
    let (code, _, err) = run(&["register", "sign", "--key", &key, "-o", &key]);
    assert!(code == 2 && std::fs::read_to_string(&key).unwrap() == text, "{err}");
    let deep: PathBuf = folder.path().join("work/a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::create_dir(folder.path().join("work/.git")).unwrap();
    let (code, _, err) = run(&["register", "keygen", "-o", &path(&deep, "c.key")]);
    assert!(code == 2 && err.contains("repository") && !deep.join("c.key").exists(), "{err}");
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_signs_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, key, _) = keys("a.key");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let signed = path(folder.path(), "x.signed");
    let (code, _, err) = run(&["register", "sign", "--key", &key, "-o", &signed]);
    assert!(code == 2 && err.contains("chmod 600") && !Path::new(&signed).exists(), "{err}");
}
