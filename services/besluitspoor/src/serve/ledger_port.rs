//! The folder of the ledger, as it lies there, over HTTP: any C2SP client can read it (c2sp.org/tlog-tiles).
//!
//! A log that everyone may check asks nobody for a token. Nothing but the paths of that format is answered, so nothing else
//! in or beside the folder can be asked for.

use std::{fs, io, path::Path, sync::Arc};

use bytes::Bytes;
use http::{
    HeaderValue, Method, Response, StatusCode,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE},
    request,
};
use http_body_util::Full;
use ledger::place::WITNESSED;
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
    reads: Arc<Semaphore>,
}

impl LedgerPort {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), reads: Arc::new(Semaphore::new(READS_MAX)) }
    }

    /// The answer to a request with this head.
    pub(super) async fn answer(self, head: request::Parts) -> Response<Full<Bytes>> {
        if head.method != Method::GET && head.method != Method::HEAD {
            let mut response = words(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here\n");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let path = head.uri.path().trim_start_matches('/');
        let tile = path.parse::<Tile>().ok();
        let (kind, cache) = match path {
            CHECKPOINT | WITNESSED => (TEXT, SECONDS),
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
            Ok(bytes) => found(bytes, kind, cache, head.method == Method::HEAD),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                words(StatusCode::NOT_FOUND, "the ledger has no such tile, or not yet\n")
            }
            Err(error) => {
                tracing::error!(%error, path, "a file of the ledger cannot be read");
                words(StatusCode::INTERNAL_SERVER_ERROR, "the file cannot be read; see the log\n")
            }
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

    use tlog::{SigningKey, hash::EMPTY_ROOT};

    use super::*;

    struct Folder {
        place: tempfile::TempDir,
        port: LedgerPort,
    }

    fn folder() -> Folder {
        let place = tempfile::tempdir().unwrap();
        let log = place.path().join("log");
        fs::create_dir_all(log.join("tile/0/000.p")).unwrap();
        let key = SigningKey::new("besluitspoor.example/alkmaar", &[7; 32]).unwrap();
        let checkpoint = SignedCheckpoint::sign(&key, 2, EMPTY_ROOT).unwrap();
        fs::write(log.join("checkpoint"), checkpoint.to_string()).unwrap();
        fs::write(log.join("tile/0/000.p/2"), [7; 64]).unwrap();
        // On its way to the disk, and under no checkpoint yet.
        fs::write(log.join("tile/0/000.p/5"), [7; 100]).unwrap();
        fs::write(place.path().join("key"), "secret").unwrap();
        fs::write(log.join("notes.txt"), "not for everyone").unwrap();
        let port = LedgerPort::new(&log);
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
        // The one with the word of witnesses beside it, once there is one.
        assert_eq!(folder.ask("GET", "/checkpoint.witnessed").await.0, StatusCode::NOT_FOUND);
        fs::write(folder.place.path().join("log/checkpoint.witnessed"), "a note, cosigned\n").unwrap();
        let (status, headers, body) = folder.ask("GET", "/checkpoint.witnessed").await;
        assert_eq!((status, body.as_ref()), (StatusCode::OK, &b"a note, cosigned\n"[..]));
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
