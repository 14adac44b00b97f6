// A roster file held against the record, over HTTP: the answer is bounded, and says by how much.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "http/answers.h"
#include "http/route.h"
#include "usecases/rosters/compare_file.h"

namespace mingce::http {

/// Of each list; what is beyond is counted.
constexpr std::size_t kComparedShown = 1'000;

struct CompareRosterInput {
    std::string intake, upload;
    static constexpr std::string_view kName = "CompareRoster";
    static constexpr auto members() {
        using R = CompareRosterInput;
        return std::tuple{
            Member{"intake", &R::intake, kIntakeText},
            Member{
                "upload", &R::upload, {"已传完的文件的编号", "id of a whole upload"}, kIdBounds}};
    }
};

struct ComparedCellAnswer {
    std::string field, column, header, in_file, in_record;
    static constexpr std::string_view kName = "ComparedCell";
    static constexpr auto members() {
        using R = ComparedCellAnswer;
        return std::tuple{
            Member{"field", &R::field, {"字段的键", "key of the field"}},
            Member{"column", &R::column, {"文件的列", "column of the file"}},
            Member{"header", &R::header, {"文件的表头", "its header"}},
            Member{"in_file", &R::in_file, {"文件的值，按权限遮盖", "the file's, masked as seen"}},
            Member{"in_record",
                   &R::in_record,
                   {"档案库的值，按权限遮盖", "the record's, masked as seen"}}};
    }
};

struct NamedStudentAnswer {
    std::string name, exam_number, student_no, department, major, class_name, status;
    static constexpr std::string_view kName = "NamedStudent";
    static constexpr auto members() {
        using R = NamedStudentAnswer;
        return std::tuple{Member{"name", &R::name, {"姓名", "name"}},
                          Member{"exam_number", &R::exam_number, {"考生号", "exam number"}},
                          Member{"student_no", &R::student_no, {"学号", "student number"}},
                          Member{"department", &R::department, {"院系", "department"}},
                          Member{"major", &R::major, {"专业", "major"}},
                          Member{"class", &R::class_name, {"班级", "class"}},
                          Member{"status", &R::status, {"学籍状态", "status"}}};
    }
};

struct ComparedRowAnswer {
    std::string outcome, file, sheet, name, exam_number, student_no, annexed;
    std::int64_t row = 0, first_row = 0;
    std::vector<ComparedCellAnswer> cells;
    std::vector<NamedStudentAnswer> candidates;
    static constexpr std::string_view kName = "ComparedRow";
    static constexpr auto members() {
        using R = ComparedRowAnswer;
        return std::tuple{
            Member{"outcome",
                   &R::outcome,
                   {"differs 不一致、only_in_file 库中没有、two_people 号码分属不同的人、repeated "
                    "重复、no_number 没有号码",
                    "differs, only_in_file, two_people (its numbers are of different people), "
                    "repeated, no_number"}},
            Member{"file", &R::file, {"文件", "file"}},
            Member{"sheet", &R::sheet, {"工作表", "sheet"}},
            Member{"row", &R::row, {"行号", "row"}},
            Member{"name", &R::name, {"姓名", "name"}},
            Member{"exam_number", &R::exam_number, {"考生号", "exam number"}},
            Member{"student_no", &R::student_no, {"学号", "student number"}},
            Member{"cells", &R::cells, {"不一致的格", "cells that differ"}},
            Member{
                "annexed",
                &R::annexed,
                {"库中在附表的状态；否则为空", "the state that annexes the student; else empty"}},
            Member{"first_row",
                   &R::first_row,
                   {"重复行：先出现的行号", "of a repeated row: the row that came first"}},
            Member{"candidates", &R::candidates, {"号码所指的人", "whom its numbers mean"}}};
    }
};

struct RosterComparisonAnswer {
    bool agrees = false;
    std::int64_t rows_in = 0, same = 0, differs = 0, only_in_file = 0, two_people = 0, repeated = 0,
                 no_number = 0, set_aside = 0, unread = 0;
    std::int64_t students = 0, matched = 0, absent_count = 0;
    std::int64_t annexed = 0, matched_annexed = 0, absent_annexed_count = 0;
    std::vector<std::string> compared, not_seen, unmapped;
    std::vector<ComparedRowAnswer> rows;
    std::vector<NamedStudentAnswer> absent, absent_annexed;
    std::int64_t listed_most = static_cast<std::int64_t>(kComparedShown);
    static constexpr std::string_view kName = "RosterComparison";
    static constexpr auto members() {
        using R = RosterComparisonAnswer;
        return std::tuple{
            Member{"agrees", &R::agrees, {"完全一致", "nothing differs"}},
            Member{"rows_in",
                   &R::rows_in,
                   {"文件行数，等于以下八项之和", "rows of the file: the sum of the next eight"}},
            Member{"same", &R::same, {"一致", "the same"}},
            Member{"differs", &R::differs, {"不一致", "differing"}},
            Member{"only_in_file", &R::only_in_file, {"库中没有", "only in the file"}},
            Member{"two_people", &R::two_people, {"号码分属不同的人", "of two people"}},
            Member{"repeated", &R::repeated, {"重复", "repeated"}},
            Member{"no_number", &R::no_number, {"没有号码", "without a number"}},
            Member{"set_aside", &R::set_aside, {"空行与说明", "blank or remarks"}},
            Member{"unread", &R::unread, {"未读", "not read"}},
            Member{"students",
                   &R::students,
                   {"档案库正册人数，等于以下两项之和",
                    "students of the record's body: the sum of the next two"}},
            Member{"matched", &R::matched, {"文件中有", "in the file"}},
            Member{"absent_count", &R::absent_count, {"文件中没有", "not in the file"}},
            Member{"annexed",
                   &R::annexed,
                   {"附表人数，等于以下两项之和", "of its annex: the sum of the next two"}},
            Member{"matched_annexed", &R::matched_annexed, {"文件中有", "in the file"}},
            Member{"absent_annexed_count",
                   &R::absent_annexed_count,
                   {"文件中没有", "not in the file"}},
            Member{"compared", &R::compared, {"核对的字段", "fields compared"}},
            Member{"not_seen",
                   &R::not_seen,
                   {"看不到全文而未核对的字段", "fields not seen whole, so not compared"}},
            Member{"unmapped", &R::unmapped, {"不是字段的表头", "headers that are no field"}},
            Member{"rows", &R::rows, {"不一致的行", "rows that do not agree"}},
            Member{"absent", &R::absent, {"文件中没有的学生", "students not in the file"}},
            Member{"absent_annexed",
                   &R::absent_annexed,
                   {"文件中没有的附表学生", "students of the annex not in the file"}},
            Member{"listed_most",
                   &R::listed_most,
                   {"以上每个列表至多列出多少；人数见各计数",
                    "how many each of these lists holds at most; the counts have them all"}}};
    }
};

RosterComparisonAnswer comparison_answer(const FileComparison& report);

}  // namespace mingce::http
