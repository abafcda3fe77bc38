//! Nested values as columns of text. Each path of a file is looked up once; new ones may turn up in any row. Elements
//! of lists share the path of their list (`offers.*.seller.name`), so that a long list makes no more columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use nameplate::listing::Field;
use serde_json::{Number, Value};

use crate::columns::{
    BesideColumn, Columns, Found, Join, Kept, Meaning, Recogniser, Sample, Step, Use, join_of,
};
use crate::reader::Asked;

/// The paths of a file, and the columns that those with a meaning feed.
pub struct Tree {
    recogniser: Recogniser,
    nodes: Vec<Node>,
    uses: Vec<Use>,
    kept: Vec<Kept>,
    beside: Vec<BesideColumn>,
    meanings: Vec<Meaning>,
    columns: Arc<Columns>,
    values: Vec<Option<String>>,
    most: usize,
    /// So many more paths without a known meaning are read as plain text.
    plain: usize,
}

#[derive(Default)]
struct Node {
    path: String,
    children: HashMap<String, usize>,
    /// What its texts feed: column and, for each list on the way, the one element that is asked for.
    feeds: Option<Vec<(usize, Found)>>,
    /// Whether a whole object or list here is one text.
    specs: bool,
}

impl Tree {
    /// The tree of a file that starts with these rows.
    pub fn new(asked: &Asked<'_>, rows: &[Value]) -> Self {
        let mut names = BTreeSet::new();
        rows.iter().for_each(|row| collect(row, "", &mut names, asked.limits.paths));
        let mut recogniser = asked.recogniser(names.iter().map(String::as_str));
        recogniser.learn(&sample(names.into_iter().collect(), rows));
        let mut tree = Tree {
            recogniser,
            nodes: vec![Node::default()],
            uses: Vec::new(),
            kept: Vec::new(),
            beside: Vec::new(),
            meanings: Vec::new(),
            columns: Arc::default(),
            values: Vec::new(),
            most: asked.limits.paths,
            plain: asked.limits.plain_columns,
        };
        for row in rows {
            tree.read(row);
            tree.take().for_each(drop);
        }
        tree
    }

    /// What tells the meaning of its columns.
    pub fn recogniser(&self) -> &Recogniser {
        &self.recogniser
    }

    /// The paths that held a text so far.
    pub fn names(&self) -> Vec<String> {
        self.nodes.iter().filter(|node| node.feeds.is_some()).map(|node| node.path.clone()).collect()
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.meanings.len()
    }

    /// The columns that were found so far.
    pub fn columns(&self) -> Arc<Columns> {
        Arc::clone(&self.columns)
    }

    /// Reads one row; its texts are in [`Tree::take`].
    pub fn read(&mut self, row: &Value) {
        let before = self.meanings.len();
        self.walk(0, row, &mut Vec::new());
        if self.meanings.len() > before {
            // In the order of their paths, not in that in which rows happened to bring them.
            let mut uses = self.uses.clone();
            uses.sort_by(|a, b| a.column.cmp(&b.column));
            let mut kept = self.kept.clone();
            kept.sort_by(|a, b| a.name.cmp(&b.name));
            let columns = Columns::new(uses).keeping(self.recogniser.keep().in_order(kept));
            self.columns = Arc::new(columns.with_beside(self.beside.clone()));
        }
    }

    /// The texts of the row, one a column.
    pub fn take(&mut self) -> impl Iterator<Item = Option<String>> {
        self.values.iter_mut().map(Option::take)
    }

    fn walk(&mut self, node: usize, value: &Value, at: &mut Vec<usize>) {
        match value {
            Value::Null => {}
            Value::Object(_) | Value::Array(_) if node > 0 && self.is_specs(node) => {
                let mut text = String::new();
                lines(value, "", &mut text);
                self.feed(node, text.trim_end(), at);
            }
            Value::Object(members) => {
                for (name, member) in members {
                    if let Some(child) = self.child(node, name) {
                        self.walk(child, member, at);
                    }
                }
            }
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    // Texts of a list belong to the path of the list itself.
                    let place =
                        if item.is_object() || item.is_array() { self.child(node, "*") } else { Some(node) };
                    let Some(place) = place else { continue };
                    at.push(i);
                    self.walk(place, item, at);
                    at.pop();
                }
            }
            Value::String(text) => self.feed(node, text, at),
            Value::Number(number) => self.feed(node, &number_text(number), at),
            Value::Bool(yes) => self.feed(node, if *yes { "true" } else { "false" }, at),
        }
    }

    fn child(&mut self, node: usize, name: &str) -> Option<usize> {
        if let Some(&child) = self.nodes[node].children.get(name) {
            return Some(child);
        }
        if self.nodes.len() >= self.most {
            return None;
        }
        let path = join(&self.nodes[node].path, name);
        let specs = self.recogniser.find(&path).iter().any(|found| found.meaning == Meaning::Specs);
        let child = self.nodes.len();
        self.nodes.push(Node { path, specs, ..Node::default() });
        self.nodes[node].children.insert(name.to_owned(), child);
        Some(child)
    }

    fn is_specs(&self, node: usize) -> bool {
        self.nodes[node].specs
    }

    fn feed(&mut self, node: usize, text: &str, at: &[usize]) {
        if self.nodes[node].feeds.is_none() {
            self.find(node);
        }
        for (column, found) in self.nodes[node].feeds.iter().flatten() {
            let asked = found.picks.iter().zip(at).all(|(pick, i)| pick.is_none_or(|pick| pick == *i));
            if asked && !text.is_empty() {
                add(&mut self.values[*column], text, self.meanings[*column]);
            }
        }
    }

    /// Looks up what the texts of a path mean.
    fn find(&mut self, node: usize) {
        let path = self.nodes[node].path.clone();
        let mut feeds = Vec::new();
        for found in self.recogniser.find(&path) {
            if found.meaning == Meaning::Of(Field::Other) {
                // What hangs on a listing in lists (reviews, related offers) is not about it.
                if self.plain == 0 || path.contains('*') {
                    continue;
                }
                self.plain -= 1;
            }
            let column = self.meanings.len();
            self.meanings.push(found.meaning);
            self.values.push(None);
            self.uses.push(Use::new(&path, &found, &[Step::Field(column)]));
            feeds.push((column, found));
        }
        if let Some(says) = self.recogniser.beside(&path) {
            let column = self.as_it_stands(&mut feeds);
            self.beside.push(BesideColumn { says, path: vec![Step::Field(column)] });
        }
        if self.recogniser.keep().takes(&path) {
            let column = self.as_it_stands(&mut feeds);
            self.kept.push(Kept { name: path, path: Some(vec![Step::Field(column)]) });
        }
        self.nodes[node].feeds = Some(feeds);
    }

    /// A column for all texts of a path, each on a line of the cell.
    fn as_it_stands(&mut self, feeds: &mut Vec<(usize, Found)>) -> usize {
        let meaning = Meaning::Of(Field::Other);
        let column = self.meanings.len();
        self.meanings.push(meaning);
        self.values.push(None);
        feeds.push((column, Found { meaning, rank: 0, guessed: false, whole: false, picks: Vec::new() }));
        column
    }
}

fn add(value: &mut Option<String>, text: &str, meaning: Meaning) {
    match value {
        None => *value = Some(text.to_owned()),
        // Headings of several things in a list are not one heading.
        Some(before)
            if meaning
                .field()
                .is_some_and(|field| field != Field::Title && join_of(field) != Join::First) =>
        {
            before.push('\n');
            before.push_str(text);
        }
        Some(_) => {}
    }
}

/// The first rows as a table.
fn sample(names: Vec<String>, rows: &[Value]) -> Sample {
    let mut sample = Sample::new(&names);
    for row in rows {
        let mut texts = BTreeMap::new();
        first_texts(row, "", &mut texts);
        sample.add(names.iter().map(|name| texts.get(name).map_or("", String::as_str)));
    }
    sample
}

/// The first text at each path of a value.
fn first_texts(value: &Value, path: &str, texts: &mut BTreeMap<String, String>) {
    let mut put = |text: String| {
        texts.entry(path.to_owned()).or_insert(text);
    };
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| first_texts(member, &join(path, name), texts));
        }
        Value::Array(items) => {
            for item in items {
                let nested = item.is_object() || item.is_array();
                first_texts(item, &if nested { join(path, "*") } else { path.to_owned() }, texts);
            }
        }
        Value::String(text) => put(text.clone()),
        Value::Number(number) => put(number_text(number)),
        Value::Bool(yes) => put(yes.to_string()),
    }
}

/// The paths of all texts of a value.
fn collect(value: &Value, path: &str, names: &mut BTreeSet<String>, most: usize) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| collect(member, &join(path, name), names, most));
        }
        Value::Array(items) => {
            for item in items {
                let nested = item.is_object() || item.is_array();
                collect(item, &if nested { join(path, "*") } else { path.to_owned() }, names, most);
            }
        }
        _ if names.len() < most => {
            names.insert(path.to_owned());
        }
        _ => {}
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Keys under which lists of properties keep the name and the value of each.
const NAME_KEYS: &[&str] = &["name", "type", "key", "label", "title", "property"];
const VALUE_KEYS: &[&str] = &["value", "values", "val", "text"];

/// Properties as text, one line each: `Brand: X`.
pub fn lines(value: &Value, name: &str, out: &mut String) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            let get = |keys: &[&str]| keys.iter().find_map(|key| members.get(*key));
            if let (Some(Value::String(name)), Some(value)) = (get(NAME_KEYS), get(VALUE_KEYS)) {
                return lines(value, name, out);
            }
            members.iter().for_each(|(name, member)| lines(member, name, out));
        }
        Value::Array(items) => items.iter().for_each(|item| lines(item, name, out)),
        Value::String(text) => line(name, text, out),
        Value::Number(number) => line(name, &number_text(number), out),
        Value::Bool(yes) => line(name, if *yes { "true" } else { "false" }, out),
    }
}

fn line(name: &str, text: &str, out: &mut String) {
    if !name.is_empty() {
        out.push_str(name);
        out.push_str(": ");
    }
    out.push_str(text);
    out.push('\n');
}

/// A number as the catalog's owner would write it: a GTIN that went through a float is `6941264083456`, not `...0e12`.
fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float_text(float),
        _ => number.to_string(),
    }
}

/// A float as people write it: whole numbers without a point, since identifiers go through floats in many tools.
pub fn float_text(value: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.is_nan() {
        return String::new();
    }
    if value.fract() == 0.0 && value.abs() <= EXACT { format!("{value:.0}") } else { value.to_string() }
}
