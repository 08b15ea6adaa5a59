//! How an obstacle is told in Dutch. The same in English stands in `en`, in the same order.

use access::{
    Denied, Grant, Needed,
    token::{InvalidToken, TOKEN_BODY_LENGTH, TOKEN_PREFIX},
};
use domain::context::Capacity;
use wire::Language;

use super::{Malformed, Obstacle, alternatives};

pub(super) fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::TokenMissing => format!(
            "Er is geen toegangsbewijs meegestuurd. Zet het in de metadata als ‘authorization: Bearer \
             {TOKEN_PREFIX}…’; een beheerder kan u er een geven."
        ),
        Obstacle::TokenMalformed(malformed) => format!(
            "Wat als toegangsbewijs is meegestuurd, kan er geen zijn: {}. Kopieer het hele toegangsbewijs \
             opnieuw.",
            no_token(malformed)
        ),
        Obstacle::TokenUnknown => "Niemand heeft dit toegangsbewijs: het is ingetrokken of nooit gegeven. \
            Vraag een beheerder om een nieuw."
            .into(),
        Obstacle::TokenExpired { on } => format!(
            "Dit toegangsbewijs geldt niet meer sinds {}. Vraag een beheerder om een nieuw.",
            Language::Dutch.date(*on)
        ),
        Obstacle::Denied(why) => denied(why),
        Obstacle::TooLarge { bytes_max } => format!(
            "Het verzoek is groter dan {} bytes, en meer wordt niet gelezen. Maak de teksten korter.",
            Language::Dutch.count(*bytes_max)
        ),
        Obstacle::Unreadable { why } => format!(
            "Het verzoek kan niet worden gelezen: {why}. Teksten zijn UTF-8; vergelijk het bericht met het \
             contract (server reflection)."
        ),
        Obstacle::MethodUnknown => "Deze methode is er niet, of wordt hier niet aangeboden. Kijk met server \
            reflection welke er zijn."
            .into(),
        Obstacle::TooSlow { seconds } => format!(
            "Er kwam binnen {} seconden geen antwoord. Het is niet zeker of een opdracht is vastgelegd: stuur \
             haar opnieuw met hetzelfde opdrachtkenmerk; zij wordt dan ten hoogste één keer uitgevoerd.",
            Language::Dutch.number(*seconds)
        ),
        Obstacle::NoDoor => {
            "De dienst is zo opgezet dat niet bekend is wie er vraagt. Meld dit aan de beheerder.".into()
        }
    }
}

fn no_token(malformed: &Malformed) -> String {
    match malformed {
        Malformed::Repeated => "er zijn er meer dan één".into(),
        Malformed::Scheme => "er staat niet ‘Bearer’ voor".into(),
        Malformed::Token(InvalidToken::Prefix) => format!("het begint niet met ‘{TOKEN_PREFIX}’"),
        Malformed::Token(InvalidToken::Length { given }) => {
            format!("na ‘{TOKEN_PREFIX}’ horen {TOKEN_BODY_LENGTH} tekens te staan, en het zijn er {given}")
        }
        Malformed::Token(InvalidToken::Encoding) => "er staat een teken in dat er niet in hoort".into(),
    }
}

fn denied(denied: &Denied) -> String {
    match denied {
        Denied::NotGranted { needs, held } if held.is_empty() => format!(
            "Dit is voor {}; uw toegangsbewijs geeft geen enkele rol. Vraag een beheerder om een \
             toegangsbewijs met een rol.",
            any_of(needs)
        ),
        Denied::NotGranted { needs, held } => format!(
            "Dit is voor {}; met uw toegangsbewijs bent u {}. Vraag het aan wie die rol heeft, of vraag een \
             beheerder om een toegangsbewijs ervoor.",
            any_of(needs),
            Language::Dutch.list(&each(held, grant))
        ),
        Denied::NotHeld { wanted, held } => format!(
            "U wilt handelen als {}; met uw toegangsbewijs kunt u handelen als {}. Kies een hoedanigheid die \
             u hebt, of vraag een beheerder om een toegangsbewijs voor de andere.",
            capacity(wanted),
            alternatives(&each(held, capacity), Language::Dutch)
        ),
        Denied::NotFor { wanted, needs } => format!(
            "U wilt handelen als {}, maar dit is voor {}. Noem in ‘acting_as’ de hoedanigheid die ervoor is.",
            capacity(wanted),
            any_of(needs)
        ),
        Denied::Unclear { fitting } => format!(
            "U kunt dit doen als {}, en wat u kiest wordt vastgelegd. Noem in ‘acting_as’ als welke van deze \
             u handelt.",
            alternatives(&each(fitting, capacity), Language::Dutch)
        ),
    }
}

fn any_of(needs: &[Needed]) -> String {
    alternatives(&each(needs, needed), Language::Dutch)
}

fn needed(needed: &Needed) -> String {
    match needed {
        Needed::Token => "wie een toegangsbewijs heeft".into(),
        Needed::Grant => "wie een rol heeft".into(),
        Needed::Coordinator => "een coördinator".into(),
        Needed::OwnCoordinator(actor) => format!("de coördinator van het dossier ({actor})"),
        Needed::Secretary => "een secretaris".into(),
        Needed::SecretaryOf(body) => format!("de secretaris van ‘{body}’"),
        Needed::Auditor => "een auditor".into(),
        Needed::Administrator => "een beheerder".into(),
    }
}

fn grant(grant: &Grant) -> String {
    match grant {
        Grant::Coordinator { party } => format!("coördinator van ‘{party}’"),
        Grant::Secretary { body } => format!("secretaris van ‘{body}’"),
        Grant::Member { body } => format!("lid van ‘{body}’"),
        Grant::Auditor => "auditor".into(),
        Grant::Administrator => "beheerder".into(),
    }
}

fn capacity(capacity: &Capacity) -> String {
    grant(&Grant::from(capacity.clone()))
}

fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> Vec<String> {
    items.iter().map(told).collect()
}
