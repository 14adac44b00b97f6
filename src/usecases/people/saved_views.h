// What people keep of their screens: views with a name, shared with their role where they like, and
// preferences. The program looks into neither; both are the pages' own JSON.
#pragma once

#include <string>
#include <vector>

#include "store/saved_views.h"
#include "usecases/record/record.h"

namespace mingce {

constexpr std::int64_t kViewsMax = 100;
constexpr std::size_t kViewBytesMax = 16 * 1'024, kViewNameMax = 100;

struct KeepView {
    std::string screen, name, content;
    bool is_shared = false;  // with whoever works under the caller's role
};

/// The caller's own, whatever role they were kept under, and those shared with the role.
Result<std::vector<SavedView>> list_views(const Context& context);
/// Errors: BadInput (view.malformed, view.not_json); Conflict (view.too_many); Forbidden
/// (access.denied) for who has no account.
Result<SavedView> keep_view(const Context& context, const KeepView& request);
/// Errors: NotFound (view.unknown, also where it is somebody's who does not share it); Forbidden
/// (view.of_another); BadInput as above.
Result<SavedView> change_view(const Context& context, const Id& view, const KeepView& request);
Status remove_view(const Context& context, const Id& view);

/// "" before the first were kept.
Result<std::string> show_preferences(const Context& context);
/// Nobody else sees them and nothing follows from them: the audit is not told. Errors: BadInput
/// (view.not_json).
Status keep_preferences(const Context& context, const std::string& content);

}  // namespace mingce
