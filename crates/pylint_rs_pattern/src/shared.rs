//! What is shared, as compiled rules hold it: written as what it is, and read as something of its
//! own. For `#[serde(with = "pylint_rs_pattern::shared")]`.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes what is shared.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: ?Sized + Serialize, S: Serializer>(
    value: &Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    (**value).serialize(serializer)
}

/// Reads something that may be shared.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, T: ?Sized, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Arc<T>, D::Error>
where
    Box<T>: Deserialize<'de>,
{
    Box::<T>::deserialize(deserializer).map(Arc::from)
}

/// The same for several.
pub mod each {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes what is shared.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<'c, T, C, S>(values: &'c C, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: ?Sized + Serialize + 'c,
        &'c C: IntoIterator<Item = &'c Arc<T>>,
        S: Serializer,
    {
        values.into_iter().map(|value| &**value).collect::<Vec<_>>().serialize(serializer)
    }

    /// Reads what may be shared.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, T, C, D>(deserializer: D) -> Result<C, D::Error>
    where
        T: ?Sized,
        Box<T>: Deserialize<'de>,
        C: FromIterator<Arc<T>>,
        D: Deserializer<'de>,
    {
        let values = Vec::<Box<T>>::deserialize(deserializer)?;
        Ok(values.into_iter().map(Arc::from).collect())
    }
}
