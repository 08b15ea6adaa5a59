//! What a caller shows, and the hash that we keep of it.
//!
//! A token is `bsp_` and 32 random bytes in base64url. The prefix lets a scanner for leaked secrets find it.
//! SHA-256 is enough to keep it by: nobody guesses 256 random bits, however fast the hash.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// What every token begins with.
pub const TOKEN_PREFIX: &str = "bsp_";
/// How many random bytes a token has.
pub const TOKEN_RANDOM_BYTES: usize = 32;
/// How many characters a token has after its prefix.
pub const TOKEN_BODY_LENGTH: usize = 43;

const HASH_BYTES: usize = 32;
const HASH_HEX_LENGTH: usize = 2 * HASH_BYTES;

/// A secret that says who is asking.
///
/// It has no `Display`, its `Debug` does not show it, and two of them cannot be compared: only hashes are.
#[derive(Clone)]
pub struct Token(String);

/// The SHA-256 of a whole token, prefix included. Not a secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash([u8; HASH_BYTES]);

/// A text that cannot be a token. The text itself is not kept: it may be most of a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidToken {
    /// It does not begin as a token does.
    #[error("a token begins with '{TOKEN_PREFIX}'")]
    Prefix,
    /// It is too short or too long, as when it was copied in part.
    #[error(
        "a token has {TOKEN_BODY_LENGTH} characters after '{TOKEN_PREFIX}', this one has {given}: copy the whole token"
    )]
    Length {
        /// How many bytes follow the prefix.
        given: usize,
    },
    /// It has a character that no token has, or an end that no token has.
    #[error(
        "the part after '{TOKEN_PREFIX}' is not base64url of {TOKEN_RANDOM_BYTES} bytes: copy the token again"
    )]
    Encoding,
}

/// A text that cannot be the hash of a token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHash {
    /// Somebody wrote the token where its hash belongs.
    #[error(
        "this is a token itself: it is no longer secret, so make a new one, and write only its SHA-256 here"
    )]
    Token,
    /// It is not a SHA-256 in hexadecimal digits.
    #[error("a token's SHA-256 has {HASH_HEX_LENGTH} hexadecimal digits")]
    Hex,
}

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes for a token")]
pub struct NoRandomness(#[source] getrandom::Error);

impl Token {
    /// A new token, from the operating system's randomness.
    ///
    /// # Errors
    /// [`NoRandomness`] if the operating system gives none.
    pub fn generate() -> Result<Self, NoRandomness> {
        let mut random = [0; TOKEN_RANDOM_BYTES];
        getrandom::fill(&mut random).map_err(NoRandomness)?;
        Ok(Self::from_random(&random))
    }

    /// The token of these bytes, which must be random and used once.
    pub fn from_random(random: &[u8; TOKEN_RANDOM_BYTES]) -> Self {
        Self(format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(random)))
    }

    /// The secret itself, to hand to its caller. Never to log.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The hash by which the register knows this token.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl FromStr for Token {
    type Err = InvalidToken;

    fn from_str(text: &str) -> Result<Self, InvalidToken> {
        let body = text.strip_prefix(TOKEN_PREFIX).ok_or(InvalidToken::Prefix)?;
        if body.len() != TOKEN_BODY_LENGTH {
            return Err(InvalidToken::Length { given: body.len() });
        }
        // A strict decoder: one secret has one spelling.
        URL_SAFE_NO_PAD.decode(body).map_err(|_| InvalidToken::Encoding)?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(not shown)")
    }
}

impl FromStr for TokenHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        if text.starts_with(TOKEN_PREFIX) {
            return Err(InvalidHash::Token);
        }
        if text.len() != HASH_HEX_LENGTH || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(InvalidHash::Hex);
        }
        let mut hash = [0; HASH_BYTES];
        for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| InvalidHash::Hex)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| InvalidHash::Hex)?;
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenHash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_hashed_as_sha256sum_does() {
        let token = Token::from_random(&[0; TOKEN_RANDOM_BYTES]);
        assert_eq!(token.reveal(), format!("bsp_{}", "A".repeat(TOKEN_BODY_LENGTH)));
        assert_eq!(token.reveal().parse::<Token>().unwrap().reveal(), token.reveal());
        let hash = token.hash().to_string();
        assert_eq!(hash, "4b74d3624cceeaf009ebf69e4acb503a87f70ca37773943bfe6ca01cb7bc374d");
        assert_eq!(hash.parse(), Ok(token.hash()));
        assert_eq!(hash.to_uppercase().parse(), Ok(token.hash()));
    }

    #[test]
    fn two_tokens_are_two() {
        let (one, other) = (Token::generate().unwrap(), Token::generate().unwrap());
        assert_ne!(one.hash(), other.hash());
    }

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::from_random(&[7; TOKEN_RANDOM_BYTES]);
        let shown = format!("{token:?} {token:#?}");
        assert!(!shown.contains(&token.reveal()[TOKEN_PREFIX.len()..]), "{shown}");
    }

    #[test]
    fn what_is_no_token_says_why() {
        let table = [
            ("", InvalidToken::Prefix),
            ("Bearer bsp_x", InvalidToken::Prefix),
            ("BSP_AAAA", InvalidToken::Prefix),
            ("bsp_", InvalidToken::Length { given: 0 }),
            (&format!("bsp_{}", "A".repeat(42)), InvalidToken::Length { given: 42 }),
            (&format!("bsp_{}\n", "A".repeat(43)), InvalidToken::Length { given: 44 }),
            (&format!("bsp_{}+", "A".repeat(42)), InvalidToken::Encoding),
            (&format!("bsp_{}=", "A".repeat(42)), InvalidToken::Encoding),
            // The last character may only hold four of its six bits.
            (&format!("bsp_{}B", "A".repeat(42)), InvalidToken::Encoding),
            (&format!("bsp_{}é", "A".repeat(41)), InvalidToken::Encoding),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse::<Token>().unwrap_err(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_hash_says_why() {
        let hex = "a".repeat(HASH_HEX_LENGTH);
        let table = [
            (format!("bsp_{}", "A".repeat(43)), InvalidHash::Token),
            (String::new(), InvalidHash::Hex),
            (hex[1..].to_owned(), InvalidHash::Hex),
            (format!("{hex}a"), InvalidHash::Hex),
            (format!("+{}", &hex[1..]), InvalidHash::Hex),
            (format!("é{}", &hex[2..]), InvalidHash::Hex),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse::<TokenHash>(), Err(expected), "{text:?}");
        }
    }
}
