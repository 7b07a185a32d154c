//! How random a text looks.

use rustc_hash::FxHashMap;

/// Shannon's entropy of a text's characters, in bits for each.
pub(super) fn entropy(text: &str) -> f64 {
    let mut counts: FxHashMap<char, u32> = FxHashMap::default();
    let mut total = 0_u32;
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
        total += 1;
    }
    let total = f64::from(total);
    counts
        .values()
        .map(|count| {
            let share = f64::from(*count) / total;
            -share * share.log2()
        })
        .sum()
}

/// Whether a text looks like a secret rather than words: what Semgrep calls `entropy`.
///
/// Words have pairs of letters that are common in English; what is made at random has others,
/// digits among letters, and changes of case. Each pair of characters speaks for one or the other,
/// and short texts get the benefit of the doubt. The weights were fitted to Semgrep's answers on
/// some 5,000 texts; nineteen of twenty get the same one, and those that do not are on the fence.
pub(super) fn looks_random(text: &str) -> bool {
    let characters: Vec<char> = text.chars().take(LONGEST).collect();
    let is_one_character = characters.windows(2).all(|pair| pair[0] == pair[1]);
    let evidence: f64 = characters.windows(2).map(|pair| weight(pair[0], pair[1])).sum();
    !is_one_character && evidence > DOUBT
}

/// So much of a text is enough to tell.
const LONGEST: usize = 4096;

/// What the pairs must outweigh.
const DOUBT: f64 = 21.0;

/// How much a pair of characters speaks for chance.
fn weight(first: char, second: char) -> f64 {
    let (from, to) = (Class::of(first), Class::of(second));
    WEIGHTS[from as usize][to as usize] + rarity(first, second)
}

#[derive(Clone, Copy)]
enum Class {
    Digit,
    Lower,
    Upper,
    Other,
}

impl Class {
    fn of(character: char) -> Self {
        match character {
            '0'..='9' => Self::Digit,
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            _ => Self::Other,
        }
    }
}

/// By the classes of both characters, in the order of [`Class`].
const WEIGHTS: [[f64; 4]; 4] = [
    [2.30, 0.56, 1.60, 2.14],
    [3.34, -7.39, -4.70, -2.11],
    [2.19, -8.51, -7.12, -0.11],
    [5.53, 0.95, 3.64, 4.92],
];

/// How rare a pair of letters is in English, in bits; nothing, if they are no letters.
fn rarity(first: char, second: char) -> f64 {
    let index = |letter: char| {
        letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_lowercase() as u8 - b'a'))
    };
    match (index(first), index(second)) {
        (Some(first), Some(second)) => f64::from(RARITY[first][second] - b'a') / 2.0,
        _ => 0.0,
    }
}

/// The rarity of pairs of letters in half bits, `a` for none to `u` for ten bits: a row for each
/// first letter. Counted in the documentation of Python's standard library.
const RARITY: [&[u8; 26]; 26] = [
    b"urqquusuruunpnusunontuuutu",
    b"tuuupuuuususuuuuuuuutuuuru",
    b"puuupuuqrurruunuutuotuuuuu",
    b"suutnuuupuuuuuruuututuuuuu",
    b"puonsrtuuuuprmurummnutupuu",
    b"suuuutuupuuuuupuusuusuuuuu",
    b"uuuuquuutuuuuuuuuutusuuuuu",
    b"puuuluuuquuuuuruuuuuuuuuuu",
    b"tuqssptuuuupqlotusnousuuuu",
    b"uuuusuuuuuuuuuuuuuuuuuuuuu",
    b"uuuuruuuuuuuuuuuuuuuuuuuuu",
    b"puutmsuupuupuuquuusrsuuusu",
    b"otuunuuutuuuuurquuuuuuuuuu",
    b"pupnouousuuuuupuuupnsuuuuu",
    b"urrpupuuuuusqmuqumrqqusuuu",
    b"quuupuuutuuquuqtuqurtuuuuu",
    b"uuuuuuuuuuuuuuuuuuuutuuuuu",
    b"puutluruouuusqpuurqqsuuusu",
    b"tutumuutpuuuuusruupnruuuuu",
    b"puuumuuknuusuuouuoqspuuusu",
    b"uuuuquuuuuuqqqusuoqquuuuuu",
    b"ruuupuuutuuuuuuuuuuuuuuuuu",
    b"tuuuuuusquuuuutuuuuuuuuuuu",
    b"uuuuuuuuuuuuuuuuuuuruuuuuu",
    b"uuuuuuuuuuuuuuutuuusuuuuuu",
    b"uuuuuuuuuuuuuuuuuuuuuuuuuu",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_for_each_character() {
        assert_eq!(entropy(""), 0.0);
        assert_eq!(entropy("aaaa"), 0.0);
        assert_eq!(entropy("abab"), 1.0);
        assert_eq!(entropy("abcdefgh"), 3.0);
    }

    #[test]
    fn words_do_not_look_random() {
        for text in [
            "",
            "password",
            "hello_world",
            "correct horse battery staple",
            "localhost",
            "aaaaaaaaaaaaa",
            "config-production-test",
            "database123",
            "1858542991",
        ] {
            assert!(!looks_random(text), "{text}");
        }
    }

    #[test]
    fn secrets_do() {
        for text in [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "24897927675",
            "5c7c9a48e66f3",
            "tfY3KTZZ3592fB",
            "tlpwbiengrnldg",
        ] {
            assert!(looks_random(text), "{text}");
        }
    }
}
