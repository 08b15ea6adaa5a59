//! The floor of a command through gRPC: the same request to a server that does nothing with it.

use tokio::net::TcpListener;
use tonic::{
    Request, Response, Status, async_trait,
    transport::{Server, server::TcpIncoming},
};
use wire::v1::{
    self, AnswerConditionsRequest, AnswerConditionsResponse, FileDocumentRequest, FileDocumentResponse,
    HandOverDossierRequest, HandOverDossierResponse, OpenDossierRequest, OpenDossierResponse,
    ResubmitRevisionRequest, ResubmitRevisionResponse, SubmitRoundRequest, SubmitRoundResponse,
    WithdrawDossierRequest, WithdrawDossierResponse,
    proposal_service_server::{ProposalService, ProposalServiceServer},
};

use crate::figures::say;

/// Answers everything with nothing.
struct Empty;

macro_rules! nothing {
    ($($act:ident: $request:ty => $response:ty,)+) => {
        #[async_trait]
        impl ProposalService for Empty {
            $(async fn $act(&self, _: Request<$request>) -> Result<Response<$response>, Status> {
                Ok(Response::new(<$response>::default()))
            })+

            async fn open_dossier(
                &self,
                request: Request<OpenDossierRequest>,
            ) -> Result<Response<OpenDossierResponse>, Status> {
                Ok(Response::new(opened(request.into_inner())))
            }
        }
    };
}

nothing! {
    file_document: FileDocumentRequest => FileDocumentResponse,
    submit_round: SubmitRoundRequest => SubmitRoundResponse,
    resubmit_revision: ResubmitRevisionRequest => ResubmitRevisionResponse,
    answer_conditions: AnswerConditionsRequest => AnswerConditionsResponse,
    withdraw_dossier: WithdrawDossierRequest => WithdrawDossierResponse,
    hand_over_dossier: HandOverDossierRequest => HandOverDossierResponse,
}

/// An answer of the size of a real one.
fn opened(request: OpenDossierRequest) -> OpenDossierResponse {
    OpenDossierResponse {
        receipt: Some(v1::Receipt {
            history_id: format!("dossier.{}", request.command_id),
            revision: 1,
            position: Some(v1::Position { log_id: request.command_id.clone(), position: 1 }),
            repeated: false,
            warnings: Vec::new(),
        }),
        dossier_id: request.command_id,
        framework: Some(v1::FrameworkRef {
            id: request.framework_id,
            version: "2026.1".to_owned(),
            digest: "0".repeat(64),
        }),
    }
}

/// Serves until it is killed; says where on its first line.
pub(crate) async fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    say(&format!("listening grpc={address}"));
    Server::builder()
        .add_service(ProposalServiceServer::new(Empty))
        // As the program does: without it an answer in two packets waits for an acknowledgement, up to 40 ms.
        .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true)))
        .await
        .expect("it serves until it is killed");
}
