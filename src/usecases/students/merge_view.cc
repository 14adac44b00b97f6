#include "usecases/students/merge_view.h"

#include "access/sight.h"
#include "store/students.h"

namespace mingce {

Result<std::vector<MergeView>> merges_of(Tx& tx, Boxes& boxes, const Id& student) {
    std::vector<MergeView> views;
    for (StudentMerge& merge : TRY(match_pairs::merges_with(tx, student))) {
        MergeView view;
        view.lives_on = merge.gone == student;
        view.other = view.lives_on ? merge.kept : merge.gone;
        const StudentRecord other = TRY(students::load(tx, boxes, view.other));
        view.name = other.values[Field::Name];
        view.exam_number = other.values[Field::ExamNumber];
        view.merge = std::move(merge);
        views.push_back(std::move(view));
    }
    return views;
}

Result<std::vector<MergeView>> merges_seen(Tx& tx, const Context& context, const Id& student) {
    Boxes boxes = context.boxes();
    std::vector<MergeView> views;
    for (MergeView& view : TRY(merges_of(tx, boxes, student))) {
        if (!TRY(students::is_within(tx, context.caller.scope, view.other))) continue;
        view.name = seen(context.caller, Field::Name, view.name);
        view.exam_number = seen(context.caller, Field::ExamNumber, view.exam_number);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace mingce
