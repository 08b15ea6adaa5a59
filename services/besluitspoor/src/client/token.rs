//! The token that the caller shows: from a file or the environment, never from the line, where others see it.

use std::{env, fs, path::Path};

use access::{Token, token::InvalidToken};
use wire::Language;

use crate::{
    exit::Exit,
    failure::Failure,
    show::{Say as _, system},
};

/// The variable that holds a token.
const VARIABLE: &str = "BESLUITSPOOR_TOKEN";
/// The variable that names a file with one.
const FILE_VARIABLE: &str = "BESLUITSPOOR_TOKEN_FILE";
/// The most bytes of a file with a token.
const FILE_BYTES_MAX: u64 = 4096;

/// The caller's token: from the given file, else from [`VARIABLE`], else from the file in [`FILE_VARIABLE`].
pub(super) fn read(file: Option<&Path>, language: Language) -> Result<Token, Failure> {
    if let Some(file) = file {
        return from_file(file, language);
    }
    let filled = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    if let Some(text) = filled(VARIABLE) {
        return parsed(&text, VARIABLE, language);
    }
    match filled(FILE_VARIABLE) {
        Some(file) => from_file(Path::new(&file), language),
        None => Err(missing(language)),
    }
}

fn from_file(file: &Path, language: Language) -> Result<Token, Failure> {
    let told = language
        .say("Het bestand met het token kan niet worden gelezen", "The file with the token cannot be read");
    let unread = |why: String| Failure::input(format!("{told}: {}: {why}.", file.display()));
    let bytes = fs::metadata(file).map_err(|error| unread(system::why(&error, language)))?.len();
    if bytes > FILE_BYTES_MAX {
        return Err(unread(
            language.say("het is te groot voor één token", "it is too large for one token").to_owned(),
        ));
    }
    let text = fs::read_to_string(file).map_err(|error| unread(system::why(&error, language)))?;
    parsed(&text, &file.display().to_string(), language)
}

/// The token in a text. What is wrong with it is told without repeating any of it.
fn parsed(text: &str, place: &str, language: Language) -> Result<Token, Failure> {
    text.trim().parse().map_err(|error: InvalidToken| {
        let why = match error {
            InvalidToken::Prefix => language.say("een token begint met bsp_", "a token begins with bsp_"),
            InvalidToken::Length { .. } => language.say(
                "het is te kort of te lang: kopieer het hele token",
                "it is too short or too long: copy the whole token",
            ),
            InvalidToken::Encoding => language.say(
                "er staat een verkeerd teken in: kopieer het opnieuw",
                "it has a wrong character: copy it again",
            ),
        };
        let told = language.say("Dit is geen token", "This is no token");
        Failure::new(Exit::Denied, format!("{told} ({place}): {why}."))
    })
}

fn missing(language: Language) -> Failure {
    let told = language.say("U hebt nog geen token laten zien.", "You have not shown a token yet.");
    let help = language.say(
        "Zet het token in een bestand en geef --token-file, of zet het in BESLUITSPOOR_TOKEN. Een beheerder maakt er een met ‘besluitspoor token new’.",
        "Put the token in a file and give --token-file, or put it in BESLUITSPOOR_TOKEN. An administrator makes one with ‘besluitspoor token new’.",
    );
    Failure::new(Exit::Denied, told).rule("TOKEN_MISSING").help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_may_have_space_around_it_and_is_never_repeated() {
        let body = "A".repeat(43);
        assert!(parsed(&format!(" bsp_{body}\n"), "x", Language::Dutch).is_ok());
        for text in [body.clone(), format!("bsp_{}", &body[1..]), format!("bsp_{}+", &body[1..])] {
            let failure = parsed(&text, "token.txt", Language::Dutch).unwrap_err();
            assert_eq!(failure.exit, Exit::Denied);
            let told = failure.told(Language::Dutch);
            assert!(told.contains("token.txt") && !told.contains("AAAA"), "{told}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let failure = read(Some(Path::new("/bestaat/niet")), Language::Dutch).unwrap_err();
        assert_eq!(failure.exit, Exit::Input);
        assert!(failure.message.contains("/bestaat/niet"));
    }
}
