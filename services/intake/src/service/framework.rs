//! `FrameworkService`: the administrator checks and adopts a framework; everyone reads and draws it.

use std::sync::Arc;

use access::{Act, Read};
use bytes::Bytes;
use domain::{
    framework::{Framework, adoption::Adopt},
    ids::{FrameworkId, FrameworkVersion},
};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    Language,
    convert::{
        Adoption, Seal, answer,
        query::{AdoptedFramework, Draw, FrameworkFile, FrameworkSource, Frameworks},
        seal::FRAMEWORK_FILE,
    },
    failure::{Failure, Thing},
    v1::{
        self, AdoptFrameworkRequest, AdoptFrameworkResponse, CheckFrameworkRequest, CheckFrameworkResponse,
        DrawFrameworkRequest, DrawFrameworkResponse, GetFrameworkRequest, GetFrameworkResponse,
        ListFrameworksRequest, ListFrameworksResponse, framework_service_server::FrameworkService,
    },
};

use super::{Desk, status};
use crate::{adopted::Version, order::Command, sealing::Sealing};

#[async_trait]
impl FrameworkService for Desk {
    async fn check_framework(
        &self,
        request: Request<CheckFrameworkRequest>,
    ) -> Result<Response<CheckFrameworkResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Framework)?;
        let asked = FrameworkFile::try_from(request.into_inner())
            .map_err(|violations| violations.status(asker.language))?;
        let answer = match kader::read(asked.file.as_bytes()) {
            Ok(framework) => CheckFrameworkResponse {
                findings: Vec::new(),
                framework: Some(answer::framework_ref(&framework.reference)),
            },
            Err(findings) => CheckFrameworkResponse {
                findings: findings.into_iter().map(finding).collect(),
                framework: None,
            },
        };
        Ok(Response::new(answer))
    }

    async fn adopt_framework(
        &self,
        request: Request<AdoptFrameworkRequest>,
    ) -> Result<Response<AdoptFrameworkResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let asked = Adoption::try_from(request.into_inner())
            .map_err(|violations| violations.status(asker.language))?;
        let capacity = asker.capacity_for(&Act::Administer, asked.head.acting_as.as_ref())?;
        let framework = kader::read(asked.file.as_bytes())
            .map_err(|findings| wire::refusal::unsound(findings.into_iter().map(finding), asker.language))?;
        let reference = framework.reference.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let file = sealing.seal(FRAMEWORK_FILE, &asked.file);
        let history = HistoryId::Framework(reference.id.clone());
        let command = Command::Adopt { framework: Arc::new(framework), adopt: Adopt { file } };
        let texts = Bytes::from(sealing.into_texts());
        let order = self.order(&asker, asked.head, history, capacity, command, texts);
        let done = self.carry_out("adopt_framework", &order, &asker, Vec::new()).await?;
        Ok(Response::new(AdoptFrameworkResponse {
            receipt: Some(done.receipt()),
            framework: Some(answer::framework_ref(&reference)),
        }))
    }

    async fn get_framework(
        &self,
        request: Request<GetFrameworkRequest>,
    ) -> Result<Response<GetFrameworkResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Framework)?;
        let asked = AdoptedFramework::try_from(request.into_inner())
            .map_err(|violations| violations.status(asker.language))?;
        let reflects = self.reflects();
        let version = self.version(&asked.framework, asked.version.as_ref(), asker.language).await?;
        Ok(Response::new(GetFrameworkResponse {
            framework: Some(self.told(&version)),
            file: version.file,
            reflects: Some(reflects),
        }))
    }

    async fn list_frameworks(
        &self,
        request: Request<ListFrameworksRequest>,
    ) -> Result<Response<ListFrameworksResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Framework)?;
        let asked = Frameworks::try_from(request.into_inner())
            .map_err(|violations| violations.status(asker.language))?;
        let reflects = self.reflects();
        let failed = |error| status::reading(&error, asker.language);
        let families = match asked.framework {
            Some(family) => vec![family],
            None => self.intake.families().await.map_err(failed)?,
        };
        let mut versions = Vec::new();
        for family in families {
            versions.extend(self.intake.adopted(&family).await.map_err(failed)?);
        }
        // A region adopts a handful of versions in its life, so a page is cut from the whole list.
        let from: usize = asked.page.token.as_deref().and_then(|token| token.parse().ok()).unwrap_or(0);
        let size = usize::try_from(asked.page.size).unwrap_or(usize::MAX);
        let more = versions.len() > from.saturating_add(size);
        let frameworks = versions.iter().skip(from).take(size).map(|version| self.told(version)).collect();
        Ok(Response::new(ListFrameworksResponse {
            frameworks,
            next_page_token: if more { (from + size).to_string() } else { String::new() },
            reflects: Some(reflects),
        }))
    }

    async fn draw_framework(
        &self,
        request: Request<DrawFrameworkRequest>,
    ) -> Result<Response<DrawFrameworkResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Framework)?;
        let asked =
            Draw::try_from(request.into_inner()).map_err(|violations| violations.status(asker.language))?;
        let framework: Arc<Framework> = match &asked.source {
            FrameworkSource::Adopted(family, version) => {
                self.version(family, version.as_ref(), asker.language).await?.framework
            }
            FrameworkSource::File(file) => Arc::new(kader::read(file.as_bytes()).map_err(|findings| {
                wire::refusal::unsound(findings.into_iter().map(finding), asker.language)
            })?),
        };
        let (text, media_type) = match asked.drawing {
            v1::Drawing::Svg => (kader::draw::svg(&framework), "image/svg+xml"),
            v1::Drawing::Mermaid | v1::Drawing::Unspecified => {
                (kader::draw::mermaid(&framework), "text/vnd.mermaid")
            }
        };
        Ok(Response::new(DrawFrameworkResponse { text, media_type: media_type.to_owned() }))
    }
}

impl Desk {
    /// An adopted version; without a name, the one in force today.
    async fn version(
        &self,
        family: &FrameworkId,
        version: Option<&FrameworkVersion>,
        language: Language,
    ) -> Result<Version, Status> {
        let adopted = self.intake.adopted(family).await.map_err(|error| status::reading(&error, language))?;
        let found = adopted.into_iter().find(|adopted| match version {
            Some(version) => adopted.framework.reference.version == *version,
            None => adopted.in_force,
        });
        found.ok_or_else(|| {
            let version = version.map(|version| format!(" {version}")).unwrap_or_default();
            Failure::NotFound { what: Thing::Framework, asked: format!("{family}{version}") }.status(language)
        })
    }

    fn told(&self, version: &Version) -> v1::FrameworkVersion {
        let framework = &version.framework;
        let log = self.intake.journal().log_id().0;
        v1::FrameworkVersion {
            framework: Some(answer::framework_ref(&framework.reference)),
            title: framework.title.clone(),
            supersedes: framework.supersedes.as_ref().map(ToString::to_string),
            effective_from: framework.effective_from.to_string(),
            in_force: version.in_force,
            adopted_time: Some(answer::timestamp(version.adopted)),
            adopted_position: Some(answer::position(log, version.position.0)),
        }
    }

    /// What is reflected by an answer that is read after this.
    fn reflects(&self) -> v1::Reflects {
        let journal = self.intake.journal();
        let silence = journal.silence();
        answer::reflects(journal.log_id().0, journal.head().0, None, silence)
    }
}

fn finding(finding: kader::Finding) -> v1::Finding {
    let kader::Finding { line, rule, nl, en } = finding;
    v1::Finding { line: u32::try_from(line).unwrap_or(u32::MAX), rule: rule.to_owned(), nl, en }
}
