// What became of requests: how many were answered as they should be, were told to come again, or
// were not answered, and how long it took from when each was due.
#pragma once

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace mingce::bench {

struct Answered {
    int status = 0;  // 0: not at all
    bool says_when_again = false;
};

/// By label, and by the group that stands before its "/".
class Figures {
public:
    void add(const std::string& label, double milliseconds, const Answered& answered, int wanted) {
        const bool is_ok = answered.status == wanted;
        const bool is_refused =
            (answered.status == 429 || answered.status == 503) && answered.says_when_again;
        if (!is_ok) ++statuses_[label + " " + std::to_string(answered.status)];
        for (const std::string& name : {label, label.substr(0, label.find('/'))}) {
            Figure& figure = figures_[name];
            ++(is_ok ? figure.ok : is_refused ? figure.refused : figure.broken);
            if (is_ok) figure.spent.push_back(static_cast<float>(milliseconds));
            if (label.find('/') == std::string::npos) break;
        }
    }
    void reopened() { ++reopened_; }
    void event() { ++events_; }

    void print() {
        for (auto& [name, figure] : figures_) {
            std::sort(figure.spent.begin(), figure.spent.end());
            std::printf("%s ok %llu refused %llu broken %llu p50 %.2f p95 %.2f p99 %.2f max %.2f\n",
                        name.c_str(), figure.ok, figure.refused, figure.broken, at(figure, 0.50),
                        at(figure, 0.95), at(figure, 0.99), at(figure, 1));
        }
        for (const auto& [name, count] : statuses_)
            std::printf("otherwise %s count %llu\n", name.c_str(), count);
        std::printf("reopened %llu events %llu\n", reopened_, events_);
    }

private:
    struct Figure {
        unsigned long long ok = 0, refused = 0, broken = 0;
        std::vector<float> spent;
    };
    static double at(const Figure& figure, double part) {
        if (figure.spent.empty()) return 0;
        const double last = static_cast<double>(figure.spent.size() - 1);
        return figure.spent[static_cast<std::size_t>(part * last + 0.5)];
    }

    std::map<std::string, Figure> figures_;
    std::map<std::string, unsigned long long> statuses_;
    unsigned long long reopened_ = 0, events_ = 0;
};

}  // namespace mingce::bench
