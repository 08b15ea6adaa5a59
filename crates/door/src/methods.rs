//! Which calls there are. What is counted by method has a limited number of names, whatever callers ask for.

use std::collections::HashMap;

use prost::{DecodeError, Message as _};
use prost_types::FileDescriptorSet;

/// The package of the health service, which answers without a token.
const HEALTH_PACKAGE: &str = "grpc.health.v1";
/// How calls to a method that does not exist are counted.
const UNKNOWN: &str = "unknown";

/// The methods that the descriptors of a server name.
#[derive(Debug, Clone)]
pub struct Methods {
    /// The first stands for every method that does not exist.
    known: Vec<Method>,
    by_path: HashMap<String, usize>,
}

/// One method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Method {
    /// Its service and name, e.g. `besluitspoor.v1.AgendaService/GetAgenda`.
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// Which places a call takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One request, one answer.
    Call,
    /// Goes on for as long as its reader wants.
    Stream,
    /// About health: needs no token.
    Health,
}

impl Methods {
    /// The methods in these encoded `FileDescriptorSet`s, such as those that reflection shows.
    ///
    /// # Errors
    /// [`DecodeError`] if one of them is something else.
    pub fn of(descriptor_sets: &[&[u8]]) -> Result<Self, DecodeError> {
        let mut methods = Self {
            known: vec![Method { name: UNKNOWN.to_owned(), kind: Kind::Call }],
            by_path: HashMap::new(),
        };
        for set in descriptor_sets {
            methods.add(&FileDescriptorSet::decode(*set)?);
        }
        Ok(methods)
    }

    /// The place of the method at this path of a request.
    pub(crate) fn find(&self, path: &str) -> usize {
        self.by_path.get(path).copied().unwrap_or(0)
    }

    pub(crate) fn known(&self) -> &[Method] {
        &self.known
    }

    fn add(&mut self, set: &FileDescriptorSet) {
        for file in &set.file {
            for service in &file.service {
                for method in &service.method {
                    let name = format!("{}.{}/{}", file.package(), service.name(), method.name());
                    let kind = if file.package() == HEALTH_PACKAGE {
                        Kind::Health
                    } else if method.server_streaming() || method.client_streaming() {
                        Kind::Stream
                    } else {
                        Kind::Call
                    };
                    self.by_path.insert(format!("/{name}"), self.known.len());
                    self.known.push(Method { name, kind });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_says_what_streams() {
        let methods = Methods::of(&[wire::FILE_DESCRIPTOR_SET]).unwrap();
        let table = [
            ("/besluitspoor.v1.AgendaService/GetAgenda", Kind::Call),
            ("/besluitspoor.v1.AgendaService/WatchAgenda", Kind::Stream),
            ("/besluitspoor.v1.ProposalService/OpenDossier", Kind::Call),
            ("/besluitspoor.v1.AuditService/ReadJournal", Kind::Stream),
        ];
        for (path, kind) in table {
            let method = &methods.known()[methods.find(path)];
            assert_eq!((method.name.as_str(), method.kind), (&path[1..], kind));
        }
    }

    #[test]
    fn what_does_not_exist_has_one_name() {
        let methods = Methods::of(&[wire::FILE_DESCRIPTOR_SET]).unwrap();
        for path in
            ["", "/", "/besluitspoor.v1.AgendaService/", "/besluitspoor.v1.AgendaService/getagenda", "/a/b"]
        {
            assert_eq!(methods.known()[methods.find(path)].name, UNKNOWN, "{path}");
        }
    }

    #[test]
    fn what_is_no_descriptor_is_told() {
        assert!(Methods::of(&[b"besluitspoor"]).is_err());
    }
}
