//! What servers are started with.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use async_nats::ConnectOptions;
use nkeys::KeyPair;
use tempfile::TempDir;

use super::spot::Routes;

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
    const ALL: [Self; 3] = [Self::Intake, Self::Reader, Self::Administrator];

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
    /// `cert.pem` and `key.pem`; the certificate is its own authority. And the key of each role.
    folder: TempDir,
}

/// Where one server listens, and how it gets to the others; with no routes it is alone.
pub(super) struct Place<'a> {
    pub(super) name: &'a str,
    pub(super) client: SocketAddr,
    pub(super) monitor: SocketAddr,
    pub(super) routes: Option<&'a Routes>,
    pub(super) data: &'a Path,
}

impl Setup {
    /// What servers at these addresses need in this mode.
    pub(super) fn shared(mode: Mode, hosts: &[Ipv4Addr]) -> Arc<Self> {
        let folder = tempfile::Builder::new().prefix("besluitspoor-nats-").tempdir().expect("a directory");
        let names: Vec<_> = hosts.iter().map(Ipv4Addr::to_string).chain(["localhost".to_owned()]).collect();
        let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
        fs::write(folder.path().join("cert.pem"), made.cert.pem()).expect("room for the certificate");
        fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).expect("room for the key");
        let [intake, reader, administrator] = [(); 3].map(|()| KeyPair::new_user());
        let setup = Self { mode, intake, reader, administrator, folder };
        for role in Role::ALL {
            fs::write(setup.seed_file(role), setup.seed(role)).expect("room for the key");
        }
        Arc::new(setup)
    }

    pub(super) fn key(&self, role: Role) -> &KeyPair {
        match role {
            Role::Intake => &self.intake,
            Role::Reader => &self.reader,
            Role::Administrator => &self.administrator,
        }
    }

    /// The secret half of a role's key, as it stands in a file.
    pub(super) fn seed(&self, role: Role) -> String {
        self.key(role).seed().expect("it was made with its seed")
    }

    /// The file with the key of a role; none in plain mode, where nobody shows one.
    pub(super) fn key_file(&self, role: Role) -> Option<PathBuf> {
        (!matches!(self.mode, Mode::Plain { .. })).then(|| self.seed_file(role))
    }

    pub(super) fn ca(&self) -> Option<PathBuf> {
        (self.mode == Mode::OursWithTls).then(|| self.folder.path().join("cert.pem"))
    }

    pub(super) fn options(&self, role: Role) -> ConnectOptions {
        let options = match self.mode {
            Mode::Plain { .. } => ConnectOptions::new(),
            Mode::Ours | Mode::OursWithTls => {
                ConnectOptions::with_nkey(self.seed(role)).custom_inbox_prefix(role.inbox_prefix())
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
        let cluster = place.routes.map_or(0, |routes| routes.listen);
        if let Some(advertise) = place.routes.and_then(|routes| routes.advertise) {
            command.args(["--cluster_advertise", &advertise.to_string()]);
        }
        command
            .env("NATS_NAME", place.name)
            .env("NATS_LISTEN", place.client.to_string())
            .env("NATS_MONITOR", place.monitor.to_string())
            .env("NATS_DATA", place.data)
            .env("NATS_CLUSTER_LISTEN", SocketAddr::new(place.client.ip(), cluster).to_string())
            .env("NATS_ROUTES", routes(place, &format!("route:{ROUTE_PASSWORD}@")))
            .env("NATS_ROUTE_PASSWORD", ROUTE_PASSWORD)
            .env("NATS_TLS_CERT", self.folder.path().join("cert.pem"))
            .env("NATS_TLS_KEY", self.folder.path().join("key.pem"))
            .env("NATS_TLS_CA", self.folder.path().join("cert.pem"));
        for role in Role::ALL {
            command.env(format!("NATS_ALKMAAR_{}", role.name().to_uppercase()), self.key(role).public_key());
        }
    }

    fn seed_file(&self, role: Role) -> PathBuf {
        self.folder.path().join(format!("{}.nk", role.name()))
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
        "server_name: {name}\nlisten: \"{client}\"\nhttp: \"{monitor}\"\nmax_payload: 4MB\n\
         jetstream {{ store_dir: {data:?}, sync_interval: {sync} }}\n"
    );
    let Some(Routes { listen, advertise, .. }) = place.routes else { return alone };
    let listen = SocketAddr::new(client.ip(), *listen);
    let advertise = advertise.map(|told| format!(", advertise: \"{told}\"")).unwrap_or_default();
    let routes = routes(place, "");
    format!("{alone}cluster {{ name: test, listen: \"{listen}\", routes: {routes}{advertise} }}\n")
}

fn routes(place: &Place<'_>, user: &str) -> String {
    let others = place.routes.into_iter().flat_map(|routes| &routes.others);
    let each: Vec<_> = others.map(|other| format!("\"nats://{user}{other}\"")).collect();
    format!("[{}]", each.join(", "))
}
