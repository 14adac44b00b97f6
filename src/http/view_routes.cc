// What people keep of their screens: views and preferences. Their content is the pages' own.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/people/saved_views.h"

namespace mingce::http {

namespace {

constexpr Bounds kContentBounds = {.length_max = kViewBytesMax};
constexpr Text kContentText = {"内容：一段 JSON 文字，至多 16 KiB",
                               "content: a JSON text of up to 16 KiB"};

struct ViewInput {
    std::string screen, name, content;
    bool is_shared = false;
    static constexpr auto view_members() {
        using V = ViewInput;
        return std::tuple{
            Member{"screen",
                   &V::screen,
                   {"哪个界面，如 students", "which screen, such as students"},
                   Bounds{.length_max = 40}},
            Member{"name", &V::name, {"名称", "name"}, Bounds{.length_max = kViewNameMax}},
            Member{"content", &V::content, kContentText, kContentBounds},
            Member{"is_shared",
                   &V::is_shared,
                   {"与同一角色的人共享", "shared with whoever works under the same role"}}};
    }
};
struct NewViewInput : ViewInput {
    static constexpr std::string_view kName = "ViewContent";
    static constexpr auto members() { return view_members(); }
};
struct ChangedViewInput : ViewInput {
    std::string id;
    static constexpr std::string_view kName = "ViewContent";
    static constexpr auto members() {
        return std::tuple_cat(std::tuple{Member{"id", &ChangedViewInput::id, kIdText, kIdBounds}},
                              view_members());
    }
};
struct ViewAnswer {
    std::string id, screen, name, content, owner, role, updated_at;
    bool is_shared = false, is_own = false;
    static constexpr std::string_view kName = "View";
    static constexpr auto members() {
        using V = ViewAnswer;
        return std::tuple{
            Member{"id", &V::id, kIdText},
            Member{"screen", &V::screen, {"哪个界面", "which screen"}},
            Member{"name", &V::name, {"名称", "name"}},
            Member{"content", &V::content, kContentText, kContentBounds},
            Member{"is_shared", &V::is_shared, {"与同一角色的人共享", "shared with its role"}},
            Member{"is_own", &V::is_own, {"自己的，可以修改", "one's own, to be changed"}},
            Member{"owner", &V::owner, {"谁的", "whose"}},
            Member{"role", &V::role, {"保存时的角色", "role it was kept under"}},
            Member{"updated_at", &V::updated_at, {"何时保存", "kept at"}}};
    }
};
struct ViewsAnswer {
    std::vector<ViewAnswer> items;
    static constexpr std::string_view kName = "Views";
    static constexpr auto members() {
        return std::tuple{Member{"items", &ViewsAnswer::items, {"视图", "views"}}};
    }
};

ViewAnswer view_answer_of(const Call& call, const SavedView& view) {
    return {view.id.hex(),
            view.screen,
            view.name,
            view.content,
            view.owner,
            view.role,
            time_text(view.updated_at),
            view.is_shared,
            view.account == call.context.caller.account};
}
Result<ViewsAnswer> list_views_here(Call& call, const Nothing&) {
    ViewsAnswer answer;
    for (const SavedView& view : TRY(list_views(call.context)))
        answer.items.push_back(view_answer_of(call, view));
    return answer;
}
Result<ViewAnswer> keep_view_here(Call& call, const NewViewInput& in) {
    return view_answer_of(
        call, TRY(keep_view(call.context, {in.screen, in.name, in.content, in.is_shared})));
}
Result<ViewAnswer> change_view_here(Call& call, const ChangedViewInput& in) {
    const Id id = TRY(id_of_text("id", in.id));
    return view_answer_of(
        call, TRY(change_view(call.context, id, {in.screen, in.name, in.content, in.is_shared})));
}
Result<Nothing> remove_view_here(Call& call, const ById& in) {
    TRY(remove_view(call.context, TRY(id_of_text("id", in.id))));
    return Nothing{};
}

struct PreferencesAnswer {
    std::string content;
    static constexpr std::string_view kName = "Preferences";
    static constexpr auto members() {
        return std::tuple{
            Member{"content", &PreferencesAnswer::content, kContentText, kContentBounds}};
    }
};
struct PreferencesInput {
    std::string content;
    static constexpr std::string_view kName = "PreferencesInput";
    static constexpr auto members() {
        return std::tuple{
            Member{"content", &PreferencesInput::content, kContentText, kContentBounds}};
    }
};
Result<PreferencesAnswer> show_preferences_here(Call& call, const Nothing&) {
    return PreferencesAnswer{TRY(show_preferences(call.context))};
}
Result<Nothing> keep_preferences_here(Call& call, const PreferencesInput& in) {
    TRY(keep_preferences(call.context, in.content));
    return Nothing{};
}

constexpr std::string_view kViewTag = "views";
const Route kViewRoutes[] = {
    route<list_views_here>(
        {Method::Get,
         "/api/v1/views",
         "listViews",
         kViewTag,
         {"我的视图，和同一角色的人共享的", "One's views, and those shared with one's role"},
         kOpenSession}),
    route<keep_view_here>({Method::Post,
                           "/api/v1/views",
                           "keepView",
                           kViewTag,
                           {"保存视图", "Keep a view"},
                           kOpenSession,
                           kCreates}),
    route<change_view_here>({Method::Put,
                             "/api/v1/views/{id}",
                             "changeView",
                             kViewTag,
                             {"修改自己的视图", "Change one of one's own"},
                             kOpenSession}),
    route<remove_view_here>({Method::Delete,
                             "/api/v1/views/{id}",
                             "removeView",
                             kViewTag,
                             {"删除自己的视图", "Remove one of one's own"},
                             kOpenSession}),
    route<show_preferences_here>({Method::Get,
                                  "/api/v1/preferences",
                                  "showPreferences",
                                  kViewTag,
                                  {"我的偏好", "One's preferences; \"\" before any were kept"},
                                  kOpenSession}),
    route<keep_preferences_here>({Method::Put,
                                  "/api/v1/preferences",
                                  "keepPreferences",
                                  kViewTag,
                                  {"保存偏好", "Keep one's preferences"},
                                  kOpenSession}),
};

}  // namespace

std::span<const Route> view_routes() { return kViewRoutes; }

}  // namespace mingce::http
