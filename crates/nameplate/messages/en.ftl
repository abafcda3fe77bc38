# What buyers are told. One message a piece of text; the engine puts the pieces together.
#
# To add a language, copy this file, translate what stands right of the equals signs, and hand it in with
# `--language xx --messages xx.ftl`. Every message, every { $variable } and every [word] must be there: a translation may
# not drop who says something, or when. Numbers may choose by the plural forms of the language.
#
# Tone: a newspaper's. Say what is known and who says so. No adjectives for companies, nothing about anyone's origin.

## Dates

# $day and $year are digits, $month comes from the message `month`.
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-unknown = date not stated
# Inside the messages for dates.
month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

## Joining

# Between sentences, between phrases, between items of a row, and before the last of them.
sentences = { $first } { $next }
phrases = { $first }, { $next }
row-comma = { $first }, { $next }
row-and = { $first } and { $last }
# A name, and the same name in its own script.
name-native = { $name } ({ $native })
# Sentences of the register, which are in English: other languages say so.
original = “{ $sentence }”
# What did not find room.
more = and { $count } more, in the evidence
# Kinds of products that stand on lists, by their id; $name is the English name of any other.
class-name =
    { $class ->
        [drone] drones
        [router] consumer routers
        [inverter] power inverters
        [robot] advanced robotic devices
       *[other] { $name }
    }
# As an entry says it that speaks of goods produced outside the country.
class-foreign = { $name } produced in a foreign country

## The short text

# What the product has to do with the company, and where that one is listed ($listed: one of the next messages).
short =
    { $ground ->
        [named] The maker or brand of this product, { $target }, { $listed }.
        [subsidiary] The maker or brand of this product is a subsidiary of { $target }, which { $listed }.
        [control] The maker or brand of this product is controlled or partly owned by { $target }, which { $listed }.
        [affiliate] The maker or brand of this product is an affiliate of { $target }, which { $listed }.
        [made_by] { $target } { $listed }; this product, sold under another brand, is made by it or by a company of its group.
        [made_by_part] { $target } { $listed }; it, or a company of its group, makes a part of what is sold under this brand, and this product is taken for one of these.
        [component] { $target } { $listed }; a part of this product comes from it or from a company of its group.
        [sold_by] The shop that offers this product is linked to { $target }, which { $listed }.
       *[class] Products of this kind ({ $target }) { $listed }.
    }
short-list =
    { $whom ->
        [class] are on the official list “{ $list }” ({ $since })
       *[party] is on the official list “{ $list }” ({ $since })
    }
# $first is the message before.
short-lists =
    { $first } and { $count ->
        [one] one more list
       *[other] { $count } more lists
    }
short-lists-mixed =
    { $first } and { $count ->
        [one] one more list or measure
       *[other] { $count } more lists and measures
    }
# A measure of a government may bear on a company without a list that is kept.
short-measure =
    { $whom ->
        [class] come under the government measure “{ $list }” ({ $since })
       *[party] comes under the government measure “{ $list }” ({ $since })
    }
short-measures =
    { $first } and { $count ->
        [one] one more
       *[other] { $count } more
    }
# Some entries cover goods only as far as they are used for certain purposes ($purposes: a row of the message `purpose`).
short-purposes = That entry covers equipment only for certain uses, such as { $purpose }.
purposes = The entry there covers equipment only as far as it is used for { $purposes }.
purpose =
    { $purpose ->
        [public_safety] public safety
        [government_facilities] the security of government facilities
        [critical_infrastructure] the surveillance of critical infrastructure
        [national_security] other national security purposes
       *[household] private use at home
    }
# The company of the group whose product it is, where it stands on no list itself.
unlisted = { $name } itself is on no list that we know of.
# The claim that weighs most, with its status and who makes it: about the company on the list, or about another one.
short-claim =
    { $whom ->
        [target] On record about this company, on { $subject }: { $status } by { $by }.
        [group] On record about { $among } companies together, this one among them, on { $subject }: { $status } by { $by }.
        [group_party] On record about { $among } companies together, { $about } among them, on { $subject }: { $status } by { $by }.
       *[party] On record about { $about }, on { $subject }: { $status } by { $by }.
    }
short-answer =
    { $answered ->
        [company] The company has answered; for both sides see the details.
        [party] { $party } has answered; for both sides see the details.
       *[no] We know of no answer by the company or its group on record.
    }

## Who stands behind the product

who-listing = It is { $first } that the listing points to.
# Companies that bear a like name and are not meant.
who-namesakes =
    { $count ->
        [one] { $names } bears a like name and is another company, not meant here.
       *[other] { $names } bear a like name and are other companies, not meant here.
    }
who-same = { $target } itself is on the lists named below, not only a company connected with it.
# One step from the product towards the company on the list.
step =
    { $relation ->
        [subsidiary_of] { $from } is a subsidiary of { $to }
        [brand_of] { $from } is a brand of { $to }
        [made_by] Products of { $from } are made by { $to }
        [made_by_most] Most products of { $from } are made by { $to }
        [made_by_some] Some products of { $from } are made by { $to }
        [made_by_few] A few products of { $from } are made by { $to }
        [affiliate_of] { $from } is an affiliate of { $to }
        [succeeded_by] { $from } was succeeded by { $to }
        [same_group_as] { $from } stands in one group with { $to }
        [owns] { $to } holds a share of { $from }
        [controls] { $to } controls { $from }
        [supplies_component] { $to } supplies parts of what { $from } sells
        [sold_by] { $from } is a shop for goods of { $to }
       *[other] { $from } is connected with { $to }
    }
step-cited = { $step } ({ $when }), according to { $sources }.
step-uncited = { $step } ({ $when }).
# Some languages say days and longer spans differently.
when-until =
    { $span ->
        [day] until { $date }
       *[longer] until { $date }
    }
when-confirmed = last confirmed { $date }
when-unstated = dates not stated
when-share = share { $share } %
when-shares = share between { $min } and { $max } %
when-scope = limited to: { $scope }

## Lists

lists-intro =
    { $count ->
        [one] { $target } is on this official list:
       *[other] { $target } is on these official lists:
    }
lists-intro-mixed =
    { $count ->
        [one] { $target } is under this measure:
       *[other] { $target } is on these lists and under these measures:
    }
lists-intro-class =
    { $count ->
        [one] Products of this kind ({ $target }) are on this official list:
       *[other] Products of this kind ({ $target }) are on these official lists:
    }
list-line = “{ $list }” ({ $kind }), { $since }. { $purpose } { $sources }
list-kind =
    { $kind ->
        [measure] government measure, not a list
       *[list] official list
    }
since =
    { $span ->
        [day] since { $date }
       *[longer] since { $date }
    }
since-seen = first seen there { $date }; the date of listing is not published
since-unknown = date of listing not stated
# What a list is for, by its id, true on any day: what follows on the day asked for is said further down. A list that is not
# known here is named without a purpose.
list-purpose =
    { $list ->
        [s889] It limits what US federal bodies, their contractors and federal grant money may buy and use.
        [fcc-covered] It names communications equipment and services that US authorities regard as a security risk; rules on subsidies, approval and sale build on it.
        [dod-1260h] It names companies that the US Department of Defense regards as linked to a military; rules on that department's purchases build on it.
        [bis-entity-list] It limits exports from the United States to the companies named.
        [bis-meu] It limits exports of certain goods to companies regarded as military end users.
        [bis-dpl] It names those who may not take part in exports from the United States.
        [ofac-nscmic] It limits trade in the securities of the companies named.
        [ofac-sdn] It names parties with whom US persons may not deal.
        [uflpa] It names companies whose goods may not be imported into the United States because of forced labour seen by US authorities.
        [cbp-wro] It stops goods at the US border over forced labour.
        [icts-kaspersky] It bars the sale of certain software in the United States.
        [icts-vehicles] It limits certain hardware and software in connected vehicles.
        [s5949] It limits, from the dates it sets, which chips may be in what US federal bodies buy.
        [s154] It limits, from the dates it sets, whose batteries the US Department of Defense may buy.
        [asda-drones] It limits, from the dates it sets, which drones US federal bodies and federal money may buy.
        [canada-ica] It orders the company named to close its business in Canada.
        [us-fl-drones] It says which drones public agencies in Florida may use.
        [eu-csa-proposal] It is a proposal and binds nobody yet.
        [canada-federal-use] It bars federal bodies in Canada from buying and using the products of the company named.
        [canada-ica] It is an order on a company's business in Canada.
        [uk-procurement] It bars suppliers from public contracts in the United Kingdom.
        [uk-sensitive-sites] It keeps certain surveillance equipment away from sensitive government sites.
        [au-removal] It had certain cameras removed from government buildings.
        [texas-prohibited] It bars certain technology from devices of state bodies in Texas.
        [eu-sanctions] It freezes the assets of those named; nothing may be made available to them from the European Union.
        [uk-sanctions] It freezes the assets of those named in the United Kingdom, or sets other limits on dealing with them.
        [un-sanctions] It obliges states to freeze the assets of those named, or to set other limits.
        [eu-forced-labour] It bars products found to be made with forced labour from the market of the European Union.
       *[other] { "" }
    }

## What is said

claims-intro = What is said, by whom, and with what standing. A claim alone never leads to this notice.
claim-line = { $status }, { $by }, { $date }, on { $subject }, about { $about }: { $original } { $sources }
claim-status =
    { $status ->
        [official_finding] Official finding
        [court_ruling] Court ruling
        [allegation] Allegation, not established by a court or authority
        [company_filing] Company filing
       *[report] Report
    }
# The same inside a sentence.
claim-status-short =
    { $status ->
        [official_finding] official finding
        [court_ruling] court ruling
        [allegation] allegation
        [company_filing] company filing
       *[report] report
    }
claim-subject =
    { $subject ->
        [rights_abuse] human rights abuses
        [forced_labour] forced labour
        [security] security
        [military] military links
        [state_control] state control
        [supply_link] supply links
       *[other] other matters
    }

## What it means for a shopper

shopper-intro = What it means for a shopper:
shopper-line =
    { $severity ->
        [block] Not allowed
        [limit] Limited
        [check] To be checked
        [info] For information
       *[unsure] Not certain
    } – “{ $list }”: { $original } ({ $citation })
# Lists and laws that plainly bar nothing to a household.
shopper-allowed = Not restricted for a household under: { $lists }.
list-name = “{ $list }”
shopper-lawful = Under these lists we know of no rule that bars a household from buying or using it.
shopper-none = Nothing is on record here about what this means for a household: neither that it is allowed nor that it is not.

## The company's answer

answers-intro = Answers of companies on record:
answer-line = { $party }, { $date }: { $original } { $sources }
answers-none = We know of no answer by the company, its group or anybody who bears its name on record.
# Where the company is silent and another one of its group or name speaks.
answers-others = The company itself has not answered that we know of. Others of its group or name have:
answers-class = The entry is about a kind of product, not a company; there is no answer of a company to report.

## Sources

source-cited = “{ $title }” ({ $date }) [{ $number }]
source-number = [{ $number }]
sources-intro = Sources:
source-line = [{ $number }] { $title } ({ $date }) { $address }
# How far our knowledge reaches.
reach = The newest source of this notice is of { $date }; what happened later may not be in it.
closing = This notice says what the sources named say. Sentences in quotation marks are taken from our register, not word for word from the sources. It is about companies and rules, not about persons, and is no legal advice. Evidence: { $evidence }
