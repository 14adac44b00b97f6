// The root key: changed, and shown once more on a recovery sheet.
#pragma once

#include <string>
#include <vector>

#include "usecases/record/record.h"

namespace mingce {

/// What is printed and kept in the safe.
struct RecoverySheet {
    RecordIdentity identity;
    Moment made_at;        // the key's
    std::string verifier;  // the public key that checks checkpoints
    std::string recovery;  // six lines
};

/// Makes a new root key and wraps the record's keys under it, in one transaction that takes the
/// same time for any number of students. The next key's file is written first and takes the old
/// one's place last; whatever happens between, the next command goes on with the key that the
/// database names. Backups of before still need the old sheet. Audited.
/// Errors: the key file's, the database's.
Result<RecoverySheet> rotate_root_key(const Context& context);

/// Errors: the database's. The look is audited with its reason.
Result<RecoverySheet> reveal_recovery_sheet(const Context& context, const std::string& reason);

/// Of the record's keys, oldest first; none is opened.
Result<std::vector<KeyRing::Listed>> list_keys(const Context& context);

}  // namespace mingce
