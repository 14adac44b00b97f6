// serve: the server, until it is told to stop.
#include <ostream>

#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "http/serve.h"

namespace mingce {

namespace {

int run_serve(const Arguments& arguments, const Console& console) {
    http::ServeRecord request;
    request.folder = data_folder_of(arguments);
    request.key = key_file_of(arguments);
    if (arguments.port) request.port = *arguments.port;
    request.address = arguments.address;
    request.behind_proxy = arguments.proxies;
    const Status served = http::serve_record(request, [&](const http::Serving& serving) {
        console.data << serving.url << std::endl;
        if (!serving.has_accounts)
            console.talk << console.say(
                {"还没有账号：先运行 mingce account first 建立三员账号\n",
                 "There are no accounts yet: make the administrators by mingce account first\n"});
        console.talk << console.say({"按 Ctrl+C 停止\n", "Ctrl+C stops it\n"}) << std::flush;
    });
    return served.ok() ? static_cast<int>(kClean) : console.refuse(served.error());
}

const Option kServeOptions[] = {
    {"--port", {"端口；0 为任意空闲端口", "port; 0 takes any that is free"}, &Arguments::port},
    {"--address", {"监听地址，缺省 127.0.0.1", "address, 127.0.0.1 without"}, &Arguments::address},
    {"--behind-proxy",
     {"可信反向代理的地址，可多个；只接受它们的连接",
      "address of a trusted reverse proxy, any number of them; only they may connect"},
     &Arguments::proxies},
};

const Command kCommands[] = {
    {"serve", "", {"启动服务", "serve the record over HTTP"}, kServeOptions, run_serve},
};

}  // namespace

std::span<const Command> serve_commands() { return kCommands; }

}  // namespace mingce
