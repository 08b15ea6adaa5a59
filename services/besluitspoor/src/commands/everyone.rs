//! What everyone can do: run the services, try them, make tokens.

use access::{Caller, Token, register::Entry};
use door::incident::causes;
use jiff::civil::Date;
use serde::Serialize;

use super::session::{Session, print};
use crate::{
    cli::{self, everyone},
    demo,
    exit::Exit,
    failure::Failure,
    serve,
    show::{Page, Say as _, Shown},
};

/// The name of the program, as completions need it.
const PROGRAM: &str = "besluitspoor";

/// Does what everyone can do.
pub(super) async fn run(session: &Session, command: everyone::Command) -> Result<(), Failure> {
    match command {
        everyone::Command::Serve(arguments) => serve::run(&arguments).await.map_err(|error| stopped(&error)),
        everyone::Command::Demo(arguments) => demo::run(session, &arguments).await,
        everyone::Command::Token(everyone::Token::New(new)) => token(session, new),
        everyone::Command::Completions(everyone::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut cli::command(), PROGRAM, &mut script);
            print(&String::from_utf8_lossy(&script))
        }
    }
}

/// Why the services did not run, with every cause.
fn stopped(error: &serve::Error) -> Failure {
    Failure::new(error.exit(), causes(error))
}

/// What `token new` answers. The token is shown this once.
#[derive(Serialize)]
struct TokenMade {
    /// The token, to hand to its caller.
    token: String,
    /// What goes into the token file; it holds only the token's hash.
    entry: String,
}

impl Shown for TokenMade {
    fn people(&self, page: &Page) -> String {
        let once = page.language.say(
            "Het token. Geef het langs een veilige weg; het is hierna nergens meer te zien:",
            "The token. Hand it over in a safe way; it cannot be seen again:",
        );
        let entry = page.language.say("Voeg dit toe aan het tokenbestand:", "Add this to the token file:");
        format!("{once}\n\n{}\n\n{entry}\n\n{}", self.token, self.entry)
    }
}

fn token(session: &Session, new: everyone::TokenNew) -> Result<(), Failure> {
    let token = Token::generate().map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
    let expires: Option<Date> = new.expires.and_then(|date| date.parse().ok());
    let mut grants = new.grants;
    grants.sort();
    grants.dedup();
    let entry = Entry { caller: Caller { actor: new.actor, grants }, token_sha256: token.hash(), expires };
    session.show(&TokenMade { token: token.reveal().to_owned(), entry: entry.to_string() })
}
