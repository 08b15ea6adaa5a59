//! An agenda as it stood, with its papers.

use crate::show::{Page, Shown, json::audit::AgendaOfThen};

impl Shown for AgendaOfThen {
    fn people(&self, page: &Page) -> String {
        let mut text = self.agenda.people(page);
        for paper in &self.papers {
            text.push('\n');
            text.push_str(
                &page.heading(&format!(
                    "{} {} {}",
                    paper.dossier, paper.document.format, paper.document.version
                )),
            );
            text.push_str("\n\n");
            text.push_str(&paper.people(page));
        }
        text
    }
}
