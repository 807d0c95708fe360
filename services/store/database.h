// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/connection.h>
#include <store/schema.h>

#include <QCoroFuture>
#include <QCoroTask>
#include <QThreadPool>

#include <memory>

namespace sm::store {

/// A SQLite file and the one thread that works on it; the callers only wait.
///
///     const auto names = co_await database->run<QStringList>([](Connection &connection) -> Result<QStringList> { … });
///
/// Work is done in the order in which it was handed over. The destructor finishes what was handed over, then closes.
class Database
{
public:
    template <typename T>
    using Work = std::function<Result<T>(Connection &)>;

    /// Opens or creates \p file (mode 0600, missing folders 0700) and brings it to the newest version of \p schema.
    /// \error Kind::Storage, code "…Newer" or "…Unavailable" after the schema's name
    static QCoro::Task<Result<std::unique_ptr<Database>>> open(QString file, Schema schema);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString file() const { return m_file; }

    /// Runs \p work on the thread of the database. \p work owns what it uses: the caller may be gone by then.
    template <typename T>
    QCoro::Task<Result<T>> run(Work<T> work)
    {
        auto slot = std::make_shared<std::optional<Result<T>>>();
        const QFuture<void> done
            = start([work = std::move(work), slot](Connection &connection) { slot->emplace(work(connection)); });
        co_await done;
        co_return std::move(**slot);
    }

private:
    explicit Database(QString file);
    QFuture<void> start(std::function<void(Connection &)> work);
    QCoro::Task<Result<void>> prepare(Schema schema);

    struct State; // shared with the work that is under way
    QString m_file;
    std::shared_ptr<State> m_state;
    QThreadPool m_pool; // last, so first to go: its destructor waits for the work
};

} // namespace sm::store
