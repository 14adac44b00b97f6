// An entry of the audit as the API gives it.
#pragma once

#include <optional>
#include <string>

#include "http/answers.h"
#include "store/audit_log.h"

namespace mingce::http {

struct EntryAnswer {
    std::optional<std::int64_t> number;
    std::string id, at, actor, action, zh, en, object, subject, detail;
    static constexpr std::string_view kName = "AuditEntry";
    static constexpr auto members() {
        using E = EntryAnswer;
        return std::tuple{
            Member{"number", &E::number, {"序号；null 为待编号", "number; null while it waits"}},
            Member{"id", &E::id, kIdText},
            Member{"at", &E::at, {"何时", "when"}},
            Member{"actor", &E::actor, {"何人", "who"}},
            Member{"action", &E::action, {"动作", "action"}},
            Member{
                "zh", &E::zh, {"一句话", "as a sentence, in Chinese"}, Bounds{.length_max = 4'000}},
            Member{"en", &E::en, {"一句话（英文）", "as a sentence"}, Bounds{.length_max = 4'000}},
            Member{"object", &E::object, {"对象", "object"}},
            Member{"subject", &E::subject, {"对象编号", "id of it"}},
            Member{"detail", &E::detail, {"细节", "detail"}, Bounds{.length_max = 4'000}}};
    }
};
EntryAnswer entry_answer(const audit_log::ListedEntry& listed);

}  // namespace mingce::http
