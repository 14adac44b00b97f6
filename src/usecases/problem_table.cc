#include "usecases/problem_table.h"

#include <map>

#include "access/problems.h"
#include "access/review_problems.h"
#include "child/problems.h"
#include "crypto/certificate_problems.h"
#include "crypto/lock_problems.h"
#include "crypto/problems.h"
#include "documents/problems.h"
#include "domain/definition_problems.h"
#include "domain/enrolment_problems.h"
#include "domain/problems.h"
#include "domain/revision_problems.h"
#include "domain/standard_problems.h"
#include "formats/problems.h"
#include "formats/xlsx_problems.h"
#include "normalise/province_problems.h"
#include "normalise/province_rules.h"
#include "pictures/problems.h"
#include "rules/checks.h"
#include "rules/problems.h"
#include "store/account_problems.h"
#include "store/edition_problems.h"
#include "store/operation_problems.h"
#include "store/organisation_problems.h"
#include "store/problems.h"
#include "store/publication_problems.h"
#include "store/record_problems.h"
#include "store/view_problems.h"
#include "store/work_problems.h"
#include "usecases/audit/audit_problems.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/review_level_problems.h"
#include "usecases/files/column_map_problems.h"
#include "usecases/files/hand_over_problems.h"
#include "usecases/files/hand_over_rules.h"
#include "usecases/files/photo_rules.h"
#include "usecases/imports/import_problems.h"
#include "usecases/imports/import_rules.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/people/cas_problems.h"
#include "usecases/people/people_problems.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/record/certificate_problems.h"
#include "usecases/record/record_folder_problems.h"
#include "usecases/rosters/roster_problems.h"
#include "usecases/standards/standard_change_problems.h"
#include "usecases/students/match_problems.h"
#include "usecases/students/query_problems.h"
#include "usecases/students/status_problems.h"

namespace mingce {

namespace {

template <class Table, class Item>
void add_all(std::vector<const Item*>& list, const Table& table) {
    list.insert(list.end(), std::begin(table), std::end(table));
}

}  // namespace

std::vector<const Problem*> problems_of_rooms() {
    std::vector<const Problem*> list;
    add_all(list, problem::kAccessProblems);
    add_all(list, problem::kReviewProblems);
    add_all(list, problem::kReviewLevelProblems);
    add_all(list, problem::kEditionProblems);
    add_all(list, problem::kStoredEditionProblems);
    add_all(list, problem::kStoredPublicationProblems);
    add_all(list, problem::kPublicationProblems);
    add_all(list, problem::kRecipientProblems);
    add_all(list, problem::kPaperProblems);
    add_all(list, problem::kRevisionProblems);
    add_all(list, problem::kColumnMapProblems);
    add_all(list, problem::kAuditProblems);
    add_all(list, problem::kHandOverProblems);
    add_all(list, problem::kFormatsProblems);
    add_all(list, problem::kPicturesProblems);
    add_all(list, problem::kChildProblems);
    add_all(list, problem::kXlsxProblems);
    add_all(list, problem::kDefinitionProblems);
    add_all(list, problem::kDomainProblems);
    add_all(list, problem::kStandardChangeProblems);
    add_all(list, problem::kStandardUseProblems);
    add_all(list, problem::kEnrolmentProblems);
    add_all(list, problem::kProvinceProblems);
    add_all(list, problem::kRulesProblems);
    add_all(list, problem::kDocumentProblems);
    add_all(list, problem::kCryptoProblems);
    add_all(list, problem::kCertificateProblems);
    add_all(list, problem::kLockProblems);
    add_all(list, problem::kStoreProblems);
    add_all(list, problem::kRecordFolderProblems);
    add_all(list, problem::kServerCertificateProblems);
    add_all(list, problem::kRecordProblems);
    add_all(list, problem::kWorkProblems);
    add_all(list, problem::kOperationProblems);
    add_all(list, problem::kOrganisationProblems);
    add_all(list, problem::kViewProblems);
    add_all(list, problem::kImportProblems);
    add_all(list, problem::kRosterProblems);
    add_all(list, problem::kMatchProblems);
    add_all(list, problem::kStatusProblems);
    add_all(list, problem::kQueryProblems);
    add_all(list, problem::kAccountStoreProblems);
    add_all(list, problem::kPeopleProblems);
    add_all(list, problem::kBackupProblems);
    add_all(list, problem::kCasProblems);
    return list;
}

std::vector<const RuleText*> rules_of_rooms() {
    std::vector<const RuleText*> list;
    for (const RuleText& rule : all_rules()) list.push_back(&rule);
    add_all(list, province_rule::kAll);
    add_all(list, hand_over_rule::kAll);
    add_all(list, photo_rule::kAll);
    add_all(list, import_rule::kAll);
    return list;
}

const RuleText* rule_named(std::string_view code) {
    static const std::map<std::string_view, const RuleText*> rules = [] {
        std::map<std::string_view, const RuleText*> by_code;
        for (const RuleText* rule : rules_of_rooms()) by_code.emplace(rule->code, rule);
        return by_code;
    }();
    const auto found = rules.find(code);
    return found == rules.end() ? nullptr : found->second;
}

}  // namespace mingce
