# What the extension itself says. What is said of a product comes from the engine (crates/nameplate/messages) and from the register,
# whose sentences are English and are shown as such.
#
# Every message, every { $variable } and every [word] must be in each language: a test compares the files. Tone: a newspaper's.

## On a page of a shop

badge-party = Leads to { $target }
badge-class = A listed kind of product
badge-open = Nameplate: { $badge } – open to read who is behind this product
close = Close

## What was found

title-connected = Who is behind this product
title-review = Not sure, and why
title-nothing = Read, nothing found
title-silent = Read, and it names no maker
title-not-judged = Could not be judged
title-unread = Could not be read
title-working = Reading the page
title-broken = The engine did not answer
lead-nothing = The page was read. Nothing in it leads to a company or a kind of product on the lists that this extension holds. That is no certificate: see below what it does not hold.
lead-silent = The page was read, and nothing in it says who made the product. So nothing was found, and nothing could be. That is no certificate.
lead-not-judged = The engine could not judge what the page says: { $why }
lead-unread = This page does not say what it sells in a way that can be read. Nothing was judged. Below you can type what it is.
lead-refused = The browser lets no extension read this page. Nothing was judged. Below you can type what it is.
lead-broken = Nothing was judged, so this says nothing about the product. Close this, and try again.
lead-review = Some of what the page says points to { $target }. It is not enough to say that the product leads there.
lead-results = { $count ->
        [one] One offer on this page was read
       *[other] { $count } offers on this page were read
    }; { $connected ->
        [0] none leads to a listed company. That is no certificate.
        [one] one leads to a listed company or is of a listed kind.
       *[other] { $connected } lead to a listed company or are of a listed kind.
    }
left-out = The page holds more than is read of one page, or data that could not be read; what was left out was not judged.
read-as = What was read

## Who

section-who = Who is behind it
party-maker = Maker
party-brand = Brand
party-seller = Seller
name-native = { $name } ({ $native })
not-meant = Not meant, a like name
unsure-name = perhaps { $name }

## How we know

section-how = How we know
step-page = On the page, { $field }: “{ $text }”
field =
    { $field ->
        [title] title
        [brand] brand
        [manufacturer] maker
        [seller] seller
        [seller_address] seller's address
        [model] model number
        [gtin] product number (GTIN)
        [fcc_id] FCC ID
        [text] description
        [category] category
        [origin] country of origin
        [responsible_person] responsible person
       *[other] text
    }
hop =
    { $relation ->
        [subsidiary_of] { $from } is a subsidiary of { $to }
        [brand_of] { $from } is a brand of { $to }
        [made_by] { $extent ->
            [all] What is sold as { $from } is made by { $to }
            [most] Most of what is sold as { $from } is made by { $to }
            [some] Some of what is sold as { $from } is made by { $to }
            [few] A small part of what is sold as { $from } is made by { $to }
           *[unstated] What is sold as { $from } is made by { $to }; how much of it is not stated
        }
        [affiliate_of] { $from } is an affiliate of { $to }
        [succeeded_by] { $from } was succeeded by { $to }
        [same_group_as] { $from } and { $to } belong to one group
        [owns] { $from } holds a share of { $to }
        [controls] { $from } controls { $to }
        [supplies_component] { $from } supplies a part of { $to }
        [sold_by] { $from } is sold by { $to }
       *[other] { $from } is connected to { $to }
    }
standing-alleged = alleged
standing-reported = reported by one source
share-exact = { $share }% of it
share-between = { $min }% to { $max }% of it
since = since { $date }
since-unknown = start not stated
until = until { $date }
last-confirmed = last confirmed { $date }
on-list = { $name } is on “{ $list }”
class-on-list = { $name }: named by “{ $list }”
under-measure = “{ $list }” bears on { $name }
more = { $count } more

## What it means

section-law = What it means for you
asked-for =
    { $reader ->
        [consumer] For a household
        [retailer] For a shop
        [importer] For an importer
        [exporter] For an exporter
        [agency] For a public body
        [contractor] For a contractor of a public body
        [grant_recipient] For whoever spends public grants
       *[investor] For an investor
    }, { $place }
place-any = wherever
meaning =
    { $meaning ->
        [stop] Barred
        [may_bar] May be barred
        [check] Check first
        [cannot_tell] Cannot be told
        [know] Good to know
        [allowed] Not barred
       *[no_rule] No rule known
    }
law-stop = A rule bars it: see below which act.
law-may_bar = A rule may bar it. What that depends on is not known.
law-check = It is allowed with limits, or after something has been looked at.
law-cannot_tell = Whether a rule applies cannot be told.
law-know = No duty follows for you. Decide for yourself.
law-allowed = No list or law that we hold bars you from it.
law-no_rule = No rule that we hold speaks to you there. That is no permission either.
act =
    { $act ->
        [buy] to buy
        [sell] to sell
        [market] to offer
        [import] to import
        [export_to] to export to
        [use] to use
        [authorise] to authorise
        [invest] to invest
        [contract] to contract
       *[own] to own
    }
if-confirmed = if it is confirmed
not-read = the text of the law was not read, only what is reported of it

## What is said, and what is answered

section-said = What is said, and what the company answers
said-none = No statement about abuses is in the register for the companies on this path.
said-beside = Beside each statement stands what the company has said nearest to it in time; all that it says is under “more”.
said-unanswered = We know of no answer of the companies on this path.
claim =
    { $status ->
        [official_finding] Official finding
        [court_ruling] Court ruling
        [company_filing] Company filing
        [report] Report
       *[allegation] Allegation
    }
claim-subject =
    { $subject ->
        [rights_abuse] human rights abuses
        [forced_labour] forced labour
        [security] security
        [military] armed forces
        [state_control] control by a state
        [supply_link] supply chain
       *[other] other matters
    }
claim-by = { $by }, { $date }
claim-among = about { $count } companies together
answer = Said by { $name }
answer-none = { $name }: we know of no answer.

## What is owned already

section-own = If you own one already
owned =
    { $ask ->
        [remove] Do not use it
        [report] Report it
        [buy_no_more] Buy no more of it
        [ask] Find out first
       *[keep] Keep it
    }
own-general = general advice, not a finding about this product
own-keep = No rule that we hold for you bars owning or using it, and rules say so.
own-check = Before you go on using it, read what the rules above say about use.
own-unknown = Whether a rule bars keeping it is not on record for you. That is no permission and no ban.
own-update = Update: install what the maker publishes for it, and set a password of your own. When there are no more updates, plan to replace it.
own-isolate = Isolate: put it into a network of its own (a guest network), and switch off access from outside that you do not use.
own-return = Return: whether the shop takes it back is decided by its terms and by the law where you bought it; ask the shop, and keep the receipt.

## Review, other findings, sources

section-unsure = What would settle it
section-also = It also leads to
also-connected = { $name }
also-review = { $name } (not sure)
tier =
    { $tier ->
        [A] official or the company's own
        [B] press or law firm
        [C] technical community
       *[D] no source
    }
english = English
no-date = no date

## What is held

held = Researched facts up to { $date }. The bulk lists of the authorities (many thousands of names) are not in it.
held-lists = Researched facts, and the published lists that were built into the register, up to { $date }.
held-age = Our newest source is { $days } days old; what happened later is not in it.
held-old = Our newest source is { $days } days old. Much may have changed: update the register in the options.
held-expired = The date of this register has passed: it is still used, and what is new since then is not in it.
held-here = The page was judged in this browser. Nothing was sent anywhere.
no-advice = This is no legal advice.

## The window behind the toolbar's button

popup-always = Always read this shop's pages
popup-always-on = This shop's pages are always read
popup-ask = Or type what it is
popup-ask-label = Brand, model or title
popup-ask-button = Look it up
popup-options = Options
popup-toolbar = What stands here is written by Nameplate alone. A page can paint whatever it likes onto itself.

## Options

options-title = Nameplate: options
options-place = Where you are
options-place-note = Laws differ by place. A country by its two letters, with a part of it or without: US, US-TX, DE, EU, IN. Empty: what holds anywhere is told.
options-place-wrong = This is not a place: two letters, as US, DE or IN, with a part of the country or without, as US-TX; or EU.
options-reader = Who you are
reader =
    { $reader ->
        [consumer] Household
        [retailer] Shop
        [importer] Importer
        [exporter] Exporter
        [agency] Public body
        [contractor] Contractor of a public body
        [grant_recipient] Spender of public grants
       *[investor] Investor
    }
options-notice = How it tells you
notice =
    { $notice ->
        [toolbar] Only in the toolbar
        [open] Opens by itself where something is found
       *[badge] A small badge on the page
    }
options-marks = Mark offers on pages of results
options-theme = Colours
theme =
    { $theme ->
        [light] Light
        [dark] Dark
       *[auto] As the browser
    }
options-language = Language
language-auto = As the browser
options-access = Which pages it reads
options-access-note = On its own it reads no page. It reads the page that you are looking at when you press its button in the toolbar.
options-all = Always read pages on all sites
options-all-on = Pages on all sites are always read
options-sites = Always read:
options-withdraw = Withdraw
options-register = What it knows
options-register-built-in = The register that came with the extension.
options-register-taken = A register taken on { $date }, edition { $sequence }, good until { $expires }.
options-register-lost = The register that you took could not be opened; the one that came with the extension is used.
options-register-update = Update from a file
options-register-update-note = The extension never fetches anything. Download a register file yourself, and choose it here. It is taken only if it is signed by Nameplate's publisher, has not expired, and is no older than the one in use.
options-register-no-key = This build was made without a publisher's key, so it takes no register files.
options-register-accepted = Taken: edition { $sequence }.
options-register-refused = Not taken: { $why }
options-register-large = The file is too large to be a register.
options-register-older = What it knows ends before what came with the extension.
options-register-back = Back to the register that came with the extension
options-shops = Shops with a reader of their own
options-shops-note = Data that shops publish for search engines are read first and everywhere. These readers add to it. Unverified: written from the shape of the shop's pages, and not yet run on the real ones.
unverified = unverified
verified = verified { $date }
options-privacy = The extension makes no request to any server, keeps no record of pages, and tells nobody anything.
saved = Kept.
