//! What has to be known of a kind of product to say what a title sells: read once of a register, asked for every noun of a title.

use crate::register::{Class, ClassNo, Register};

/// A kind of product, as a title's head is chosen by.
#[derive(Debug, Default)]
pub(crate) struct Kind {
    /// It goes with another product.
    pub(crate) accessory: bool,
    /// Goods of daily life.
    pub(crate) ordinary: bool,
    /// Books and the like, which may be about anything.
    pub(crate) media: bool,
    /// Batteries and the like: right before a device they describe it.
    pub(crate) power: bool,
    /// It may drive something else.
    pub(crate) inverter: bool,
    /// Words may stand between a device and it.
    pub(crate) roomy: bool,
    /// Words behind which, and before which, its nouns do not count.
    pub(crate) not_after: Vec<String>,
    pub(crate) not_before: Vec<String>,
}

/// All kinds of a register, by number.
#[derive(Debug, Default)]
pub(crate) struct Kinds(Vec<Kind>);

impl Kinds {
    pub(crate) fn new(register: &Register<'_>) -> Self {
        Kinds(register.classes().map(|(_, class)| Kind::new(register, &class)).collect())
    }

    /// A kind by its number.
    pub(crate) fn get(&self, no: ClassNo) -> Option<&Kind> {
        self.0.get(no.0 as usize)
    }
}

impl Kind {
    fn new(register: &Register<'_>, class: &Class<'_>) -> Self {
        let parent = class.parent().and_then(|no| register.class(no));
        Kind {
            accessory: class.is_accessory(),
            ordinary: parent.is_some_and(|parent| parent.id() == "ordinary"),
            media: class.id() == "print_media",
            power: class.id() == "power_accessory",
            inverter: class.id() == "inverter",
            roomy: matches!(class.id(), "mount" | "case_cover"),
            not_after: class.not_after().map(str::to_owned).collect(),
            not_before: class.not_before().map(str::to_owned).collect(),
        }
    }
}
