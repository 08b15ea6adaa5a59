//! How services and clients get to servers, and as whom.

use std::{path::PathBuf, sync::Arc};

use async_nats::ConnectOptions;

use super::{Role, Server, mode::Setup};

/// Where servers are, and what each role shows them. Cheap to clone; keys and certificates stay as long as it does.
#[derive(Clone)]
pub struct Access {
    setup: Arc<Setup>,
    urls: Vec<String>,
    monitors: Vec<String>,
}

impl Access {
    pub(super) fn to(setup: &Arc<Setup>, members: &[Server]) -> Self {
        let urls = members.iter().map(Server::url).collect();
        let monitors = members.iter().map(Server::monitor_url).collect();
        Self { setup: Arc::clone(setup), urls, monitors }
    }

    /// The same servers, reached here: one of them first, or through proxies.
    #[must_use]
    pub fn at(&self, urls: Vec<String>) -> Self {
        Self { urls, ..self.clone() }
    }

    /// Where clients connect, in the order of the members.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }

    /// What a client of this role connects with: key, inbox prefix and authority. Nothing of it in plain mode.
    pub fn options(&self, role: Role) -> ConnectOptions {
        self.setup.options(role)
    }

    /// What a process of ours with this role is told, as flags: the settings of `compose.yaml`.
    pub fn flags(&self, role: Role) -> Vec<String> {
        let mut flags = Vec::new();
        let mut tell = |flag: &str, value: String| flags.extend([flag.to_owned(), value]);
        let path = |path: PathBuf| path.display().to_string();
        tell("--nats", self.urls.join(","));
        tell("--nats-monitor", self.monitors.join(","));
        // A copy on each of them.
        tell("--nats-replicas", self.monitors.len().to_string());
        if let Some(key) = self.setup.key_file(role) {
            tell("--nats-nkey", path(key));
            tell("--nats-inbox", role.inbox_prefix());
            role.api_prefix().into_iter().for_each(|api| tell("--nats-api", api));
        }
        self.setup.ca().into_iter().for_each(|ca| tell("--nats-ca", path(ca)));
        flags
    }
}
