// One connection to a PostgreSQL server: its settings, its prepared statements, its codes in words.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/postgres_values.h"

namespace mingce {

/// A statement prepared for parameters of these types.
struct PostgresStatement {
    std::string name;
    std::vector<Oid> types;

    /// A NULL goes with any type.
    bool takes(std::span<const Param> params) const;
};

/// Used by one thread at a time.
class PostgresConnection {
public:
    /// Connects, checks that the server suits and sets the session up.
    /// Errors: Unavailable.
    static Result<std::unique_ptr<PostgresConnection>> open(const std::string& url);

    PGconn* handle() const { return handle_.get(); }
    bool is_lost() const { return PQstatus(handle()) != CONNECTION_OK; }
    /// Connected, and no transaction or answer is open.
    bool is_idle() const { return !is_lost() && PQtransactionStatus(handle()) == PQTRANS_IDLE; }

    /// The prepared statement of this text that takes such parameters, nullptr when there is none.
    const PostgresStatement* find(std::string_view sql, std::span<const Param> params) const;
    /// The same, prepared when there is none. It lives until the next call. SQL that the server
    /// does not understand, or another number of parameters, is a bug and throws.
    Result<const PostgresStatement*> prepare(std::string_view sql, std::span<const Param> params);
    /// Runs statements without parameters, as of transactions and settings; answers are dropped.
    Status execute(const std::string& sql);

    /// What a result that is none says. A code that only a wrong program can meet throws.
    Error error(const PGresult* result, std::string_view sql = {}) const;

private:
    struct Close {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    explicit PostgresConnection(PGconn* handle) : handle_(handle) {}
    Status set_up();

    std::unique_ptr<PGconn, Close> handle_;
    std::uint64_t prepared_ = 0;  // ever, for names
    std::unordered_map<std::string, std::vector<PostgresStatement>, TextHash, std::equal_to<>>
        statements_;
};

}  // namespace mingce
