#include "usecases/audit/values_fault.h"

#include <array>

namespace mingce {

namespace {

constexpr std::size_t kFaultsKept = 20;

struct FaultText {
    ValuesFaultKind kind;
    std::string_view code;
    Text what;  // it is wrong with
    Text text;
};
using enum ValuesFaultKind;
constexpr Text kStudent = {"学生 ", "Student "}, kBatch = {"批次 ", "Batch "};
constexpr std::array kValuesFaultTexts{
    FaultText{Unreadable,
              "unreadable",
              kStudent,
              {"内容打不开：密钥或密文被换过、删过",
               "does not open: its key or box was exchanged or deleted"}},
    FaultText{Changed,
              "changed",
              kStudent,
              {"有值绕过程序被改动", "a value was changed past the program"}},
    FaultText{
        LookUp,
        "look_up",
        kStudent,
        {"查找用的索引不是它自己的号码的", "it is looked up by a number that is not its own"}},
    FaultText{NotAsAudited,
              "not_as_audited",
              kStudent,
              {"不是审计最后登记的样子，被换回了旧内容",
               "it is not as last audited: an older state was put back"}},
    FaultText{History,
              "history",
              kStudent,
              {"变更历史打不开或不完整", "its history does not open or is not whole"}},
    FaultText{Unaudited,
              "unaudited",
              kStudent,
              {"审计中没有它的来历", "the audit does not tell where it comes from"}},
    FaultText{Missing,
              "missing",
              kStudent,
              {"审计中有它，库里却没有", "the audit tells of it, and it is not there"}},
    FaultText{State,
              "state",
              kStudent,
              {"在册、合并、冻结或删除的状态与审计不符",
               "it is live, merged, frozen or erased otherwise than the audit tells"}},
    FaultText{EnrolmentStatus,
              "status",
              kStudent,
              {"学籍事项或由其得出的状态与审计不符",
               "its status events, or what they add up to, are not as audited"}},
    FaultText{Merge, "merge", kStudent, {"合并记录与审计不符", "its merges are not as audited"}},
    FaultText{SourceRow,
              "source_row",
              kStudent,
              {"来源行打不开、被改动或被删除",
               "a row it came from does not open, was altered or is not there"}},
    FaultText{Photo,
              "photo",
              kStudent,
              {"照片打不开或被换过", "its photo does not open or was exchanged"}},
    FaultText{Pair,
              "pair",
              {"待定的一对 ", "Pair "},
              {"是否同一人的决定与审计不符", "what was decided of it is not as audited"}},
    FaultText{Finding,
              "finding",
              {"问题 ", "Finding "},
              {"被改动，或其处理与审计不符",
               "it was altered, or what was decided of it is not as audited"}},
    FaultText{Batch,
              "batch",
              kBatch,
              {"写入的内容与登记的不符：有学生被删、被改或被换回旧内容",
               "what it wrote is not there as it was: students were deleted, changed or put back"}},
    FaultText{BatchRows,
              "batch_rows",
              kBatch,
              {"它的来源行、问题、待定对或照片的数量与登记的不符",
               "its rows, findings, pairs or photos are not as many as it wrote"}},
};

constexpr bool each_fault_has_its_text() {
    for (std::size_t i = 0; i < kValuesFaultTexts.size(); ++i)
        if (kValuesFaultTexts[i].kind != static_cast<ValuesFaultKind>(i)) return false;
    return kValuesFaultTexts.size() == static_cast<std::size_t>(BatchRows) + 1;
}
static_assert(each_fault_has_its_text());

const FaultText& text_of(ValuesFaultKind kind) {
    return kValuesFaultTexts[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view code_of(ValuesFaultKind kind) { return text_of(kind).code; }

std::string sentence(const ValuesFault& fault, Language language) {
    const FaultText& text = text_of(fault.kind);
    return std::string(text.what.in(language)) +
           (fault.number != 0 ? std::to_string(fault.number) : fault.object.hex()) +
           std::string(Text{"：", ": "}.in(language)) + std::string(text.text.in(language));
}

void ValuesFaults::add(ValuesFaultKind kind, const Id& object, std::uint64_t number) {
    ++count;
    if (first.size() < kFaultsKept) first.push_back({kind, object, number});
}

}  // namespace mingce
