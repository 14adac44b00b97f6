#include "domain/organisation.h"

namespace mingce {

std::vector<const Major*> Organisation::majors_named(std::string_view name_or_code) const {
    std::vector<const Major*> found;
    for (const Major& major : majors)
        if (major.name == name_or_code || major.school_code == name_or_code ||
            major.national_code == name_or_code)
            found.push_back(&major);
    return found;
}

}  // namespace mingce
