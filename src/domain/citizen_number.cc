#include "domain/citizen_number.h"

#include "base/text.h"

namespace mingce {

char citizen_check_character(std::string_view seventeen_digits) {
    int sum = 0;
    for (const char digit : seventeen_digits) sum = (sum + (digit - '0')) * 2 % 11;
    return "10X98765432"[sum];
}

bool has_citizen_form(std::string_view number) {
    return number.size() == 18 && all_digits(number.substr(0, 17)) &&
           (is_digit(number[17]) || to_upper(number[17]) == 'X');
}

bool citizen_check_holds(std::string_view number) {
    return has_citizen_form(number) &&
           citizen_check_character(number.substr(0, 17)) == to_upper(number[17]);
}

}  // namespace mingce
