#include "documents/pdf_writer.h"

#include "documents/problems.h"

namespace mingce {

Status columns_can_stand(const Definition& definition) {
    double sum = 0;
    for (const RosterColumn& column : definition.columns) sum += column.width;
    if (sum > 2 * geometry_of(definition).block_width()) return Error(problem::kColumnsTooWide);
    return Done{};
}

void draw_page(const Sheet& sheet, std::size_t page) {
    sheet.canvas.begin_page(sheet.paper.width, sheet.paper.height);
    draw_dress_below(sheet);
    switch (sheet.plan.pages[page].kind) {
        case PageKind::Cover: draw_cover(sheet); break;
        case PageKind::Contents: draw_contents(sheet, page); break;
        case PageKind::Statistics: draw_statistics(sheet, page); break;
        case PageKind::Rows: draw_rows(sheet, page); break;
        case PageKind::Public: draw_public(sheet, page); break;
        case PageKind::Annex: draw_annex(sheet, page); break;
    }
    draw_dress_above(sheet, page);
    sheet.canvas.end_page();
}

Result<PdfDocument> make_pdf(const CompiledRoster& roster, VolumeRange volumes,
                             const PdfTools& tools) {
    TRY(columns_can_stand(roster.definition));
    const std::optional<DressedPaper> dress = TRY(dressed(tools.dress, tools.typefaces));
    Canvas canvas(tools.typefaces,
                  {roster.meta.institution + " " + roster.meta.intake + roster.definition.title,
                   roster.meta.institution, roster.meta.as_of});
    PdfDocument document;
    for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v) {
        const VolumePlan plan = plan_volume(canvas, roster, v);
        const Sheet sheet{canvas,
                          roster,
                          v,
                          plan,
                          tools.fingerprint,
                          tools.roster_hash,
                          geometry_of(roster.definition),
                          tools.marker ? &tools.marker : nullptr,
                          dress ? &*dress : nullptr};
        for (std::size_t page = 0; page < plan.pages.size(); ++page) draw_page(sheet, page);
        document.pages += plan.pages.size();
        for (std::size_t g = 0; g < plan.missing.size(); ++g)
            for (const MissingGlyph& glyph : plan.missing[g])
                document.unprintable.push_back(
                    {v, g, glyph.row, glyph.column, glyph.character, false});
        for (std::size_t a = 0; a < plan.annex_parts.size(); ++a)
            for (const MissingGlyph& glyph : plan.annex_parts[a].missing)
                document.unprintable.push_back(
                    {v, a, glyph.row, glyph.column, glyph.character, true});
    }
    document.bytes = TRY(canvas.finish());
    return document;
}

}  // namespace mingce
