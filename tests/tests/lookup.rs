//! From what somebody types to a party, over the starter register.

use nameplate::Register;
use nameplate::lookup::typed::{Match, by_name, nearest};

fn id(register: &Register<'_>, typed: &str) -> Option<String> {
    match by_name(register, typed) {
        Match::One(no) => register.party(no).map(|party| party.id().to_owned()),
        _ => None,
    }
}

#[test]
fn ids_names_and_other_scripts_lead_to_a_party() {
    let register = Register::open(lists::starter_register()).unwrap();
    for typed in ["hikvision", "HIKVISION", "海康威视", "Visit the Hikvision Store"] {
        assert_eq!(id(&register, typed).as_deref(), Some("hikvision"), "{typed}");
    }
    assert_eq!(id(&register, "EZVIZ").as_deref(), Some("ezviz"));
}

#[test]
fn what_is_not_known_has_neighbours_or_nothing() {
    let register = Register::open(lists::starter_register()).unwrap();
    assert_eq!(by_name(&register, "Qwxyz Plumbing"), Match::None);
    assert_eq!(by_name(&register, ""), Match::None);
    assert!(nearest(&register, "Hikvisoin").iter().any(|name| name.contains("vision")));
    assert!(nearest(&register, "Qwxyz Plumbing").is_empty());
}
