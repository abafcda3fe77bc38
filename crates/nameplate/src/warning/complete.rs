//! Whether a translation says all that the English messages say: the same messages, the same variables, the same words to
//! choose by.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

/// Words that Fluent itself knows: which of them a language needs is its own business.
const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", "other"];

/// What one message takes up.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shape {
    variables: BTreeSet<String>,
    words: BTreeSet<String>,
}

/// What the messages of a file take up, by id.
#[derive(Debug, Default)]
pub(super) struct Shapes(BTreeMap<String, Shape>);

impl Shapes {
    pub(super) fn of(resource: &FluentResource) -> Self {
        let mut all = BTreeMap::new();
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let mut shape = Shape::default();
                message.value.iter().for_each(|value| shape.pattern(value));
                all.insert(message.id.name.to_owned(), shape);
            }
        }
        Shapes(all)
    }

    /// The ids.
    #[cfg(test)]
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// What is missing and what nobody asked for, in words.
pub(super) fn differences(english: &Shapes, other: &Shapes) -> Vec<String> {
    let mut all = Vec::new();
    for (id, wanted) in &english.0 {
        match other.0.get(id) {
            None => all.push(format!("the message `{id}` is missing")),
            Some(has) => {
                all.extend(told(id, "variable", &wanted.variables, &has.variables));
                all.extend(told(id, "word", &wanted.words, &has.words));
            }
        }
    }
    let unknown = other.0.keys().filter(|id| !english.0.contains_key(*id));
    all.extend(unknown.map(|id| format!("the message `{id}` is not known")));
    all
}

fn told<'a>(
    id: &'a str,
    kind: &'a str,
    wanted: &'a BTreeSet<String>,
    has: &'a BTreeSet<String>,
) -> impl Iterator<Item = String> {
    let lacks = wanted.difference(has).map(move |name| format!("`{id}` lacks the {kind} `{name}`"));
    lacks.chain(has.difference(wanted).map(move |name| format!("`{id}` has an unknown {kind} `{name}`")))
}

impl Shape {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    if let VariantKey::Identifier { name } = variant.key
                        && !PLURALS.contains(&name)
                    {
                        self.words.insert(name.to_owned());
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { arguments, .. } => self.call(arguments),
            InlineExpression::TermReference { arguments, .. } => {
                arguments.iter().for_each(|arguments| self.call(arguments));
            }
            InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. }
            | InlineExpression::MessageReference { .. } => {}
        }
    }

    fn call(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.inline(argument));
        arguments.named.iter().for_each(|argument| self.inline(&argument.value));
    }
}
