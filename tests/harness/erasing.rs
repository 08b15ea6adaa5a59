//! Two administrators who erase words.

use tonic::Status;
use wire::v1::{
    AdministratorCapacity, Capacity, ConfirmErasureRequest, ConfirmErasureResponse, ErasureGround,
    RecordTexts, RequestErasureRequest, capacity,
};

use crate::{acts::command_id, user::User};

impl User {
    /// Asks that all words of these records are erased, and gives the revision in which it is asked.
    ///
    /// # Errors
    /// What the service says.
    pub async fn ask_to_erase(
        &self,
        history: &str,
        records: impl IntoIterator<Item = u64>,
    ) -> Result<u64, Status> {
        let texts = records.into_iter().map(|revision| RecordTexts { revision, ..RecordTexts::default() });
        self.ask_to_erase_texts(history, texts.collect()).await
    }

    /// Asks that these words are erased, and gives the revision in which it is asked.
    ///
    /// # Errors
    /// What the service says.
    pub async fn ask_to_erase_texts(&self, history: &str, texts: Vec<RecordTexts>) -> Result<u64, Status> {
        let request = RequestErasureRequest {
            command_id: command_id(),
            acting_as: administrator(),
            history_id: history.into(),
            ground: ErasureGround::Privacy.into(),
            texts,
            ..RequestErasureRequest::default()
        };
        let answer = self.keeping().request_erasure(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt").revision)
    }

    /// Agrees, as a second administrator, that the words of a request are erased.
    ///
    /// # Errors
    /// What the service says.
    pub async fn agree_to_erase(
        &self,
        history: &str,
        request: u64,
    ) -> Result<ConfirmErasureResponse, Status> {
        let request = ConfirmErasureRequest {
            command_id: command_id(),
            acting_as: administrator(),
            history_id: history.into(),
            request_revision: request,
            ..ConfirmErasureRequest::default()
        };
        let answer = self.keeping().confirm_erasure(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }
}

fn administrator() -> Option<Capacity> {
    Some(Capacity { capacity: Some(capacity::Capacity::Administrator(AdministratorCapacity {})) })
}
