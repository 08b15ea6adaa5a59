//! The settings of a stream, exactly as the servers tell them.
//!
//! The client library reads the settings that it knows and passes over all others, and so a setting of a newer server
//! would never be seen. Here nothing is passed over: each setting is a name and its value.

use std::time::Duration;

use async_nats::jetstream::Context;
use bytes::Bytes;
use serde_json::{Map, Value};
use tokio::time::timeout;

/// The settings of one stream.
#[derive(Debug)]
pub(in crate::jetstream) struct Settings(Map<String, Value>);

impl Settings {
    /// Asks for them. `api` is the subject under which JetStream is reached.
    ///
    /// # Errors
    /// What came in place of them.
    pub(in crate::jetstream) async fn of(
        context: &Context,
        api: &str,
        stream: &str,
        limit: Duration,
    ) -> Result<Self, String> {
        let client = context.client();
        let asked = client.request(format!("{api}.STREAM.INFO.{stream}"), Bytes::new());
        match timeout(limit, asked).await {
            Ok(Ok(answer)) => {
                let settings = Self::read(&answer.payload);
                settings.ok_or_else(|| format!("the settings of stream {stream} cannot be read"))
            }
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the stream's leader does not answer".to_owned()),
        }
    }

    /// Those in an answer; none if it has none.
    pub(super) fn read(answer: &[u8]) -> Option<Self> {
        let mut answer: Map<String, Value> = serde_json::from_slice(answer).ok()?;
        match answer.remove("config")? {
            Value::Object(settings) => Some(Self(settings)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
        }
    }

    /// The value of this setting; null if it is not there.
    pub(super) fn get(&self, setting: &str) -> &Value {
        self.0.get(setting).unwrap_or(&Value::Null)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_breaks_off_or_has_no_settings_gives_none() {
        let answer = r#"{"total":0,"config":{"name":"a","subjects":["a.\u003e"]},"ts":"now"}"#;
        let settings = Settings::read(answer.as_bytes()).expect("an answer");
        assert_eq!(settings.get("subjects"), &serde_json::json!(["a.>"]));
        assert_eq!(settings.get("b"), &Value::Null);
        for broken in (0..answer.len()).map(|end| &answer[..end]).chain([r#"{"error":{"code":404}}"#, "[]"]) {
            assert!(Settings::read(broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
