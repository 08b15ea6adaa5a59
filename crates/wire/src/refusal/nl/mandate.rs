//! Why a mandate is not granted or revoked, or does not cover what was done under it, in Dutch.

use domain::{
    dossier::refusal::Needs,
    mandate::{Act, Refusal as R, refusal::Uncovered},
};

use super::{
    not_permitted,
    phrase::{capacity, date, each, number},
    unknown,
};
use crate::names::Names;

pub(in crate::refusal) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::MandateUnknown => {
            "Er is geen mandaat met dit kenmerk. Controleer het kenmerk, of verleen eerst een mandaat.".into()
        }
        R::AlreadyGranted => {
            "Onder dit kenmerk is al een mandaat verleend. Kies voor een ander mandaat een nieuw \
            opdrachtkenmerk (UUID)."
                .into()
        }
        R::NotPermitted { acted_as } => {
            not_permitted(&capacity(acted_as, names), &Needs::Administrator, names)
        }
        R::PartyUnknown { party } => unknown("de partij", party.as_str()),
        R::WithoutSeat { party, body } => format!(
            "De partij {} heeft geen zitting in {}. Noem alleen gremia waarin de partij zit, of geen.",
            names.party(party),
            names.body(body)
        ),
        R::ActRequired => {
            "Er is niet genoemd waarvoor het mandaat geldt. Noem ten minste één handeling.".into()
        }
        R::Repeated { which } => format!("Dit staat er twee keer: ‘{which}’. Noem elk maar één keer."),
        R::EscalationStandsAlone => {
            "Opschalen is een eigen mandaat, zonder andere handelingen en buiten de gremia. \
            Verleen er een apart mandaat voor."
                .into()
        }
        R::EndsBeforeItBegins { from, until } => format!(
            "De laatste dag, {}, ligt vóór de eerste, {}. Verbeter een van beide.",
            date(*until),
            date(*from)
        ),
        R::AlreadyRevoked { from } => {
            format!(
                "Dit mandaat is al ingetrokken met ingang van {}. Verleen zo nodig een nieuw.",
                date(*from)
            )
        }
        R::RevokedBeforeItBegan { given, from } => format!(
            "Intrekken met ingang van {} kan niet: het mandaat geldt pas vanaf {}. Kies een dag vanaf dan.",
            date(*given),
            date(*from)
        ),
        R::NotCovered { mandate, party, because } => format!(
            "Mandaat {mandate} dekt dit niet voor {}: {}. Noem een ander mandaat, of laat een beheerder er een verlenen.",
            names.party(party),
            uncovered(because, names)
        ),
    }
}

fn uncovered(because: &Uncovered, names: Names<'_>) -> String {
    let acts = |acts: &[Act]| each(acts, |act| act.name_nl().to_owned());
    match because {
        Uncovered::NotGranted => "er is geen mandaat met dit kenmerk verleend".into(),
        Uncovered::OtherParty { granted } => format!("het is van {}", names.party(granted)),
        Uncovered::OtherHolder { holder } => format!("het is van {holder}, en die zat er niet"),
        Uncovered::OtherAct { done, acts: of } => {
            format!("het geldt voor {} en niet voor {}", acts(of), done.name_nl())
        }
        Uncovered::OtherBody { body, bodies } => {
            format!("het geldt in {} en niet in {}", each(bodies, |body| names.body(body)), names.body(body))
        }
        Uncovered::NotYet { on, from } => {
            format!("het geldt pas vanaf {}, en dit was op {}", date(*from), date(*on))
        }
        Uncovered::Lapsed { on, until } => {
            format!("het gold tot en met {}, en dit was op {}", date(*until), date(*on))
        }
        Uncovered::Revoked { on, from } => {
            format!("het is ingetrokken met ingang van {}, en dit was op {}", date(*from), date(*on))
        }
        Uncovered::OverLimit { amount_cents, limit_cents } => format!(
            "het geldt tot {} cent, en dit gaat om {} cent",
            number(*limit_cents),
            number(*amount_cents)
        ),
    }
}
