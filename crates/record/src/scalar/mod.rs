//! How single values are written: a name, a date, a digest, a moment. Shared by all versions of all events, so a
//! form here never changes; a new form is a new type.
//!
//! Every value has exactly one written form, and any other is refused: what is read and written again gives the
//! same bytes.

pub(crate) mod digits;
mod forms;

use std::{fmt, marker::PhantomData};

use domain::ids::Revision;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected},
};

use crate::REVISION_MAX;

/// A value written as a JSON string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<T>(pub(crate) T);

/// How a value is written as a string.
pub(crate) trait Form: Sized {
    /// What the text looks like, to say so when it does not.
    const EXPECTED: &'static str;

    /// Writes the text.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the text; `None` if it is not the written form of a value.
    fn read(text: &str) -> Option<Self>;
}

/// A revision, written as an integer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number(pub(crate) Revision);

/// The written form of a list.
pub(crate) fn texts<T: Clone>(list: &[T]) -> Vec<Text<T>> {
    list.iter().cloned().map(Text).collect()
}

/// The list that was written.
pub(crate) fn values<T>(list: Vec<Text<T>>) -> Vec<T> {
    list.into_iter().map(|text| text.0).collect()
}

impl<T: Form> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: Form> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Form> de::Visitor<'_> for TextVisitor<T> {
    type Value = Text<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<T>, E> {
        T::read(text).map(Text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(deserializer)?;
        if (1..=REVISION_MAX).contains(&number) {
            Ok(Self(Revision(number)))
        } else {
            Err(de::Error::invalid_value(Unexpected::Unsigned(number), &"a revision from 1 to 2147483647"))
        }
    }
}
