//! The record of an inquiry, made from a purchase list as people have it: lines as a spreadsheet numbers them, old purchases that are used
//! today, vendors with hostile names, lists that say nothing of what was bought.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Stdio};

const DAY: &str = "2026-11-23";

/// A data folder that is not there.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists-of-records");

/// A heading stands over the names of the columns, as exports have it.
const PURCHASES: &str = "\
Purchases of 2018 to 2026,,,,,,
PO Number,Line,Vendor,Description,Part Number,Qty,Order Date
PO-1001,1,CamDepot,Hikvision DS-2CD2042WD-I 4MP bullet camera,DS-2CD2042WD-I,4,2018-03-24
PO-1002,1,<script>alert(1)</script>,Security camera kit,,12,2024-05-06
PO-1003,1,HomeStore,Fluke multimeter,87V,1,some day
PO-1004,1,HomeStore,Lorex 4K camera,LNE9242B,2,2021-06-01
";

/// Scans a list and makes its record: exit code, what is said on standard error.
fn record(folder: &Path, list: &str, more: &[&str]) -> (i32, String) {
    std::fs::write(folder.join("list.csv"), list).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.args(["scan", "list.csv", "--quiet", "--record", "r.html", "--asked-by", "Jo Doe"]);
    command.args(["--asked-on", DAY, "--reader", "contractor", "--place", "US"]).args(more);
    command.current_dir(folder).env("NAMEPLATE_DATA", NO_LISTS).env("NAMEPLATE_CONFIG", "");
    command.env("COLUMNS", "1000").stdin(Stdio::null());
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The page of the list above, each line judged by the law of its day.
fn page(folder: &Path) -> String {
    let (code, err) = record(folder, PURCHASES, &["--as-of", "column:Order Date"]);
    assert_eq!(code, 1, "{err}");
    std::fs::read_to_string(folder.join("r.html")).unwrap()
}

/// The row of the table for a line.
fn row_of(page: &str, line: u64) -> &str {
    let start = format!("<tr><td>{line}<p class=\"fine\">");
    let rest = page.split_once(start.as_str()).unwrap().1;
    rest.split("</tr>").next().unwrap()
}

#[test]
fn lines_are_those_of_the_spreadsheet_with_order_quantity_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path());
    // Two lines stand above the first purchase.
    let first = row_of(&page, 3);
    for words in ["PO-1001 / 1", "4</bdi> ordered", "2018-03-24", "CamDepot", "DS-2CD2042WD-I"] {
        assert!(first.contains(words), "{words}: {first}");
    }
    // A day that cannot be read stays as it stands; nobody says that it was bought today.
    let undated = row_of(&page, 5);
    assert!(undated.contains("<bdi>some day</bdi>") && undated.contains("is not a day"), "{undated}");
}

/// What was bought before the law is not barred from having been bought; its use is asked for by the law of today.
#[test]
fn old_purchases_are_asked_for_their_use_today() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path());
    let old = row_of(&page, 3);
    assert!(old.contains("leads to no such producer by the law of the day of purchase"), "{old}");
    assert!(old.contains("Hikvision") && old.contains("may be barred"), "{old}");
    let [bought, used] = ["(a)(1)(A)", "(a)(1)(B)"].map(|question| {
        let rest = page.split_once(&format!("<h3>{question}")).unwrap().1;
        rest.split("<h3>").next().unwrap().split("</ul>").next().unwrap().to_owned()
    });
    assert!(used.contains("may be barred") && used.contains("2 lines: 3, 6"), "{used}");
    assert!(bought.contains("bars it that day · 1 line: 3") && bought.contains("1 line: 6"), "{bought}");
}

#[test]
fn a_vendor_cannot_write_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path());
    assert!(!page.contains("<script"), "nothing runs on a record");
    assert!(page.contains("To: <bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"));
}

#[test]
fn a_list_that_says_nothing_of_the_goods_gives_no_record_and_leaves_nothing_behind() {
    for list in
        ["vendor,order date\nA,2024-01-02\nB,2024-02-02\n", "date,amount\n2024-01-01,5\n2024-01-02,7\n"]
    {
        let folder = tempfile::tempdir().unwrap();
        let (code, err) = record(folder.path(), list, &[]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("list.csv") && err.contains("--map") && !err.contains("incomplete"), "{err}");
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left, ["list.csv"], "{err}");
    }
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let [one, two] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    assert_eq!(page(one.path()), page(two.path()));
}
