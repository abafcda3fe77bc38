//! `nameplate demo`: what this is, in ten seconds, with nothing to prepare. The example files are in the program.

use std::path::Path;

use nameplate::answer::Audience;
use scan::catalog::{Sought, Which};
use scan::{Form, Input, Mapping, Options};

use super::{Ended, explain, scan as scanning};
use crate::args::DemoArgs;
use crate::error::{CliError, Result};
use crate::files;
use crate::out::{Out, Page, faint, strong, text};
use crate::setup::Setup;

const CATALOG: &str = include_str!("../../../../examples/catalog.csv");
const SUPPLIERS: &str = include_str!("../../../../examples/suppliers.csv");

fn input(name: &str, text: &'static str) -> Input {
    Input::Bytes { name: name.to_owned(), bytes: text.as_bytes().into() }
}

/// Scans the example catalog, explains one of its listings, or writes the files.
pub(crate) fn run(args: &DemoArgs, out: &Out) -> Result<Ended> {
    if let Some(folder) = &args.save {
        return save(folder, out);
    }
    let setup = Setup::of_program(&args.question)?;
    let screener = setup.screener()?;
    let catalog = input("catalog.csv", CATALOG);
    let suppliers = args.suppliers.then(|| input("suppliers.csv", SUPPLIERS));
    if let Some(id) = &args.id {
        let which = Which::Id(id.clone());
        let sought =
            Sought { input: catalog, suppliers, mapping: Mapping::default(), form: Form::default(), which };
        return explain::demo(&screener, sought, out);
    }
    let mut page = out.page();
    introduce(&mut page);
    out.print(&page)?;
    let options = Options { inputs: vec![catalog], suppliers, ..Options::default() };
    let show = scanning::Show {
        table: None,
        brief: false,
        groups: true,
        progress: false,
        summary: true,
        details: false,
        json: false,
    };
    let paper = scanning::Paper::default();
    let job = scanning::Job {
        screener: &screener,
        options: &options,
        paper: &paper,
        audience: &Audience::default(),
        released: None,
        recording: None,
        away: None,
    };
    let ended = scanning::scan_and_show(&job, show, out)?;
    let mut page = out.page();
    go_on(&mut page);
    out.print(&page)?;
    Ok(ended)
}

fn introduce(page: &mut Page) {
    page.para(&text(
        "Nameplate reads product catalogs and says who is really behind each product: who made it, whose brand it bears, who \
         sells it, and whether that leads to a company or a kind of product that an authority has listed. Every answer comes \
         with its evidence and its sources. This is a catalog of 48 invented listings of real makers.",
    ));
    page.blank();
}

fn go_on(page: &mut Page) {
    page.gap();
    page.heading("What to type next");
    let next = [
        ("nameplate demo NP-1005", "why a baby monitor leads to Hikvision, step by step"),
        ("nameplate demo --suppliers", "the same catalog with a purchase file: two answers change"),
        ("nameplate demo --as-of 2021-06-01", "the same question asked for another day"),
        ("nameplate who EZVIZ", "what is known of a brand, with who says so"),
        ("nameplate scan catalog.csv", "a catalog of your own"),
    ];
    page.rows(2, &[], next.map(|(command, what)| vec![strong(command), faint(what)]).into());
}

fn save(folder: &Path, out: &Out) -> Result<Ended> {
    let mut page = Page::new(usize::MAX);
    for (name, contents) in [("catalog.csv", CATALOG), ("suppliers.csv", SUPPLIERS)] {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(CliError::new(format!("{}: is there already", path.display()))
                .hint("give a folder that holds no such file yet"));
        }
        files::write(&path, contents.as_bytes())?;
        page.para(&text(path.display().to_string()));
    }
    out.print(&page).map(|()| Ended::Nothing)
}
