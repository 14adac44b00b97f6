// Words the demo's made-up people are named with. Weights follow the published order of frequency
// of surnames; every combination is chance, and none is meant to be anyone.
#pragma once

#include <string_view>

namespace mingce::demo_names {

// surname weight, per 10,000 or so
constexpr std::string_view kSurnames =
    "王 710 李 700 张 670 刘 530 陈 450 杨 310 黄 240 赵 230 吴 210 周 205 徐 150 孙 148 马 130 "
    "朱 128 胡 126 郭 120 何 118 林 116 高 105 罗 100 郑 95 梁 90 谢 85 宋 80 唐 78 许 76 邓 72 "
    "韩 70 冯 68 曹 66 彭 64 曾 62 肖 60 田 58 董 56 潘 54 袁 53 蔡 52 蒋 50 余 49 于 48 杜 47 "
    "叶 46 程 45 魏 44 苏 43 吕 42 丁 41 任 40 卢 39 姚 38 沈 37 钟 36 姜 35 崔 34 谭 33 陆 32 "
    "范 31 汪 30 廖 29 石 28 金 27 韦 26 贾 26 夏 25 付 25 方 24 邹 24 熊 23 白 23 孟 22 秦 22 "
    "邱 21 侯 21 江 20 尹 20 薛 19 闫 19 段 18 雷 18 龙 17 黎 17 史 16 陶 16 贺 15 毛 15 郝 14 "
    "顾 14 龚 13 邵 13 万 13 覃 12 武 12 钱 12 戴 11 严 11 莫 11 孔 11 向 10 常 10 汤 10 温 9 "
    "康 9 施 9 文 9 牛 9 樊 8 葛 8 邢 8 安 8 齐 7 易 7 乔 7 伍 7 庞 7 颜 7 倪 6 庄 6 聂 6 章 6 "
    "鲁 6 岳 6 翟 6 申 5 殷 5 詹 5 欧 5 耿 5 关 5 兰 5 焦 5 俞 5 左 5 柳 5 甘 4 祝 4 包 4 代 4 "
    "宁 4 尚 4 符 4 舒 4 阮 4 纪 4 柯 4 梅 4 童 4 凌 3 毕 3 单 3 裴 3 霍 3 涂 3 成 3 苗 3 谷 3 "
    "曲 3 盛 3 冉 3 蓝 3 路 3 游 3 辛 3 靳 3 管 3 柴 2 蒙 2 鲍 2 华 2 喻 2 祁 2 房 2 滕 2 屈 2 "
    "饶 2 解 2 艾 2 尤 2 阳 2 时 2 穆 2 农 2 司 1 卓 1 古 1 吉 1 缪 1 简 1 车 1 项 1 连 1 芦 1 "
    "麦 1 褚 1 娄 1 窦 1 戚 1 岑 1 景 1 党 1 宫 1 费 1 卜 1 冷 1 晏 1 席 1 卫 1 米 1 柏 1 宗 1 "
    "瞿 1 桂 1 全 1 佟 1 应 1 臧 1 闵 1 苟 1 邬 1 边 1 卞 1 姬 1 师 1 和 1 仇 1 栾 1 隋 1 商 1 "
    "刁 1 沙 1 荣 1 巫 1 寇 1 桑 1 郎 1 甄 1 丛 1 仲 1 虞 1 敖 1 巩 1 明 1 佘 1 池 1 查 1 麻 1 "
    "苑 1 迟 1 邝 1 官 1 封 1 谈 1 匡 1 鞠 1 惠 1 荆 1 乐 1 冀 1 郁 1 胥 1 南 1 班 1 储 1 原 1 "
    "栗 1 燕 1 楚 1 鄢 1 劳 1 谌 1 奚 1 皮 1 粟 1 冼 1 蔺 1 楼 1 盘 1 满 1 闻 1 位 1 厉 1 伊 1 "
    "仝 1 区 1 郜 1 海 1 阚 1 花 1 权 1 强 1 帅 1 屠 1 豆 1 朴 1 盖 1 练 1 廉 1 禹 1 井 1 祖 1";

constexpr std::string_view kDoubleSurnames =
    "欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 东方 西门 公孙 轩辕 "
    "宇文 端木 独孤 南宫 闻人 澹台 濮阳 钟离 太史";

// Given names of those born about 2005 and later; then about 1995-2004.
constexpr std::string_view kBoysFirst =
    "子 浩 宇 俊 梓 博 文 天 嘉 志 泽 家 明 睿 思 雨 晨 奕 佳 一 皓 铭 昊 晓 宏 锦 逸 楚 弘 柏";
constexpr std::string_view kBoysSecond =
    "轩 涵 宇 然 豪 杰 航 辰 泽 阳 博 睿 晨 霖 毅 鹏 翔 凯 恒 远 哲 轶 林 峰 铭 源 昊 诚 洋 瑞";
constexpr std::string_view kGirlsFirst =
    "欣 雨 梓 思 佳 诗 子 紫 雅 可 梦 婉 语 静 晓 心 若 怡 艺 嘉 馨 依 钰 沐 芷 慧 舒 羽 清 晨";
constexpr std::string_view kGirlsSecond =
    "怡 涵 琪 彤 萱 妍 欣 瑶 婷 雯 颖 洁 琳 悦 菲 宁 蕾 钰 桐 然 玥 璇 馨 倩 岚 薇 茹 露 佳 柔";
constexpr std::string_view kOlderBoysFirst =
    "志 建 文 永 海 国 金 少 晓 学 世 俊 春 家 德 庆 立 振 伟 明 玉 兴 云 成 正 光 启 景 东 宗";
constexpr std::string_view kOlderBoysSecond =
    "强 伟 军 鹏 飞 龙 超 斌 辉 明 涛 杰 波 勇 刚 林 平 华 峰 宇 亮 凯 东 磊 阳 旭 健 鑫 宁 彬";
constexpr std::string_view kOlderGirlsFirst =
    "晓 丽 雪 海 春 小 文 秀 婷 玉 美 艳 静 慧 敏 红 秋 燕 金 佳 淑 凤 莉 亚 倩 娟 月 冬 巧 素";
constexpr std::string_view kOlderGirlsSecond =
    "丽 敏 娟 静 婷 燕 芳 霞 莹 玲 梅 萍 红 娜 雪 琴 琳 慧 洁 艳 英 花 云 蓉 莲 玉 颖 香 倩 珍";
constexpr std::string_view kSingleBoys =
    "浩 磊 鑫 涛 帅 宇 杰 斌 超 鹏 旭 凯 锐 毅 晨 昊 喆 淼 犇 骁 骞 翀 昶 煜 烨 焱 晟 赟 垚 劼";
constexpr std::string_view kSingleGirls =
    "静 婷 雪 颖 敏 洁 琳 倩 莹 悦 蕊 妍 怡 璐 瑶 薇 茜 媛 钰 玥 琦 婧 婕 瑾 璟 珺 翊 祎 彧 彤";

// Characters no two-byte GBK code holds: "㛃 JIE" is the character and how it is read. Extensions
// A, B, C, E, F and one of G and H each.
constexpr std::string_view kRareGiven =
    "㛃 JIE 㬎 XIAN 䎃 RAN 𬭎 HONG 𬀩 WEI 𫍯 WEI 𬱖 DI 𬍡 XING 𬴂 FEI 𫖯 FU 𬘭 "
    "CHEN "
    "𪩘 "
    "YAN "
    "𠅤 XUAN 𡚸 XI 𣁽 DOU 𨱔 BIAO 𫓧 FU 𬸚 YUE 𮧵 WEI 𰾄 LIN 𱊔 YI 鿏 MAI 鿍 "
    "GANG "
    "𫔍 "
    "QIN";
// Rare, but with a two-byte code, so a plain GBK table holds them.
constexpr std::string_view kScarceGiven = "喆 堃 犇 淼 赟 昇 珅 璠 玘 甯 翯 叡 嬿 彣 晞 澍 鋆 祐";

// Uyghur: own name · father's name.
constexpr std::string_view kUyghurBoys =
    "艾力 买买提 阿卜杜拉 艾克拜尔 吐尔逊 玉素甫 麦麦提江 阿迪力 努尔麦麦提 伊力亚尔 "
    "木拉提 艾尔肯 帕尔哈提 阿布都热合曼 穆萨 依明江 凯赛尔 祖力亚尔 夏提 热依木江";
constexpr std::string_view kUyghurGirls =
    "古丽娜尔 阿依古丽 热孜万古丽 迪丽努尔 帕提古丽 祖丽胡玛尔 米热班 麦迪娜 阿米娜 "
    "图尔荪阿依 夏依旦 古丽巴哈尔 努尔曼古丽 凯丽比努尔 阿孜古丽 赛比热 热娜 苏比努尔";
constexpr std::string_view kUyghurFathers =
    "买买提 阿不都热合曼 吐尔逊 艾合买提 库尔班 依马木 托合提 赛买提 阿布都克里木 玉山 "
    "牙生 尼亚孜 麦麦提吐尔逊 阿卜杜热依木 萨迪克 卡德尔 司马义 阿布力孜 喀迪尔 肉孜";
constexpr std::string_view kKazakhBoys = "叶尔兰 努尔兰 巴合提 沙吾列 阿依波力 哈那提 叶尔波力";
constexpr std::string_view kKazakhGirls = "阿依努尔 古丽米热 加依娜 阿合卓力 巴合提古丽 玛依拉";
constexpr std::string_view kKazakhFathers = "哈布力 加尔肯 木合塔尔 沙汗 努尔哈力 胡安别克 托列";
constexpr std::string_view kTibetanFirst =
    "扎西 次仁 旦增 索朗 洛桑 格桑 尼玛 达娃 平措 贡布 央金 白玛 才让 仁青 德吉 拉姆 "
    "普布 边巴 多吉 强巴";
constexpr std::string_view kTibetanBoys = "多吉 顿珠 罗布 旺堆 次旦 扎西 平措 坚赞 旺久 加措";
constexpr std::string_view kTibetanGirls = "卓玛 拉姆 央宗 曲珍 德吉 措姆 白珍 梅朵 卓嘎 央吉";
constexpr std::string_view kMongolBoys =
    "巴特尔 苏和 朝鲁 孟和 宝力德 那日苏 阿斯汗 特木尔 呼格吉勒 敖特根 乌力吉 哈斯巴根 "
    "额尔敦巴特尔 布日古德";
constexpr std::string_view kMongolGirls =
    "乌日娜 其其格 萨仁 高娃 娜仁 阿拉坦其其格 萨日娜 乌云 托娅 图雅 苏日娜 斯琴高娃 "
    "娜仁托娅 敖登格日乐";
constexpr std::string_view kYiClans = "吉克 沙马 阿苏 曲比 海来 吉木 马海 的日 阿的 俄木 勒伍";
constexpr std::string_view kYiBoys = "木嘎 拉日 尔布 伍且 阿木 日黑 史布 子黑";
constexpr std::string_view kYiGirls = "阿果 阿依 阿支 尔洗 阿呷 日果 伍呷 木果";
constexpr std::string_view kDaiBoys = "岩温罕 岩罕 岩香 岩叫 岩应 岩扁";
constexpr std::string_view kDaiGirls = "玉香 玉罕 玉应 玉喃 玉波 玉旺";
constexpr std::string_view kHuiSurnames = "马 马 马 马 马 海 哈 丁 白 沙 杨 金 穆 撒 虎 拜 买 妥";
constexpr std::string_view kKoreanSurnames = "金 朴 李 崔 郑 全 许 尹 姜 韩 南 玄 池";

// Others: surname, given names, as a passport prints them. The three lists go in step: what stands
// at one place is of one language.
constexpr std::string_view kLatinBoys =
    "MINH KHANH AZIZ TIMUR DMITRI IVAN KWAME JUMA OMAR YUSUF ADITYA RAHUL SOMCHAI RIZKY PEDRO "
    "JEAN-LUC KENJI MINJUN LUCAS MATEUS";
constexpr std::string_view kLatinGirls =
    "LINH THUY AIGUL MADINA ELENA OLGA AKOSUA NEEMA LAYLA FATIMA PRIYA ANANYA SUDA DEWI MARIA "
    "CLAIRE YUKI SEOYEON JULIA CAMILA";
constexpr std::string_view kLatinSurnames =
    "NGUYEN TRAN KARIMOV TULEGENOV PETROV SOKOLOV MENSAH MWANGI HASSAN ALI SHARMA PATEL "
    "SRISUK WIBOWO SANTOS DUBOIS TANAKA KIM OLIVEIRA GARCIA";
constexpr std::string_view kHongKongTaiwanSurnames =
    "陈 林 黄 张 李 王 吴 刘 蔡 杨 许 郑 谢 梁 何 邓 冯 谭 麦 关 莫 邝";
// Country, its letters, and where its names stand in the lists above: first, count.
constexpr std::string_view kCountries =
    "越南 VNM 0 2 泰国 THA 12 1 印度尼西亚 IDN 13 1 哈萨克斯坦 KAZ 2 2 乌兹别克斯坦 UZB 2 1 "
    "俄罗斯 RUS 4 2 巴基斯坦 PAK 8 2 印度 IND 10 2 韩国 KOR 17 1 日本 JPN 16 1 加纳 GHA 6 1 "
    "肯尼亚 KEN 7 1 埃及 EGY 8 2 也门 YEM 8 2 法国 FRA 15 1 巴西 BRA 18 1 墨西哥 MEX 19 1";

constexpr std::string_view kStreets =
    "人民路 中山路 解放路 建设路 文化路 新华街 和平路 胜利街 东风路 前进路 光明路 迎宾大道 "
    "北京路 长江路 黄河路 友谊路 育才路 幸福里小区 锦绣花园 桃源村";
constexpr std::string_view kSchools =
    "第一中学 第二中学 第三中学 实验中学 高级中学 外国语学校 民族中学 育才中学 一中 师范附中";

}  // namespace mingce::demo_names
