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

# What the product has to do with the company ($who: the next message), and where that one is listed ($listed: those behind it).
short =
    { $ground ->
        [named] The maker or brand of this product is { $target }. It { $listed }.
        [subsidiary] { $who } is a subsidiary of { $target }, which { $listed }.
        [control] { $who } is controlled or partly owned by { $target }, which { $listed }.
        [affiliate] { $who } is an affiliate of { $target }, which { $listed }.
        [made_by] { $target } or its group makes this product for another brand. That company { $listed }.
        [made_by_part] { $target } or its group makes a part of what is sold under this brand, and it seems this product. That company { $listed }.
        [component] A part of this product comes from { $target } or its group. That company { $listed }.
        [sold_by] The shop that offers this product is linked to { $target }. That company { $listed }.
       *[class] Products of this kind ({ $target }) { $listed }.
    }
# Whose product it is: by name where that company stands on no list itself.
short-who =
    { $known ->
        [unlisted] { $name } (on no known list)
       *[other] The maker or brand of this product
    }
# The company of the group whose product it is, where it is not in the first sentence.
short-unlisted = { $name } is on no known list.
short-list =
    { $whom ->
        [class] are on the official list “{ $list }” ({ $terms })
       *[party] is on the official list “{ $list }” ({ $terms })
    }
# A measure of a government may bear on a company without a list that is kept.
short-measure =
    { $whom ->
        [class] come under the government measure “{ $list }” ({ $terms })
       *[party] comes under the government measure “{ $list }” ({ $terms })
    }
# Where the source gives no date of listing.
short-seen = seen there since { $date }
# Some entries cover goods only as far as they are used for certain purposes.
short-terms =
    { $limited ->
        [yes] { $since }, for certain uses only
       *[no] { $since }
    }
# $first is the list or measure named before; `besides` are measures behind a list.
short-more =
    { $kinds ->
        [lists] { $first } and { $count ->
            [one] one more list
           *[other] { $count } more lists
        }
        [measures] { $first } and { $count ->
            [one] one more measure
           *[other] { $count } more measures
        }
        [besides] { $first }, besides { $count ->
            [one] one government measure
           *[other] { $count } government measures
        }
       *[mixed] { $first } and { $count } more lists or measures
    }
# The claim that weighs most, with its standing and who makes it: about the company on the list, or about another one.
short-claim =
    { $whom ->
        [target] { $status } by { $by } about it, on { $subject }.
        [group] { $status } by { $by } about it among { $among } companies, on { $subject }.
        [group_party] { $status } by { $by } about { $among } companies, { $about } included, on { $subject }.
       *[party] { $status } by { $by } about { $about }, on { $subject }.
    }
# Where the names before leave no room for it: nobody is accused in half a sentence.
short-claims =
    On record: { $count ->
        [one] one claim
       *[other] { $count } claims
    } and { $answers ->
        [0] no answer
        [one] one answer
       *[other] { $answers } answers
    }; see the details.
short-answer =
    { $answered ->
        [it] It has answered.
        [company] The company on the list has answered.
        [party] { $party } has answered.
       *[no] We know of no answer.
    }

## Who stands behind the product

# Where no step lies between: the company itself, or a kind of product.
who-listing =
    { $whom ->
        [class] The listing points to products of this kind: { $first }.
       *[party] The listing points to { $first } itself.
    }
# Companies that bear a like name and are not meant.
who-namesakes =
    { $count ->
        [one] { $names } bears a like name and is another company, not meant here.
       *[other] { $names } bear a like name and are other companies, not meant here.
    }
# The company whose product it is, where it stands on no list itself.
unlisted = { $name } (on no list that we know of)
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
# The next step, from the company that the one before led to.
step-next =
    { $relation ->
        [subsidiary_of] That company is a subsidiary of { $to }
        [brand_of] That name is a brand of { $to }
        [made_by] Its products are made by { $to }
        [made_by_most] Most products of that company are made by { $to }
        [made_by_some] Some products of that company are made by { $to }
        [made_by_few] A few products of that company are made by { $to }
        [affiliate_of] That company is an affiliate of { $to }
        [succeeded_by] That company was succeeded by { $to }
        [same_group_as] That company stands in one group with { $to }
        [owns] { $to } holds a share of that company
        [controls] { $to } controls that company
        [supplies_component] { $to } supplies parts of what that company sells
        [sold_by] That company is a shop for goods of { $to }
       *[other] That company is connected with { $to }
    }
step-dated = { $step } ({ $when })
# Words with the number of their source, and words as a sentence.
cited = { $words } [{ $number }]
sentence = { $words }.
# Some languages say days and longer spans differently.
when-until =
    { $span ->
        [day] until { $date }
       *[longer] until { $date }
    }
when-confirmed = last confirmed { $date }
when-share = share { $share } %
when-shares = share between { $min } and { $max } %
when-scope = limited to: { $scope }

## Lists

# Where there are several: how many, and the one that bears most on a household.
lists-many =
    { $kinds ->
        [lists] Of { $count } official lists that name { $target }, the one that matters most to a household is “{ $list }” ({ $kind }), { $since }
        [measures] Of { $count } government measures that name { $target }, the one that matters most to a household is “{ $list }” ({ $kind }), { $since }
       *[mixed] Of { $count } lists and measures that name { $target }, the one that matters most to a household is “{ $list }” ({ $kind }), { $since }
    }
list-line =
    { $whom ->
        [class] Products of this kind are named in “{ $list }” ({ $kind }), { $since }
       *[party] { $target } is named in “{ $list }” ({ $kind }), { $since }
    }
# Some entries cover goods only as far as they are used for certain purposes ($purposes: a row of the message `purpose`).
purposes = It covers equipment for certain uses only: { $purposes }.
purpose =
    { $purpose ->
        [public_safety] public safety
        [government_facilities] government buildings
        [critical_infrastructure] critical infrastructure
        [national_security] other national security purposes
       *[household] private use at home
    }
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
since-seen = seen there since { $date }, the date of listing is not published
since-unknown = date of listing not stated
# What a list is for, by its id, true on any day: what follows on the day asked for is said further down. A list that is not
# known here is named without a purpose.
list-purpose =
    { $list ->
        [s889] It limits what US federal bodies, their contractors and federal grant money may buy and use.
        [fcc-covered] It names communications equipment and services that US authorities regard as a security risk.
        [dod-1260h] It names companies that the US Department of Defense regards as linked to a military.
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

claim-line = { $status }, { $by }, { $date }, on { $subject }
claim-about =
    { $whom ->
        [target] It is about the company on the list.
        [group] It is about { $among } companies together, the company on the list among them.
        [group_party] It is about { $among } companies together, { $about } among them.
       *[party] It is about { $about }.
    }
# A sentence of the register on what a source says.
summary = We sum it up: { $original }
claim-status =
    { $status ->
        [official_finding] Official finding
        [court_ruling] Court ruling
        [allegation] Allegation, not established by a court or authority
        [company_filing] Company filing
       *[report] Report
    }
# The same where there is less room.
claim-status-short =
    { $status ->
        [official_finding] Official finding
        [court_ruling] Court ruling
        [allegation] Allegation (not established)
        [company_filing] Company filing
       *[report] Report
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

shopper-lawful =
    { $kept ->
        [yes] For a shopper: under these lists we know of no rule that bars a household from buying, keeping or using it.
       *[no] For a shopper: under these lists we know of no rule that bars a household from buying or using it.
    }
# Where some of the lists and laws plainly bar nothing to a household, and the others say nothing or something else.
shopper-part =
    { $count ->
        [one] For a shopper: one of these { $all } lists and measures restricts nothing for a household.
       *[other] For a shopper: { $count } of these { $all } lists and measures restrict nothing for a household.
    }
shopper-none = For a shopper: nothing is on record here about what this means for a household. It is not said to be allowed, nor not to be.
# Where rules speak and none of them finds room.
shopper-evidence = For a shopper: what the rules say of a household stands in the evidence. That is not to say that all is allowed.
shopper-kept = What a household has already it may keep or use.
# What to ask a seller for, where the rule on buying of the list named speaks of papers.
shopper-papers =
    { $list ->
        [fcc-covered] A new model without FCC authorisation should not be on sale: ask the seller for it.
       *[other] { "" }
    }
# The rule that weighs most, and what it says.
shopper-line =
    { $severity ->
        [block] Not allowed under “{ $list }”
        [limit] Limited under “{ $list }”
        [check] To be checked under “{ $list }”
        [info] For information, “{ $list }”
       *[unsure] Not certain under “{ $list }”
    }
shopper-quoted = { $line }: { $original }

## The company's answer

answer-line = { $party } answered ({ $date })
answers-none = We know of no answer by the company, its group or anybody who bears its name.
# Where the company is silent and another one of its group or name speaks.
answers-others = We know of no answer by the company itself; another one of its group or name has spoken.
answers-class = The entry is about a kind of product, so no company has an answer to give.

## What is left out, and sources

# $items: a row of the next message.
left = More in the evidence: { $items }.
left-item =
    { $what ->
        [steps] { $count ->
            [one] one step between
           *[other] { $count } steps between
        }
        [namesakes] { $count ->
            [one] one more like name
           *[other] { $count } more like names
        }
        [lists] { $count ->
            [one] one list or measure
           *[other] { $count } lists or measures
        }
        [claims] { $count ->
            [one] one claim
           *[other] { $count } claims
        }
        [answers] { $count ->
            [one] one answer
           *[other] { $count } answers
        }
       *[rules] { $count ->
            [one] one rule for households
           *[other] { $count } rules for households
        }
    }
sources-intro = Sources:
source-line = [{ $number }] { $title } ({ $date }) { $address }
# How far our knowledge reaches.
reach = Newest source: { $date }; later events may be missing.
closing-quoted = Quoted sentences are our own summaries.
closing = This is no legal advice.
