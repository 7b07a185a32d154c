//! What somebody probably meant.

/// The one of `candidates` that `wrong` was probably meant to be, as the end of a message: empty,
/// or `; did you mean …?`.
pub fn suggestion<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let lower = wrong.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        // Of equals the first stands, so that messages do not depend on anything but the list.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map_or_else(String::new, |(_, candidate)| format!("; did you mean `{candidate}`?"))
}
