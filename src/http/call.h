// One request being answered: who asks, on which record, and the ways to answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"
#include "usecases/people/sign_in.h"
#include "usecases/record/record.h"

namespace mingce::http {

class App;
struct Route;

/// What stood at the braces of a path, in their order.
using PathValues = std::vector<std::pair<std::string_view, std::string>>;

class Call {
public:
    Call(App& app, Request request, Moment now);

    App& app;
    const Request request;
    const Route* route = nullptr;
    PathValues path_values;
    Moment now;
    SystemRandom random;
    std::optional<SessionFacts> session;  // of a person
    Context context;
    std::optional<std::int64_t> version;  // of If-Match
    int status = 200;

    Language language() const { return language_; }
    Date today() const;
    ComesFrom comes_from() const;

    void set_header(std::string_view name, std::string_view value);
    /// More about a refusal than its sentence: a member of the problem, as JSON.
    void tell_with_refusal(std::string_view key, std::string_view json);
    /// A refusal's own status, where its kind's is not the right one.
    void refuse_with_status(int code) { refusal_status_ = code; }

    Response refuse(const Error& error);
    Response answer_nothing();
    Response answer_json(std::string json, std::optional<std::string> tag);
    Response answer_file(std::string bytes, std::string_view type, std::string_view name,
                         bool is_shown);
    Response answer_events(std::shared_ptr<EventStream> events);

private:
    Response begin_answer();

    Language language_ = Language::Chinese;
    std::vector<Header> headers_;
    std::string refusal_members_;
    int refusal_status_ = 0;
};

/// RFC 9457 with code, both languages, where, and the request's id.
std::string problem_json(const Error& error, int status, std::string_view request_id,
                         std::string_view more_members);
int status_of(const Problem& problem);

}  // namespace mingce::http
