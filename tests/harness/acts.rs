//! What users do, as they would say it. Every act notes its receipt, so that who reads next sees it.

use domain::framework::{Format, Framework};
use tonic::Status;
use uuid::Uuid;
use wire::v1;

use crate::{people::Person, treatment::Written as _, user::User};

/// A dossier that was opened, as its coordinator knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub id: String,
    /// The family of the framework that it runs on.
    pub framework: String,
}

/// A new command id.
#[must_use]
pub fn command_id() -> String {
    Uuid::new_v4().to_string()
}

impl User {
    /// Opens a dossier on the first framework of the site.
    ///
    /// # Errors
    /// What the service says.
    pub async fn open(&self, title: &str) -> Result<Opened, Status> {
        let framework = &self.desk.frameworks[0];
        self.open_on(&framework.reference.id.to_string(), title).await
    }

    /// Opens a dossier on a family of frameworks.
    ///
    /// # Errors
    /// What the service says.
    pub async fn open_on(&self, framework: &str, title: &str) -> Result<Opened, Status> {
        let request = v1::OpenDossierRequest {
            command_id: command_id(),
            framework_id: framework.into(),
            title: title.into(),
            function_ids: vec![self.framework(framework).functions[0].id.to_string()],
            target_group: Some("kleuters met een onderzoeksvraag".into()),
            ..v1::OpenDossierRequest::default()
        };
        let answer = self.proposals().open_dossier(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(Opened { id: answer.dossier_id, framework: framework.into() })
    }

    /// Files a whole document in a format.
    ///
    /// # Errors
    /// What the service says.
    pub async fn file(&self, dossier: &Opened, format: &str) -> Result<v1::DocumentRef, Status> {
        let sections = self.sections(dossier, format, |heading| format!("Een voorbeeld van {heading}."));
        self.file_sections(dossier, format, sections).await
    }

    /// Files a document of these sections.
    ///
    /// # Errors
    /// What the service says.
    pub async fn file_sections(
        &self,
        dossier: &Opened,
        format: &str,
        sections: Vec<v1::SectionText>,
    ) -> Result<v1::DocumentRef, Status> {
        let request = v1::FileDocumentRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            format_id: format.into(),
            sections,
            ..v1::FileDocumentRequest::default()
        };
        let answer = self.proposals().file_document(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        let summary = answer.document.expect("a filed document");
        Ok(summary.document.expect("a filed document has a version"))
    }

    /// Files a whole document for a round and opens the round with it.
    ///
    /// # Errors
    /// What the service says.
    pub async fn submit(&self, dossier: &Opened, round: &str) -> Result<v1::Opening, Status> {
        let route = &self.framework(&dossier.framework).route;
        let rounds = route.rounds.iter();
        let found = rounds.clone().find(|each| each.id.as_str() == round).expect("a round of the framework");
        let document = self.file(dossier, found.opens_with[0].as_str()).await?;
        self.submit_document(dossier, round, document).await
    }

    /// Opens a round with a document that was filed.
    ///
    /// # Errors
    /// What the service says.
    pub async fn submit_document(
        &self,
        dossier: &Opened,
        round: &str,
        document: v1::DocumentRef,
    ) -> Result<v1::Opening, Status> {
        let request = v1::SubmitRoundRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            round_id: round.into(),
            document: Some(document),
            ..v1::SubmitRoundRequest::default()
        };
        let answer = self.proposals().submit_round(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.opening.expect("a submission opens a visit"))
    }

    /// Sends a dossier on with a new version after a referral back.
    ///
    /// # Errors
    /// What the service says.
    pub async fn resubmit(&self, dossier: &Opened, document: v1::DocumentRef) -> Result<v1::Opening, Status> {
        let request = v1::ResubmitRevisionRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            document: Some(document),
            ..v1::ResubmitRevisionRequest::default()
        };
        let answer = self.proposals().resubmit_revision(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.opening.expect("a resubmission opens a visit"))
    }

    /// Says how a condition is met.
    ///
    /// # Errors
    /// What the service says.
    pub async fn answer(&self, dossier: &Opened, condition: u32, text: &str) -> Result<v1::Receipt, Status> {
        let request = v1::AnswerConditionsRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            answers: vec![v1::ConditionAnswer { condition_number: condition, text: text.into() }],
            ..v1::AnswerConditionsRequest::default()
        };
        let answer = self.proposals().answer_conditions(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt"))
    }

    /// Takes a dossier back.
    ///
    /// # Errors
    /// What the service says.
    pub async fn withdraw(&self, dossier: &Opened, reason: &str) -> Result<v1::Receipt, Status> {
        let request = v1::WithdrawDossierRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            reason: reason.into(),
            ..v1::WithdrawDossierRequest::default()
        };
        let answer = self.proposals().withdraw_dossier(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt"))
    }

    /// Gives a dossier to another coordinator.
    ///
    /// # Errors
    /// What the service says.
    pub async fn hand_over(&self, dossier: &Opened, to: &User) -> Result<v1::Receipt, Status> {
        let (Person::Coordinator(party) | Person::Colleague(party)) = &to.person else {
            panic!("{} coordinates for no party", to.person);
        };
        let request = v1::HandOverDossierRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            to_actor_id: to.person.actor(),
            party_id: party.clone(),
            reason: Some("Er komt een ander op deze plek.".into()),
            ..v1::HandOverDossierRequest::default()
        };
        let answer = self.proposals().hand_over_dossier(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt"))
    }

    /// Writes down what the own body did with a dossier that its agenda shows.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If the dossier is not on the agenda of the body.
    pub async fn treat(
        &self,
        dossier: &Opened,
        treatment: v1::Treatment,
    ) -> Result<v1::RecordOutcomeResponse, Status> {
        let item = self.waiting_visit(dossier).await?;
        self.record(dossier, item.visit.expect("a row has a visit"), treatment.dated(&item.arrived_on)).await
    }

    /// Writes down what a body did with a visit.
    ///
    /// # Errors
    /// What the service says.
    pub async fn record(
        &self,
        dossier: &Opened,
        visit: v1::VisitRef,
        treatment: v1::Treatment,
    ) -> Result<v1::RecordOutcomeResponse, Status> {
        let request = v1::RecordOutcomeRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit: Some(visit),
            treatment: Some(treatment),
            ..v1::RecordOutcomeRequest::default()
        };
        let answer = self.decisions().record_outcome(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }

    /// Lets the term of a dossier on the own agenda stand still.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If the dossier is not on the agenda of the body.
    pub async fn suspend(
        &self,
        dossier: &Opened,
        from: &str,
        who: v1::waiting_on::Who,
        reason: &str,
    ) -> Result<v1::Receipt, Status> {
        let request = v1::SuspendTermRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit: self.waiting_visit(dossier).await?.visit,
            suspended_on: from.into(),
            waits_for: Some(v1::WaitingOn { who: Some(who) }),
            reason: reason.into(),
            ..v1::SuspendTermRequest::default()
        };
        let answer = self.decisions().suspend_term(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt"))
    }

    /// Lets the term of a dossier on the own agenda run again; gives its last day.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If the dossier is not on the agenda of the body.
    pub async fn resume(&self, dossier: &Opened, from: &str) -> Result<String, Status> {
        let request = v1::ResumeTermRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit: self.waiting_visit(dossier).await?.visit,
            resumed_on: from.into(),
            ..v1::ResumeTermRequest::default()
        };
        let answer = self.decisions().resume_term(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.due_on)
    }

    /// Writes down whether a party ratifies, at the visit on the own agenda; on the day of arrival, in the name of its college.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If the dossier is not on the agenda of the body.
    pub async fn ratify(
        &self,
        dossier: &Opened,
        said: v1::RecordRatificationRequest,
    ) -> Result<v1::RecordRatificationResponse, Status> {
        let item = self.waiting_visit(dossier).await?;
        let request = v1::RecordRatificationRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit: item.visit,
            decided_on: item.arrived_on,
            organ: "college van B en W".into(),
            ..said
        };
        let answer = self.decisions().record_ratification(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }

    /// The row of a dossier on the agenda of the own body.
    async fn waiting_visit(&self, dossier: &Opened) -> Result<v1::AgendaItem, Status> {
        let agenda = self.agenda(self.own_body()).await?;
        let item = agenda.into_iter().find(|item| item.dossier_id == dossier.id);
        Ok(item.unwrap_or_else(|| panic!("not on the agenda of {}", self.own_body())))
    }

    /// Mends what was written down at a revision. The date stays that of the treatment unless it is given.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If no body has treated the dossier yet.
    pub async fn correct(
        &self,
        dossier: &Opened,
        revision: u64,
        treatment: v1::Treatment,
    ) -> Result<v1::CorrectOutcomeResponse, Status> {
        let visits = self.dossier(&dossier.id).await?.visits;
        let last = visits.iter().rposition(|visit| visit.treated.is_some());
        let wrong = visits.iter().position(|visit| visit.treated_revision == revision).or(last);
        let held = wrong.and_then(|wrong| visits[wrong].treated.clone()).expect("a visit that was treated");
        let request = v1::CorrectOutcomeRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            corrects_revision: revision,
            reason: "Bij het overnemen uit het verslag is iets misgegaan.".into(),
            treatment: Some(treatment.dated(&held.treated_on)),
            ..v1::CorrectOutcomeRequest::default()
        };
        let answer = self.decisions().correct_outcome(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }

    /// Adopts a framework file.
    ///
    /// # Errors
    /// What the service says.
    pub async fn adopt(&self, file: &str) -> Result<v1::FrameworkRef, Status> {
        let request = v1::AdoptFrameworkRequest {
            command_id: command_id(),
            file: file.into(),
            ..v1::AdoptFrameworkRequest::default()
        };
        let answer = self.frameworks().adopt_framework(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.framework.expect("an adopted framework"))
    }

    /// Every section of a format, with words made from its heading.
    ///
    /// # Panics
    /// If the framework of the dossier has no such format.
    #[must_use]
    pub fn sections(
        &self,
        dossier: &Opened,
        format: &str,
        words: impl Fn(&str) -> String,
    ) -> Vec<v1::SectionText> {
        let of = |format: &Format| {
            let sections = format.sections.iter();
            let section = |section: &domain::framework::Section| v1::SectionText {
                section_id: section.id.to_string(),
                text: words(&section.heading),
            };
            sections.map(section).collect()
        };
        let formats = &self.framework(&dossier.framework).formats;
        formats.iter().find(|each| each.id.as_str() == format).map(of).expect("a format of the framework")
    }

    fn own_body(&self) -> &str {
        match &self.person {
            Person::Secretary(body) | Person::Deputy(body) | Person::Member(body) => body,
            Person::Coordinator(_)
            | Person::Colleague(_)
            | Person::Auditor
            | Person::Administrator
            | Person::Versatile
            | Person::Guest
            | Person::Former => panic!("{} serves no body", self.person),
        }
    }

    fn framework(&self, id: &str) -> &Framework {
        let known = self.desk.frameworks.iter();
        known.rev().find(|known| known.reference.id.as_str() == id).expect("a framework of the site")
    }
}
