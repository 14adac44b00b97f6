#include "usecases/publications/terms_of_use.h"

#include "usecases/record/output_file.h"

namespace mingce {

namespace {

constexpr TermsClause kTerms[] = {
    {{"只作所写用途", "For its purpose alone"},
     {"名册只用于发布时写明的用途和期限，不作他用，不与其他数据合并建库。",
      "The roster is used for the purpose and until the day it was issued for, for nothing else, "
      "and is not merged into other collections."}},
    {{"不转给他人", "Passed on to nobody"},
     {"文件和口令只由本人保管，不转发、不上传网盘和群聊；单位内确需使用的人，各自登录取用。",
      "File and password stay with whoever took them: not forwarded, not put on drives or into "
      "chats. Colleagues who need the roster sign in and take their own copy."}},
    {{"妥善保管，到期销毁", "Kept safely, destroyed in time"},
     {"文件存放在本单位的加密设备上；到期、收回或用完之后，当日删除电子文件，纸质份交回或登记销毁"
      "。",
      "The file is kept on the unit's own encrypted machines. When its time ends, when it is "
      "revoked or no longer needed, files are deleted the same day and paper is returned or "
      "destroyed and recorded."}},
    {{"保密承诺", "Confidentiality"},
     {"我知道名册含学生个人信息，承诺依照个人信息保护法和学校规定保密；离岗后继续有效。",
      "I know that the roster holds personal information of students, and promise to keep it "
      "confidential under the law on personal information and the school's rules, also after I "
      "have left this post."}},
    {{"每一份都有记录", "Every copy is on record"},
     {"我知道每次查看、复制、下载都记在我名下，每份文件有编号，可以追查来源；发现泄露，立即报告学籍"
      "科。",
      "I know that each look, copy and download is recorded in my name, that every file is "
      "numbered and can be traced, and report a leak to the registry at once."}},
};

}  // namespace

std::span<const TermsClause> terms_of_use() { return kTerms; }

std::string terms_sha256() {
    std::string text;
    for (const TermsClause& clause : kTerms)
        for (const std::string_view part :
             {clause.title.zh, clause.title.en, clause.text.zh, clause.text.en})
            text.append(part).append("\n");
    return sha256_hex(text);
}

}  // namespace mingce
