//! OFAC's "advanced" XML: parties, their places and documents, and the entries that put them on a list, each in a section of
//! its own, joined by numbers. Unlike the other forms it gives the day of listing.
//!
//! <https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas>

use std::collections::{BTreeMap, HashMap};
use std::io;

use nameplate::date::Date;
use nameplate::register::NameKind;

use super::ofac_csv::is_identifier;
use super::xml::{Element, elements};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::record::{EntryKind, Record, tidy};

const SECTIONS: &[&str] =
    &["ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry"];

/// Everything that parties refer to by number.
#[derive(Default)]
struct Known {
    /// Words of the reference sets, by the name of their element and their number.
    words: HashMap<(String, String), String>,
    /// Which sort of party a sub-sort belongs to.
    sorts: HashMap<String, String>,
    /// Text and country of a place.
    places: HashMap<String, (String, String)>,
    /// Scheme, number and country of the documents of an identity.
    documents: HashMap<String, Vec<[String; 3]>>,
}

/// Reads the file.
pub(crate) fn parse(
    given: &Given,
    file: &'static str,
    list_of: fn(&[String]) -> &'static str,
) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let mut known = Known::default();
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let outline = elements(given.stream(file)?, SECTIONS, |number, element| match element.name.as_str() {
        "ReferenceValueSets" => known.learn(&element),
        "Location" => known.place(&element),
        "IDRegDocument" => known.document(&element),
        "DistinctParty" => {
            parsed.row(file);
            match known.party(&element) {
                Some(record) => {
                    records.insert(record.entry.clone(), record);
                }
                None => parsed.refuse(file, number, "DistinctParty", "has no number or no name"),
            }
        }
        _ => {
            parsed.row(file);
            match records.get_mut(element.attribute("ProfileID")) {
                Some(record) => {
                    listed(record, &element);
                    parsed.merged(file);
                }
                None => parsed.orphan(file, number, "ProfileID", "refers to no party of this edition"),
            }
        }
    })?;
    outline.expect("Sanctions")?;
    let issued = ["Year", "Month", "Day"].map(|part| outline.get(&format!("DateOfIssue/{part}")).to_owned());
    parsed.published = day(&issued).first_day();
    for mut record in records.into_values() {
        record.list = list_of(&record.programmes).to_owned();
        parsed.entry(file, record);
    }
    Ok(parsed.finish())
}

impl Known {
    fn learn(&mut self, sets: &Element) {
        for value in sets.children.iter().flat_map(|set| &set.children) {
            let id = value.attribute("ID").to_owned();
            if value.name == "PartySubType" {
                self.sorts.insert(id.clone(), value.attribute("PartyTypeID").to_owned());
            }
            self.words.insert((value.name.clone(), id), tidy(&value.text));
        }
    }

    fn word(&self, set: &str, id: &str) -> &str {
        self.words.get(&(set.to_owned(), id.to_owned())).map_or("", String::as_str)
    }

    fn place(&mut self, location: &Element) {
        let value = |part: &Element| part.get("LocationPartValue/Value");
        let parts: Vec<String> =
            location.all("LocationPart").map(value).filter(|part| !part.is_empty()).collect();
        let country = location.all("LocationCountry").next().map_or("", |c| c.attribute("CountryID"));
        let country = self.word("Country", country).to_owned();
        self.places.insert(location.attribute("ID").to_owned(), (parts.join(", "), country));
    }

    fn document(&mut self, document: &Element) {
        let scheme = self.word("IDRegDocType", document.attribute("IDRegDocTypeID")).to_owned();
        let country = self.word("Country", document.attribute("IssuedBy-CountryID")).to_owned();
        let identity = document.attribute("IdentityID").to_owned();
        self.documents.entry(identity).or_default().push([scheme, document.get("IDRegistrationNo"), country]);
    }

    fn party(&self, element: &Element) -> Option<Record> {
        let profile = element.all("Profile").next()?;
        let id = profile.attribute("ID");
        let kind = self.kind(profile.attribute("PartySubTypeID"));
        let mut names: Vec<(bool, String, NameKind)> = Vec::new();
        for identity in profile.all("Identity") {
            for alias in identity.all("Alias") {
                let primary = alias.attribute("Primary") == "true";
                names.extend(self.names(identity, alias, kind).map(|(name, kind)| (primary, name, kind)));
            }
        }
        // The first name of the primary alias is the one that is printed; its other scripts follow.
        let at = names.iter().position(|(primary, _, kind)| *primary && *kind != NameKind::Native)?;
        let (_, first, _) = names.remove(at);
        let mut record = Record::new(id, kind, &first);
        names.iter().for_each(|(_, name, kind)| record.name(name, *kind));
        record.identifier("ofac", id, "");
        for identity in profile.all("Identity") {
            for [scheme, value, country] in self.documents.get(identity.attribute("ID")).into_iter().flatten()
            {
                if is_identifier(scheme) {
                    record.identifier(scheme, value, country);
                } else {
                    record.detail(scheme, &format!("{value} {country}"));
                }
            }
        }
        profile.all("Feature").for_each(|feature| self.feature(feature, &mut record));
        record.remarks = element.get("Comment");
        (!id.is_empty() && !first.is_empty()).then_some(record)
    }

    fn kind(&self, sub_sort: &str) -> EntryKind {
        let sort = self.sorts.get(sub_sort).map_or("", |sort| self.word("PartyType", sort));
        match (sort, self.word("PartySubType", sub_sort)) {
            ("Individual", _) => EntryKind::Person,
            (_, "Vessel") => EntryKind::Vessel,
            (_, "Aircraft") => EntryKind::Aircraft,
            _ => EntryKind::Organisation,
        }
    }

    /// The written forms of an alias: persons as `LAST, First`, like the other forms.
    fn names<'a>(
        &'a self,
        identity: &'a Element,
        alias: &'a Element,
        kind: EntryKind,
    ) -> impl Iterator<Item = (String, NameKind)> + 'a {
        let sort = self.word("AliasType", alias.attribute("AliasTypeID")).to_owned();
        let weak = alias.attribute("LowQuality") == "true";
        let groups = identity.each("NamePartGroups/MasterNamePartGroup/NamePartGroup");
        alias.all("DocumentedName").map(move |name| {
            let parts = name.each("DocumentedNamePart/NamePartValue");
            let latin = parts.iter().all(|part| {
                let script = self.word("Script", part.attribute("ScriptID"));
                script.is_empty() || script == "Latin"
            });
            let is_last = |part: &&&Element| {
                let group =
                    groups.iter().find(|group| group.attribute("ID") == part.attribute("NamePartGroupID"));
                group.is_some_and(|group| {
                    self.word("NamePartType", group.attribute("NamePartTypeID")) == "Last Name"
                })
            };
            let join = |parts: Vec<&&Element>| {
                parts.iter().map(|part| tidy(&part.text)).collect::<Vec<_>>().join(" ")
            };
            let (last, others): (Vec<&&Element>, Vec<&&Element>) = parts.iter().partition(is_last);
            let text = if kind == EntryKind::Person && !last.is_empty() && !others.is_empty() && latin {
                format!("{}, {}", join(last), join(others))
            } else {
                join(parts.iter().collect())
            };
            let kind = match (latin, weak, sort.as_str()) {
                (false, ..) => NameKind::Native,
                (_, true, _) => NameKind::Weak,
                (.., "F.K.A.") => NameKind::Former,
                _ => NameKind::Alias,
            };
            (text, kind)
        })
    }

    /// A feature is a place, or something that is told of the party.
    fn feature(&self, feature: &Element, record: &mut Record) {
        let what = self.word("FeatureType", feature.attribute("FeatureTypeID"));
        for version in feature.all("FeatureVersion") {
            for place in version.all("VersionLocation") {
                if let Some((text, country)) = self.places.get(place.attribute("LocationID")) {
                    record.address(&[text], country);
                }
            }
            record.detail(what, &version.get("VersionDetail"));
        }
    }
}

/// What an entry of the list says of its party: from when, and under which programmes.
fn listed(record: &mut Record, entry: &Element) {
    for event in entry.all("EntryEvent") {
        let date = event.all("Date").next();
        let date =
            date.map(|date| day(&["Year", "Month", "Day"].map(|part| date.get(part)))).unwrap_or_default();
        if record.since.first_day().is_none_or(|known| date.first_day().is_some_and(|day| day < known)) {
            record.since = date;
        }
    }
    for programme in entry.all("SanctionsMeasure").map(|measure| measure.get("Comment")) {
        if !programme.is_empty() && !record.programmes.contains(&programme) {
            record.programmes.push(programme);
        }
    }
}

fn day(parts: &[String; 3]) -> Date {
    let [year, month, day] = parts.each_ref().map(|part| part.parse::<u32>().ok());
    year.zip(month)
        .zip(day)
        .and_then(|((y, m), d)| nameplate::Day::new(y, m, d))
        .map(Date::of)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::sources::{by_id, tried::read};

    #[test]
    fn the_advanced_form_gives_the_entries_of_the_others_and_their_days() {
        let fixture =
            include_bytes!("../../../../tests/fixtures/lists/ofac-sdn/advanced-xml/sdn_advanced.xml");
        let form = by_id("ofac-sdn").unwrap().forms.iter().find(|form| form.name == "advanced XML").unwrap();
        let parsed = read(form.parse, &[("sdn_advanced.xml", fixture)]).unwrap();
        assert_eq!(parsed.published.unwrap().to_string(), "2024-04-26");
        let [bank, person] = parsed.records.as_slice() else { panic!("{:?}", parsed.records) };
        let names: Vec<_> = bank.names.iter().map(|name| (name.text.as_str(), name.kind.word())).collect();
        assert_eq!(
            names,
            [("BANCO NACIONAL DE CUBA", "primary"), ("BNC", "weak"), ("NATIONAL BANK OF CUBA", "alias")]
        );
        assert_eq!(
            (bank.entry.as_str(), bank.since.to_string().as_str(), bank.programmes[0].as_str()),
            ("306", "1986-07-08", "CUBA")
        );
        assert_eq!(
            (bank.addresses[0].text.as_str(), bank.addresses[0].country.as_str()),
            ("Zweierstrasse 35, Zurich", "Switzerland")
        );
        assert_eq!(
            (bank.identifiers[1].scheme.as_str(), bank.identifiers[1].value.as_str()),
            ("Tax ID No.", "7702070139")
        );
        assert_eq!(person.primary(), "DOE, Jane Example");
        let broken = String::from_utf8_lossy(fixture).replace("ProfileID=\"901002\"", "ProfileID=\"7\"");
        let parsed = read(form.parse, &[("sdn_advanced.xml", broken.as_bytes())]).unwrap();
        assert!(parsed.defects[0].orphan);
    }
}
