//! A terminal: the real binary as people run it, one process for each line, in a folder of their own.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{people::Person, server::binary, site::Site};

/// Where someone types. What they write to files is gone with the value.
pub struct Terminal {
    folder: TempDir,
    server: String,
}

/// How a line ended, and what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// What was typed after the program's name.
    pub line: String,
    /// What the process ended with; -1 if a signal ended it.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Terminal {
    /// The terminal of someone at a site: it knows their token and where the services are.
    ///
    /// # Panics
    /// If there is no such person, or the machine gives no room.
    pub fn of(site: &Site, person: &Person) -> Self {
        Self::at(format!("http://{}", site.server().grpc()), site.token(person))
    }

    /// The terminal of whoever has this token, where services are at this address.
    ///
    /// # Panics
    /// If the machine gives no room.
    pub fn at(server: String, token: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("besluitspoor-terminal-").tempdir().expect("a folder");
        let terminal = Self { folder, server };
        fs::write(terminal.token_file(), format!("{token}\n")).expect("the token file");
        terminal
    }

    /// The path of a file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder.
    ///
    /// # Panics
    /// If the machine gives no room.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).expect("a file in the folder");
    }

    /// Reads a file in the folder.
    ///
    /// # Panics
    /// If it is not there, or is no text.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).expect("a file in the folder")
    }

    /// A process for this line, in the folder; nothing else that the developer's shell says reaches it.
    pub fn command(&self, line: &[&str]) -> Command {
        let mut command = Command::new(binary());
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("BESLUITSPOOR_")) {
            command.env_remove(name);
        }
        command
            .args(line)
            .env("BESLUITSPOOR_SERVER", &self.server)
            .env("BESLUITSPOOR_TOKEN_FILE", self.token_file())
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs a line to its end.
    ///
    /// # Panics
    /// If there is no binary.
    pub fn run(&self, line: &[&str]) -> Ran {
        Ran::of(&mut self.command(line), line)
    }

    /// Runs a line that does what it asks, and gives what it wrote.
    ///
    /// # Panics
    /// If it does not.
    #[track_caller]
    pub fn done(&self, line: &[&str]) -> String {
        self.run(line).expect(0).out
    }

    /// Runs a line that does what it asks, and gives its answer as programs read it.
    ///
    /// # Panics
    /// If it does not, or answers anything but one JSON value.
    #[track_caller]
    pub fn json(&self, line: &[&str]) -> Value {
        let [value] = &self.stream(line)[..] else { panic!("one value is answered to {line:?}") };
        value.clone()
    }

    /// Runs a line that does what it asks, and gives each line of its answer as programs read it.
    ///
    /// # Panics
    /// If it does not, or a line is no JSON.
    #[track_caller]
    pub fn stream(&self, line: &[&str]) -> Vec<Value> {
        let out = self.done(&[line, &["--json"]].concat());
        out.lines().map(|value| serde_json::from_str(value).expect("a line of JSON")).collect()
    }

    /// Runs a line that fails with this code, and gives the failure as programs read it.
    ///
    /// # Panics
    /// If it ends otherwise, or tells anything but one JSON object.
    #[track_caller]
    pub fn failure(&self, code: i32, line: &[&str]) -> Value {
        self.run(&[line, &["--json"]].concat()).expect(code).failure()
    }

    fn token_file(&self) -> PathBuf {
        self.folder.path().join("token.txt")
    }
}

impl Ran {
    /// Runs a process for a line to its end.
    ///
    /// # Panics
    /// If it cannot be run, or writes anything but text.
    pub fn of(command: &mut Command, line: &[&str]) -> Self {
        let output = command.output().expect("the binary can be run");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes text");
        Self {
            line: line.join(" "),
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The same, having ended with this code; a failure has something to say and no answer.
    ///
    /// # Panics
    /// If it ended otherwise.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        assert_eq!(self.code == 0, self.err.is_empty(), "{self:#?}");
        self
    }

    /// The failure as programs read it.
    ///
    /// # Panics
    /// If it is not one JSON object that names the code.
    #[track_caller]
    pub fn failure(&self) -> Value {
        let told: Value = serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("no JSON: {self:#?}"));
        assert_eq!(told["exit_code"], self.code, "{told:#}");
        told
    }
}
