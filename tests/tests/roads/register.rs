//! A register just built against one that was opened, and registers that came to harm.

use nameplate::register::{Register, RegisterInput, build};
use nameplate::{Field, Policy, Screener};
use nameplate_tests::catalogs::{self, Lcg};
use nameplate_tests::places;
use nameplate_tests::screening::{TODAY, json, listing, screener, starter};

fn facts() -> lists::facts::Facts {
    lists::facts::load(&places::root().join("facts")).unwrap()
}

#[test]
fn the_embedded_register_is_the_one_that_the_facts_give() {
    let facts = facts();
    let bytes = build(&facts.input, &facts.version()).unwrap();
    assert!(bytes == lists::starter_register(), "build it again: the facts have changed since");
}

#[test]
fn a_register_written_and_opened_again_answers_the_same() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let facts = facts();
    std::fs::write(file.path(), build(&facts.input, &facts.version()).unwrap()).unwrap();
    let bytes = std::fs::read(file.path()).unwrap();
    let register = Register::open(&bytes).unwrap();
    register.verify().unwrap();
    assert_eq!(register.hash(), starter().hash());
    let reopened = Screener::new(register, Policy::default(), TODAY.parse().unwrap());
    let built = screener(TODAY);
    for listing in catalogs::made(300, 3) {
        assert_eq!(json(&reopened.screen(&listing)), json(&built.screen(&listing)));
    }
}

/// Puts each kind of statement into another order.
fn reordered(input: &mut RegisterInput, order: &mut dyn FnMut(&mut dyn Reorder)) {
    order(&mut input.source);
    order(&mut input.party);
    order(&mut input.relation);
    order(&mut input.lead);
    order(&mut input.designation);
    order(&mut input.claim);
    order(&mut input.response);
    order(&mut input.contradiction);
    order(&mut input.signal);
    order(&mut input.list);
    order(&mut input.rule);
    order(&mut input.class);
}

/// A list whose elements do not matter here.
trait Reorder {
    fn backwards(&mut self);
    fn shuffled(&mut self, random: &mut Lcg);
}

impl<T> Reorder for Vec<T> {
    fn backwards(&mut self) {
        self.reverse();
    }

    fn shuffled(&mut self, random: &mut Lcg) {
        random.shuffle(self);
    }
}

#[test]
fn the_order_of_statements_changes_no_byte() {
    let mut facts = facts();
    let version = facts.version();
    reordered(&mut facts.input, &mut |list| list.backwards());
    let backwards = build(&facts.input, &version).unwrap();
    assert!(backwards == lists::starter_register(), "statements read backwards give another register");
    let mut random = Lcg(5);
    reordered(&mut facts.input, &mut |list| list.shuffled(&mut random));
    let shuffled = build(&facts.input, &version).unwrap();
    assert!(shuffled == lists::starter_register(), "shuffled statements give another register");
}

/// Opens, checks, and where it opens screens with it. True where opening or the check says that something is wrong.
fn refused(bytes: &[u8]) -> bool {
    let Ok(register) = Register::open(bytes) else { return true };
    let sound = register.verify();
    let screener = Screener::new(register, Policy::default(), TODAY.parse().unwrap());
    let camera = listing(&[
        (Field::Title, "HIKVISION DS-2CD2143G2-I dome camera, Lorex, made in China"),
        (Field::Brand, "EZVIZ"),
        (Field::Seller, "DC Security"),
        (Field::Model, "IPC-HFW2831T-ZS"),
        (Field::Mac, "44:19:B6:01:02:03"),
        (Field::FccId, "2ADTD-DS2CD"),
    ]);
    // Whatever it answers: it answers.
    let result = screener.screen(&camera);
    assert!(!json(&result).is_empty());
    sound.is_err()
}

#[test]
fn a_changed_byte_is_noticed_and_harms_nobody() {
    let sound = lists::starter_register();
    assert!(!refused(sound));
    // Every byte of header and directory, then places all over the file.
    let step = sound.len() / 260 + 1;
    let places = (0..600.min(sound.len())).step_by(13).chain((0..sound.len()).step_by(step));
    for (n, place) in places.enumerate() {
        let mut bytes = sound.to_vec();
        bytes[place] ^= [0x01, 0x80, 0xff][n % 3];
        assert!(refused(&bytes), "byte {place}: the change was not noticed");
    }
}

#[test]
fn many_changed_bytes_harm_nobody() {
    let mut random = Lcg(17);
    for _ in 0..60 {
        let mut bytes = lists::starter_register().to_vec();
        for _ in 0..200 {
            let place = 600 + random.below(bytes.len() - 600);
            bytes[place] = [0, 0xff, 0x80, 1, b'a'][random.below(5)];
        }
        assert!(refused(&bytes));
    }
}

/// Where sections end, by the directory of the file: magic, version, number of sections, length and hash are 56 bytes; an
/// entry is number, record size, offset and length.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let entries = (0..number(12, 4)).map(|n| 56 + 24 * n);
    let mut ends: Vec<usize> = entries.map(|at| number(at + 8, 8) + number(at + 16, 8)).collect();
    ends.extend([0, 8, 56, 56 + 24 * number(12, 4)]);
    ends.sort_unstable();
    ends.dedup();
    ends
}

#[test]
fn a_register_that_was_cut_is_refused() {
    let sound = lists::starter_register();
    let ends = ends(sound);
    assert!(ends.len() > 10 && ends.last() == Some(&sound.len()), "{ends:?}");
    for &end in ends.iter().filter(|end| **end < sound.len()) {
        for cut in [end.saturating_sub(1), end, end + 1] {
            assert!(Register::open(&sound[..cut]).is_err(), "cut at {cut}");
            // Somebody made the header fit the cut file.
            let mut bytes = sound[..cut].to_vec();
            if let Some(length) = bytes.get_mut(16..24) {
                length.copy_from_slice(&(cut as u64).to_le_bytes());
            }
            assert!(refused(&bytes), "cut at {cut}, with a header that fits");
        }
    }
    let mut longer = sound.to_vec();
    longer.push(0);
    assert!(Register::open(&longer).is_err());
}
