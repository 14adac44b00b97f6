// What is done to a record while the disk fails and the program dies: one row for each flow.
#pragma once

#include <functional>
#include <ostream>
#include <span>
#include <vector>

#include "record_scene.h"

namespace mingce::testing {

/// What a flow may leave beside what was and what was meant.
struct Leave {
    bool adds_each_time = false;  // done twice, it is there twice: an audited roster
    bool files_first = false;     // told of when it is there: a backup. Others are told of first
    bool goes_on = false;         // long work: what is done of it stays, the next try does the rest
};

struct Flow {
    const char* name;
    std::vector<Words> before;  // run in turn to make the scene
    Words arguments;            // the run that is disturbed
    std::size_t share = 1;      // of all points, beside the other flows'
    Leave may = {};
    std::function<void(const Scene&)> prepare = nullptr;  // after `before`, where no command can
};

/// How a failing test names it.
inline void PrintTo(const Flow& flow, std::ostream* out) { *out << flow.name; }

std::span<const Flow> flows();

/// Those that are also put through it beside a PostgreSQL server.
std::vector<Flow> flows_beside_server();

/// How many runs a flow gets of `all`.
std::size_t runs_of(const Flow& flow, std::size_t all);

}  // namespace mingce::testing
