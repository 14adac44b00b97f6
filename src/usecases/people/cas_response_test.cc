#include "usecases/people/cas_response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr const char* kSpace = "xmlns:cas=\"http://www.yale.edu/tp/cas\"";

std::string response(const std::string& inside) {
    return "<cas:serviceResponse " + std::string(kSpace) + ">" + inside + "</cas:serviceResponse>";
}
std::string success(const std::string& inside) {
    return response("<cas:authenticationSuccess>" + inside + "</cas:authenticationSuccess>");
}
std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string told(const Result<CasAnswer>& answer) {
    if (answer.ok()) return answer.value().user;
    const Error& error = answer.error();
    return std::string(error.problem().code) + (error.detail().empty() ? "" : " ") + error.detail();
}

TEST(CasAnswer, NamesOneUserOrIsRefused) {
    struct Case {
        const char* why;
        std::string xml, expected;
    };
    const std::string user = "<cas:user>wangxm</cas:user>";
    const std::string succeeded =
        "<cas:authenticationSuccess>" + user + "</cas:authenticationSuccess>";
    const std::string failure =
        "<cas:authenticationFailure code=\"INVALID_TICKET\">Ticket ST-1 "
        "not recognized</cas:authenticationFailure>";
    const std::string malformed = "cas.malformed";
    for (const Case& c : {
             Case{"plain", success(user), "wangxm"},
             Case{"declared and indented",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
                      success("\n  <cas:user>\n wangxm </cas:user>\n"),
                  "wangxm"},
             Case{"another prefix",
                  "<serviceResponse xmlns='http://www.yale.edu/tp/cas'><authenticationSuccess>"
                  "<user>wangxm</user></authenticationSuccess></serviceResponse>",
                  "wangxm"},
             Case{"in pieces", success("<cas:user>wang<!-- not a piece -->xm</cas:user>"),
                  "wangxm"},
             Case{"as CDATA", success("<cas:user><![CDATA[wang&xm]]></cas:user>"), "wang&xm"},
             Case{"with references", success("<cas:user>wang&#120;m&amp;</cas:user>"), "wangxm&"},
             Case{"in Chinese", success("<cas:user>王小明</cas:user>"), "王小明"},
             Case{"unknown elements beside it",
                  success("<x xmlns='urn:x'><user>evil</user></x><cas:proxyGrantingTicket>PGT-1"
                          "</cas:proxyGrantingTicket>" +
                          user),
                  "wangxm"},
             Case{"refused", response(failure), "cas.refused INVALID_TICKET"},
             Case{"refused without a code",
                  response("<cas:authenticationFailure>no</cas:authenticationFailure>"),
                  "cas.refused"},
             Case{"a code that is no code",
                  response("<cas:authenticationFailure code=\"wangxm unknown\"/>"), "cas.refused"},
             Case{"a code too long",
                  response("<cas:authenticationFailure code=\"" + std::string(65, 'A') + "\"/>"),
                  "cas.refused"},
             Case{"nothing", "", malformed},
             Case{"no XML", "yes\nwangxm\n", malformed},
             Case{"a page", "<html><body>Sign in</body></html>", malformed},
             Case{"not closed", success(user).substr(0, 120), malformed},
             Case{"something after it", success(user) + "<x/>", malformed},
             Case{"no namespace",
                  "<serviceResponse><authenticationSuccess><user>wangxm</user>"
                  "</authenticationSuccess></serviceResponse>",
                  malformed},
             Case{"another namespace",
                  "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/casx'>"
                  "<cas:authenticationSuccess><cas:user>wangxm</cas:user>"
                  "</cas:authenticationSuccess></cas:serviceResponse>",
                  malformed},
             Case{"no outcome", response(""), malformed},
             Case{"the user outside its outcome", response(user), malformed},
             Case{"the outcome deeper than it should be",
                  response("<cas:x><cas:authenticationSuccess>" + user +
                           "</cas:authenticationSuccess></cas:x>"),
                  malformed},
             Case{"two outcomes", response(succeeded + failure), malformed},
             Case{"the same twice", response(succeeded + succeeded), malformed},
             Case{"no user", success(""), malformed},
             Case{"an empty user", success("<cas:user> </cas:user>"), malformed},
             Case{"two users", success(user + "<cas:user>other</cas:user>"), malformed},
             Case{"elements in the user", success("<cas:user>wang<cas:b/>xm</cas:user>"),
                  malformed},
             Case{"a line break in the user", success("<cas:user>wang\nxm</cas:user>"), malformed},
             Case{"for another program",
                  success(user + "<cas:proxies><cas:proxy>https://x"
                                 "</cas:proxy></cas:proxies>"),
                  malformed},
             Case{"a document type", "<!DOCTYPE x>" + success(user), malformed},
             Case{"an entity",
                  "<!DOCTYPE x [<!ENTITY e \"wangxm\">]>" + success("<cas:user>&e;</cas:user>"),
                  malformed},
             Case{"an entity nobody declared", success("<cas:user>&e;</cas:user>"), malformed},
             Case{"another encoding",
                  "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + success(user), malformed},
             Case{"bytes that are no UTF-8", success("<cas:user>\xC3\x28</cas:user>"), malformed},
             Case{"a NUL", success(std::string("<cas:user>a\0b</cas:user>", 23)), malformed},
             Case{"a user as long as may be",
                  success("<cas:user>" + std::string(4'096, 'a') + "</cas:user>"),
                  std::string(4'096, 'a')},
             Case{"a longer one", success("<cas:user>" + std::string(4'097, 'a') + "</cas:user>"),
                  malformed},
             Case{"as deep as may be", success(user + repeated("<a>", 14) + repeated("</a>", 14)),
                  "wangxm"},
             Case{"deeper", success(user + repeated("<a>", 15) + repeated("</a>", 15)), malformed},
             Case{"as many attributes as may be",
                  success(user + "<cas:attributes>" + repeated("<cas:a/>", 1'000) +
                          "</cas:attributes>"),
                  "wangxm"},
             Case{"one more",
                  success(user + "<cas:attributes>" + repeated("<cas:a/>", 1'001) +
                          "</cas:attributes>"),
                  malformed},
         }) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(told(read_cas_answer(c.xml)), c.expected);
    }
}

TEST(CasAnswer, HoldsAttributesInTheirOrder) {
    const auto answer = read_cas_answer(success(
        "<cas:user>wangxm</cas:user><cas:attributes>\n"
        "<cas:affiliation>staff</cas:affiliation><cas:affiliation>faculty</cas:affiliation>"
        "<cas:employeeNumber> 20260001 </cas:employeeNumber>"
        "<cas:nested>a<cas:b>c</cas:b></cas:nested>"
        "<x:employeeNumber xmlns:x='urn:x'>1</x:employeeNumber><employeeNumber>2</employeeNumber>"
        "</cas:attributes>"));
    ASSERT_TRUE(answer.ok());
    EXPECT_THAT(answer.value().attributes,
                ElementsAre(Pair("affiliation", "staff"), Pair("affiliation", "faculty"),
                            Pair("employeeNumber", "20260001")));
}

TEST(CasName, IsTheUserOrTheOneValueOfAnAttribute) {
    const CasAnswer answer{"wangxm",
                           {{"no", "20260001"},
                            {"role", "staff"},
                            {"role", "faculty"},
                            {"mail", "a@example.cn"},
                            {"mail", "a@example.cn"},
                            {"mail", ""},
                            {"odd", "a\nb"},
                            {"empty", ""}}};
    struct Case {
        std::string attribute, name;  // "": refused
    };
    for (const Case& c : {
             Case{"", "wangxm"},
             Case{"no", "20260001"},
             Case{"mail", "a@example.cn"},
             Case{"role", ""},
             Case{"NO", ""},
             Case{"odd", ""},
             Case{"empty", ""},
             Case{"absent", ""},
         }) {
        SCOPED_TRACE(c.attribute);
        const auto name = cas_name_in(answer, c.attribute);
        EXPECT_EQ(name.ok(), !c.name.empty());
        if (name.ok()) {
            EXPECT_EQ(name.value(), c.name);
        } else {
            EXPECT_EQ(name.error().problem().code, "cas.attribute_missing");
            EXPECT_EQ(name.error().detail(), c.attribute);
        }
    }
}

}  // namespace
}  // namespace mingce
