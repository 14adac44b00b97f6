// What becomes of OpenSSL's refusals that can only mean that it is out of memory or installed
// without its algorithms.
#pragma once

#include <cstdlib>

#include <openssl/bio.h>

#include "base/owned.h"

namespace mingce {

/// No state of ours is worth going on in.
template <class Value>
Value required(Value value) {
    if (!value) std::abort();
    return value;
}

using OpensslStream = Owned<BIO, BIO_free>;

}  // namespace mingce
