//! How an obstacle is told in English. The same in Dutch stands in `nl`, in the same order.

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
            "No token was sent. Put it in the metadata as 'authorization: Bearer {TOKEN_PREFIX}…'; an \
             administrator can give you one."
        ),
        Obstacle::TokenMalformed(malformed) => {
            format!(
                "What was sent as a token cannot be one: {}. Copy the whole token again.",
                no_token(malformed)
            )
        }
        Obstacle::TokenUnknown => {
            "Nobody has this token: it was taken away or never given. Ask an administrator for a new one."
                .into()
        }
        Obstacle::TokenExpired { on } => format!(
            "This token has not worked since {}. Ask an administrator for a new one.",
            Language::English.date(*on)
        ),
        Obstacle::Denied(why) => denied(why),
        Obstacle::TooLarge { bytes_max } => format!(
            "The request is larger than {} bytes, and no more is read. Shorten its texts.",
            Language::English.count(*bytes_max)
        ),
        Obstacle::Unreadable { why } => format!(
            "The request cannot be read: {why}. Texts are UTF-8; compare the message with the contract \
             (server reflection)."
        ),
        Obstacle::MethodUnknown => "There is no such method, or it is not offered here. Server reflection \
            lists those that are."
            .into(),
        Obstacle::TooSlow { seconds } => format!(
            "No answer came within {} seconds. Whether a command was recorded is not known: send it again \
             with the same command id; it is then carried out at most once.",
            Language::English.number(*seconds)
        ),
        Obstacle::NoDoor => {
            "The service is put up in such a way that nobody can say who asks. Report this to the \
             administrator."
                .into()
        }
    }
}

fn no_token(malformed: &Malformed) -> String {
    match malformed {
        Malformed::Repeated => "there are several".into(),
        Malformed::Scheme => "it does not begin with 'Bearer'".into(),
        Malformed::Token(InvalidToken::Prefix) => format!("it does not begin with '{TOKEN_PREFIX}'"),
        Malformed::Token(InvalidToken::Length { given }) => {
            format!("'{TOKEN_PREFIX}' is followed by {given} characters, not by {TOKEN_BODY_LENGTH}")
        }
        Malformed::Token(InvalidToken::Encoding) => "it has a character that does not belong in it".into(),
    }
}

fn denied(denied: &Denied) -> String {
    match denied {
        Denied::NotGranted { needs, held } if held.is_empty() => format!(
            "This is for {}; your token gives no role at all. Ask an administrator for a token with a role.",
            any_of(needs)
        ),
        Denied::NotGranted { needs, held } => format!(
            "This is for {}; your token makes you {}. Ask who has that role, or ask an administrator for a \
             token for it.",
            any_of(needs),
            Language::English.list(&each(held, grant))
        ),
        Denied::NotHeld { wanted, held } => format!(
            "You want to act as {}; your token lets you act as {}. Choose a capacity that you have, or ask an \
             administrator for a token for the other.",
            capacity(wanted),
            alternatives(&each(held, capacity), Language::English)
        ),
        Denied::NotFor { wanted, needs } => format!(
            "You want to act as {}, but this is for {}. Name the capacity that it is for in 'acting_as'.",
            capacity(wanted),
            any_of(needs)
        ),
        Denied::Unclear { fitting } => format!(
            "You can do this as {}, and what you choose is recorded. Name in 'acting_as' as which of these \
             you act.",
            alternatives(&each(fitting, capacity), Language::English)
        ),
    }
}

fn any_of(needs: &[Needed]) -> String {
    alternatives(&each(needs, ToString::to_string), Language::English)
}

fn grant(grant: &Grant) -> String {
    grant.to_string()
}

fn capacity(capacity: &Capacity) -> String {
    Grant::from(capacity.clone()).to_string()
}

fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> Vec<String> {
    items.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_read_as_the_policy_writes_them() {
        assert_eq!(any_of(&[Needed::Auditor, Needed::Administrator]), "an auditor or an administrator");
    }
}
