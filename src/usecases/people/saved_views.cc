#include "usecases/people/saved_views.h"

#include <algorithm>

#include <boost/json.hpp>

#include "access/problems.h"
#include "base/text.h"
#include "store/view_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kScreenMax = 40;

/// Views are an account's: at the machine, and for nobody, there are none.
Status require_account(const Context& context) {
    if (context.caller.is_nobody || context.caller.account.is_none())
        return Error(problem::kAccessDenied);
    return Done{};
}

Status require_json(const std::string& content) {
    boost::json::error_code failed;
    if (content.size() <= kViewBytesMax) (void)boost::json::parse(content, failed);
    if (failed || content.size() > kViewBytesMax) return Error(problem::kContentNotJson);
    return Done{};
}

Status require_well_formed(const KeepView& request) {
    const bool is_word =
        !request.screen.empty() && request.screen.size() <= kScreenMax &&
        std::ranges::all_of(request.screen, [](char c) { return is_lower(c) || c == '_'; });
    const bool is_named =
        !trim_blanks(request.name).empty() && code_point_count(request.name) <= kViewNameMax;
    if (!is_word || !is_named) return Error(problem::kViewMalformed);
    return require_json(request.content);
}

void take_request(const Context& context, const KeepView& request, SavedView& view) {
    view.role = key_of(context.caller.role);
    view.screen = request.screen;
    view.name = request.name;
    view.content = request.content;
    view.is_shared = request.is_shared;
    view.updated_at = context.now;
}

Status audit_view(Tx& tx, const Context& context, std::string_view action, const SavedView& view) {
    return audit(tx, context,
                 {action, "view", view.id,
                  "screen=" + view.screen + (view.is_shared ? " shared=" + view.role : ""), ""});
}

/// One's own. What others do not share is not there.
Result<SavedView> own_view(Tx& tx, const Context& context, const Id& id) {
    Boxes boxes = context.boxes();
    SavedView view = TRY(saved_views::load(tx, boxes, id));
    if (view.account == context.caller.account) return view;
    const bool is_shown = view.is_shared && view.role == key_of(context.caller.role);
    return Error(is_shown ? problem::kViewOfAnother : problem::kViewUnknown);
}

}  // namespace

Result<std::vector<SavedView>> list_views(const Context& context) {
    TRY(require_account(context));
    return read_value(context.database(), [&](Tx& tx) {
        Boxes boxes = context.boxes();
        return saved_views::seen_by(tx, boxes, context.caller.account, key_of(context.caller.role));
    });
}

Result<SavedView> keep_view(const Context& context, const KeepView& request) {
    TRY(require_account(context));
    TRY(require_well_formed(request));
    return write_value(context.database(), [&](Tx& tx) -> Result<SavedView> {
        if (TRY(saved_views::count_of(tx, context.caller.account)) >= kViewsMax)
            return Error(problem::kViewsTooMany);
        SavedView view;
        view.id = context.make_id();
        view.account = context.caller.account;
        view.owner = context.caller.name;
        view.created_at = context.now;
        take_request(context, request, view);
        Boxes boxes = context.boxes();
        TRY(saved_views::add(tx, boxes, view));
        TRY(audit_view(tx, context, "view.keep", view));
        return view;
    });
}

Result<SavedView> change_view(const Context& context, const Id& id, const KeepView& request) {
    TRY(require_account(context));
    TRY(require_well_formed(request));
    return write_value(context.database(), [&](Tx& tx) -> Result<SavedView> {
        SavedView view = TRY(own_view(tx, context, id));
        take_request(context, request, view);
        Boxes boxes = context.boxes();
        TRY(saved_views::change(tx, boxes, view));
        TRY(audit_view(tx, context, "view.keep", view));
        return view;
    });
}

Status remove_view(const Context& context, const Id& id) {
    TRY(require_account(context));
    return context.database().write([&](Tx& tx) -> Status {
        const SavedView view = TRY(own_view(tx, context, id));
        TRY(saved_views::remove(tx, id));
        return audit_view(tx, context, "view.remove", view);
    });
}

Result<std::string> show_preferences(const Context& context) {
    TRY(require_account(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::string> {
        Boxes boxes = context.boxes();
        return TRY(preferences::of(tx, boxes, context.caller.account)).value_or("");
    });
}

Status keep_preferences(const Context& context, const std::string& content) {
    TRY(require_account(context));
    TRY(require_json(content));
    return context.database().write([&](Tx& tx) {
        Boxes boxes = context.boxes();
        return preferences::keep(tx, boxes, context.caller.account, content, context.now);
    });
}

}  // namespace mingce
