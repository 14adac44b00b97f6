// Reviewing an edition: the page, its rows and changes, marks and comments, papers and history.
#include "http/app.h"
#include "http/review_answers.h"
#include "http/route.h"
#include "usecases/editions/filing_paper.h"

namespace mingce::http {

namespace {

std::vector<std::string_view> level_words() {
    return {key_of(ReviewLevel::Department), key_of(ReviewLevel::Registry),
            key_of(ReviewLevel::Leader)};
}
struct ReviewInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::string> department, level;
    static constexpr std::string_view kName = "AskReviewPage";
    static constexpr auto members() {
        using R = ReviewInput;
        return std::tuple{
            Member{"intake", &R::intake, kIntakeText},
            Member{"number", &R::number, kEditionNumberText},
            Member{"department", &R::department, {"只看一个院系", "of one department"}},
            Member{"level",
                   &R::level,
                   {"以哪一级的眼光；缺省自己能签的", "whose eyes; one's own without"},
                   Bounds{.choices = level_words}}};
    }
};
Result<ReviewPageAnswer> review_page_here(Call& call, const ReviewInput& in) {
    AskReviewPage request{{in.intake, in.number}, in.department.value_or(""), {}};
    if (in.level) request.level = parse_review_level(*in.level);
    return http::answer_of(TRY(review_page(call.context, request)));
}

struct ClassInput {
    std::string intake, department, major, name;
    std::int64_t number = 0;
    std::optional<std::string> annex;
    std::optional<std::int64_t> revision;
    static constexpr std::string_view kName = "AskClassRows";
    static constexpr auto members() {
        using C = ClassInput;
        return std::tuple{
            Member{"intake", &C::intake, kIntakeText},
            Member{"number", &C::number, kEditionNumberText},
            Member{"department", &C::department, kDepartmentNameText},
            Member{"major", &C::major, {"专业", "major"}},
            Member{"class", &C::name, {"班级", "class"}},
            Member{"annex", &C::annex, kAnnexText},
            Member{"revision", &C::revision, {"哪个修订；缺省现行的", "that stands without"}}};
    }
};
Result<SealedClassAnswer> class_rows_here(Call& call, const ClassInput& in) {
    return http::answer_of(
        TRY(class_rows(call.context, {{in.intake, in.number},
                                      in.revision.value_or(0),
                                      {in.department, in.major, in.name, in.annex.value_or("")}})));
}

struct ChangesInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::int64_t> revision, before_edition, before_revision, offset, limit;
    std::optional<std::string> department, name;
    static constexpr std::string_view kName = "CompareRevisions";
    static constexpr auto members() {
        using C = ChangesInput;
        return std::tuple{
            Member{"intake", &C::intake, kIntakeText},
            Member{"number", &C::number, kEditionNumberText},
            Member{"revision", &C::revision, {"哪个修订；缺省现行的", "that stands without"}},
            Member{"before_edition",
                   &C::before_edition,
                   {"与哪一版相比；缺省同一版", "compared with an edition; this one without"}},
            Member{"before_revision",
                   &C::before_revision,
                   {"与哪个修订相比；缺省不比，全部算新增",
                    "compared with a revision; none without: everybody is added"}},
            Member{"department", &C::department, kDepartmentNameText},
            Member{"class", &C::name, {"班级", "class"}},
            Member{
                "offset", &C::offset, {"从第几行起", "from which row, from 0"}, Bounds{.least = 0}},
            Member{"limit",
                   &C::limit,
                   {"每页几行；缺省 200", "rows a page; 200 without"},
                   Bounds{.least = 1, .most = 500}}};
    }
};
Result<RevisionChangesAnswer> revision_changes_here(Call& call, const ChangesInput& in) {
    CompareRevisions request;
    request.intake = in.intake;
    request.after = {in.number, in.revision.value_or(0)};
    if (in.before_revision)
        request.before = {in.before_edition.value_or(in.number), *in.before_revision};
    request.department = in.department.value_or("");
    request.class_name = in.name.value_or("");
    request.offset = static_cast<std::size_t>(in.offset.value_or(0));
    request.limit = static_cast<std::size_t>(in.limit.value_or(200));
    return http::answer_of(TRY(compare_revisions(call.context, request)));
}

struct ChecksAnswer {
    std::vector<EditionCheckAnswer> items;
    static constexpr std::string_view kName = "EditionChecks";
    static constexpr auto members() {
        return std::tuple{Member{"items", &ChecksAnswer::items, {"跨院系核对", "checks"}}};
    }
};
Result<ChecksAnswer> edition_checks_here(Call& call, const EditionPath& in) {
    ChecksAnswer answer;
    for (const EditionCheck& check : TRY(show_edition_checks(call.context, in.name())))
        answer.items.push_back(http::answer_of(check));
    return answer;
}

// ── marks and comments ──

struct ClassNameInput {
    std::string department, major, name;
    std::optional<std::string> annex;
    static constexpr std::string_view kName = "ClassName";
    static constexpr auto members() {
        using C = ClassNameInput;
        return std::tuple{Member{"department", &C::department, kDepartmentNameText},
                          Member{"major", &C::major, {"专业", "major"}},
                          Member{"class", &C::name, {"班级", "class"}},
                          Member{"annex", &C::annex, kAnnexText}};
    }
};
struct MarksInput {
    std::string intake;
    std::int64_t number = 0, revision = 0;
    std::optional<std::vector<ClassNameInput>> classes;
    std::optional<std::vector<std::string>> rows;
    bool is_seen = true;
    static constexpr std::string_view kName = "MarkSeen";
    static constexpr auto members() {
        using M = MarksInput;
        return std::tuple{
            Member{"intake", &M::intake, kIntakeText},
            Member{"number", &M::number, kEditionNumberText},
            Member{"revision", &M::revision, {"看的是哪个修订", "the revision looked at"}},
            Member{"classes", &M::classes, {"看完的班", "classes"}},
            Member{"rows",
                   &M::rows,
                   {"打开过的学生编号", "ids of rows that were opened"},
                   Bounds{.items_max = 500}},
            Member{"is_seen", &M::is_seen, {"false 为取消标记", "false takes the marks back"}}};
    }
};
Result<Nothing> mark_seen_here(Call& call, const MarksInput& in) {
    MarkSeen request;
    request.edition = {in.intake, in.number};
    request.revision = in.revision;
    for (const ClassNameInput& group : in.classes.value_or(std::vector<ClassNameInput>()))
        request.classes.push_back(
            {group.department, group.major, group.name, group.annex.value_or("")});
    request.rows = in.rows.value_or(std::vector<std::string>());
    request.is_seen = in.is_seen;
    TRY(mark_seen(call.context, request));
    return Nothing{};
}

struct CommentsAnswer {
    std::vector<CommentAnswer> items;
    static constexpr std::string_view kName = "ReviewComments";
    static constexpr auto members() {
        return std::tuple{Member{"items", &CommentsAnswer::items, {"留言", "comments"}}};
    }
};
Result<CommentsAnswer> list_comments_here(Call& call, const EditionPath& in) {
    CommentsAnswer answer;
    for (const CommentView& view : TRY(list_comments(call.context, in.name())))
        answer.items.push_back(http::answer_of(view));
    return answer;
}

struct CommentInput {
    std::string intake, student;
    std::int64_t number = 0;
    std::optional<std::string> field, text, suggestion;
    std::optional<std::int64_t> answers;
    static constexpr std::string_view kName = "AddReviewComment";
    static constexpr auto members() {
        using C = CommentInput;
        return std::tuple{Member{"intake", &C::intake, kIntakeText},
                          Member{"number", &C::number, kEditionNumberText},
                          Member{"student", &C::student, {"学生编号", "student's id"}, kIdBounds},
                          Member{"field", &C::field, {"字段；整行不写", "field; none for the row"}},
                          Member{"text", &C::text, {"内容", "text"}, Bounds{.length_max = 1'000}},
                          Member{"suggestion",
                                 &C::suggestion,
                                 {"建议值", "suggested value"},
                                 Bounds{.length_max = 1'000}},
                          Member{"answers", &C::answers, {"回复哪一条", "the comment it answers"}}};
    }
};
struct CommentNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "CommentNumber";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &CommentNumber::number, {"留言编号", "number of the comment"}}};
    }
};
Result<CommentNumber> add_comment_here(Call& call, const CommentInput& in) {
    return CommentNumber{TRY(add_comment(call.context, {{in.intake, in.number},
                                                        in.student,
                                                        in.field.value_or(""),
                                                        in.text.value_or(""),
                                                        in.suggestion.value_or(""),
                                                        in.answers.value_or(0)}))};
}

struct CommentPath {
    std::string intake;
    std::int64_t number = 0, comment = 0;
    static constexpr std::string_view kName = "CommentPath";
    static constexpr auto members() {
        using C = CommentPath;
        return std::tuple{Member{"intake", &C::intake, kIntakeText},
                          Member{"number", &C::number, kEditionNumberText},
                          Member{"comment", &C::comment, {"留言编号", "number of the comment"}}};
    }
};
struct TakenAnswer {
    std::string student;
    std::int64_t version = 0, changed = 0;
    static constexpr std::string_view kName = "TakenSuggestion";
    static constexpr auto members() {
        using T = TakenAnswer;
        return std::tuple{
            Member{"student", &T::student, {"学生编号", "student's id"}},
            Member{"version", &T::version, {"学生现在的版本", "the student's version now"}},
            Member{"changed", &T::changed, {"改动的格", "cells changed; 0: it was so already"}}};
    }
};
Result<TakenAnswer> take_suggestion_here(Call& call, const CommentPath& in) {
    const auto edited = TRY(deal_with_comment(
        call.context, {{in.intake, in.number}, in.comment, true, "", call.today()}));
    return TakenAnswer{edited->student.hex(), edited->version,
                       static_cast<std::int64_t>(edited->changes.size())};
}

struct CloseInput : CommentPath {
    std::optional<std::string> outcome;
    // Another name in the document than what it adds to.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "CloseReviewComment";
    static constexpr auto members() {
        return std::tuple_cat(CommentPath::members(),
                              std::tuple{Member{"outcome",
                                                &CloseInput::outcome,
                                                {"怎样处理", "what became of it"},
                                                Bounds{.length_max = 1'000}}});
    }
};
Result<Nothing> close_comment_here(Call& call, const CloseInput& in) {
    TRY(deal_with_comment(
        call.context,
        {{in.intake, in.number}, in.comment, false, in.outcome.value_or(""), call.today()}));
    return Nothing{};
}

// ── papers ──

struct PaperInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::int64_t> revision;
    std::optional<std::string> department;
    static constexpr std::string_view kName = "AskPaper";
    static constexpr auto members() {
        using P = PaperInput;
        return std::tuple{
            Member{"intake", &P::intake, kIntakeText},
            Member{"number", &P::number, kEditionNumberText},
            Member{"revision", &P::revision, {"哪个修订；缺省现行的", "that stands without"}},
            Member{"department", &P::department, {"只要一个院系", "of one department"}}};
    }
};
Result<FileAnswer> revision_paper_here(Call& call, const PaperInput& in) {
    Paper paper = TRY(revision_paper(
        call.context,
        {{in.intake, in.number}, in.revision.value_or(0), in.department.value_or("")}));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

Result<FileAnswer> filing_paper_here(Call& call, const EditionPath& in) {
    Paper paper = TRY(filing_paper(call.context, {in.name(), call.language()}));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

constexpr std::string_view kReviewingTag = "reviews";
const Route kReviewRoutes[] = {
    route<review_page_here>({Method::Get,
                             "/api/v1/intakes/{intake}/editions/{number}/review",
                             "reviewPage",
                             kReviewingTag,
                             {"要审什么：改了什么、看了没有", "What there is to look at"},
                             needs(Permission::RosterRead)}),
    route<class_rows_here>({Method::Get,
                            "/api/v1/intakes/{intake}/editions/{number}/rows",
                            "classRows",
                            kReviewingTag,
                            {"封存的一个班", "A class as it was sealed"},
                            needs(Permission::RosterRead)}),
    route<revision_changes_here>({Method::Get,
                                  "/api/v1/intakes/{intake}/editions/{number}/changes",
                                  "revisionChanges",
                                  kReviewingTag,
                                  {"两个修订的差别和来源", "What two revisions differ in, and why"},
                                  needs(Permission::RosterRead),
                                  kSlowRoute}),
    route<edition_checks_here>({Method::Get,
                                "/api/v1/intakes/{intake}/editions/{number}/checks",
                                "editionChecks",
                                kReviewingTag,
                                {"跨院系核对", "Checks across departments"},
                                needs(Permission::RosterRead),
                                kSlowRoute}),
    route<mark_seen_here>({Method::Post,
                           "/api/v1/intakes/{intake}/editions/{number}/marks",
                           "markSeen",
                           kReviewingTag,
                           {"标记已看", "Mark as looked at"},
                           needs(Permission::RosterRead)}),
    route<list_comments_here>({Method::Get,
                               "/api/v1/intakes/{intake}/editions/{number}/comments",
                               "listReviewComments",
                               kReviewingTag,
                               {"审核留言", "Comments of a review"},
                               needs(Permission::RosterRead)}),
    route<add_comment_here>({Method::Post,
                             "/api/v1/intakes/{intake}/editions/{number}/comments",
                             "addReviewComment",
                             kReviewingTag,
                             {"在一格上留言或建议", "Comment on a cell, or suggest a value"},
                             needs(Permission::RosterRead),
                             kCreates}),
    route<take_suggestion_here>(
        {Method::Post,
         "/api/v1/intakes/{intake}/editions/{number}/comments/{comment}/taking",
         "takeSuggestion",
         kReviewingTag,
         {"采用建议值", "Take a suggestion"},
         needs(Permission::StudentEdit)}),
    route<close_comment_here>(
        {Method::Post,
         "/api/v1/intakes/{intake}/editions/{number}/comments/{comment}/closing",
         "closeReviewComment",
         kReviewingTag,
         {"关闭留言", "Close a comment"},
         needs(Permission::RosterRead)}),
    route<revision_paper_here>({Method::Get,
                                "/api/v1/intakes/{intake}/editions/{number}/paper",
                                "revisionPaper",
                                kReviewingTag,
                                {"封存的花名册，PDF", "What was sealed, as PDF"},
                                needs(Permission::RosterRead),
                                kSlowRoute}),
    route<filing_paper_here>({Method::Get,
                              "/api/v1/intakes/{intake}/editions/{number}/filing-sheet",
                              "filingSheet",
                              kReviewingTag,
                              {"备案表，PDF", "The filing sheet, as PDF"},
                              needs(Permission::RosterRead),
                              kSlowRoute}),
};

}  // namespace

std::span<const Route> review_routes() { return kReviewRoutes; }

}  // namespace mingce::http
