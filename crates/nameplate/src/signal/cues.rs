//! Words that decide what a mention means: "for", "compatible with", "made by", "not", in the languages of catalogs.
//! Folded, lower case. Data, not logic: [`super::role`] applies them.

/// Before a name, anywhere earlier in the same clause: the product goes with the named one.
pub(crate) const GOES_WITH: &[&str] = &[
    "compatible with", "compatible for", "compatible to", "compatible models", "compatible brands", "compatibility", "compatible",
    "works with", "work with", "working with", "works for", "fits", "fit for", "fit", "suitable for", "suits", "designed for",
    "made for", "custom made for", "replacement for", "replaces", "replace", "replacement of", "spare for", "substitute for",
    "alternative to", "alternative for", "supports", "support for", "connects to", "connect to", "pairs with", "integrates with",
    "interoperable with", "for use with", "use with", "used with", "used for", "intended for", "specially for", "especially for",
    "adapter for", "mount for", "case for", "cover for", "charger for", "battery for", "cable for", "filter for",
    "such as", "supported brands", "supported cameras", "interchangeable with", "equivalent to", "equivalent of",
    "kompatibel mit", "kompatibel zu", "passend fur", "passt fur", "passend zu", "passt zu", "geeignet fur", "ersatz fur",
    "ersetzt", "funktioniert mit", "alternative zu", "entwickelt fur", "zubehor fur", "unterstutzt", "verwendbar mit", "ersatzteil fur",
    "compatible con", "compatibles con", "funciona con", "repuesto para", "reemplazo de", "reemplazo para", "adecuado para",
    "recambio para", "disenado para", "soporta", "apto para", "sirve para", "alternativa a",
    "compatible avec", "compatibles avec", "fonctionne avec", "remplacement pour", "remplace", "convient a", "convient pour",
    "adapte a", "adapte pour", "concu pour", "prend en charge", "alternative a", "rechange pour",
    "compativel com", "compativeis com", "funciona com", "substitui", "reposicao para", "adequado para", "projetado para",
    "compatibile con", "adatto per", "ricambio per", "funziona con",
    "compatibel met", "geschikt voor", "kompatybilny z", "pasuje do", "kompatybilna z",
    "совместим с", "совместима с", "совместимый с", "совместимо с", "подходит для", "поддерживает", "замена для", "аналог",
    "适用于", "适用", "适配", "兼容", "支持", "配套", "替代", "通用于", "可替换", "適用", "相容",
    "対応", "互換", "호환", "متوافق مع", "مناسب ل", "يتوافق مع",
];

/// Right before a name (with only names, kinds of product and "the", "your" between): the same.
pub(crate) const FOR: &[&str] = &[
    "for", "fur", "fuer", "para", "pour", "per", "voor", "dla", "для", "к", "p/", "f/", "ل", "لـ",
];

/// Words that may stand between such a word and the name.
pub(crate) const BETWEEN: &[&str] = &[
    "the", "your", "all", "any", "most", "original", "select", "selected", "new", "and", "or", "und", "oder", "y", "o", "et",
    "ou", "e", "a", "der", "die", "das", "la", "el", "los", "las", "le", "les", "de", "du", "des", "do", "da", "of", "&", "brand", "series", "serie",
    "brands", "type", "models", "model", "ip", "wifi", "other", "и", "или", "и/или", "di", "van", "some", "both",
];

/// Right before a name: the mention is a comparison or a denial.
pub(crate) const NOT: &[&str] = &[
    "not", "no", "non", "isn't", "isnt", "never", "without", "unlike", "like", "vs", "vs.", "versus", "than", "instead of",
    "not a", "not an", "not by", "not made by", "not from", "similar to", "comparable to", "inspired by", "better than", "formerly of",
    "nicht", "kein", "keine", "nicht von", "ohne", "wie", "statt", "ahnlich wie",
    "no es", "sin", "como", "en lugar de", "similar a",
    "pas", "pas de", "sans", "comme", "n'est pas", "au lieu de",
    "nao", "nao e", "sem", "tipo", "не", "без", "как", "вместо", "非", "不是", "并非", "不", "除", "не от", "zonder", "bukan",
    "independent of", "affiliated with", "associated with", "endorsed by", "connection with", "connected to", "related to", "free from", "free of", "excluding", "anti", "ban on", "banned",
    "about", "against", "history of", "inside", "story of", "review of",
];

/// Right before a name: it made the product, or the product bears its brand.
pub(crate) const MADE_BY: &[&str] = &[
    "by", "made by", "manufactured by", "produced by", "built by", "manufacturer", "manufacturer:", "maker:", "brand:", "brand name:",
    "brand", "oem by", "oem:", "odm:", "from", "supplied by", "factory:", "producer:", "original manufacturer:", "mfr:", "mfg:", "mfg by", "trademark:",
    "von", "hergestellt von", "hersteller:", "hersteller", "marke:", "marke",
    "fabricado por", "fabricante:", "fabricante", "marca:", "marca", "hecho por",
    "fabrique par", "fabricant:", "fabricant", "marque:", "marque", "par", "produit par",
    "produzido por", "por", "da", "de", "производитель:", "производитель", "бренд:", "бренд", "изготовитель:", "制造商:", "制造商：", "制造商", "品牌:", "品牌：", "品牌",
    "生产商:", "生产商：", "生产商", "厂家", "由", "제조사", "제조사:", "브랜드:", "メーカー:", "メーカー", "ブランド", "製造元",
    "rebranded", "rebrand of", "rebadged", "relabeled", "relabelled", "white label of", "white-label of", "oem of", "oem version of", "same as",
];

/// Right before a name: it is stated to be the manufacturer, whoever's brand the product bears.
pub(crate) const STATED_MAKER: &[&str] = &[
    "manufacturer", "manufacturer:", "manufactured by", "made by", "produced by", "maker:", "producer:", "factory:", "oem:", "odm:",
    "original manufacturer:", "mfr:", "mfg:", "mfg by", "hersteller", "hersteller:", "hergestellt von", "fabricante", "fabricante:", "fabricado por",
    "hecho por", "fabricant", "fabricant:", "fabrique par", "produit par", "produzido por", "производитель", "производитель:", "изготовитель:",
    "制造商", "制造商:", "制造商：", "生产商", "生产商:", "生产商：", "厂家", "제조사", "제조사:", "メーカー", "メーカー:", "製造元",
];

/// Right after a name (or a list of names): the product goes with the named one.
pub(crate) const AFTER_GOES_WITH: &[&str] = &[
    "compatible", "compatibles", "compatibility", "kompatibel", "kompatible", "kompatibles", "kompatibler", "compativel", "compativeis", "compatibile",
    "совместимый", "совместимая", "совместим", "protocol", "protocols", "alternative", "alternatives", "replacement", "style", "clone", "equivalent",
    "supported", "users", "owners", "fans", "ecosystem", "兼容", "适用", "专用", "通用", "用", "可用", "対応", "互換", "専用", "호환", "전용", "용",
];

/// Right after a name: a part of the product is the named one's.
pub(crate) const AFTER_COMPONENT: &[&str] = &[
    "chip", "chips", "chipset", "soc", "processor", "cpu", "module", "modem", "inside", "sensor", "芯片", "处理器", "模组", "模块", "mcu",
    "baseband", "chipsatz", "процессор", "cells", "cell",
];

/// Before a name: a part of the product is the named one's.
pub(crate) const COMPONENT: &[&str] = &[
    "powered by", "built-in", "built in", "embedded", "equipped with", "contains", "containing", "based on", "内置", "搭载", "采用",
];

/// What the next part of a title lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// More of the same.
    Part,
    /// What comes along with the product.
    Extras,
    /// What the product is for, or goes with.
    Purpose,
}

/// Where a part of a title ends, and what the next one lists.
pub(crate) const SEGMENT_ENDS: &[(&str, Opens)] = &[
    (",", Opens::Part),
    ("(", Opens::Part),
    ("|", Opens::Part),
    (" - ", Opens::Part),
    (" – ", Opens::Part),
    (" — ", Opens::Part),
    ("[", Opens::Part),
    (";", Opens::Part),
    (":", Opens::Part),
    ("\n", Opens::Part),
    ("/ ", Opens::Part),
    ("【", Opens::Part),
    ("，", Opens::Part),
    ("（", Opens::Part),
    (" designed ", Opens::Part),
    (" von ", Opens::Part),
    (" by ", Opens::Part),
    (" from ", Opens::Part),
    ("+", Opens::Extras),
    (" with ", Opens::Extras),
    (" w/ ", Opens::Extras),
    (" mit ", Opens::Extras),
    (" con ", Opens::Extras),
    (" avec ", Opens::Extras),
    (" com ", Opens::Extras),
    (" met ", Opens::Extras),
    (" с ", Opens::Extras),
    (" and ", Opens::Extras),
    (" und ", Opens::Extras),
    (" including ", Opens::Extras),
    (" incl", Opens::Extras),
    (" inkl", Opens::Extras),
    (" for ", Opens::Purpose),
    (" compatible", Opens::Purpose),
    (" fits ", Opens::Purpose),
    (" fur ", Opens::Purpose),
    (" kompatibel", Opens::Purpose),
    (" passend ", Opens::Purpose),
    (" para ", Opens::Purpose),
    (" pour ", Opens::Purpose),
    (" per ", Opens::Purpose),
    (" voor ", Opens::Purpose),
    (" для ", Opens::Purpose),
    (" works ", Opens::Purpose),
    ("适用", Opens::Purpose),
    ("兼容", Opens::Purpose),
    (" replaces ", Opens::Purpose),
    (" replacement for", Opens::Purpose),
];

/// Ends of a clause: a cue does not reach over them.
pub(crate) const CLAUSE_ENDS: &[&str] = &[". ", "; ", "|", "\n", "! ", "? ", "•", "·", "。", "；", "！", "？", " - ", " – ", " — ", "【", "】", "✔", "★", "||", "_ "];
