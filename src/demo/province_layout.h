// The tables of a province set: columns of both generations, and which lookups each holds.
#pragma once

#include <string_view>

namespace mingce::province_layout {

// Widths as seen in the field; every reader must take them from the header, so they may differ.
// Columns in the order the structure of each generation gives them.
constexpr std::string_view kOlderPlacement =
    "KSH C14;ZKZH C9;XM C64;CSNY C8;XBDM C1;ZZMMDM C2;MZDM C2;KSLBDM C2;BYLBDM C2;ZXDM C9;ZXMC C40;"
    "WYYZDM C1;HKDJ C1;BMDW C4;KSTZ C10;XTDW C20;DQDM C6;SFZH C18;JTDZ C128;YZBM C6;LXDH C30;"
    "HKKH C12;KSTC C64;KSJLHCF C100;WYKS C10;WYTL C10;ZSYJ C200;KSLXDM C2;SJR C40;YSJZDM C6;"
    "PCDM C2;KLDM C2;TDDW C6;JHXZ C2;CJ N7.2;TZCJ N7.2;TDCJ N7.2;ZGF N5;YXDRCJ N7.2;ZYYTJZCJ N7.2;"
    "ZYYTFJCJ N7.2;TDZY C1;DQTDDW C6;YTZY C4;LQZY C4;TDYYDM C4;BZ C254;ZYHG C1;TJHG C1;LQFS C2;"
    "KSZT C1;SDBZ C1;TDDWDM1 C6;ZYDH1 C4;TDDWDM2 C6;ZYDH2 C4;TDDWDM3 C6;ZYDH3 C4;TDDWDM4 C6;"
    "ZYDH4 C4;TDDWDM5 C6;ZYDH5 C4;TDDWDM6 C6;ZYDH6 C4;ZYTZ C1;ZYZYTJ C1;DXTJ C1;ZYTJFC C80;"
    "ZYSXDM1 C2;ZYSXDM2 C2;ZYSXDM3 C2;ZYSXDM4 C2;ZYSXDM5 C2;ZYSXDM6 C2;TJJLDM C4;BH N6;KSLSCZBZ C1;"
    "GKCJX01 N6.1;GKCJX02 N6.1;GKCJX03 N6.1;GKCJX04 N6.1;GKCJX05 N6.1;GKCJX06 N6.1;GKCJX07 N6.1;"
    "GKCJX08 N6.1;GKCJX09 N6.1;GKCJX10 N6.1;GKCJX11 N6.1;GKCJX12 N6.1;GKCJX13 N6.1;GKCJX14 N6.1;"
    "GKCJX15 N6.1;GKCJX16 N6.1;GKCJX17 N6.1";
constexpr std::string_view kRegistration =
    "KSH C14;ZKZH C14;XM C64;XBDM C1;CSRQ D8;ZZMMDM C2;MZDM C2;KSLXDM C2;KSLBDM C2;BYLBDM C2;"
    "BYXXDM C9;BYXXMC C60;YSJZDM C6;WYYZDM C1;KSTZ C20;KSZG C20;BMDWDM C6;DQDM C6;ZJLXDM C1;"
    "ZJHM C18;XJH C20;WYKS C10;WYTL C10;TXDZ C128;YZBM C6;LXSJ C20;LXDH C30;SJR C64;KSTC C100;"
    "KSJLHCF C100;SXPDKHYJ C100;ZSYJ C200;HKKH C14;HKDJ C4;XTDW C20;HJLBDM C2;HJDM C6;CZLBDM C1;"
    "XKKM C20;SKKM C20";
constexpr std::string_view kNewerPlacement =
    "KSH C14;LJZYH C4;TDDWDM C6;PCDM C2;KLDM C2;JHXZDM C2;JHLBDM C2;TDLXDM C1;CJ N7.2;TZCJ N7.2;"
    "TDCJ N12.6;ZGF N5;YXDYCJ N7.2;ZYYTJZCJ N7.2;ZYYTFJCJ N7.2;YTZY C4;LQZY C4;LQSJ C14;LQLXDM C2;"
    "TDYYDM C4;ZYHG C1;TJHG C1;XKKMHG C1;SKKMHG C1;LQXH N6;TDDBH N6;TDSJ C14;XZBH C1;TDDZT C1;"
    "SDBZ C1;BZ C254;ZYTZDM C1;ZYCJ N7.2;ZYCJTFPW N6;ZYTJLXDM C1;KSLSCZBZ C1;KSZT C1;ZYZYTJ C1;"
    "DXTJ C1;ZYTJFC C80;TJJLDM C4;GKCJX01 N6.1;GKCJX02 N6.1;GKCJX03 N6.1;GKCJX04 N6.1;GKCJX05 N6.1;"
    "GKCJX06 N6.1";
constexpr std::string_view kOlderPlan =
    "PCDM C2;KLDM C2;JHXZDM C2;TDDWDM C6;ZYDH C4;ZYDM C8;ZYMC C60;JHRS N5;JHZXS N5;SFSF C1;YXXH N4;"
    "BZ C60";
constexpr std::string_view kNewerPlan =
    "PCDM C2;KLDM C2;JHXZDM C2;JHLBDM C2;TDDWDM C6;ZKLXDM C1;ZYDH C4;ZYDM C8;ZYMC C60;JHRS N5;"
    "JHZXS N5;SFSF C1;YTCES N5;YXXH N4;BZ C60";

struct LookupRow {
    std::string_view prefix, values;
    bool own;  // codes of the province's own choosing
};

constexpr LookupRow kLookups[] = {
    {"BYLB", "普通高中毕业 中等职业学校毕业 同等学力", true},
    {"BYXX", "", false},
    {"CC", "本科 专科", true},
    {"CJX", "", false},
    {"CZLB", "无 视力 听力 肢体", false},
    {"DQ", "", false},
    {"HJLB", "城镇 农村", true},
    {"JHLB", "普通计划 中外合作 地方专项", true},
    {"JHXZ", "非定向 定向 国家专项计划 民族班", true},
    {"KL", "", true},
    {"KM", "语文 数学 外语 物理 化学 生物 思想政治 历史 地理", true},
    {"KSLB", "城市应届 农村应届 城市往届 农村往届", true},
    {"KSLX", "普通类 艺术类 体育类", true},
    {"KSTZ", "优秀学生干部 国家专项 地方专项", false},
    {"KSZG", "普通 专项", false},
    {"LQFS", "正常投档 征集志愿 补充录取", true},
    {"LQLX", "正常投档 征集志愿 补充录取", true},
    {"MZ", "", false},
    {"PC", "本科批 高职专科批 本科提前批", true},
    {"TDLX", "正常 补投", true},
    {"TDYY", "专业不服从调剂 体检受限 单科成绩不足", true},
    {"TJJL", "合格 专业受限", true},
    {"WYYZ", "英 俄 日 德 法 西", false},
    {"XB", "男 女", false},
    {"XTDW", "普通高校", false},
    {"XZ", "三年 四年 五年", true},
    {"ZC", "无 少数民族", true},
    {"ZJLX", "居民身份证 其他", false},
    {"ZKLX", "统考 单招", true},
    {"ZYLB", "普通 艺术 体育", true},
    {"ZYSX", "色觉要求 嗅觉要求 身高要求", false},
    {"ZYTJLX", "服从 不服从", true},
    {"ZYTZ", "普通", false},
    {"ZZMM", "", false},
};
constexpr std::string_view kOlderLookups =
    "BYLB CJX DQ JHXZ KL KSLB KSLX LQFS MZ PC TDYY TJJL WYYZ XB XTDW ZC ZYTZ ZZMM";
constexpr std::string_view kNewerLookups =
    "BYLB BYXX CC CJX CZLB DQ HJLB JHLB JHXZ KL KM KSLB KSLX KSTZ KSZG LQLX MZ PC TDLX TDYY TJJL "
    "WYYZ XB XTDW XZ ZJLX ZKLX ZYLB ZYSX ZYTJLX ZYTZ ZZMM";
constexpr std::string_view kPolitical[] = {"01", "中共党员", "02", "中共预备党员",
                                           "03", "共青团员", "13", "群众"};

}  // namespace mingce::province_layout
