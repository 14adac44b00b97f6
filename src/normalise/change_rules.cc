#include "normalise/values.h"

namespace mingce {

// Codes are never reused; the order is that of ChangeCode in change_codes.h.
static constexpr ChangeRule kChangeRules[] = {
    {"trim", {"去掉首尾空白", "blanks at the ends removed"}},
    {"inner_blank", {"去掉姓名或号码中间的空白", "blanks inside a name or number removed"}},
    {"invisible", {"去掉不可见字符", "invisible characters removed"}},
    {"full_width", {"全角字母数字改为半角", "full-width letters and digits made half-width"}},
    {"dot", {"姓名间隔号统一为 ·", "dots between the parts of a name made ·"}},
    {"private_use",
     {"旧字库的自定义区字符换为正式码位", "private-use leftovers made their real character"}},
    {"quote", {"去掉为保文本而加的引号", "quotes that forced text removed"}},
    {"upper_case", {"校验码 x 改为大写", "check character x made upper case"}},
    {"decimal_zero", {"去掉 .0", ".0 removed"}},
    {"padded_code", {"补回代码前导零", "a code's lost leading zero restored"}},
    {"code_name", {"代码换为名称", "code made its name"}},
    {"alias", {"别名换为标准名称", "alias made the standard's name"}},
    {"date", {"日期统一为 YYYYMMDD", "date written as YYYYMMDD"}},
    {"phone", {"去掉电话的分隔符与国家码", "separators and country code of a phone removed"}},
    {"province_code", {"省内代码换为全国名称", "a province's code made the national name"}},
    {"chosen_value", {"按导入时选定的对应换值", "made the value chosen for it at the import"}},
};

static_assert(std::size(kChangeRules) == kChangeCodeCount, "a text for every ChangeCode");

std::span<const ChangeRule> change_rules() { return kChangeRules; }

}  // namespace mingce
