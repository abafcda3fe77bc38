//! Names of firms, made up: no real firm, but the mixture that registers have. Words of a firm's own are made of syllables,
//! common ones are taken as often as `word_counts.tsv` saw them, some stand with a place, most with a legal form, some are
//! in Han characters. Seeded, so that every run reads the same names.

/// A generator of numbers that gives the same ones everywhere (Knuth's MMIX constants).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// So many times in a hundred.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const STARTS: &[&str] = &[
    "a", "ba", "be", "bo", "bri", "ca", "co", "da", "de", "do", "e", "fa", "fi", "ga", "go", "gra", "ha",
    "he", "in", "ja", "jo", "ka", "ke", "ko", "kra", "la", "le", "li", "lu", "ma", "me", "mi", "mo", "na",
    "ne", "no", "o", "pa", "pe", "po", "pra", "qi", "ra", "re", "ro", "sa", "se", "sha", "shi", "so", "sta",
    "su", "ta", "te", "ti", "tra", "u", "va", "ve", "vi", "wa", "we", "xi", "ya", "yu", "za", "ze", "zho",
];
const MIDDLES: &[&str] = &[
    "bel", "ber", "chi", "dan", "den", "dor", "far", "fen", "gal", "gen", "han", "hua", "jin", "kan", "kim",
    "kor", "lan", "len", "lin", "lor", "mar", "men", "min", "mon", "nan", "nel", "nor", "pan", "per", "pol",
    "ran", "ren", "rin", "ron", "san", "sen", "sol", "tan", "ten", "tor", "van", "ver", "vin", "wei", "xin",
    "yan", "zen", "zhi",
];
const ENDS: &[&str] = &[
    "", "a", "an", "ar", "co", "dex", "din", "do", "ek", "el", "en", "er", "ex", "ga", "ia", "ic", "ik",
    "in", "is", "ix", "la", "lo", "ma", "mex", "mo", "na", "nex", "no", "o", "on", "or", "ov", "ra", "ro",
    "sky", "ta", "tek", "tex", "tis", "to", "tron", "us", "va", "vo", "x", "za",
];
const PLACES: &[&str] = &[
    "Hangzhou",
    "Shenzhen",
    "Shanghai",
    "Guangzhou",
    "Beijing",
    "Hong Kong",
    "Tehran",
    "Moscow",
    "Dubai",
    "Minsk",
    "Damascus",
    "Istanbul",
    "London",
    "Texas",
    "California",
    "Berlin",
    "India",
    "Singapore",
    "Panama",
    "Zhejiang",
];
const LEGAL: &[&str] = &[
    "Ltd",
    "Limited",
    "Co., Ltd.",
    "Inc",
    "Inc.",
    "LLC",
    "Corporation",
    "Corp",
    "GmbH",
    "S.A.",
    "AG",
    "OOO",
    "PJSC",
    "Pvt Ltd",
    "B.V.",
    "S.r.l.",
    "FZE",
    "Company",
    "JSC",
    "Sdn Bhd",
];
const HAN_PLACES: &[&str] =
    &["杭州", "深圳市", "上海", "北京", "广州", "浙江", "江苏", "成都", "武汉", "南京"];
const HAN: &[&str] = &[
    "海", "康", "威", "华", "宏", "信", "达", "天", "瑞", "金", "龙", "兴", "远", "大", "正", "德", "光",
    "明", "新", "安", "科", "盛", "博", "恒", "立", "万", "通", "利", "美", "嘉",
];
const HAN_TRADES: &[&str] =
    &["数字技术", "科技", "电子", "贸易", "通信", "机械", "能源", "物流", "化工", "信息技术"];
const HAN_LEGAL: &[&str] = &["有限公司", "股份有限公司", "集团有限公司"];

/// Common words with how many names bear them or a word before them.
pub(crate) struct Common {
    words: Vec<(&'static str, usize)>,
}

impl Common {
    /// The words of the counts that are seen in several names.
    pub(crate) fn read() -> Common {
        let mut sum = 0;
        let rows =
            include_str!("../../data/word_counts.tsv").lines().filter(|line| !line.starts_with(['#', '*']));
        let words = rows.filter_map(|row| {
            let mut cells = row.split('\t');
            let (word, seen) = (cells.next()?, cells.next()?.parse::<usize>().ok()?);
            (seen >= 5 && word.len() >= 3).then(|| {
                sum += seen;
                (word, sum)
            })
        });
        Common { words: words.collect() }
    }

    fn word(&self, numbers: &mut Numbers) -> String {
        let total = self.words.last().map_or(1, |(_, sum)| *sum);
        let at = numbers.below(total);
        let n = self.words.partition_point(|(_, sum)| *sum <= at);
        capital(self.words[n].0)
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A word of a firm's own.
fn own(numbers: &mut Numbers) -> String {
    let mut word = numbers.pick(STARTS).to_owned();
    for _ in 0..=numbers.below(2) {
        word.push_str(numbers.pick(MIDDLES));
    }
    word.push_str(numbers.pick(ENDS));
    capital(&word)
}

/// A name.
pub(crate) fn name(common: &Common, numbers: &mut Numbers) -> String {
    let mut words: Vec<String> = Vec::new();
    match numbers.below(100) {
        0..6 => return han(numbers),
        6..18 => {}
        18..24 => words.push((0..3).map(|_| char::from(b'A' + numbers.below(26) as u8)).collect()),
        24..30 => words.extend([own(numbers), "&".to_owned(), own(numbers)]),
        _ => words.push(own(numbers)),
    }
    if numbers.percent(20) {
        words.insert(0, numbers.pick(PLACES).to_owned());
    }
    let least = if words.is_empty() { 2 } else { 0 };
    for _ in 0..least + numbers.below(3) {
        words.push(common.word(numbers));
    }
    if numbers.percent(4) {
        words.push((1 + numbers.below(30)).to_string());
    }
    if numbers.percent(80) {
        words.push(numbers.pick(LEGAL).to_owned());
    }
    words.join(" ")
}

fn han(numbers: &mut Numbers) -> String {
    let own: String = (0..2 + numbers.below(2)).map(|_| numbers.pick(HAN)).collect();
    [numbers.pick(HAN_PLACES), &own, numbers.pick(HAN_TRADES), numbers.pick(HAN_LEGAL)].concat()
}

/// In what way a query differs from the name that it is made of.
pub(crate) const CHANGES: [&str; 5] = ["exact", "typo", "reordered", "word dropped", "joined"];

/// A name as somebody else writes it.
pub(crate) fn changed(name: &str, change: usize, numbers: &mut Numbers) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    match change {
        1 => return slip(name, numbers),
        2 if words.len() > 1 => words.rotate_left(1),
        3 if words.len() > 1 => {
            words.remove(numbers.below(words.len()));
        }
        4 if words.len() > 1 => {
            let at = numbers.below(words.len() - 1);
            let joined = words[at].to_owned() + words[at + 1];
            words[at] = &joined;
            words.remove(at + 1);
            return words.join(" ");
        }
        _ => {}
    }
    words.join(" ")
}

/// A letter of the longest word, or the one beside it, is another one.
fn slip(name: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let longest = name.split(' ').max_by_key(|word| word.len()).unwrap_or(name);
    let start = name[..name.find(longest).unwrap_or(0)].chars().count();
    let at = start + numbers.below(longest.chars().count());
    match numbers.below(3) {
        0 => drop(letters.remove(at)),
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = char::from(b'a' + numbers.below(26) as u8),
    }
    letters.into_iter().collect()
}
