// cert: the certificate that phones trust this server by.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "usecases/record/server_certificate.h"

namespace mingce {

namespace {

MakeCertificate request_of(const Arguments& arguments) {
    MakeCertificate request;
    request.folder = data_folder_of(arguments);
    if (!arguments.ca_key.empty()) request.ca_key = arguments.ca_key;
    request.names = arguments.names;
    request.domains = arguments.domains;
    request.days = arguments.days;
    request.now = system_now();
    return request;
}

void append_member(std::string& line, std::string_view key, std::string_view value) {
    line += line.empty() ? "{" : ",";
    append_json_string(line, key);
    line += ':';
    append_json_string(line, value);
}

void append_names(std::string& line, const std::vector<HostName>& names) {
    line += ",\"names\":[";
    for (const HostName& name : names) {
        if (&name != &names.front()) line += ',';
        append_json_string(line, name.text());
    }
    line += ']';
}

std::string joined(const std::vector<HostName>& names) {
    std::string text;
    for (const HostName& name : names) text += (text.empty() ? "" : ", ") + name.text();
    return text;
}

void print_json(const MadeCertificate& made, const Console& console) {
    std::string line;
    append_member(line, "certificate", made.certificate.string());
    append_member(line, "key", made.key.string());
    append_member(line, "ca_certificate", made.ca_certificate.string());
    append_member(line, "ca_key", made.ca_key.string());
    append_member(line, "ca_sha256", made.ca_fingerprint);
    append_names(line, made.names);
    append_member(line, "until", utc_text(made.until));
    append_member(line, "ca_until", utc_text(made.ca_until));
    console.data << line << ",\"ca_is_new\":" << (made.ca_is_new ? "true" : "false") << "}\n";
}

struct Fact {
    Text label;
    std::string value;
};

void print_facts(const MadeCertificate& made, const Console& console) {
    const Fact facts[] = {
        {{"服务器证书    ", "certificate     "}, made.certificate.string()},
        {{"服务器私钥    ", "its key         "}, made.key.string()},
        {{"名称          ", "names           "}, joined(made.names)},
        {{"有效期至      ", "good until      "}, civil_text(made.until)},
        {{"CA 证书       ", "CA certificate  "}, made.ca_certificate.string()},
        {{"CA 私钥       ", "CA key          "}, made.ca_key.string()},
        {{"CA 有效期至   ", "CA good until   "}, civil_text(made.ca_until)},
        {{"CA 指纹 SHA-256\n  ", "CA fingerprint, SHA-256\n  "}, made.ca_fingerprint},
    };
    for (const Fact& fact : facts) console.data << console.say(fact.label) << fact.value << '\n';
}

void print_next_steps(const MadeCertificate& made, const Console& console) {
    console.talk << console.say({"接下来：在 mingce.toml 里写上\n", "Next: write in mingce.toml\n"})
                 << "\n    [server]\n    certificate = \"tls/server.crt\"\n"
                    "    key = \"tls/server.key\"\n\n"
                 << console.say({"并重新启动服务。", "and start the server again. "});
    if (made.ca_is_new)
        console.talk << console.say(
            {"把 ca.crt 装到手机和电脑上（docs/operating.md），安装时核对上面的指纹；CA "
             "私钥移到平时"
             "取下的介质，续期时再接上。",
             "Install ca.crt on phones and computers (docs/operating.md), comparing the "
             "fingerprint "
             "above; take the CA's key away on another medium until the renewal. "});
    console.talk << console.say(
        {"到期前再运行一次 mingce cert 即续期\n", "Before it ends run mingce cert again\n"});
}

int run_request(const Arguments& arguments, const Console& console) {
    SystemRandom random;
    const auto made = make_certificate_request(request_of(arguments), random);
    if (!made.ok()) return console.refuse(made.error());
    if (console.json) {
        std::string line;
        append_member(line, "request", made.value().request.string());
        append_member(line, "key", made.value().key.string());
        append_names(line, made.value().names);
        console.data << line << "}\n";
        return kClean;
    }
    console.data << made.value().request.string() << '\n';
    console.talk << console.say({"把这个文件交给 CA。发回的证书连同证书链存为 "
                                 "tls/request.crt，再在 mingce.toml 里写上\n",
                                 "Hand this file to the CA. Save the certificate that comes back, "
                                 "with its chain, as "
                                 "tls/request.crt, and write in mingce.toml\n"})
                 << "\n    [server]\n    certificate = \"tls/request.crt\"\n"
                    "    key = \"tls/request.key\"\n";
    return kClean;
}

int run_cert(const Arguments& arguments, const Console& console) {
    if (arguments.certificate_request) return run_request(arguments, console);
    SystemRandom random;
    const auto made = make_server_certificate(request_of(arguments), random);
    if (!made.ok()) return console.refuse(made.error());
    if (console.json) {
        print_json(made.value(), console);
        return kClean;
    }
    print_facts(made.value(), console);
    print_next_steps(made.value(), console);
    return kClean;
}

constexpr Option kCertOptions[] = {
    {"--name",
     {"访问本系统的域名或 IP 地址，每个写一次；续期时不写则不变",
      "host name or IP address people reach this server by, one each; a renewal keeps them"},
     &Arguments::names},
    {"--domain",
     {"新建的校园 CA 只能为这个域名之下或地址段（10.0.0.0/8）之内签发；可写多次",
      "a new campus CA keeps to this domain or block of addresses (10.0.0.0/8); repeatable"},
     &Arguments::domains},
    {"--ca-key",
     {"校园 CA 的私钥文件，缺省为数据目录旁的 <数据目录>.ca/ca.key",
      "the campus CA's key file; <data folder>.ca/ca.key beside it when not given"},
     &Arguments::ca_key},
    {"--days",
     {"服务器证书有效天数，最多 397", "days the certificate is good for, 397 at most"},
     &Arguments::days},
    {"--csr",
     {"只写证书请求，交给学校自己的或公共的 CA",
      "only write a request, for a CA of the school's own or a public one"},
     &Arguments::certificate_request},
    kJsonOption,
};

const Command kCertCommands[] = {
    {"cert",
     "",
     {"生成或续期服务器证书，由校园 CA 签发",
      "make or renew the server's certificate, by a campus CA"},
     kCertOptions,
     run_cert},
};

}  // namespace

std::span<const Command> cert_commands() { return kCertCommands; }

}  // namespace mingce
