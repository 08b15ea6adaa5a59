//! The lists by which proposals are prepared that come with the program.

use kader::shipped;

use crate::{
    cli::framework::Checklists,
    commands::session::Session,
    failure::Failure,
    show::{
        Say as _,
        json::framework::{ShippedFile, ShippedList, ShippedLists},
    },
};

/// Shows them, or the file of one.
pub(super) fn shown(session: &Session, asked: &Checklists) -> Result<(), Failure> {
    let Some(named) = &asked.list else { return session.show(&ShippedLists { checklists: all() }) };
    // A new version of a list comes behind the older ones.
    let newest = shipped::checklists().into_iter().rfind(|list| list.id == named);
    let Some(list) = newest else {
        let known: Vec<_> = shipped::checklists().iter().map(|list| list.id).collect();
        let told = session.language.say("Deze lijst is er niet; wel:", "There is no such list; there are:");
        return Err(Failure::input(format!("{told} {}.", known.join(", "))));
    };
    session.show(&ShippedFile {
        checklist_id: list.id.to_owned(),
        sha256: list.sha256(),
        file: list.text.to_owned(),
    })
}

fn all() -> Vec<ShippedList> {
    let lists = shipped::checklists().into_iter().filter_map(|shipped| Some((shipped, shipped.list()?)));
    lists
        .map(|(shipped, list)| ShippedList {
            checklist_id: shipped.id.to_owned(),
            title: list.title,
            version: list.version,
            source: list.source,
            items: list.items.len(),
            sha256: shipped.sha256(),
        })
        .collect()
}
