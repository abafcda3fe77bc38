//! The chain as a page, in the order of the path: listing, product, signals, parties, connections, consequences.

use nameplate::finding::{Known, ListingResult};
use nameplate::listing::row_for_people;
use nameplate::{Listing, Screener, Trace};

use super::finding::{self, Told};
use super::invoice;
use crate::commands::check::{mention, said_of_nothing};
use crate::out::{Line, Page, faint, text};
use crate::words::{as_of, brief, counted, nearest_first, plain, quoted, role, verdict};

/// So many characters of a description are shown.
const LONGEST: usize = 600;

/// Prints everything that was thought about a listing.
pub(super) fn print(page: &mut Page, screener: &Screener<'_>, listing: &Listing<'_>, trace: &Trace<'_>) {
    let result = &trace.result;
    head(page, screener, result);
    page.heading("1  The listing");
    fields(page, listing);
    page.heading("2  The product");
    product(page, result);
    page.heading("3  What in it may name someone");
    signals(page, screener, trace);
    result.mentions.iter().for_each(|one| page.hanging(3, 5, &mention(one)));
    page.heading("4  Who made, brands or sells it");
    invoice::print(page, screener, trace);
    let mut told = Told::default();
    for (n, one) in nearest_first(&result.findings).into_iter().enumerate() {
        let which = match result.findings.len() {
            1 => String::new(),
            all => format!(" ({} of {all})", n + 1),
        };
        page.heading(&format!("5  Whom that leads to{which}"));
        finding::print(page, result, one, &mut told);
    }
    if result.findings.is_empty() {
        page.heading("5  Whom that leads to");
        page.hanging(3, 3, &text("To nobody on a list that day.").then(said_of_nothing(result)));
    }
    told.notes.print(page);
}

pub(super) fn head(page: &mut Page, screener: &Screener<'_>, result: &ListingResult<'_>) {
    let listing = &result.listing;
    let id = if listing.id.is_empty() { "this listing" } else { listing.id };
    page.para(&Line::default().strong(id).plain(" · ").then(verdict(result.verdict)));
    if !listing.title.is_empty() {
        page.para(&text(listing.title).cut(page.width() * 3));
    }
    let place = match listing.file {
        "" => "given as options".to_owned(),
        file => format!("{file}, row {}", row_for_people(file, listing.row)),
    };
    let register = screener.register_id();
    page.para(&faint(format!(
        "{place} · as of {} · register {} {} · policy {}",
        as_of(screener),
        register.version,
        brief(&register.hash),
        brief(&screener.policy().hash())
    )));
}

fn fields(page: &mut Page, listing: &Listing<'_>) {
    let shown = |words: &str| -> Line {
        let all = words.chars().count();
        if all <= LONGEST {
            return text(words);
        }
        let start: String = words.chars().take(LONGEST).collect();
        text(start).faint(format!("… ({} characters in all)", crate::words::count(all as u64)))
    };
    let rows = listing.filled().map(|(field, words)| vec![faint(plain(field.name())), shown(words)]);
    page.rows(3, &[12], rows.collect());
    for defect in &listing.defects {
        page.hanging(
            3,
            5,
            &faint("could not be used: ").plain(&*defect.field).plain(": ").plain(&defect.reason),
        );
    }
}

fn product(page: &mut Page, result: &ListingResult<'_>) {
    let facts = &result.product;
    let known = [
        ("kind", &facts.class),
        ("produced in", &facts.produced_in),
        ("made", &facts.made_between),
        ("authorised", &facts.authorised_on),
        ("purpose", &facts.purpose),
    ];
    let said = |known: &Option<Known>| match known {
        None => faint("not known"),
        Some(known) => {
            text(plain(&known.value)).faint(format!(" · {}: ", plain(known.field))).faint(quoted(&known.text))
        }
    };
    page.rows(3, &[12], known.map(|(name, fact)| vec![faint(name), said(fact)]).into());
}

fn signals(page: &mut Page, screener: &Screener<'_>, trace: &Trace<'_>) {
    if trace.signals.is_empty() {
        return page.hanging(3, 3, &text("Nothing that leads to anyone we know."));
    }
    let register = screener.register();
    let name = |id: &str| -> String {
        let party = register.party_by_id(id).and_then(|no| register.party(no));
        party.map_or_else(|| id.to_owned(), |party| party.name().to_owned())
    };
    let row = |signal: &nameplate::finding::Evidence| {
        let meant = text(role(signal.role)).plain(" ").plain(name(&signal.party));
        let meant = if signal.weight == 0 { meant.faint(" · counts for nothing") } else { meant };
        vec![text(plain(signal.kind)), faint(plain(signal.field)), text(quoted(&signal.text)), meant]
    };
    let mut rows = vec![vec![faint("signal"), faint("field"), faint("words"), faint("may mean")]];
    rows.extend(trace.signals.iter().map(row));
    page.rows(3, &[], rows);
    let idle = trace.signals.iter().filter(|signal| signal.weight == 0).count() as u64;
    if idle > 0 {
        let idle = counted(idle, "mention", "mentions");
        page.hanging(
            3,
            3,
            &faint(format!("{idle} of what the product goes with, or in passing, never make a maker.")),
        );
    }
}
