//! The fields of a listing as options, one for each field of the engine.

use clap::Args;
use nameplate::{Field, Listing};

macro_rules! listing_args {
    ($($(#[doc = $doc:literal])+ $name:ident => $field:ident),+ $(,)?) => {
        /// The fields of one listing.
        #[derive(Debug, Default, Args)]
        #[group(id = "listing", multiple = true)]
        pub(crate) struct ListingArgs {
            $($(#[doc = $doc])+ #[arg(long, help_heading = "The listing", value_name = "TEXT")] $name: Option<String>),+
        }

        impl ListingArgs {
            /// The listing; none if no field was given.
            pub(crate) fn listing(&self) -> Option<Listing<'static>> {
                let mut listing = Listing::default();
                $(if let Some(text) = &self.$name { listing.set(Field::$field, text.clone()); })+
                (listing != Listing::default()).then_some(listing)
            }
        }
    };
}

listing_args! {
    /// Heading of the offer
    title => Title,
    /// Brand as stated
    brand => Brand,
    /// Manufacturer as stated
    manufacturer => Manufacturer,
    /// Shop or seller
    seller => Seller,
    /// Where the seller says it is
    seller_address => SellerAddress,
    /// Model or part number
    model => Model,
    /// GTIN, EAN or UPC
    gtin => Gtin,
    /// FCC ID
    fcc_id => FccId,
    /// MAC address of the device
    mac => Mac,
    /// Companion app: name or package id
    app => App,
    /// Description
    text => Text,
    /// Address of the offer
    url => Url,
    /// Category as stated
    category => Category,
    /// Country of origin as stated
    origin => Origin,
    /// When it was made or first offered
    made_on => MadeOn,
    /// When the equipment was authorised
    authorised_on => AuthorisedOn,
    /// Purpose as stated
    purpose => Purpose,
    /// Responsible person or importer
    responsible_person => ResponsiblePerson,
    /// Registration number of the seller
    registration => Registration,
    /// Supplier, from purchase records
    supplier => Supplier,
    /// Address of the supplier
    supplier_address => SupplierAddress,
    /// When it was bought: judged by the law of that day
    purchased_on => PurchasedOn,
    /// What else stands beside it: a line each, as "column: cell"
    other => Other,
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::args::{Cli, Command};

    #[test]
    fn every_field_of_the_engine_is_an_option_that_sets_it() {
        let cli = Cli::command();
        let check = cli.find_subcommand("check").unwrap();
        for field in Field::ALL {
            let option = field.name().replace('_', "-");
            assert!(check.get_arguments().any(|arg| arg.get_long() == Some(&option)), "--{option}");
            let cli = Cli::try_parse_from(["nameplate", "check", &format!("--{option}"), "x"]).unwrap();
            let Some(Command::Check(args)) = cli.command else { panic!("no check") };
            assert_eq!(args.listing.listing().unwrap().get(*field), "x");
        }
    }

    #[test]
    fn no_option_is_no_listing() {
        assert_eq!(ListingArgs::default().listing(), None);
    }
}
