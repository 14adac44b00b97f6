#include "usecases/access/permitted.h"

namespace mingce {

Status require(const Context& context, Permission permission) {
    Status allowed = require(context.caller, permission);
    if (allowed.ok()) return allowed;
    TRY(context.database().write([&](Tx& tx) {
        return audit(tx, context,
                     {"access.refused",
                      "record",
                      {},
                      "permission=" + std::string(key_of(permission)) +
                          " role=" + std::string(key_of(context.caller.role)),
                      ""});
    }));
    return allowed;
}

Status audit_bulk_read(const Context& context, std::string_view what, std::size_t rows) {
    if (context.caller.is_at_the_machine() || rows <= kQuietRowsMax) return Done{};
    return context.database().write([&](Tx& tx) {
        return audit(tx, context,
                     {"student.list",
                      "record",
                      {},
                      std::string(what) + " rows=" + std::to_string(rows),
                      ""});
    });
}

}  // namespace mingce
