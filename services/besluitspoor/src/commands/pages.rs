//! Lists that come in pages: asked for until there are enough.

use std::future::Future;

use wire::limits::PAGE_SIZE_MAX;

use crate::failure::Failure;

/// One page.
#[derive(Debug)]
pub(crate) struct Page<Row, Rest> {
    /// Its rows.
    pub(crate) rows: Vec<Row>,
    /// Where it ended. Empty: it is the last.
    pub(crate) next_page_token: String,
    /// What else the answer says; that of the first page is kept, since all reflect the same position.
    pub(crate) rest: Rest,
}

/// The rows of as many pages as it takes, and whether there are more.
#[derive(Debug)]
pub(crate) struct Rows<Row, Rest> {
    /// The rows; no more than were asked for.
    pub(crate) rows: Vec<Row>,
    /// Whether there are more.
    pub(crate) more: bool,
    /// What the first page says besides.
    pub(crate) rest: Rest,
}

/// Asks for pages until there are `limit` rows or no more. `ask` is given a size and where the page before ended.
///
/// # Errors
/// What `ask` says.
pub(crate) async fn collected<Row, Rest, Answer>(
    limit: u32,
    mut ask: impl FnMut(u32, String) -> Answer,
) -> Result<Rows<Row, Rest>, Failure>
where
    Answer: Future<Output = Result<Page<Row, Rest>, Failure>>,
{
    let Page { mut rows, mut next_page_token, rest } = ask(limit.min(PAGE_SIZE_MAX), String::new()).await?;
    let mut left = left_of(limit, rows.len());
    while left > 0 && !next_page_token.is_empty() {
        let page = ask(left.min(PAGE_SIZE_MAX), next_page_token).await?;
        // A page without rows and with a next one would never end.
        next_page_token = if page.rows.is_empty() { String::new() } else { page.next_page_token };
        rows.extend(page.rows);
        left = left_of(limit, rows.len());
    }
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = !next_page_token.is_empty() || rows.len() > wanted;
    rows.truncate(wanted);
    Ok(Rows { rows, more, rest })
}

fn left_of(limit: u32, rows: usize) -> u32 {
    limit.saturating_sub(u32::try_from(rows).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use super::*;

    /// A list of so many rows, in pages.
    async fn listed(length: u32, limit: u32) -> (Vec<u32>, bool, u32) {
        let mut asked = 0;
        let rows = collected(limit, |size, token| {
            asked += 1;
            let from: u32 = token.parse().unwrap_or(0);
            let to = (from + size).min(length);
            let next_page_token = if to < length { to.to_string() } else { String::new() };
            ready(Ok(Page { rows: (from..to).collect(), next_page_token, rest: () }))
        });
        let rows = rows.await.unwrap();
        (rows.rows, rows.more, asked)
    }

    #[tokio::test]
    async fn pages_are_asked_for_until_there_are_enough() {
        let table = [
            (0, 50, 0, false, 1),
            (50, 50, 50, false, 1),
            (51, 50, 50, true, 1),
            (450, 1_000, 450, false, 3),
            (450, 401, 401, true, 3),
        ];
        for (length, limit, count, more, asked) in table {
            let (rows, is_more, times) = listed(length, limit).await;
            assert_eq!(rows, (0..count).collect::<Vec<_>>());
            assert_eq!((is_more, times), (more, asked), "{length} {limit}");
        }
    }
}
