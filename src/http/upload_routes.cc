// Files on their way in: declared, sent as raw bytes in as many requests as it takes, given up.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/jobs/uploads.h"

namespace mingce::http {

namespace {

struct UploadAnswer {
    std::string id, name, state, sha256, created_at, expires_at;
    std::int64_t size = 0, received = 0;
    static constexpr std::string_view kName = "Upload";
    static constexpr auto members() {
        using U = UploadAnswer;
        return std::tuple{
            Member{"id", &U::id, kIdText},
            Member{"name", &U::name, {"文件名", "name of the file"}},
            Member{"size", &U::size, {"字节数", "bytes"}},
            Member{"received",
                   &U::received,
                   {"已收到的字节数，即下一次的 offset", "bytes received: the next offset"}},
            Member{"state",
                   &U::state,
                   {"状态", "state"},
                   Bounds{.choices = words<UploadState::Ended>}},
            Member{"sha256", &U::sha256, {"收齐后的 SHA-256", "SHA-256, once it is whole"}},
            Member{"created_at", &U::created_at, {"开始时间", "begun at"}},
            Member{"expires_at", &U::expires_at, {"失效时间", "expires at"}}};
    }
};
UploadAnswer answer_of(const UploadRow& row) {
    return {row.id.hex(),
            row.name,
            std::string(key_of(row.state)),
            row.sha256,
            time_text(row.created_at),
            time_text(row.expires_at),
            static_cast<std::int64_t>(row.size),
            static_cast<std::int64_t>(row.received)};
}
struct UploadsAnswer {
    std::vector<UploadAnswer> items;
    static constexpr std::string_view kName = "Uploads";
    static constexpr auto members() {
        return std::tuple{Member{"items", &UploadsAnswer::items, {"上传", "uploads"}}};
    }
};

struct BeginInput {
    std::string name;
    std::int64_t size = 0;
    static constexpr std::string_view kName = "BeginUpload";
    static constexpr auto members() {
        return std::tuple{Member{"name", &BeginInput::name, {"文件名", "name of the file"}},
                          Member{"size", &BeginInput::size, {"字节数", "bytes"}}};
    }
};
Result<UploadAnswer> begin_here(Call& call, const BeginInput& in) {
    return answer_of(TRY(begin_upload(call.context, {in.name, static_cast<std::uint64_t>(in.size),
                                                     call.app.settings().upload_limits()})));
}
Result<UploadsAnswer> list_uploads_here(Call& call, const Nothing&) {
    UploadsAnswer answer;
    for (const UploadRow& row : TRY(list_uploads_of_caller(call.context)))
        answer.items.push_back(answer_of(row));
    return answer;
}
Result<UploadAnswer> show_upload_here(Call& call, const ById& in) {
    return answer_of(TRY(upload_state(call.context, TRY(id_of_text("id", in.id)))));
}
Result<Nothing> end_upload_here(Call& call, const ById& in) {
    TRY(end_upload(call.context, TRY(id_of_text("id", in.id))));
    return Nothing{};
}

struct AppendInput {
    std::string id;
    std::int64_t offset = 0;
    static constexpr std::string_view kName = "AppendUpload";
    static constexpr auto members() {
        return std::tuple{
            Member{"id", &AppendInput::id, kIdText, Bounds{.length_max = 64}},
            Member{"offset",
                   &AppendInput::offset,
                   {"从第几字节起，须等于 received", "from which byte: must be received"}}};
    }
};

/// Each piece is durable before the next is read: a line that breaks goes on where it was.
class UploadSink final : public BodySink {
public:
    UploadSink(std::shared_ptr<Call> call, const Id& upload, std::uint64_t offset)
        : call_(std::move(call)), upload_(upload), offset_(offset) {}

    std::optional<Response> piece(std::string_view bytes) override {
        AppendUpload request;
        request.upload = upload_;
        request.offset = offset_;
        request.bytes = bytes;
        request.limits = call_->app.settings().upload_limits();
        call_->context.now = call_->app.now();
        const auto row = append_upload(call_->context, request);
        if (!row.ok()) return call_->refuse(row.error());
        offset_ += bytes.size();
        return std::nullopt;
    }
    Response finish() override {
        const auto row = upload_state(call_->context, upload_);
        if (!row.ok()) return call_->refuse(row.error());
        return call_->answer_json(encode(answer_of(row.value())), std::nullopt);
    }

private:
    std::shared_ptr<Call> call_;
    Id upload_;
    std::uint64_t offset_;
};

Result<std::unique_ptr<BodySink>> open_append(const std::shared_ptr<Call>& call) {
    static constexpr auto kMembers = input_members<AppendInput>();
    const auto in = TRY(decode_message<AppendInput>(TRY(input_object(*call, kMembers)), ""));
    const Id upload = TRY(id_of_text("id", in.id));
    TRY(upload_state(call->context, upload));
    return std::unique_ptr<BodySink>(
        std::make_unique<UploadSink>(call, upload, static_cast<std::uint64_t>(in.offset)));
}

/// Only described by its shape: its bytes go to open_append.
Result<UploadAnswer> append_here(Call& call, const AppendInput&) {
    return Error(problem::kRequestMediaType, std::string(call.request.header("content-type")));
}

constexpr Route appending(Route made) {
    made.open = open_append;
    return made;
}

constexpr std::string_view kUploadTag = "uploads";
const Route kUploadRoutes[] = {
    route<begin_here>({Method::Post,
                       "/api/v1/uploads",
                       "beginUpload",
                       kUploadTag,
                       {"开始上传", "Begin an upload"},
                       needs_either(Permission::ImportRun, Permission::RosterCompile),
                       kCreates}),
    route<list_uploads_here>({Method::Get,
                              "/api/v1/uploads",
                              "listUploads",
                              kUploadTag,
                              {"自己的上传", "One's own uploads"},
                              needs_either(Permission::ImportRun, Permission::RosterCompile)}),
    route<show_upload_here>({Method::Get,
                             "/api/v1/uploads/{id}",
                             "showUpload",
                             kUploadTag,
                             {"上传到哪里了", "How far it is"},
                             needs_either(Permission::ImportRun, Permission::RosterCompile)}),
    appending(route<append_here>({Method::Patch,
                                  "/api/v1/uploads/{id}",
                                  "appendUpload",
                                  kUploadTag,
                                  {"续传一段", "Send the next bytes"},
                                  needs_either(Permission::ImportRun, Permission::RosterCompile),
                                  kRawBody})),
    route<end_upload_here>({Method::Delete,
                            "/api/v1/uploads/{id}",
                            "endUpload",
                            kUploadTag,
                            {"放弃上传", "Give it up"},
                            needs_either(Permission::ImportRun, Permission::RosterCompile)}),
};

}  // namespace

std::span<const Route> upload_routes() { return kUploadRoutes; }

}  // namespace mingce::http
