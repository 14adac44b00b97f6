// One province's tables in the making: its own codes first, then records that use them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demo/province_layout.h"
#include "demo/table.h"

namespace mingce {

class ProvinceSet {
public:
    ProvinceSet(DemoHandOver& hand_over, std::size_t province)
        : hand_over_(hand_over),
          home_(demo_provinces()[province]),
          province_(province),
          random_(hand_over.options.seed, 100 + province) {}

    void make();

private:
    using Codes = std::vector<std::pair<std::string, std::string>>;  // code, name

    void choose_codes();
    void choose_folder();
    Codes own_codes(std::string_view values, bool own);
    std::vector<std::size_t> candidates() const;
    std::string electives(const DemoPerson& person);
    /// The province's own code of the `value`th meaning of a lookup.
    std::string code(std::string_view prefix, std::size_t value) const {
        return codes_.at(std::string(prefix))[value].first;
    }
    std::string national(std::string_view text) const {
        return drops_zero_ && text.size() == 2 && text[0] == '0' ? std::string(text.substr(1))
                                                                 : std::string(text);
    }
    std::string file_name(std::string_view base) const;
    DemoTable table(std::string_view base, std::string_view layout) const;
    void add_lookups();
    void add_people();
    void add_plans();
    void add_side_tables();
    void add_histories();
    void add_subject_scores();
    void add_choices();
    void add_health();
    void fill_registration(const DemoTable& table, DemoRow& row, const DemoPerson& person);
    void fill_placement(const DemoTable& table, DemoRow& row, const DemoPerson& person);
    void fill_scores(const DemoTable& table, DemoRow& row, const DemoPerson& person);

    DemoHandOver& hand_over_;
    const DemoProvince& home_;
    std::size_t province_;
    DemoRandom random_;
    std::string folder_;
    bool drops_zero_ = false;
    std::map<std::string, Codes> codes_;
    std::map<std::size_t, std::string> local_;  // major -> ZYDH
    std::string unit_;
    std::map<std::vector<std::string>, std::pair<std::size_t, std::uint32_t>> plans_;
};

}  // namespace mingce
