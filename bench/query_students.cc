// Blocks of the grid in a record of one intake: query_students FOLDER INTAKE. As the registry asks
// for them: every order, at its start, in its middle and at its end, with a search, filters,
// pasted numbers, findings and sealed columns; what stands in a column; the numbers of the intake.
// Prints the median and the 99th of a hundred milliseconds each.

#include "usecases/students/query_students.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "usecases/students/intake_counts.h"

namespace {

using Clock = std::chrono::steady_clock;
using mingce::Field;
using mingce::FilterOp;
using mingce::ListOrder;
using mingce::QueryStudents;
using mingce::Status;

constexpr int kRuns = 100;
constexpr mingce::Moment kNow{1'788'220'800'000};

class Measure {
public:
    Measure(mingce::Record& record, std::string intake)
        : record_(record), intake_(std::move(intake)) {}

    Status run() {
        const std::uint64_t all = TRY(total());
        TRY(blocks(all));
        TRY(selections(all));
        TRY(time("values_of_a_column", [&](const mingce::Context& context) -> Status {
            TRY(mingce::field_values(context, {intake_}, Field::Major));
            return mingce::Done{};
        }));
        TRY(time("values_of_the_document", [&](const mingce::Context& context) -> Status {
            TRY(mingce::field_values(context, {intake_}, Field::Ethnicity));
            return mingce::Done{};
        }));
        return time("counts", [&](const mingce::Context& context) -> Status {
            TRY(mingce::count_intake(context, intake_));
            return mingce::Done{};
        });
    }

private:
    QueryStudents query() const {
        QueryStudents request;
        request.asked.intake = intake_;
        request.limit = 50;
        request.fields = {Field::StudentNo, Field::Name,       Field::Sex,        Field::Department,
                          Field::Major,     Field::AdminClass, Field::ExamNumber, Field::Ethnicity};
        return request;
    }

    mingce::Result<std::uint64_t> total() {
        const mingce::Context context = next_context();
        return static_cast<std::uint64_t>(TRY(query_students(context, query())).total.value_or(0));
    }

    Status block(const std::string& name, const QueryStudents& request) {
        return time(name, [&](const mingce::Context& context) -> Status {
            TRY(query_students(context, request));
            return mingce::Done{};
        });
    }

    Status blocks(std::uint64_t all) {
        using enum ListOrder;
        constexpr std::pair<ListOrder, const char*> kOrders[] = {{StudentNumber, "number"},
                                                                 {Name, "name"},
                                                                 {Class, "class"},
                                                                 {Change, "change"},
                                                                 {Source, "source"}};
        for (const auto& [order, name] : kOrders) {
            QueryStudents request = query();
            request.order = order;
            TRY(block(std::string("counted_") + name, request));
            request.wants_total = false;
            TRY(block(std::string("start_") + name, request));
            request.is_descending = true;
            TRY(block(std::string("start_back_") + name, request));
            request.is_descending = false;
            request.wants_total = true;
            request.offset = all / 2;
            TRY(block(std::string("anywhere_middle_") + name, request));
            request.offset = all - 50;
            TRY(block(std::string("anywhere_end_") + name, request));
        }
        QueryStudents request = query();
        request.limit = 200;
        TRY(block("counted_200", request));
        request.wants_total = false;
        TRY(block("start_200", request));
        request.wants_findings = true;
        TRY(block("start_200_findings", request));
        request.fields.insert(request.fields.end(), {Field::IdNumber, Field::Phone});
        return block("start_200_findings_sealed", request);
    }

    Status selections(std::uint64_t all) {
        for (const auto& [field, name] :
             {std::pair(Field::Ethnicity, "anywhere_by_document"),
              std::pair(Field::Province, "anywhere_by_column"),
              std::pair(Field::ExamNumber, "anywhere_by_exam_number")}) {
            QueryStudents request = query();
            request.order = field;
            request.offset = all / 2;
            TRY(block(name, request));
        }
        const std::pair<const char*, mingce::ValueFilter> filters[] = {
            {"anywhere_filter_column", {Field::Sex, FilterOp::Is, {"女"}}},
            {"anywhere_filter_document", {Field::Ethnicity, FilterOp::Is, {"汉族"}}},
            {"anywhere_filter_rare", {Field::Ethnicity, FilterOp::Is, {"珞巴族"}}},
            {"anywhere_filter_one_of",
             {Field::Ethnicity, FilterOp::OneOf, {"回族", "藏族", "汉族"}}},
            {"anywhere_filter_part", {Field::SchoolOfOrigin, FilterOp::Contains, {"中学"}}},
            {"anywhere_filter_photo", {Field::Photo, FilterOp::Empty, {}}}};
        for (const auto& [name, filter] : filters) {
            QueryStudents request = query();
            request.asked.filters = {filter};
            request.offset = 1'000;
            TRY(block(name, request));
        }
        QueryStudents request = query();
        request.asked.has_finding = true;
        TRY(block("anywhere_with_finding", request));
        request = query();
        request.asked.search = "张";
        TRY(block("anywhere_search", request));
        return numbers();
    }

    Status numbers() {
        QueryStudents every = query();
        every.limit = 200;
        every.fields = {Field::ExamNumber};
        std::vector<std::string> numbers;
        for (; every.offset < 5'000; every.offset += 200) {
            const mingce::Context context = next_context();
            for (const auto& item : TRY(query_students(context, every)).items)
                numbers.push_back(item.values.front());
        }
        QueryStudents request = query();
        request.numbers = std::vector(numbers.begin(), numbers.begin() + 300);
        TRY(block("anywhere_300_numbers", request));
        request.numbers = numbers;
        return block("anywhere_5000_numbers", request);
    }

    /// Of an account, so that what it reads is audited like theirs.
    mingce::Context next_context() {
        mingce::Context context{record_, "bench", kNow, random_};
        context.caller.account = mingce::Id::make(kNow, random_);
        context.caller.role = mingce::Role::Registry;
        return context;
    }

    Status time(const std::string& name,
                const std::function<Status(const mingce::Context&)>& work) {
        std::vector<double> spent;
        for (int run = -3; run < kRuns; ++run) {  // the first few find their pages
            const mingce::Context context = next_context();
            const auto start = Clock::now();
            TRY(work(context));
            if (run >= 0)
                spent.push_back(std::chrono::duration<double>(Clock::now() - start).count() *
                                1'000);
        }
        std::sort(spent.begin(), spent.end());
        std::printf("%s p50 %.3f p99 %.3f\n", name.c_str(), spent[kRuns / 2], spent[kRuns - 1]);
        return mingce::Done{};
    }

    mingce::Record& record_;
    mingce::SystemRandom random_;
    std::string intake_;
};

Status measure(const std::string& folder, const std::string& intake) {
    auto record = TRY(mingce::Record::open({folder, std::nullopt, kNow}));
    return Measure(record, intake).run();
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: query_students FOLDER INTAKE\n");
        return 64;
    }
    const Status done = measure(words[1], words[2]);
    if (done.ok()) return 0;
    std::fprintf(stderr, "%s\n", done.error().sentence(mingce::Language::English).c_str());
    return 2;
}
