#include "http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace mingce::http {

struct Metrics::Families {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("mingce_requests_total")
            .Help("Requests answered, by operation and status")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("mingce_request_seconds")
            .Help("Time from a request's head to its answer, by operation")
            .Register(registry);
    prometheus::Family<prometheus::Counter>& problems = prometheus::BuildCounter()
                                                            .Name("mingce_refusals_total")
                                                            .Help("Refusals, by code")
                                                            .Register(registry);
    prometheus::Gauge& connections = prometheus::BuildGauge()
                                         .Name("mingce_connections")
                                         .Help("Connections open")
                                         .Register(registry)
                                         .Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view operation, int status, double seconds) {
    const std::string name(operation);
    families_->requests.Add({{"operation", name}, {"status", std::to_string(status)}}).Increment();
    families_->seconds
        .Add({{"operation", name}},
             prometheus::Histogram::BucketBoundaries{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                     0.2, 0.5, 1, 2, 5, 10})
        .Observe(seconds);
}

void Metrics::problem(std::string_view code) {
    families_->problems.Add({{"code", std::string(code)}}).Increment();
}

void Metrics::set_connections(std::size_t count) {
    families_->connections.Set(static_cast<double>(count));
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace mingce::http
