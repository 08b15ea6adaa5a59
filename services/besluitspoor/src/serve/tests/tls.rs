//! TLS from end to end, with a certificate of our own.

use std::sync::Arc;

use rcgen::CertifiedKey;
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use tonic::transport::{Certificate, ClientTlsConfig};

use super::*;
use crate::serve::config::TlsFiles;

#[tokio::test]
async fn both_ports_speak_tls_and_nothing_else() {
    let mut place = Place::new();
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let files = TlsFiles {
        certificate: place.directory.path().join("cert.pem"),
        key: place.directory.path().join("key.pem"),
    };
    fs::write(&files.certificate, cert.pem()).unwrap();
    fs::write(&files.key, signing_key.serialize_pem()).unwrap();
    place.config.tls = Some(files);
    let running = place.start().await;

    let tls =
        ClientTlsConfig::new().ca_certificate(Certificate::from_pem(cert.pem())).domain_name("localhost");
    let endpoint = Endpoint::try_from(format!("https://{}", running.grpc)).unwrap();
    let channel = endpoint.tls_config(tls).unwrap().connect().await.unwrap();
    assert_eq!(health(&channel, "").await, ServingStatus::Serving);
    assert_eq!(reason(&refused(&channel, open(2, "")).await).1, "TOKEN_UNKNOWN");

    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(running.metrics).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TlsConnector::from(Arc::new(client)).connect(name, stream).await.unwrap();
    let heard = talk(stream, "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(heard.ends_with("ok\n"), "{heard}");

    let plain = Endpoint::try_from(format!("http://{}", running.grpc)).unwrap().connect_lazy();
    let request = HealthCheckRequest { service: String::new() };
    assert!(soon(HealthClient::new(plain).check(request)).await.is_err(), "without TLS nothing answers");
    assert!(!get(&running, "/healthz", "").await.contains("ok"), "without TLS nothing answers");
    assert!(soon(running.stop()).await.all_answered);
}
