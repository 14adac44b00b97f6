// Copies of publications as files: made ready by a job, or when somebody asks for one; each is one
// person's, with a number of its own.
#pragma once

#include <functional>
#include <vector>

#include "store/publication_copies.h"
#include "usecases/publications/copy_files.h"

namespace mingce {

struct ReadyCopies {
    std::uint64_t made = 0, publications = 0, bytes = 0;
};
/// One copy of each form of each open publication that has none lying ready, by reading each
/// edition once. `progress(done, total)` is called before each; what it refuses ends the work, and
/// what was made stays. Errors: Forbidden; those of make_copy_file().
Result<ReadyCopies> make_ready_copies(
    const Context& context, const std::vector<std::int64_t>& publications,
    const std::function<Status(std::uint64_t, std::uint64_t)>& progress);

/// The caller's copy in this form: theirs already, one that lay ready, or a new one. The
/// publication is open and the terms are accepted. Audited. Errors: those of make_copy_file().
Result<PublicationCopy> copy_for_caller(const Context& context, const Publication& publication,
                                        CopyForm form, const std::string& recipient,
                                        const std::string& from);

}  // namespace mingce
