//! What stands below the help of each command: examples that can be typed.

pub(super) const ABOUT: &str = "Who is really behind a product, how do we know, and what does it mean?";

pub(super) const AFTER: &str = "\
Start with `nameplate demo`. Then scan a catalog of your own:

  nameplate scan catalog.csv

Exit codes: 0 nothing found, 1 something connected or for review, 2 could not complete.
Nothing found is not innocence: it means that nothing in the listing led anywhere we know.";

pub(super) const DEMO: &str = "\
Examples:
  nameplate demo
  nameplate demo NP-1009               the whole chain of one of its listings
  nameplate demo --suppliers           with the purchase file: two answers change
  nameplate demo --save .              write the example files here";

pub(super) const SCAN: &str = "\
Examples:
  nameplate scan catalog.csv
  nameplate scan a.parquet 'b/*.jsonl.gz' -o results.parquet
  nameplate scan exports/ -o out/ --as-of 2024-06-30
  nameplate scan catalog.csv -o report.html
  nameplate scan catalog.csv -o findings.xlsx --reader retailer --place US
  nameplate scan catalog.csv --record record.html --asked-by 'Jo Doe, Example LLC'
  nameplate scan shop.csv --map brand=Marke,title=name,id=sku
  nameplate scan list.csv --no-header --map brand=1,model=2
  nameplate scan prices.xlsx --sheet Cameras
  nameplate scan catalog.csv --suppliers purchases.csv
  zcat big.csv.gz | nameplate scan -

Inputs are CSV (any separator and encoding), JSON Lines, a JSON array, Parquet or a workbook (.xlsx, .xls, .ods), as they
are or in gzip or zstd; a folder stands for all of them in it. Columns are recognised by their names in many languages,
and where names say nothing by their cells; what was recognised, guessed and read as plain text is printed. --map says it
better: FIELD=COLUMN by name, or by place from 1. Fields: id, title, brand, manufacturer, seller, model, gtin, fcc_id, mac,
app, text, url, category, origin, ... A table in which nothing says what is sold is refused.

Rows are counted from 0, the names of the columns left out; those of workbooks have the numbers that the sheet shows.

Results get their names when all of them are written, and replace older ones then; a file that no manifest says is
ours, or that somebody changed since, stays unless --force is given. A run that is not complete
(Ctrl-C, an input cut off or missing, no row at all, no row that could be judged) ends with 2, writes
OUT.incomplete.ENDING instead, and leaves an older complete result as it is. Among other inputs, one without
rows is reported and is not a failure.";

pub(super) const RESCAN: &str = "\
Examples:
  nameplate scan catalog.csv --state state/          once
  nameplate lists update && nameplate rescan --state state/
  nameplate rescan --state state/ --as-of 2026-12-01
  nameplate rescan --state state/ --json > changes.json

A scan with --state leaves its rows, and under which names and parties which of them are found. A rescan holds the register and
the day of the state beside the newer ones, judges only the rows that what changed may concern, and says which findings are new,
changed or gone, and because of what. The answers are those of a full scan. What listings are read by (names of reviewed makers,
model numbers, kinds of products, the policy, another version of the program) changes everything: then all rows are judged, and
that is said. What changed is kept in DIR/changes.N.jsonl too, whatever becomes of the output.

Exit codes: 0 no finding is new or changed, 1 some are, 2 could not complete.";

pub(super) const WATCH: &str = "\
Examples:
  nameplate scan 'exports/*.csv' --state state/                         once
  nameplate watch --state state/ --catalogs 'exports/*.csv' --update    every 24 hours, until Ctrl-C
  nameplate watch --state state/ --every 6h --hooks                     tells the webhooks of the service
  nameplate watch --state state/ --update --once                        one round, for cron and systemd timers

A round fetches lists that changed (--update), sees which catalogs are new, changed or gone (--catalogs), rescans, prints what that
changed, and queues it for the webhooks of the service whose data folder or database is named (--hooks); the service delivers
it. What could not be queued is queued in the next round. A round that fails is told, and the next one comes all the same.

Exit codes, of the last round: 0 no finding is new or changed, 1 some are, 2 could not complete.";

pub(super) const CHECK: &str = "\
Examples:
  nameplate check 'HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome' --reader consumer --place US
  nameplate check page.html                a product page that was saved; - takes what is pasted
  nameplate check --title 'HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome'
  nameplate check --brand Lorex --title '4K camera' --as-of 2021-06-01
  nameplate check --seller 'DC Security' --model IPC-HFW2831T-ZS --json
  nameplate check --brand EZVIZ --title 'Baby monitor' --warning --language es";

pub(super) const EXPLAIN: &str = "\
Examples:
  nameplate explain catalog.csv --id B0C123
  nameplate explain catalog.csv --row 41 --full
  nameplate explain --brand EZVIZ --title 'Baby monitor'

Rows are counted from 1, below the names of the columns; rows of workbooks as in the sheet. The field `row` of results counts from 0.";

pub(super) const INVENTORY: &str = "\
Examples:
  nmap -sV -oX network.xml 192.168.1.0/24       (on your own network, by your own decision)
  nameplate inventory network.xml
  arp -a | nameplate inventory -
  nameplate inventory dhcpd.leases dnsmasq.leases clients.csv
  nameplate inventory assets.csv --reader agency -o devices.csv
  nameplate inventory purchases.xlsx --reader contractor --as-of 2026-11-23
  nameplate inventory network.xml --json | jq 'select(.verdict == \"connected\")'

Reads what other programs wrote, and looks at no network itself: nmap XML, arp and ip neigh, leases of ISC dhcpd and
dnsmasq, WS-Discovery answers (ONVIF), and tables (CSV, JSON, Parquet, workbooks) of Snipe-IT, GLPI, Lansweeper, Ralph,
routers and ledgers. The content tells the format.

A MAC address says who made the network part, not the device; one that software made up says nothing. A name that
somebody gave a device is a reason to look. What could not be checked is told apart from what was checked and led nowhere.
Rows with a day of purchase are judged by the law of that day too: \"then\" and \"now\" stand beside each other where they
differ. Exit codes: 0 nothing found, 1 something connected or to be looked at, 2 not complete, or nothing could be checked.";

pub(super) const MATCH: &str = "\
Examples:
  nameplate match suppliers.csv
  nameplate match suppliers.csv -o hits.parquet
  nameplate match vendors.xlsx --map name=Vendor,country=Land,identifier=USt-Id
  nameplate match --name 'HAIGE GUANGZHOU COMM GRP' --country cn --explain
  nameplate match --name 'Mohamed Ali' --kind person --born 1980 --only ofac-sdn

Columns for name, kind (company, person, brand, storefront), country, address, identifier and date of birth or foundation are
recognised by their names. A name in any script is compared; country, numbers and dates speak for or against where both
sides have them. A hit says which words met, how, and what speaks against it: it is a likeness of names, not a finding.
Exit codes: 0 no hit, 1 hits, 2 could not complete.";

pub(super) const WHO: &str = "\
Examples:
  nameplate who EZVIZ
  nameplate who 海康威视
  nameplate who Lorex --as-of 2021-06-01
  nameplate who --id hikvision
  nameplate who Lorex -o lorex.html
  nameplate who Lorex --json
  nameplate who --seller 'DC Security'";

pub(super) const SITE: &str = "\
Examples:
  crates/wasm/build out                               in a clone: the engine, out/nameplate.wasm
  nameplate site -o look-up --engine out/nameplate.wasm
  nameplate site -o look-up --register my.register    with another register, and the engine beside the program

What is pasted or dropped on the page is judged in the browser and sent nowhere. docs/site.md";

pub(super) const REGISTER_INFO: &str = "\
Examples:
  nameplate register info                  the starter register, which is in the program
  nameplate register info my.register";

pub(super) const REGISTER_BUILD: &str = "\
Example:
  nameplate register build facts -o my.register
  nameplate scan catalog.csv --register my.register";

pub(super) const REGISTER_SIGN: &str = "\
Examples:
  nameplate register keygen -o ~/keys/nameplate.key
  nameplate register sign --key ~/keys/nameplate.key -o starter.signed
  nameplate register sign my.register --key ~/keys/nameplate.key --expires 2027-05-26 -o my.signed
  nameplate register verify my.signed --signed-by PUBLIC_KEY    as the extension checks it";

pub(super) const FACTS: &str = "\
Examples:
  nameplate facts check
  nameplate facts check my-facts --gaps    what still needs a source, and who has no answer on record
  nameplate facts check --sample 100 --seed 7 > sheet.md    statements to be read against their sources";

pub(super) const POLICY: &str = "\
Examples:
  nameplate policy show > policy.toml      the default thresholds, each explained
  nameplate policy check policy.toml       before it is given to a scan

A rule of the house has the format of the regimes in facts/regimes, and names a list, or classes of goods:

  name = \"market rules\"

  [[rule]]
  list = \"bis-entity-list\"
  share_at_least = 25
  reader = \"retailer\"
  act = \"sell\"
  severity = \"check\"
  sentence = \"Ask the desk: a listed party owns a quarter or more of the maker.\"

  [[rule]]
  classes = [\"drone\"]
  reader = \"retailer\"
  act = \"sell\"
  severity = \"block\"
  sentence = \"Our marketplace does not sell drones.\"";

pub(super) const LISTS: &str = "\
Examples:
  nameplate lists                                   what is in use, how old, in which state
  nameplate lists update                            fetch what has changed and build a register
  nameplate lists update --from folder              the same from files, without a network
  nameplate lists doctor                            what each address really returns, where an update fails
  nameplate lists show bis-entity-list --name Hikvision
  nameplate lists diff ofac-sdn                     what the last edition changed

Scans use the register that `lists update` built; without one, the starter register of the program.
The data folder is the platform's, or --data-dir, or NAMEPLATE_DATA.";

pub(super) const LISTS_DOCTOR: &str = "\
Examples:
  nameplate lists doctor                            ask every address once: status, type, size, first bytes, checks
  nameplate lists doctor --only us-csl,us-uflpa
  nameplate lists doctor --from folder              look at files at hand before `lists update --from` takes them
  nameplate lists doctor --json > report.json       all of it, to paste into a report

Nothing is kept, and nothing in use is changed. The exit code is 2 where a source is ill.";

pub(super) const LISTS_UPDATE: &str = "\
Examples:
  nameplate lists update --only ofac-sdn,us-uflpa
  nameplate lists update --from /media/usb/lists    files bear the authorities' own names: sdn.csv, cons_prim.csv, ...
  nameplate lists update --from https://mirror.example/lists
  nameplate lists update --only us-csl --accept     take an edition that failed its checks, after having looked at it

Files that two authorities call the same stand in a folder named like the source: un-consolidated/consolidated.xml.
A new edition is used only if it passes every check of its source; the last good one stays in use otherwise.
Proxies are taken from HTTPS_PROXY, ALL_PROXY and NO_PROXY. Exit code: 0 all is well, 2 a source failed.";

pub(super) const LISTS_DIFF: &str = "\
Examples:
  nameplate lists diff ofac-sdn                           the last two editions
  nameplate lists diff ofac-sdn 2024-04-26 2024-05-03
  nameplate lists diff ofac-sdn --json                    the delta, with the signals that it touches

An entry that was only spelt anew has changed; it was not removed and added.";

pub(super) const LISTS_SHOW: &str = "\
Examples:
  nameplate lists show us-uflpa --name Hoshine
  nameplate lists show bis-entity-list --name Hikvision   every source that carries the list
  nameplate lists show ofac-sdn --entry 15412 --json";

pub(super) const SERVE: &str = "\
Examples:
  nameplate serve
  curl -s localhost:8417/v1/screen -d '{\"title\": \"4K PoE bullet camera\", \"brand\": \"Loryta\", \"model\": \"IPC-T5442TM-AS\"}'
  nameplate serve --check-config --policy house.toml
  nameplate serve --print-openapi > nameplate.json
  nameplate serve --listen 0.0.0.0:8417 --host nameplate.example --database postgres://nameplate@db/nameplate";

pub(super) const KEYS: &str = "\
Examples:
  nameplate keys create --name shop --scope screen,read
  nameplate keys create --name desk --scope read,decide --days 30
  nameplate keys list
  nameplate keys revoke 0123456789ab";
