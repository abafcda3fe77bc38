//! MAC addresses: whether one says anything about who made the network part that bears it.

/// What was read as a MAC address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mac {
    /// An address out of a block that the IEEE assigned: twelve hexadecimal digits in lower case.
    Assigned(String),
    /// An address that software made up (the second-least-significant bit of its first byte is set), as telephones do to stay unknown: no
    /// evidence of anybody.
    Random(String),
    /// An address of several devices or of none: all ones, all zeros, or the bit for groups.
    Nobodys(String),
}

impl Mac {
    /// Reads an address as programs print it: `44:19:b6:1:2:3`, `44-19-B6-01-02-03`, `4419.b601.0203`, `4419b6010203`.
    pub fn read(text: &str) -> Option<Mac> {
        let digits = digits(text.trim())?;
        let first = u8::from_str_radix(digits.get(..2)?, 16).ok()?;
        let alike = |digit: char| digits.chars().all(|c| c == digit);
        Some(if first & 1 == 1 || alike('0') {
            Mac::Nobodys(digits)
        } else if first & 2 == 2 {
            Mac::Random(digits)
        } else {
            Mac::Assigned(digits)
        })
    }

    /// Its twelve digits.
    pub fn digits(&self) -> &str {
        let (Mac::Assigned(digits) | Mac::Random(digits) | Mac::Nobodys(digits)) = self;
        digits
    }

    /// As it is printed: `44:19:b6:01:02:03`.
    pub fn shown(&self) -> String {
        let pairs: Vec<&str> =
            self.digits().as_bytes().chunks(2).filter_map(|two| std::str::from_utf8(two).ok()).collect();
        pairs.join(":")
    }

    /// What it is, as a word of results.
    pub fn word(&self) -> &'static str {
        match self {
            Mac::Assigned(_) => "assigned",
            Mac::Random(_) => "random",
            Mac::Nobodys(_) => "nobodys",
        }
    }
}

/// The twelve digits of an address in any of its usual forms; a byte of one digit is written out, as macOS leaves its zero away.
fn digits(text: &str) -> Option<String> {
    let parted = |sign: char, parts: usize| {
        let groups: Vec<&str> = text.split(sign).collect();
        let width = 12 / parts;
        let fits =
            |group: &&str| (1..=width).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_hexdigit());
        (groups.len() == parts && groups.iter().all(fits)).then(|| {
            groups.iter().map(|group| format!("{group:0>width$}")).collect::<String>().to_ascii_lowercase()
        })
    };
    parted(':', 6)
        .or_else(|| parted('-', 6))
        .or_else(|| parted('.', 3).filter(|_| text.len() == 14))
        .or_else(|| (text.len() == 12).then(|| parted(' ', 1)).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_programs_print_them() {
        for text in
            ["44:19:b6:0a:0b:0c", "44-19-B6-0A-0B-0C", "4419.b60a.0b0c", "4419B60A0B0C", "44:19:b6:a:b:c"]
        {
            assert_eq!(Mac::read(text), Some(Mac::Assigned("4419b60a0b0c".to_owned())), "{text}");
        }
        for text in [
            "",
            "44:19:b6",
            "44:19:b6:0a:0b:0g",
            "44:19-b6:0a:0b:0c",
            "1.2.3",
            "192.168.1.1",
            "4419b60a0b0",
            "44:19:b6:0a:0b:0c:0d",
        ] {
            assert_eq!(Mac::read(text), None, "{text}");
        }
    }

    #[test]
    fn made_up_addresses_are_told_by_their_second_bit() {
        for (text, word) in [
            ("02:00:00:00:00:01", "random"),
            ("da:a1:19:00:00:01", "random"),
            ("4e:19:b6:00:00:01", "random"),
            ("44:19:b6:00:00:01", "assigned"),
            ("01:00:5e:00:00:fb", "nobodys"),
            ("33:33:00:00:00:01", "nobodys"),
            ("ff:ff:ff:ff:ff:ff", "nobodys"),
            ("00:00:00:00:00:00", "nobodys"),
        ] {
            assert_eq!(Mac::read(text).unwrap().word(), word, "{text}");
        }
        assert_eq!(Mac::read("4419.b60a.0b0c").unwrap().shown(), "44:19:b6:0a:0b:0c");
    }
}
