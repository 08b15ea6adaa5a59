//! A body that no framework has: which one may be meant.

use std::collections::BTreeMap;

use wire::{Language, v1};

use crate::{
    client::{Client, timed},
    commands::{finding, session::Session},
    failure::Failure,
};

/// The rule by which the service says that there is no such body.
const BODY_UNKNOWN: &str = "BODY_UNKNOWN";
/// A name with more wrong letters than this share of it is not taken for another, in percent.
const DISTANCE_PERCENT_MAX: usize = 34;

/// The same failure, with the body that may be meant, or all that there are. When they cannot be read, the service's own
/// words are enough.
pub(in crate::commands) async fn suggested(
    session: &Session,
    client: &Client,
    given: &str,
    failure: Failure,
) -> Failure {
    if failure.rule.as_deref() != Some(BODY_UNKNOWN) {
        return failure;
    }
    match known(session, client).await {
        Ok(known) if !known.is_empty() => failure.help(help(given, &known, session.language)),
        Ok(_) | Err(_) => failure,
    }
}

/// The bodies of the frameworks in force, each by its name with the one for people.
async fn known(session: &Session, client: &Client) -> Result<BTreeMap<String, String>, Failure> {
    let answer = client.frameworks().list_frameworks(timed(v1::ListFrameworksRequest::default())).await;
    let versions = answer.map_err(|status| session.refused(&status))?.into_inner().frameworks;
    let mut known = BTreeMap::new();
    for version in versions.into_iter().filter(|version| version.in_force) {
        let framework = finding::framework(session, client, &version.framework.unwrap_or_default()).await?;
        known.extend(framework.bodies.into_iter().map(|body| (body.id.to_string(), body.name)));
    }
    Ok(known)
}

fn help(given: &str, known: &BTreeMap<String, String>, language: Language) -> String {
    let wanted = given.to_lowercase();
    let distances = known.iter().flat_map(|(id, name)| {
        [id.clone(), name.to_lowercase()].map(|called| (strsim::osa_distance(&called, &wanted), id))
    });
    let near = distances.min();
    match near.filter(|(distance, _)| distance * 100 <= wanted.chars().count() * DISTANCE_PERCENT_MAX) {
        Some((_, near)) => match language {
            Language::Dutch => format!("Is ‘{near}’ bedoeld?"),
            Language::English => format!("Is ‘{near}’ meant?"),
        },
        None => {
            let all = language.list(&known.keys().cloned().collect::<Vec<_>>());
            match language {
                Language::Dutch => format!("De gremia zijn: {all}."),
                Language::English => format!("The bodies are: {all}."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_with_few_wrong_letters_is_near_and_else_all_are_listed() {
        let known = [("pora", "PORA"), ("rbo", "RBO"), ("oogo", "OOGO")];
        let known = known.map(|(id, name)| (id.to_owned(), name.to_owned())).into();
        assert_eq!(help("porra", &known, Language::Dutch), "Is ‘pora’ bedoeld?");
        assert_eq!(help("OGOO", &known, Language::English), "Is ‘oogo’ meant?");
        let all = help("gemeenteraad", &known, Language::Dutch);
        assert!(["pora", "rbo", "oogo"].iter().all(|body| all.contains(body)), "{all}");
    }
}
