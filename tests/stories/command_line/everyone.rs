//! What anyone types without a server: help, a token, and what teaches a shell to complete.

use tests::{people::Person, site::Site, terminal::Terminal};

use super::text;

/// Each shell, and what a script for it holds.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "complete -F"),
    ("zsh", "#compdef besluitspoor"),
    ("fish", "complete -c besluitspoor"),
    ("elvish", "set edit:completion:arg-completer[besluitspoor]"),
    ("powershell", "Register-ArgumentCompleter"),
];

#[tokio::test]
async fn every_shell_learns_to_complete() {
    let site = Site::open().await;
    let guest = Terminal::of(&site, &Person::Guest);
    for (shell, words) in SHELLS {
        let script = guest.done(&["completions", shell]);
        for words in [words, "check-document", "hand-over", "agenda"] {
            assert!(script.contains(words), "{shell}: no {words:?}");
        }
    }
    // Help names the shells; what it names is what there is.
    let help = guest.done(&["completions", "--help"]);
    for (shell, _) in SHELLS {
        assert!(help.contains(shell), "{help}");
    }
    guest.failure(2, &["completions", "tcsh"]);
}

#[tokio::test]
async fn every_command_has_help_in_dutch() {
    let site = Site::open().await;
    let guest = Terminal::of(&site, &Person::Guest);
    for command in ["", "agenda", "check-document", "demo", "framework", "open", "record", "serve", "verify"]
    {
        let line: Vec<_> = command.split_whitespace().chain(["--help"]).collect();
        let help = guest.done(&line);
        assert!(help.contains("besluitspoor") && !help.contains("Usage:"), "{command}: {help}");
    }
    assert!(guest.done(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn a_token_is_shown_once_and_only_its_hash_is_kept() {
    let site = Site::open().await;
    let guest = Terminal::of(&site, &Person::Guest);
    let made = guest.json(&["token", "new", "--actor", "u-7f3a", "--grant", "secretary:pora"]);
    let (token, entry) = (text(&made["token"]), text(&made["entry"]));
    assert!(token.starts_with("bsp_") && !entry.contains(&token), "{made:#}");
    assert!(entry.contains("u-7f3a") && entry.contains("pora"), "{entry}");
}
