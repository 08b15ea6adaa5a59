//! The folder of the ledger, as it lies there, over HTTP: any C2SP client can read it (c2sp.org/tlog-tiles).
//!
//! A log that everyone may check asks nobody for a token. Nothing but the paths of that format is answered, so nothing else
//! in or beside the folder can be asked for. What witnesses cosigned is not read from there, but taken from whoever judged
//! it by the policy that is set: what lies there was kept by another policy, perhaps, or by none.

use std::{fs, io, path::Path, sync::Arc};

use bytes::Bytes;
use http::{
    HeaderValue, Method, Response, StatusCode,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE},
    request,
};
use http_body_util::Full;
use ledger::{place::WITNESSED, witness::Watch};
use tlog::{SignedCheckpoint, Tile};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// The most files that are read at a time. One of entries has at most 16 MiB.
pub(super) const READS_MAX: usize = 8;

const CHECKPOINT: &str = "checkpoint";
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const BINARY: HeaderValue = HeaderValue::from_static("application/octet-stream");
/// A tile never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The newest checkpoint is at most so old in somebody's cache.
const SECONDS: HeaderValue = HeaderValue::from_static("public, max-age=2");
/// What is not there may be there a moment later.
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// The folder of the ledger, for everyone. Cheap to clone.
#[derive(Clone)]
pub(super) struct LedgerPort {
    folder: Arc<Path>,
    /// What the policy judged. `None`: no policy is set, and nothing counts as witnessed.
    witnesses: Option<Watch>,
    reads: Arc<Semaphore>,
}

impl LedgerPort {
    /// Of this folder, with what these witnesses cosigned.
    pub(super) fn new(folder: &Path, witnesses: Option<Watch>) -> Self {
        Self { folder: folder.into(), witnesses, reads: Arc::new(Semaphore::new(READS_MAX)) }
    }

    /// The answer to a request with this head.
    pub(super) async fn answer(self, head: request::Parts) -> Response<Full<Bytes>> {
        if head.method != Method::GET && head.method != Method::HEAD {
            let mut response = words(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here\n");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let path = head.uri.path().trim_start_matches('/');
        let head_only = head.method == Method::HEAD;
        let tile = path.parse::<Tile>().ok();
        let (kind, cache) = match path {
            CHECKPOINT => (TEXT, SECONDS),
            WITNESSED => return self.witnessed(head_only),
            _ if tile.is_some() => (BINARY, FOR_EVER),
            _ => {
                return words(
                    StatusCode::NOT_FOUND,
                    "there are checkpoint, checkpoint.witnessed, tile/ and tile/entries/\n",
                );
            }
        };
        let Ok(_place) = self.reads.try_acquire() else {
            return words(StatusCode::SERVICE_UNAVAILABLE, "too much is read at the moment; try again\n");
        };
        let (folder, file) = (Arc::clone(&self.folder), self.folder.join(path));
        let read = spawn_blocking(move || match tile {
            Some(tile) if !is_signed(&folder, tile)? => Err(io::ErrorKind::NotFound.into()),
            Some(_) | None => fs::read(file),
        });
        match read.await.unwrap_or_else(|_| Err(io::ErrorKind::Other.into())) {
            Ok(bytes) => found(bytes, kind, cache, head_only),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                words(StatusCode::NOT_FOUND, "the ledger has no such tile, or not yet\n")
            }
            Err(error) => {
                tracing::error!(%error, path, "a file of the ledger cannot be read");
                words(StatusCode::INTERNAL_SERVER_ERROR, "the file cannot be read; see the log\n")
            }
        }
    }

    /// The newest checkpoint that the policy judged to have enough cosignatures.
    fn witnessed(&self, head_only: bool) -> Response<Full<Bytes>> {
        match self.witnesses.as_ref().and_then(|watch| watch.now().witnessed) {
            Some(note) => found(note.to_string().into_bytes(), TEXT, SECONDS, head_only),
            None => words(
                StatusCode::NOT_FOUND,
                "no checkpoint has the word of enough witnesses here, or not yet\n",
            ),
        }
    }
}

/// Whether the checkpoint that is served covers all of a tile. Before that it may still be on its way to the disk, and half of
/// one would be kept by caches for a year.
fn is_signed(folder: &Path, tile: Tile) -> io::Result<bool> {
    let Ok(checkpoint) = SignedCheckpoint::parse(&fs::read(folder.join(CHECKPOINT))?) else {
        return Ok(false);
    };
    Ok(tile.is_within(checkpoint.checkpoint().size()))
}

fn found(bytes: Vec<u8>, kind: HeaderValue, cache: HeaderValue, head_only: bool) -> Response<Full<Bytes>> {
    let length = bytes.len();
    let mut response =
        answer(StatusCode::OK, kind, cache, if head_only { Bytes::new() } else { bytes.into() });
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    response
}

fn words(status: StatusCode, told: &'static str) -> Response<Full<Bytes>> {
    answer(status, TEXT, NEVER, Bytes::from_static(told.as_bytes()))
}

fn answer(status: StatusCode, kind: HeaderValue, cache: HeaderValue, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(CACHE_CONTROL, cache);
    // So that a page in a browser can check the log too.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use http::Request;
    use http_body_util::BodyExt as _;

    use journal::BoxFuture;
    use ledger::witness::{Cause, Client, Config, Log, Stop};
    use tlog::{Hash, Policy, SigningKey, VerifierKey, cosignature, hash::EMPTY_ROOT};

    use super::*;

    struct Folder {
        place: tempfile::TempDir,
        port: LedgerPort,
    }

    fn key() -> SigningKey {
        SigningKey::new("besluitspoor.example/alkmaar", &[7; 32]).unwrap()
    }

    fn witness() -> cosignature::SigningKey {
        cosignature::SigningKey::new("witness.example/w", &[9; 32]).unwrap()
    }

    /// A log of which others have kept this as cosigned; another process signs it.
    struct Others(SignedCheckpoint);

    impl Log for Others {
        fn key(&self) -> VerifierKey {
            key().verifier()
        }

        fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Cause>> {
            Box::pin(async { Ok(Some(self.0.clone())) })
        }

        fn is_turn(&self) -> bool {
            false
        }

        fn root_at(&self, _: u64) -> BoxFuture<'_, Result<Hash, Cause>> {
            Box::pin(async { Ok(EMPTY_ROOT) })
        }

        fn prove(&self, _: u64, _: u64) -> BoxFuture<'_, Result<Vec<Hash>, Cause>> {
            Box::pin(async { Ok(Vec::new()) })
        }

        fn witnessed(&self) -> BoxFuture<'_, Result<Vec<SignedCheckpoint>, Cause>> {
            Box::pin(async { Ok(vec![self.0.clone()]) })
        }

        fn adopt_witnessed<'a>(&'a self, _: &'a SignedCheckpoint) -> BoxFuture<'a, Result<(), Cause>> {
            Box::pin(async { Ok(()) })
        }

        fn keep_witnessed<'a>(
            &'a self,
            _: &'a SignedCheckpoint,
            _: &'a Policy,
        ) -> BoxFuture<'a, Result<(), Cause>> {
            Box::pin(async { Ok(()) })
        }

        fn stop(&self, _: &Stop) {}
    }

    /// What is known of witnesses where this is kept as cosigned, by the policy that the witness is enough.
    async fn watched(note: &SignedCheckpoint) -> Watch {
        let (log, witness) = (key().verifier(), witness().verifier().clone());
        let policy = format!("log {log}\nwitness w {witness} http://127.0.0.1:1\nquorum w\n");
        let config = Config::new(Policy::parse(policy.as_bytes()).unwrap());
        let (mut client, watch) = Client::new(config, Arc::new(Others(note.clone()))).unwrap();
        client.round().await.unwrap();
        watch
    }

    fn folder() -> Folder {
        let place = tempfile::tempdir().unwrap();
        let log = place.path().join("log");
        fs::create_dir_all(log.join("tile/0/000.p")).unwrap();
        let checkpoint = SignedCheckpoint::sign(&key(), 2, EMPTY_ROOT).unwrap();
        fs::write(log.join("checkpoint"), checkpoint.to_string()).unwrap();
        fs::write(log.join("tile/0/000.p/2"), [7; 64]).unwrap();
        // On its way to the disk, and under no checkpoint yet.
        fs::write(log.join("tile/0/000.p/5"), [7; 100]).unwrap();
        fs::write(place.path().join("key"), "secret").unwrap();
        fs::write(log.join("notes.txt"), "not for everyone").unwrap();
        let port = LedgerPort::new(&log, None);
        Folder { place, port }
    }

    impl Folder {
        async fn ask(&self, method: &str, path: &str) -> (StatusCode, http::HeaderMap, Bytes) {
            let request = Request::builder().method(method).uri(path).body(()).unwrap();
            let (head, body) = self.port.clone().answer(request.into_parts().0).await.into_parts();
            (head.status, head.headers, body.collect().await.unwrap().to_bytes())
        }
    }

    #[tokio::test]
    async fn files_of_the_format_come_with_their_kind_and_how_long_they_hold() {
        let folder = folder();
        let (status, headers, body) = folder.ask("GET", "/checkpoint").await;
        assert!(status == StatusCode::OK && SignedCheckpoint::parse(&body).is_ok());
        assert_eq!(headers[CONTENT_TYPE], "text/plain; charset=utf-8");
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=2");
        let (status, headers, body) = folder.ask("GET", "/tile/0/000.p/2").await;
        assert_eq!((status, body.len()), (StatusCode::OK, 64));
        assert_eq!(headers[CONTENT_TYPE], "application/octet-stream");
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        let (status, headers, body) = folder.ask("HEAD", "/tile/0/000.p/2").await;
        assert_eq!(
            (status, body.len(), &headers[CONTENT_LENGTH]),
            (StatusCode::OK, 0, &HeaderValue::from(64))
        );
    }

    #[tokio::test]
    async fn what_is_shown_as_witnessed_is_what_the_policy_passed_and_not_what_lies_there() {
        let mut folder = folder();
        let plain = SignedCheckpoint::sign(&key(), 2, EMPTY_ROOT).unwrap();
        let mut cosigned = plain.clone();
        cosigned.add(witness().sign(plain.checkpoint().text().as_bytes(), 1_767_225_600).unwrap());
        let lies = folder.place.path().join("log/checkpoint.witnessed");
        fs::write(&lies, cosigned.to_string()).unwrap();
        // No policy is set, or not any more: nobody can tell whose word counts.
        let (status, headers, _) = folder.ask("GET", "/checkpoint.witnessed").await;
        assert_eq!((status, &headers[CACHE_CONTROL]), (StatusCode::NOT_FOUND, &NEVER));
        // What lies there does not pass.
        folder.port.witnesses = Some(watched(&plain).await);
        assert_eq!(folder.ask("GET", "/checkpoint.witnessed").await.0, StatusCode::NOT_FOUND);
        // Or it does, and something else was put there since.
        folder.port.witnesses = Some(watched(&cosigned).await);
        fs::write(&lies, plain.to_string()).unwrap();
        let (status, headers, body) = folder.ask("GET", "/checkpoint.witnessed").await;
        assert_eq!((status, body), (StatusCode::OK, cosigned.to_string().into()));
        assert_eq!((&headers[CONTENT_TYPE], &headers[CACHE_CONTROL]), (&TEXT, &SECONDS));
    }

    #[tokio::test]
    async fn nothing_else_is_answered_and_no_cache_remembers_that_it_was_not_there() {
        let folder = folder();
        assert!(folder.place.path().join("key").exists());
        for path in [
            "/",
            "/notes.txt",
            "/../key",
            "/tile/../../key",
            "/tile/0/..%2f..%2f..%2fkey",
            "/tile/0/000",
            "/tile/0/000.p/3",
            "/tile/0/000.p/5",
            "/tile/0/000.p/256",
            "/tile/entries/000.p/2",
        ] {
            let (status, headers, _) = folder.ask("GET", path).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(headers[CACHE_CONTROL], "no-store", "{path}");
        }
        let (status, headers, _) = folder.ask("POST", "/checkpoint").await;
        assert_eq!(
            (status, &headers[ALLOW]),
            (StatusCode::METHOD_NOT_ALLOWED, &HeaderValue::from_static("GET, HEAD"))
        );
    }
}
