// Objects of C libraries as C++ owns them: given back by the library's own function.
#pragma once

#include <memory>

namespace mingce {

template <auto release>
struct FreedBy {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};

template <class T, auto release>
using Owned = std::unique_ptr<T, FreedBy<release>>;

}  // namespace mingce
