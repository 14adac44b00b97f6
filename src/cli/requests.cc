#include "cli/requests.h"

#include <algorithm>

#include "base/moment.h"
#include "base/text.h"
#include "cli/problems.h"
#include "usecases/files/column_map.h"
#include "usecases/files/confined_reading.h"

namespace mingce {

Result<Date> date_of(const std::string& text) {
    if (text.empty()) return day_of(system_now());
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    const auto date = parse_compact_date(digits);
    if (!date || (text != iso_text(*date) && text != digits)) return Error(problem::kBadDate, text);
    return *date;
}

Result<ReadHandOver> hand_over_of(const Arguments& arguments) {
    ReadHandOver request;
    request.reading = confined_reading();
    request.paths.assign(arguments.paths.begin(), arguments.paths.end());
    if (!arguments.organisation.empty()) request.organisation = arguments.organisation;
    if (!arguments.encoding.empty()) request.encoding = arguments.encoding;
    if (!arguments.column_map.empty())
        request.forced_columns = TRY(read_column_map(arguments.column_map));
    if (!arguments.kind.empty()) {
        request.kind = student_kind_of(arguments.kind);
        if (!request.kind) return Error(problem::kBadKind, arguments.kind);
    }
    return request;
}

}  // namespace mingce
