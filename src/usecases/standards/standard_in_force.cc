#include "usecases/standards/standard_in_force.h"

namespace mingce {

Result<StandardInForce> standard_in_force(Tx& tx, const Context& context, Date day) {
    return context.record.standards().get(tx, context.institution(), day);
}

Result<StandardInForce> standard_in_force(const Context& context, Date day) {
    return read_value(context.database(),
                      [&](Tx& tx) { return standard_in_force(tx, context, day); });
}

}  // namespace mingce
