//! A shell: what someone pastes into it, block after block, with the real binaries on its path. Whatever it starts ends
//! with it.

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    os::unix::{fs::symlink, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::{nats, server::binary};

/// What the first process of the group does. It carries out the script, says how that ended, and ends the whole group
/// when its standard input does: also when the test was killed, and can end nothing any more.
const GROUP: &str = "(bash -euo pipefail \"$1\"; echo \"$?\") < /dev/null & cat > /dev/null; kill -KILL 0";
/// How much of each log is shown when a block fails.
const LOG_LINES_SHOWN: usize = 15;

/// A shell in which blocks are carried out. Dropping it kills whatever it has started.
pub struct Shell {
    folder: TempDir,
    running: Option<(Child, ChildStdin)>,
}

impl Default for Shell {
    fn default() -> Self {
        Self::new()
    }
}

impl Shell {
    /// A shell that has `besluitspoor` and `nats-server` on its path.
    ///
    /// # Panics
    /// If there is no binary, or the machine gives no room.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("besluitspoor-shell-").tempdir().expect("a folder");
        let shell = Self { folder, running: None };
        fs::create_dir(shell.binaries()).expect("a folder");
        fs::create_dir(shell.temporary()).expect("a folder");
        symlink(binary(), shell.binaries().join("besluitspoor")).expect("a link");
        symlink(nats::binary(), shell.binaries().join("nats-server")).expect("a link");
        shell
    }

    /// Where the binaries are.
    pub fn binaries(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    /// Carries out blocks in this order, beginning at a place, and gives what each wrote to standard output. What they
    /// leave running goes on until the shell is dropped.
    ///
    /// # Panics
    /// If a line of a block fails, or they take longer than that.
    pub fn done(&mut self, blocks: &[String], at: &Path, within: Duration) -> Vec<String> {
        let mut script = String::new();
        for (index, block) in blocks.iter().enumerate() {
            let name = self.file(index, "sh");
            fs::write(&name, block).expect("room for a block");
            let (out, err) = (self.file(index, "out"), self.file(index, "err"));
            script.push_str(&format!(". {name:?} > {out:?} 2> {err:?}\n"));
        }
        let ended = self.start(&script, at).recv_timeout(within);
        let said = |index| fs::read_to_string(self.file(index, "out")).ok();
        let said: Vec<_> = (0..blocks.len()).map_while(said).collect();
        if ended.as_deref() != Ok("0") {
            let last = said.len().saturating_sub(1);
            let failure = fs::read_to_string(self.file(last, "err")).unwrap_or_default();
            let (block, out) = (&blocks[last], said.concat());
            panic!("{ended:?}; it stopped in\n{block}\n{failure}\n--- said so far\n{out}\n{}", self.logs());
        }
        said
    }

    fn start(&mut self, script: &str, at: &Path) -> mpsc::Receiver<String> {
        let file = self.folder.path().join("all.sh");
        fs::write(&file, script).expect("room for a script");
        let mut path = vec![self.binaries()];
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let mut command = Command::new("bash");
        // What the developer's shell says about settings is not for what runs here.
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("BESLUITSPOOR_")) {
            command.env_remove(name);
        }
        command
            .args(["-c", GROUP, "bash"])
            .arg(&file)
            .env("PATH", env::join_paths(path).expect("folders that have been on a path"))
            .env("TMPDIR", self.temporary())
            // A developer may be behind a proxy; this machine is not.
            .env("no_proxy", "127.0.0.1")
            .current_dir(at)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().expect("bash can be run");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let input = process.stdin.take().expect("a pipe");
        self.running = Some((process, input));
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                drop(tell.send(line));
            }
        });
        told
    }

    /// The ends of the logs that the blocks have written.
    fn logs(&self) -> String {
        let below = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten();
        let files = below(self.temporary()).flat_map(|made| below(made.path())).map(|file| file.path());
        let logs = files.filter(|file| file.extension().is_some_and(|it| it == "log"));
        logs.map(|file| {
            let log = fs::read_to_string(&file).unwrap_or_default();
            let lines: Vec<_> = log.lines().collect();
            let end = lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..].join("\n");
            format!("--- {}\n{end}\n", file.display())
        })
        .collect()
    }

    /// Where `mktemp` makes something.
    fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    fn file(&self, block: usize, kind: &str) -> PathBuf {
        self.folder.path().join(format!("block-{block}.{kind}"))
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        if let Some((mut process, input)) = self.running.take() {
            drop(input);
            drop(process.wait());
        }
    }
}
