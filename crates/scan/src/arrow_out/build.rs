//! Small builders that nest: text, numbers, lists, optional and plain records. Each knows its Arrow type, so that schema
//! and values come from one place.

use std::fmt::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use nameplate::finding::Source;
use nameplate::word::Purpose;

/// Collects values of one kind into an array.
pub(super) trait Build: Default {
    /// What is appended.
    type Value<'v>;
    /// The type of the array.
    fn data_type() -> DataType;
    /// Appends a value, or a null.
    fn append(&mut self, value: Option<Self::Value<'_>>);
    /// The array; the builder is empty again.
    fn finish(&mut self) -> Result<ArrayRef, ArrowError>;
}

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident($builder:ty) of $value:ty as $data_type:ident);+ $(;)?) => {$(
        $(#[$doc])*
        #[derive(Default)]
        pub(super) struct $name($builder);

        impl Build for $name {
            type Value<'v> = $value;

            fn data_type() -> DataType {
                DataType::$data_type
            }

            fn append(&mut self, value: Option<$value>) {
                self.0.append_option(value);
            }

            fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
                Ok(Arc::new(self.0.finish()))
            }
        }
    )+};
}

plain! {
    /// Yes or no.
    Bool(BooleanBuilder) of bool as Boolean;
    /// Scores and positions: signed, since Spark has no unsigned numbers.
    Int(Int32Builder) of i32 as Int32;
    /// Row numbers.
    Long(Int64Builder) of i64 as Int64;
    /// Percentages.
    Double(Float64Builder) of f64 as Float64;
}

/// Text.
#[derive(Default)]
pub(super) struct Text(StringBuilder);

impl Build for Text {
    type Value<'v> = &'v str;

    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn append(&mut self, value: Option<&str>) {
        self.0.append_option(value);
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(self.0.finish()))
    }
}

/// What prints itself, as text: dates, and words of enums.
#[derive(Default)]
pub(super) struct Shown(StringBuilder);

impl Build for Shown {
    type Value<'v> = &'v dyn fmt::Display;

    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn append(&mut self, value: Option<&dyn fmt::Display>) {
        // Writing into a builder in memory cannot fail.
        match value.map(|value| write!(self.0, "{value}")) {
            Some(_) => self.0.append_value(""),
            None => self.0.append_null(),
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(self.0.finish()))
    }
}

/// The columns of a record: what [`Record`] is made of.
pub(crate) trait Columns: Default {
    /// The record.
    type Of;
    fn fields() -> Fields;
    /// Appends a record, or nulls for one that is not there.
    fn push(&mut self, value: Option<&Self::Of>);
    fn arrays(&mut self) -> Result<Vec<ArrayRef>, ArrowError>;
}

/// A nested record that may be absent.
#[derive(Default)]
pub(super) struct Record<C: Columns> {
    columns: C,
    nulls: Nulls,
}

/// Which records are there.
pub(super) struct Nulls(NullBufferBuilder);

impl Nulls {
    pub(super) fn there(&mut self, is_there: bool) {
        self.0.append(is_there);
    }

    pub(super) fn finish(&mut self) -> Option<NullBuffer> {
        self.0.finish()
    }
}

impl Default for Nulls {
    fn default() -> Self {
        Nulls(NullBufferBuilder::new(0))
    }
}

impl<C: Columns> Build for Record<C>
where
    C::Of: 'static,
{
    type Value<'v> = &'v C::Of;

    fn data_type() -> DataType {
        DataType::Struct(C::fields())
    }

    fn append(&mut self, value: Option<&C::Of>) {
        self.nulls.there(value.is_some());
        self.columns.push(value);
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let nulls = self.nulls.finish();
        Ok(Arc::new(StructArray::try_new(C::fields(), self.columns.arrays()?, nulls)?))
    }
}

/// What can be an item of a list.
pub(super) trait Item: Build {
    /// As the result types hold it.
    type Held: 'static;
    /// As the builder takes it.
    fn lend(held: &Self::Held) -> Self::Value<'_>;
}

impl Item for Text {
    type Held = String;

    fn lend(held: &String) -> &str {
        held
    }
}

impl Item for Shown {
    type Held = Purpose;

    fn lend(held: &Purpose) -> &dyn fmt::Display {
        held
    }
}

/// Places of a row's signals.
#[derive(Default)]
pub(super) struct Places(Int32Builder);

impl Build for Places {
    type Value<'v> = u32;

    fn data_type() -> DataType {
        DataType::Int32
    }

    fn append(&mut self, value: Option<u32>) {
        self.0.append_option(value.and_then(|place| i32::try_from(place).ok()));
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(self.0.finish()))
    }
}

impl Item for Places {
    type Held = u32;

    fn lend(held: &u32) -> u32 {
        *held
    }
}

/// Sources, by their ids.
#[derive(Default)]
pub(super) struct SourceIds(StringBuilder);

impl Build for SourceIds {
    type Value<'v> = &'v Source;

    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn append(&mut self, value: Option<&Source>) {
        self.0.append_option(value.map(|source| source.id.as_str()));
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(Arc::new(self.0.finish()))
    }
}

impl Item for SourceIds {
    type Held = Source;

    fn lend(held: &Source) -> &Source {
        held
    }
}

impl<C: Columns> Item for Record<C>
where
    C::Of: 'static,
{
    type Held = C::Of;

    fn lend(held: &C::Of) -> &C::Of {
        held
    }
}

impl<B: Item> Item for List<B> {
    type Held = Vec<B::Held>;

    fn lend(held: &Vec<B::Held>) -> &[B::Held] {
        held
    }
}

/// A list; one that is not there is an empty one.
pub(super) struct List<B> {
    items: B,
    ends: Vec<i32>,
    length: usize,
}

impl<B: Default> Default for List<B> {
    fn default() -> Self {
        List { items: B::default(), ends: vec![0], length: 0 }
    }
}

impl<B: Item> List<B> {
    fn item() -> Arc<Field> {
        Arc::new(Field::new("item", B::data_type(), true))
    }
}

impl<B: Item> Build for List<B> {
    type Value<'v> = &'v [B::Held];

    fn data_type() -> DataType {
        DataType::List(Self::item())
    }

    fn append(&mut self, values: Option<&[B::Held]>) {
        for value in values.into_iter().flatten() {
            self.items.append(Some(B::lend(value)));
            self.length += 1;
        }
        // An overflow is told when the array is put together.
        self.ends.push(i32::try_from(self.length).unwrap_or(i32::MAX));
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let ends = std::mem::replace(&mut self.ends, vec![0]);
        if std::mem::take(&mut self.length) > i32::MAX as usize {
            return Err(ArrowError::OffsetOverflowError(i32::MAX as usize));
        }
        let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
        Ok(Arc::new(ListArray::try_new(Self::item(), offsets, self.items.finish()?, None)?))
    }
}

/// The columns of a record and its schema from one list: name, builder, and how the value is taken from the record.
macro_rules! columns {
    ($(#[$doc:meta])* $name:ident of $of:ty { $($field:ident: $builder:ty = $take:expr),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(crate) struct $name { $($field: $builder),+ }

        impl Columns for $name {
            type Of = $of;

            fn fields() -> Fields {
                vec![$(Field::new(stringify!($field), <$builder>::data_type(), true)),+].into()
            }

            fn push(&mut self, value: Option<&$of>) {
                $(self.$field.append(value.and_then($take));)+
            }

            fn arrays(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
                Ok(vec![$(self.$field.finish()?),+])
            }
        }
    };
}
pub(super) use columns;
