//! What servers are started with.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use async_nats::ConnectOptions;
use nkeys::KeyPair;
use tempfile::TempDir;

/// What members of a cluster show each other in tests.
const ROUTE_PASSWORD: &str = "test";

/// The configuration of servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everyone may do everything.
    Plain {
        /// Whether an acknowledgement waits for the disk; otherwise servers sync every two minutes.
        sync_always: bool,
    },
    /// `services/nats/nats-server.conf`: the region Alkmaar, with the rights of each [`Role`]. Always waits for the disk.
    Ours,
    /// `services/nats/nats-server-tls.conf`: the same with certificates.
    OursWithTls,
}

/// Who connects to servers with our configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The only one that writes records.
    Intake,
    /// Agenda and audit.
    Reader,
    /// Makes the streams, copies a journal, removes texts.
    Administrator,
}

impl Role {
    /// The name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Reader => "reader",
            Self::Administrator => "administrator",
        }
    }

    /// Under which subject the role reaches JetStream, if it is not `$JS.API`: readers have an account of their own.
    pub fn api_prefix(self) -> Option<String> {
        match self {
            Self::Reader => Some("JS.alkmaar.API".to_owned()),
            Self::Intake | Self::Administrator => None,
        }
    }

    /// The only subjects on which the role may receive, without `.>`: a client has to be told.
    pub fn inbox_prefix(self) -> String {
        format!("_INBOX_{}", self.name())
    }
}

/// A mode with the keys and certificates that were made for it, shared by the servers of a cluster.
pub(super) struct Setup {
    pub(super) mode: Mode,
    intake: KeyPair,
    reader: KeyPair,
    administrator: KeyPair,
    /// `cert.pem` and `key.pem`; the certificate is its own authority.
    folder: TempDir,
}

/// Where one server listens, and where its cluster does; none if it is alone.
pub(super) struct Place<'a> {
    pub(super) name: &'a str,
    pub(super) client: u16,
    pub(super) monitor: u16,
    pub(super) route: Option<u16>,
    pub(super) routes: &'a [u16],
    pub(super) data: &'a Path,
}

impl Setup {
    pub(super) fn new(mode: Mode) -> Self {
        let folder = tempfile::Builder::new().prefix("besluitspoor-nats-").tempdir().expect("a directory");
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
        fs::write(folder.path().join("cert.pem"), made.cert.pem()).expect("room for the certificate");
        fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).expect("room for the key");
        let [intake, reader, administrator] = [(); 3].map(|()| KeyPair::new_user());
        Self { mode, intake, reader, administrator, folder }
    }

    pub(super) fn key(&self, role: Role) -> &KeyPair {
        match role {
            Role::Intake => &self.intake,
            Role::Reader => &self.reader,
            Role::Administrator => &self.administrator,
        }
    }

    pub(super) fn ca(&self) -> Option<PathBuf> {
        (self.mode == Mode::OursWithTls).then(|| self.folder.path().join("cert.pem"))
    }

    pub(super) fn options(&self, role: Role) -> ConnectOptions {
        let options = match self.mode {
            Mode::Plain { .. } => ConnectOptions::new(),
            Mode::Ours | Mode::OursWithTls => {
                let seed = self.key(role).seed().expect("it was made with its seed");
                ConnectOptions::with_nkey(seed).custom_inbox_prefix(role.inbox_prefix())
            }
        };
        match self.ca() {
            Some(ca) => options.add_root_certificates(ca).require_tls(true),
            None => options,
        }
    }

    /// Gives the command its configuration. Whatever is written goes into `folder`.
    pub(super) fn configure(&self, command: &mut Command, place: &Place<'_>, folder: &Path) {
        let file = match self.mode {
            Mode::Plain { sync_always } => {
                let file = folder.join("plain.conf");
                fs::write(&file, plain(place, sync_always)).expect("room for a configuration");
                file
            }
            Mode::Ours => root().join("services/nats/nats-server.conf"),
            Mode::OursWithTls => root().join("services/nats/nats-server-tls.conf"),
        };
        command.arg("-c").arg(file);
        if matches!(self.mode, Mode::Plain { .. }) {
            return;
        }
        let local = |port: u16| format!("127.0.0.1:{port}");
        command
            .env("NATS_NAME", place.name)
            .env("NATS_LISTEN", local(place.client))
            .env("NATS_MONITOR", local(place.monitor))
            .env("NATS_DATA", place.data)
            .env("NATS_CLUSTER_LISTEN", local(place.route.unwrap_or(0)))
            .env("NATS_ROUTES", routes(place, &format!("route:{ROUTE_PASSWORD}@")))
            .env("NATS_ROUTE_PASSWORD", ROUTE_PASSWORD)
            .env("NATS_TLS_CERT", self.folder.path().join("cert.pem"))
            .env("NATS_TLS_KEY", self.folder.path().join("key.pem"))
            .env("NATS_TLS_CA", self.folder.path().join("cert.pem"));
        for role in [Role::Intake, Role::Reader, Role::Administrator] {
            command.env(format!("NATS_ALKMAAR_{}", role.name().to_uppercase()), self.key(role).public_key());
        }
    }
}

/// The top of the repository.
pub(super) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn plain(place: &Place<'_>, sync_always: bool) -> String {
    let Place { name, client, monitor, data, .. } = place;
    let sync = if sync_always { "always" } else { "2m" };
    let alone = format!(
        "server_name: {name}\nlisten: \"127.0.0.1:{client}\"\nhttp: \"127.0.0.1:{monitor}\"\nmax_payload: 4MB\n\
         jetstream {{ store_dir: {data:?}, sync_interval: {sync} }}\n"
    );
    match place.route {
        None => alone,
        Some(route) => format!(
            "{alone}cluster {{ name: test, listen: \"127.0.0.1:{route}\", routes: {} }}\n",
            routes(place, "")
        ),
    }
}

fn routes(place: &Place<'_>, user: &str) -> String {
    let each: Vec<_> = place.routes.iter().map(|port| format!("\"nats://{user}127.0.0.1:{port}\"")).collect();
    format!("[{}]", each.join(", "))
}
