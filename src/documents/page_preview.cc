#include "documents/page_preview.h"

#include <algorithm>

#include "base/text.h"

namespace mingce {

namespace {

/// Looks at the cells of the rows of a volume as its pages will set them.
class FitSurvey {
public:
    FitSurvey(Canvas& canvas, const CompiledRoster& roster, std::size_t number,
              VolumeSurvey& survey)
        : canvas_(canvas),
          definition_(roster.definition),
          volume_(roster.volumes[number]),
          survey_(survey),
          widest_(roster.definition.columns.size()) {}

    void look() {
        const std::vector<PagePlan>& pages = survey_.plan.pages;
        for (std::size_t p = 0; p < pages.size(); ++p) {
            if (pages[p].kind == PageKind::Rows) look_at_rows(pages[p], p + 1);
            if (pages[p].kind == PageKind::Annex) look_at_annex(pages[p], p + 1);
        }
        tell_widths();
    }

private:
    /// A cell, the width it has on this page, and whether a wider column of the body would help.
    struct Cell {
        const RosterRow& row;
        std::size_t page, column;
        double width;
        bool is_of_body;
    };

    void look_at_rows(const PagePlan& page, std::size_t number) {
        const RosterGroup& group = volume_.groups[page.group];
        for (std::size_t r = 0; r < page.count; ++r)
            look_at(group.rows[page.first + r], survey_.plan.body, number, true);
    }

    void look_at_annex(const PagePlan& page, std::size_t number) {
        const RosterAnnex& part = volume_.annex[page.group];
        for (std::size_t i = 0; i < page.count; ++i) {
            const AnnexLine& line = survey_.plan.annex_parts[page.group].lines[page.first + i];
            if (!line.heading) look_at(part.rows[line.row], survey_.plan.annex, number, false);
        }
    }

    void look_at(const RosterRow& row, const TableColumns& table, std::size_t page,
                 bool is_of_body) {
        for (std::size_t i = 0; i < table.cells.size(); ++i)
            if (!row.cells[table.cells[i]].empty())
                look_at({row, page, table.cells[i], table.widths[i], is_of_body});
    }

    void look_at(const Cell& at) {
        const RosterColumn& column = definition_.columns[at.column];
        const std::string& cell = at.row.cells[at.column];
        const Sizes& sizes = sizes_of(definition_, column);
        const double room = text_width_of(column, at.width);
        const FittedText fitted = fit(canvas_, cell, sizes, room);
        ColumnFit& whole = survey_.columns[at.column];
        FitNotice told{FitKind::Broken, at.page, at.row.serial, at.column, fitted.points, 1, 0};
        if (!fitted.lines.empty()) {
            ++whole.broken;
            told.lines = fitted.lines.size();
            note(told);
        } else if (fitted.points < sizes.first) {
            ++whole.shrunk;
            told.kind = FitKind::Shrunk;
            note(told);
        }
        if (at.is_of_body && (fitted.points < sizes.first || !fitted.lines.empty()))
            widest_[at.column] =
                std::max(widest_[at.column],
                         canvas_.width_of(cell, {sizes.first}) + (at.width - room) + kSpare);
        told.kind = FitKind::NoGlyph;
        told.lines = 1;
        look_for_glyphs(told, cell);
    }

    void look_for_glyphs(FitNotice notice, std::string_view cell) {
        while (!cell.empty()) {
            notice.character = next_code_point(cell);
            if (canvas_.can_print(notice.character)) continue;
            ++survey_.columns[notice.column].without_glyph;
            note(notice);
        }
    }

    void note(const FitNotice& notice) {
        ++survey_.notices_in_all;
        if (survey_.notices.size() < kNoticesMost) survey_.notices.push_back(notice);
    }

    /// Columns are scaled to the block together, so that a wider one makes the others narrower:
    /// w * block / (others + w) = what is wanted.
    void tell_widths() {
        const double block = geometry_of(definition_).block_width();
        double sum = 0;
        for (const RosterColumn& column : definition_.columns) sum += column.width;
        for (std::size_t c = 0; c < widest_.size(); ++c) {
            ColumnFit& whole = survey_.columns[c];
            whole.printed = definition_.columns[c].width * block / sum;
            const double others = sum - definition_.columns[c].width;
            if (widest_[c] > 0 && widest_[c] < block)
                whole.wanted = widest_[c] * others / (block - widest_[c]);
        }
    }

    static constexpr double kSpare = 0.2;  // mm
    Canvas& canvas_;
    const Definition& definition_;
    const RosterVolume& volume_;
    VolumeSurvey& survey_;
    std::vector<double> widest_;  // printed mm that the longest text of a column would want
};

template <class Line>
std::size_t students_among(const std::vector<Line>& lines, const PagePlan& page) {
    std::size_t students = 0;
    for (std::size_t i = 0; i < page.count; ++i) students += lines[page.first + i].heading ? 0 : 1;
    return students;
}

std::size_t students_on(const VolumePlan& plan, const PagePlan& page) {
    if (page.kind == PageKind::Rows) return page.count;
    if (page.kind == PageKind::Public) return students_among(plan.lines, page);
    if (page.kind != PageKind::Annex) return 0;
    return students_among(plan.annex_parts[page.group].lines, page);
}

}  // namespace

Result<VolumeSurvey> survey_volume(const CompiledRoster& roster, std::size_t volume,
                                   Typefaces& typefaces) {
    TRY(columns_can_stand(roster.definition));
    Canvas canvas(typefaces, 1);
    VolumeSurvey survey;
    survey.plan = plan_volume(canvas, roster, volume);
    survey.columns.resize(roster.definition.columns.size());
    FitSurvey(canvas, roster, volume, survey).look();
    return survey;
}

Result<DrawnPage> draw_picture(const CompiledRoster& roster, const PagePicture& picture,
                               const PdfTools& tools) {
    TRY(columns_can_stand(roster.definition));
    const std::optional<DressedPaper> dress = TRY(dressed(tools.dress, tools.typefaces));
    Canvas canvas(tools.typefaces, picture.pixels_wide);
    const VolumePlan plan = plan_volume(canvas, roster, picture.volume);
    const Sheet sheet{canvas,
                      roster,
                      picture.volume,
                      plan,
                      tools.fingerprint,
                      tools.roster_hash,
                      geometry_of(roster.definition),
                      nullptr,
                      dress ? &*dress : nullptr};
    DrawnPage drawn;
    drawn.pages = plan.pages.size();
    drawn.page = std::min(picture.page, drawn.pages - 1);
    drawn.rows = students_on(plan, plan.pages[drawn.page]);
    draw_page(sheet, drawn.page);
    drawn.png = TRY(canvas.finish());
    return drawn;
}

}  // namespace mingce
