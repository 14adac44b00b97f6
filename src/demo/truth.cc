#include <algorithm>

#include "base/text.h"
#include "demo/table.h"

namespace mingce {

std::string demo_truth_text(const std::vector<DemoTruth>& truth) {
    std::string text;
    const auto put = [&text](std::string_view key, std::string_view value) {
        text += ",\"";
        text += key;
        text += "\":";
        append_json_string(text, value);
    };
    for (const DemoTruth& line : truth) {
        text += "{\"class\":" + std::to_string(line.error_class);
        put("class_name", line.class_name);
        put("file", line.file);
        put("sheet", line.sheet);
        text += ",\"row\":" + std::to_string(line.row);
        put("field", line.field);
        put("clean", line.clean);
        put("dirty", line.dirty);
        if (line.must_not_alarm) text += ",\"must_not_alarm\":true";
        text += "}\n";
    }
    return text;
}

std::string demo_slip_text(const DemoHandOver& hand_over) {
    const std::string year = std::to_string(hand_over.options.year);
    std::string text = "江城明远大学 " + year + " 级新生数据移交清单\n";
    text += "序号\t文件\t工作表\t记录数\n";
    std::set<std::string> changed;
    std::size_t number = 0, sum = 0;
    for (const DemoTable& table : hand_over.tables) {
        if (!table.lists_people()) continue;
        const auto deleted = std::count_if(table.rows.begin(), table.rows.end(),
                                           [](const DemoRow& row) { return row.deleted; });
        std::size_t count = table.rows.size() - static_cast<std::size_t>(deleted);
        const auto change = hand_over.slip_changes.find(table.file);
        if (change != hand_over.slip_changes.end() && changed.insert(table.file).second)
            count = static_cast<std::size_t>(static_cast<std::int64_t>(count) + change->second);
        text += std::to_string(++number) + "\t" + table.file + "\t" + table.sheet + "\t" +
                std::to_string(count) + "\n";
        sum += count;
    }
    text += "合计\t\t\t" + std::to_string(sum) + "\n";
    text += "移交人：（已签字）\t接收人：（已签字）\t日期：" + year + "-08-20\n";
    return text;
}

std::string demo_classes_text(const DemoHandOver& hand_over) {
    std::string text = "考生号,班级,学号\r\n";
    for (const DemoPerson& person : hand_over.people)
        if (person.admitted)
            text += person.exam_number + "," + person.class_name + "," + person.student_no + "\r\n";
    return text;
}

}  // namespace mingce
