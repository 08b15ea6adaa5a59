//! Which list an item stands on, when nobody said so.

use wire::v1;

use crate::{
    cli::values::ItemOf,
    client::{Client, timed},
    commands::session::Session,
    failure::Failure,
    show::Say as _,
};

/// The item that is meant. Without a list it is looked for on those that the preparation uses; the service says what is wrong
/// with one that is on none of them.
///
/// # Errors
/// Several lists have it, or what the service says.
pub(super) async fn item(
    session: &Session,
    client: &Client,
    dossier_id: &str,
    named: &ItemOf,
    kind: v1::ChecklistItemKind,
) -> Result<v1::ChecklistItemRef, Failure> {
    let item_id = named.item.clone();
    if let Some(list) = &named.list {
        return Ok(v1::ChecklistItemRef { checklist_id: list.clone(), item_id });
    }
    let request = v1::GetPreparationRequest { dossier_id: dossier_id.to_owned(), at: None };
    let answer = client.dossiers().get_preparation(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    let lists = answer.preparation.unwrap_or_default().checklists;
    let having: Vec<_> = lists.iter().filter(|list| has(list, &item_id, kind)).collect();
    match (having.as_slice(), lists.as_slice()) {
        ([list], _) => Ok(v1::ChecklistItemRef { checklist_id: list.checklist_id.clone(), item_id }),
        ([], [first, ..]) => Ok(v1::ChecklistItemRef { checklist_id: first.checklist_id.clone(), item_id }),
        // A preparation has at least one list; without, the service says that it has not this one.
        ([], []) => Ok(v1::ChecklistItemRef { checklist_id: item_id.clone(), item_id }),
        (several, _) => {
            let names: Vec<_> =
                several.iter().map(|list| format!("{}:{item_id}", list.checklist_id)).collect();
            let told = session.language.say(
                "Meer lijsten hebben dit punt. Noem het met de lijst ervoor:",
                "Several lists have this item. Name it with the list before it:",
            );
            Err(Failure::input(format!("{told} {}.", names.join(", "))))
        }
    }
}

fn has(list: &v1::PreparedChecklist, item: &str, kind: v1::ChecklistItemKind) -> bool {
    let mut items = list.themes.iter().flat_map(|theme| &theme.items);
    items.any(|known| known.item_id == item && known.kind() == kind)
}
