#include "usecases/standards/preview_change.h"

#include <algorithm>

#include "access/sight.h"
#include "store/students.h"
#include "usecases/students/student_checks.h"

namespace mingce {

namespace {

/// Which findings a change is about.
StudentChecks::Concerns concerns_of(const StandardChange& change) {
    return [kind = change.kind, key = change.key](std::string_view rule,
                                                  std::optional<Field> field) {
        switch (kind) {
            case StandardKind::Rule: return rule == key;
            case StandardKind::Field: return field.has_value() && key_of(*field) == key;
            case StandardKind::CodeTable:
                return field.has_value() && DataStandard::shipped().of(*field).code_table == key;
        }
        return false;
    };
}

class Preview {
public:
    Preview(Tx& tx, const Context& context, const StandardCandidate& candidate)
        : tx_(tx), context_(context), candidate_(candidate) {}

    Result<std::vector<IntakeEffect>> effects() {
        std::vector<Intake> all = TRY(intakes::all(tx_));
        std::ranges::stable_sort(all, std::greater(), [](const Intake& intake) {
            return std::pair(intake.year, intake.created_at.milliseconds);
        });
        std::vector<IntakeEffect> effects;
        for (Intake& intake : all) {
            IntakeEffect effect;
            effect.students = TRY(students::count(tx_, intake.id));
            effect.intake = std::move(intake);
            if (effect.students == 0) continue;
            TRY(take_values(effect));
            counted_ += effect.students;
            effect.is_counted = counted_ <= kPreviewedMost;
            if (effect.is_counted) TRY(count_findings(effect));
            effects.push_back(std::move(effect));
        }
        return effects;
    }

private:
    Status take_values(IntakeEffect& effect) {
        effect.values = TRY(unknown_values(tx_, effect.intake, candidate_));
        if (effect.values.size() > kValuesShown) {
            effect.values_left_out = effect.values.size() - kValuesShown;
            effect.values.resize(kValuesShown);
        }
        for (UnknownValue& each : effect.values)
            each.value = seen(context_.caller, each.field, each.value);
        return Done{};
    }

    Status count_findings(IntakeEffect& effect) {
        Boxes boxes = context_.boxes();
        StudentSealer sealer(boxes);
        StudentChecks checks(tx_, context_, boxes, sealer);
        checks.use(candidate_.after);
        checks.only_count(concerns_of(candidate_.change));
        (void)TRY(checks.judge_intake(effect.intake, candidate_.change.effective_from));
        for (const auto& [rule, open] : checks.counted())
            if (open.now != 0 || open.then != 0)
                effect.rules.push_back({rule, open.now, open.then});
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const StandardCandidate& candidate_;
    std::int64_t counted_ = 0;
};

}  // namespace

Result<StandardPreview> preview_change(const Context& context, const AskedStandard& asked) {
    TRY(require_standard_write(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<StandardPreview> {
        const StandardCandidate candidate = TRY(candidate_of(tx, context, asked));
        StandardPreview preview;
        preview.effective_from = candidate.change.effective_from;
        preview.differences = candidate.differences;
        preview.needs_second = TRY(needs_second_person(tx, candidate));
        preview.effects = TRY(Preview(tx, context, candidate).effects());
        return preview;
    });
}

}  // namespace mingce
