//! What a cell looks like, whatever its column is called: a number, a date, a barcode, an address, words. By form alone, so that it
//! holds in a catalog of which nobody knows a single name.

/// The form of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Nothing, or a sign for nothing.
    Empty,
    /// A number, a price, a share, yes or no.
    Number,
    /// A day, with or without a time.
    Date,
    /// A trade item number whose check digit is right.
    Gtin,
    /// Addresses of network cards, or their first bytes.
    Mac,
    /// An Amazon product code.
    Asin,
    /// The code of a grant of the FCC.
    Grant,
    /// An address on the web.
    Url,
    /// The same, of a picture or film.
    Picture,
    /// An address for mail.
    Mail,
    /// Letters and digits as one word: a model, an article number.
    Code,
    /// A few words.
    Words,
    /// Many words.
    Long,
}

impl Form {
    /// Whether a name of a column hardly ever looks like this.
    pub(super) fn is_data(self) -> bool {
        !matches!(self, Form::Empty | Form::Words)
    }
}

/// The form of a cell.
pub(super) fn form(cell: &str) -> Form {
    let cell = cell.trim().trim_start_matches('\'');
    let lower = cell.to_ascii_lowercase();
    if cell.is_empty()
        || matches!(lower.as_str(), "-" | "--" | "—" | "n/a" | "na" | "null" | "none" | "nan" | "?" | ".")
    {
        Form::Empty
    } else if is_date(cell) {
        Form::Date
    } else if is_gtin(cell) {
        Form::Gtin
    } else if is_number(&lower) || matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "y" | "n") {
        Form::Number
    } else if is_url(&lower) {
        if is_picture(&lower) { Form::Picture } else { Form::Url }
    } else if is_mac(cell) {
        Form::Mac
    } else if is_asin(cell) {
        Form::Asin
    } else if is_grant(cell) {
        Form::Grant
    } else if !cell.contains(' ') && cell.split_once('@').is_some_and(|(_, host)| host.contains('.')) {
        Form::Mail
    } else if is_code(cell) {
        Form::Code
    } else if cell.len() > 150 || cell.split_whitespace().count() > 14 {
        Form::Long
    } else {
        Form::Words
    }
}

/// GTIN-8, -12, -13 or -14: the last digit is worked out from the others.
pub(super) fn is_gtin(cell: &str) -> bool {
    let digits: Vec<u32> =
        cell.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let whole = digits.len() == cell.chars().filter(|c| !matches!(c, ' ' | '-')).count();
    let Some((last, others)) =
        digits.split_last().filter(|_| whole && matches!(digits.len(), 8 | 12 | 13 | 14))
    else {
        return false;
    };
    let sum: u32 = others.iter().rev().enumerate().map(|(i, d)| if i % 2 == 0 { d * 3 } else { *d }).sum();
    sum > 0 && (10 - sum % 10) % 10 == *last
}

/// Signs and words that stand beside the digits of a price, a share or a measure.
const AROUND_NUMBERS: &[&str] = &[
    "usd", "eur", "gbp", "cny", "rmb", "jpy", "inr", "rs", "kr", "zł", "zl", "pln", "czk", "kč", "ft", "huf",
    "lei", "ron", "tl", "try", "руб", "р", "грн", "uah", "rub", "đ", "vnd", "円", "元", "원", "krw", "chf",
    "aed", "sar", "brl", "mxn", "aud", "cad", "hkd", "twd", "nt", "myr", "rm", "idr", "rp", "thb", "ils",
    "kg", "g", "mm", "cm", "m", "in", "lb", "lbs", "oz", "pcs", "st", "stk",
];

fn is_number(lower: &str) -> bool {
    let mut digits = 0;
    let mut word = String::new();
    let fits = |word: &mut String| AROUND_NUMBERS.contains(&std::mem::take(word).as_str());
    for c in lower.chars() {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() && !fits(&mut word) {
            return false;
        }
        match c {
            '0'..='9' => digits += 1,
            '.' | ',' | '-' | '+' | ' ' | '%' | '\'' | '\u{a0}' | '\u{202f}' | '/' | '(' | ')' | '*'
            | '#' | '~' => {}
            '$' | '€' | '£' | '¥' | '￥' | '₹' | '₽' | '₺' | '₴' | '₩' | '₫' | '฿' | '₪' | '¢' =>
                {}
            _ => return false,
        }
    }
    digits > 0 && (word.is_empty() || fits(&mut word))
}

fn is_date(cell: &str) -> bool {
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    let rest = cell[day.len()..].trim_start_matches([' ', 'T']);
    if !rest
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' ' | 'A' | 'P' | 'M'))
    {
        return false;
    }
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let year = |part: &str| part.len() == 4 && number(part).is_some_and(|n| (1900..2100).contains(&n));
    let small = |part: &str| part.len() <= 2 && number(part).is_some_and(|n| (1..=31).contains(&n));
    match parts[..] {
        [a, b, c] => {
            (year(a) && small(b) && small(c))
                || (small(a) && small(b) && (year(c) || c.len() == 2 && number(c).is_some()))
        }
        [a, b] => (year(a) && small(b)) || (small(a) && year(b)),
        [a] if a.len() == 8 && a.is_ascii() => {
            year(&a[..4]) && small(&a[4..6]) && small(&a[6..]) && a[4..6] <= *"12"
        }
        _ => false,
    }
}

fn is_url(lower: &str) -> bool {
    let start = ["http://", "https://", "www.", "//"].iter().any(|start| lower.starts_with(start));
    start && lower.contains('.') && !lower.contains(' ')
}

fn is_picture(lower: &str) -> bool {
    let path = lower.split(['?', '#']).next().unwrap_or(lower);
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".mp4", ".avif"].iter().any(|end| path.ends_with(end))
}

/// Addresses of network cards, with any separator, or a list of their first bytes as patterns write it: `(C0:56:E3|BC:AD:28)`.
pub(super) fn is_mac(cell: &str) -> bool {
    let hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
    let one = |token: &str| {
        let groups: Vec<&str> = token.split([':', '-', '.']).collect();
        let lettered = token.bytes().any(|b| b.is_ascii_alphabetic());
        let even = |size: usize| groups.iter().all(|group| group.len() == size && hex(group));
        match groups.len() {
            3 => (even(2) && lettered) || (even(4) && token.contains('.')),
            6 => even(2),
            4 | 5 => even(2) && token.contains(':'),
            1 => token.len() == 12 && hex(token) && lettered && token.bytes().any(|b| b.is_ascii_digit()),
            _ => false,
        }
    };
    let mut tokens = cell
        .split(['|', ',', ';', ' ', '(', ')', '^', '*', '$'])
        .filter(|token| !token.is_empty())
        .peekable();
    tokens.peek().is_some() && tokens.all(|token| one(token.trim_end_matches([':', '-', '.'])))
}

fn is_asin(cell: &str) -> bool {
    cell.len() == 10
        && cell.starts_with("B0")
        && cell.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Newer grantees have five characters, a digit first: nothing else looks like that with letters behind it.
fn is_grant(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    (7..=20).contains(&bytes.len())
        && bytes[0] == b'2'
        && bytes[1..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3..5].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && bytes[5..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-')
}

/// Letters and digits as one word.
pub(super) fn is_code(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (4..=40).contains(&cell.len())
        && letters >= 1
        && digits >= 2
        && cell
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '+' | '(' | ')' | '#'))
}

/// The places of letters and digits, so that numbers of one series look the same.
pub(super) fn pattern(cell: &str) -> String {
    cell.chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '0'
            } else if c.is_alphabetic() {
                'a'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_by_their_form() {
        for (wanted, cells) in [
            (Form::Empty, &["", "N/A", " - "][..]),
            (
                Form::Number,
                &[
                    "99",
                    "1.299,00 €",
                    "$1,299.00",
                    "12%",
                    "-3",
                    "€ 5",
                    "1 299 Kč",
                    "12345678901",
                    "3 kg",
                    "Yes",
                ],
            ),
            (
                Form::Date,
                &["2026-11-26", "26.11.2026", "11/26/26", "2026-11-26T10:00:00Z", "20261126", "11/2026"],
            ),
            (Form::Gtin, &["6941264083450", "4006381333931", "036000291452", "'4006381333931", "96385074"]),
            (
                Form::Mac,
                &[
                    "(C0:56:E3|BC:AD:28)",
                    "44-19-B6-12-34-56",
                    "4419.b612.3456",
                    "BCAD28123456",
                    "C0:56:E3",
                    "00:11:22:33:44:55",
                ],
            ),
            (Form::Asin, &["B0BDRVFDKP"]),
            (Form::Grant, &["2ADTD-4207", "2AAUM2022"]),
            (Form::Url, &["https://shop.example/x", "www.shop.example"]),
            (Form::Picture, &["https://shop.example/x.JPG?w=3"]),
            (Form::Mail, &["a@b.example"]),
            (Form::Code, &["DS-2CD2143G2-I", "IPC-HFW2831T-ZS", "SKU10001", "SM-A500F"]),
            (Form::Words, &["Hikvision", "4MP dome", "10 x 20 cm box", "12 V camera", "Wi-Fi"]),
            (Form::Long, &["a b c d e f g h i j k l m n o p q"]),
        ] {
            for cell in cells {
                assert_eq!(form(cell), wanted, "{cell}");
            }
        }
        assert!(!is_gtin("4006381333930") && !is_gtin("0000000000000"));
        assert_eq!(pattern("AB-12"), pattern("XY-99"));
    }
}
