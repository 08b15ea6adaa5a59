//! The formats of bijlage 2 and bijlage 3, as the region's framework has them.

use domain::framework::{Format, Limit, Section};

/// Bijlage 2: ten sections, at most two pages.
pub(crate) fn voorstel() -> Format {
    let chapters: [(&str, &[&str]); 5] = [
        ("Inleiding", &["Aanleiding", "Doelgroep", "Probleemstelling", "Samenwerkende partners"]),
        ("Doelstelling", &["Doelstelling", "Voorwaarden", "Meervoudig perspectief"]),
        ("Eerste ideeën methodische aanpak", &[]),
        ("Financiering", &[]),
        ("Beoogde planning", &[]),
    ];
    format("voorstel", "Voorstel (bijlage 2)", &chapters, Some(Limit { pages_a4: 2, words_per_page: 450 }))
}

/// A format with an optional section and without a limit.
pub(crate) fn kort() -> Format {
    let mut format = format("kort", "Kort", &[("Samenvatting", &["Leeswijzer"]), ("Planning", &[])], None);
    format.sections[0].required = false;
    format
}

fn format(id: &str, title: &str, chapters: &[(&str, &[&str])], limit: Option<Limit>) -> Format {
    let sections = chapters.iter().flat_map(|(chapter, fields)| {
        let section = |heading: &str, id: String| Section {
            id: id.parse().unwrap(),
            chapter: (*chapter).to_owned(),
            heading: heading.to_owned(),
            required: true,
        };
        let whole = fields.is_empty().then(|| section(chapter, slug(chapter)));
        let parts =
            fields.iter().map(move |field| section(field, format!("{}.{}", slug(chapter), slug(field))));
        whole.into_iter().chain(parts).collect::<Vec<_>>()
    });
    Format { id: id.parse().unwrap(), title: title.to_owned(), sections: sections.collect(), limit }
}

fn slug(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-").replace('ë', "e")
}
