//! Kinds of names, and what differs between them: what a word more or less costs, whether order matters, how likely a
//! slip is in a short word. One table, a sentence each.

/// What a name is a name of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A company or another organisation.
    #[default]
    Organisation,
    /// A person.
    Person,
    /// A brand: short, made up, and often near to another one.
    Brand,
    /// A shop or seller on a marketplace: a name among words that shops use.
    Storefront,
}

/// How alike words are that are not equal, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// Words that mean the same.
    pub(crate) synonym: u16,
    /// A single letter for a name: usual for persons, not meant in names of companies.
    pub(crate) initial: u16,
    /// Equal consonants where a script writes no vowels: two of them, three, four and more.
    no_vowels: [u16; 3],
    /// Equal consonants, and few letters that differ.
    sound: u16,
    /// Consonants, and letters, that it takes.
    consonants: u32,
    sounds_from: usize,
    /// Letters of a word for each that may differ.
    letters_a_slip: usize,
    /// One slip in a word of 3, 4, 5, 6-7, 8-10, and 11 or more letters.
    one_slip: [u16; 6],
    /// Two slips in words of these lengths.
    two_slips: [u16; 6],
    /// Two slips in the name of a place: there are few of them.
    pub(crate) place: u16,
    /// First letters of several words: two letters, three, and more.
    initials: [u16; 3],
    /// A word cut short.
    cut_short: u16,
}

/// What speaks against two names being one, in milli-nats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Costs {
    /// Both names have words that the other has not: whatever their share.
    pub(crate) contradiction: i32,
    /// A letter stands for a name, and still there are words that find nothing.
    pub(crate) initial: i32,
    /// The same, for each thousandth of the smaller share that is left.
    pub(crate) contradiction_share: i32,
    /// The query says more: for each thousandth of it.
    pub(crate) more: i32,
    /// The candidate says more: for each thousandth of it.
    pub(crate) less: i32,
    /// Words are merely alike: for each thousandth of the names that differs.
    pub(crate) unlike: i32,
    /// No word of its own meets exactly: for each letter that a name is too short for the letters that differ; and where first
    /// letters are all that meets. Names of persons have few words, all of which are shared.
    pub(crate) near: i32,
    pub(crate) initials_alone: i32,
    /// Both have numbers, and other ones.
    pub(crate) number: i32,
    /// One has a number.
    pub(crate) number_alone: i32,
    /// Both name places, and other ones.
    pub(crate) place: i32,
    /// One names a place that the other does not, in front or amidst.
    pub(crate) place_alone: i32,
    /// One ends on a place that the other does not name: a branch.
    pub(crate) branch: i32,
    /// Not more than two words meet, all of them ordinary, and there are others; the same where they are usual.
    pub(crate) ordinary: [i32; 2],
    /// One word meets, and one name has two or more beside it.
    pub(crate) single: i32,
    /// Legal forms of other classes.
    pub(crate) legal: i32,
    /// Words in another order.
    pub(crate) order: i32,
    /// Father and son change places: `Salman bin Muhammad`, `Muhammad bin Salman`.
    pub(crate) lineage: i32,
}

/// How alike two words and their first letters are in names of organisations, in thousandths.
pub(super) const TWO_INITIALS: u16 = 550;

impl Kind {
    /// The kind as the register writes it.
    pub(crate) fn from_byte(byte: u8) -> Kind {
        [Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront]
            .get(usize::from(byte))
            .copied()
            .unwrap_or_default()
    }

    pub(crate) fn likeness(self) -> &'static Likeness {
        match self {
            Kind::Organisation | Kind::Storefront => &Likeness {
                synonym: 960,
                initial: 0,
                no_vowels: [500, 720, 860],
                sound: 880,
                consonants: 3,
                sounds_from: 4,
                letters_a_slip: 2,
                one_slip: [0, 650, 820, 880, 920, 940],
                two_slips: [0, 0, 0, 600, 800, 860],
                place: 600,
                initials: [TWO_INITIALS, 720, 860],
                cut_short: 800,
            },
            Kind::Person => &Likeness {
                synonym: 930,
                initial: 720,
                no_vowels: [500, 720, 860],
                sound: 900,
                consonants: 2,
                sounds_from: 5,
                letters_a_slip: 3,
                one_slip: [0, 600, 740, 860, 900, 920],
                two_slips: [0, 0, 0, 450, 650, 760],
                place: 0,
                initials: [0, 600, 700],
                cut_short: 500,
            },
            Kind::Brand => &Likeness {
                synonym: 950,
                initial: 0,
                no_vowels: [500, 720, 860],
                sound: 820,
                consonants: 3,
                sounds_from: 4,
                letters_a_slip: 2,
                one_slip: [0, 0, 600, 800, 880, 920],
                two_slips: [0, 0, 0, 0, 700, 800],
                place: 0,
                initials: [0, 0, 700],
                cut_short: 500,
            },
        }
    }

    pub(crate) fn costs(self) -> &'static Costs {
        match self {
            Kind::Organisation | Kind::Brand | Kind::Storefront => &Costs {
                contradiction: 1_800,
                initial: 0,
                contradiction_share: 10,
                more: 6,
                less: 5,
                unlike: 12,
                near: 1_200,
                initials_alone: 3_000,
                number: 100,
                number_alone: 6_500,
                place: 4_000,
                place_alone: 700,
                branch: 4_400,
                ordinary: [3_000, 4_400],
                single: 0,
                legal: 300,
                order: 120,
                lineage: 120,
            },
            Kind::Person => &Costs {
                contradiction: 6_500,
                initial: 2_500,
                contradiction_share: 10,
                more: 5,
                less: 5,
                unlike: 18,
                near: 0,
                initials_alone: 0,
                number: 100,
                number_alone: 500,
                place: 0,
                place_alone: 0,
                branch: 0,
                ordinary: [0, 0],
                single: 3_000,
                legal: 0,
                order: 60,
                lineage: 8_000,
            },
        }
    }
}

impl Likeness {
    /// Two words that both are known are hardly slips of each other: what is left of their likeness.
    pub(crate) fn both_known(&self, alike: u16) -> u16 {
        alike * 3 / 4
    }

    /// Slips from which words are no longer alike.
    pub(crate) fn most_typos(&self, length: usize) -> u32 {
        let at = place(length);
        match (self.one_slip[at], self.two_slips[at], length) {
            (_, _, 14..) => 3,
            (_, 1.., _) => 2,
            (1.., 0, _) => 1,
            _ => 0,
        }
    }

    pub(crate) fn typo(&self, typos: u32, length: usize) -> u16 {
        match typos {
            1 => self.one_slip[place(length)],
            2 => self.two_slips[place(length)],
            3 if length >= 14 => self.two_slips[5] - 60,
            _ => 0,
        }
    }

    /// Equal consonants count where not too many of the letters differ, and where there are enough of them.
    pub(crate) fn sound(&self, typos: u32, length: usize, consonants: u32) -> u16 {
        if typos as usize * self.letters_a_slip <= length
            && length >= self.sounds_from
            && consonants >= self.consonants
        {
            self.sound
        } else {
            0
        }
    }

    /// The fewer consonants there are, the less it says that they are the same; a single one says nothing.
    pub(crate) fn no_vowels(&self, consonants: u32) -> u16 {
        match consonants {
            0 | 1 => 0,
            2 => self.no_vowels[0],
            3 => self.no_vowels[1],
            _ => self.no_vowels[2],
        }
    }

    pub(crate) fn initials(&self, letters: usize) -> u16 {
        self.initials[letters.clamp(2, 4) - 2]
    }

    /// The more of the word is there, the surer.
    pub(crate) fn cut_short(&self, short: usize, long: usize) -> u16 {
        let share = u16::try_from(short * 100 / long).unwrap_or(100);
        if share >= 30 { self.cut_short } else { self.cut_short / 2 }
    }
}

fn place(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4 => 1,
        5 => 2,
        6..=7 => 3,
        8..=10 => 4,
        _ => 5,
    }
}
