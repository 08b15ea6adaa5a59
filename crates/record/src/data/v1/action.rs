//! What was agreed to do and what came of it, as the histories that keep actions write it.

use domain::{
    action,
    ids::{ActionNumber, ActorId, BodyId, DossierId, PartyId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::treated::Contradiction;
use crate::scalar::Text;

/// `actie-afgesproken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreed {
    number: u32,
    what: Text<Sealed>,
    doer: Doer,
    due: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Text<DossierId>>,
}

/// At most one of `party`, `body` and `actor`; without any of them `words` say who.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doer {
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Text<BodyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Text<ActorId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Text<Sealed>>,
}

/// What came of an action: the part that every history writes alike.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closed {
    action: u32,
    on: Text<Date>,
    how: Closing,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Closing {
    Done { evidence: Text<Sealed> },
    Dropped { reason: Text<Sealed> },
}

impl From<&action::Agreed> for Agreed {
    fn from(agreed: &action::Agreed) -> Self {
        let action::Agreed { number, what, doer, due, about } = agreed;
        Self {
            number: number.0,
            what: Text(*what),
            doer: doer.into(),
            due: Text(*due),
            about: about.map(Text),
        }
    }
}

impl TryFrom<Agreed> for action::Agreed {
    type Error = Contradiction;

    fn try_from(agreed: Agreed) -> Result<Self, Contradiction> {
        let Agreed { number, what, doer, due, about } = agreed;
        Ok(Self {
            number: ActionNumber(number),
            what: what.0,
            doer: doer.try_into()?,
            due: due.0,
            about: about.map(|text| text.0),
        })
    }
}

impl From<&action::Doer> for Doer {
    fn from(doer: &action::Doer) -> Self {
        use action::Who;
        let words = doer.words().map(Text);
        match doer.who() {
            Some(Who::Party(party)) => Self { party: Some(Text(party.clone())), words, ..Self::default() },
            Some(Who::Body(body)) => Self { body: Some(Text(body.clone())), words, ..Self::default() },
            Some(Who::Actor(actor)) => Self { actor: Some(Text(actor.clone())), words, ..Self::default() },
            None => Self { words, ..Self::default() },
        }
    }
}

impl TryFrom<Doer> for action::Doer {
    type Error = Contradiction;

    fn try_from(Doer { party, body, actor, words }: Doer) -> Result<Self, Contradiction> {
        use action::Who;
        let words = words.map(|text| text.0);
        let who = match (party, body, actor) {
            (Some(party), None, None) => Some(Who::Party(party.0)),
            (None, Some(body), None) => Some(Who::Body(body.0)),
            (None, None, Some(actor)) => Some(Who::Actor(actor.0)),
            (None, None, None) => None,
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) | (_, Some(_), Some(_)) => {
                return Err(contradiction("one of `party`, `body` and `actor` does it, not several"));
            }
        };
        match (who, words) {
            (Some(who), words) => Ok(Self::Known { who, words }),
            (None, Some(words)) => Ok(Self::Outside(words)),
            (None, None) => Err(contradiction("somebody does it: `party`, `body`, `actor` or `words`")),
        }
    }
}

fn contradiction(reason: &'static str) -> Contradiction {
    Contradiction { field: "doer", reason }
}

impl From<&action::Closed> for Closed {
    fn from(action::Closed { action, on, how }: &action::Closed) -> Self {
        let how = match how {
            action::Closing::Done { evidence } => Closing::Done { evidence: Text(*evidence) },
            action::Closing::Dropped { reason } => Closing::Dropped { reason: Text(*reason) },
        };
        Self { action: action.0, on: Text(*on), how }
    }
}

impl From<Closed> for action::Closed {
    fn from(Closed { action, on, how }: Closed) -> Self {
        let how = match how {
            Closing::Done { evidence } => action::Closing::Done { evidence: evidence.0 },
            Closing::Dropped { reason } => action::Closing::Dropped { reason: reason.0 },
        };
        Self { action: ActionNumber(action), on: on.0, how }
    }
}
