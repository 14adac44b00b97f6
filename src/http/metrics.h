// Counts and times for whoever watches the server, in Prometheus' text. Labels are routes, statuses
// and kinds: never a person, never an id.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mingce::http {

class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void request(std::string_view operation, int status, double seconds);
    void problem(std::string_view code);
    void set_connections(std::size_t count);

    std::string text() const;

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace mingce::http
