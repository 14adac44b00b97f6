// What is done to a record while the disk fails and the program dies: one row for each flow.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "record_scene.h"

namespace mingce::testing {

struct Flow {
    const char* name;
    std::vector<Words> before;    // run in turn to make the scene
    Words arguments;              // the run that is disturbed
    std::size_t share = 1;        // of all points, beside the other flows'
    bool adds_each_time = false;  // done twice, it is there twice: an audited roster
    std::function<void(const Scene&)> prepare = nullptr;  // after `before`, where no command can
};

std::span<const Flow> flows();

/// Those that are also put through it beside a PostgreSQL server.
std::vector<Flow> flows_beside_server();

/// How many runs a flow gets of `all`.
std::size_t runs_of(const Flow& flow, std::size_t all);

}  // namespace mingce::testing
