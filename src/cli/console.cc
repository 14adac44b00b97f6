#include "cli/console.h"

#include <ostream>

namespace mingce {

int Console::refuse(const Error& error) const {
    talk << "mingce: " << error.sentence(language) << '\n';
    return error.problem().kind == Kind::Misuse ? kMisuse : kRefused;
}

}  // namespace mingce
