//! Why nobody answers at an address.

use std::{error::Error, io};

use tokio_rustls::rustls;
use tonic::TimeoutExpired;
use wire::Language;

use crate::show::{Say as _, system};

/// Why a line did not come about, by its last cause, which says most: that the connection was refused, for one.
pub(super) fn told(error: &(dyn Error + 'static), language: Language) -> String {
    if is_plaintext(error) {
        return language
            .say(
                "deze dienst spreekt geen TLS; gebruik http://",
                "this service does not speak TLS; use http://",
            )
            .to_owned();
    }
    let cause = last(error);
    if let Some(refused) = cause.downcast_ref::<io::Error>() {
        return system::why(refused, language);
    }
    if cause.is::<TimeoutExpired>() {
        return system::why(&io::ErrorKind::TimedOut.into(), language);
    }
    cause.to_string()
}

/// Whether what answered is no TLS: its first bytes are no message of it.
pub(super) fn is_plaintext(error: &(dyn Error + 'static)) -> bool {
    let inner = last(error).downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let of_tls = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let of_tls = of_tls.or_else(|| last(error).downcast_ref());
    matches!(of_tls, Some(rustls::Error::InvalidMessage(_)))
}

fn last<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_without_tls_is_told_apart() {
        let message = rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType);
        let error = io::Error::new(io::ErrorKind::InvalidData, message);
        assert_eq!(told(&error, Language::Dutch), "deze dienst spreekt geen TLS; gebruik http://");
    }

    #[tokio::test]
    async fn who_is_not_there_is_told_in_dutch() {
        // A port that was free a moment ago.
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let endpoint = tonic::transport::Endpoint::try_from(format!("http://{free}")).unwrap();
        let error = endpoint.connect().await.unwrap_err();
        assert_eq!(told(&error, Language::Dutch), "daar luistert niets");
    }
}
