//! What nobody should send, through gRPC and the real binary. Each is answered with the rule, the fact and what would
//! help; nothing is recorded, and the service goes on.

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

mod a_bsn_in_a_text;
mod a_date_that_cannot_be;
mod a_framework_with_a_dead_end;
mod a_full_disk;
mod a_newer_data_directory;
mod empty;
mod not_utf8;
mod oversized;
mod raw;
mod the_wrong_person;
mod the_wrong_time;
mod unknown;
mod what_is_counted;
mod without_a_token;

use std::fmt::Debug;

use tests::{
    acts::Opened,
    refusal::{Refused, refused},
    site::Site,
    user::User,
};
use tonic::{Code, Status};

/// A site where nothing may be recorded any more, with a dossier that waits for PORA.
struct Scene {
    site: Site,
    dossier: Opened,
    head: u64,
}

impl Scene {
    /// Brings a dossier to PORA.
    async fn at_pora() -> Self {
        let site = Site::open().await;
        let dossier = site.coordinator("gemeente-heiloo").open("Voorbeeld: een groep").await.unwrap();
        site.bring_to(&dossier, "voorstel-pora").await;
        let head = site.auditor().head().await.unwrap();
        Self { site, dossier, head }
    }

    fn heiloo(&self) -> User {
        self.site.coordinator("gemeente-heiloo")
    }

    fn pora(&self) -> User {
        self.site.secretary("pora")
    }

    /// The row of the dossier on the agenda of PORA.
    async fn item(&self) -> wire::v1::AgendaItem {
        self.pora().agenda("pora").await.unwrap().remove(0)
    }

    /// The call was refused with this code by this rule, and recorded nothing.
    async fn refuses<T: Debug>(&self, answer: Result<T, Status>, code: Code, reason: &str) -> Refused {
        let told = refused(answer, code, reason);
        self.still().await;
        told
    }

    /// The request was refused for what its fields hold, and recorded nothing.
    async fn finds_fault<T: Debug>(&self, answer: Result<T, Status>) -> Refused {
        self.refuses(answer, Code::InvalidArgument, "INVALID_REQUEST").await
    }

    /// Nothing was recorded since the scene began.
    async fn still(&self) {
        let head = self.site.auditor().head().await.unwrap();
        assert_eq!(head, self.head, "something was recorded");
    }
}
