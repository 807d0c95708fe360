// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.h"

#include "privatefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// Reading every page of a file of this size takes well under a second; damage in a larger one shows when it is read.
constexpr qint64 WhollyCheckedBytes = 64 * 1024 * 1024;

Result<void> checkIntegrity(Connection &connection, const QString &file)
{
    if (QFileInfo(file).size() > WhollyCheckedBytes)
        return ok();
    const Result<QVariant> verdict = connection.value(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return verdict.error();
    if (verdict->toString() == u"ok"_s)
        return ok();
    return Error(Error::Kind::Storage,
        QCoreApplication::translate(
            "sm::store", "%1 is damaged (%2). Move it away, or put a copy from a backup in its place.")
            .arg(file, verdict->toString()))
        .withCode(u"SQLITE_CORRUPT"_s);
}

Result<std::shared_ptr<Connection>> openFile(const QString &file, const Schema &schema)
{
    if (const auto made = makePrivateFile(file); !made)
        return made.error();
    Result<std::shared_ptr<Connection>> connection = Connection::open(file);
    if (!connection)
        return connection;
    if (const auto migrated = migrate(**connection, schema, file); !migrated)
        return migrated.error();
    if (const auto sound = checkIntegrity(**connection, file); !sound)
        return sound.error();
    return connection;
}

} // namespace

struct Database::State
{
    std::shared_ptr<Connection> connection; ///< touched on the thread of the pool only
};

Database::Database(QString file)
    : m_file(std::move(file))
    , m_state(std::make_shared<State>())
{
    // One thread for as long as the database lives: an SQLite connection belongs to its thread.
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

Database::~Database()
{
    m_pool.start([state = m_state] { state->connection.reset(); });
}

QCoro::Task<Result<std::unique_ptr<Database>>> Database::open(QString file, Schema schema)
{
    std::unique_ptr<Database> database(new Database(std::move(file)));
    const Result<void> prepared = co_await database->prepare(schema);
    if (!prepared && prepared.error().code() == schema.name + u"Newer"_s)
        co_return prepared.error();
    if (!prepared)
        co_return prepared.error().withCode(schema.name + u"Unavailable"_s);
    co_return database;
}

QCoro::Task<Result<void>> Database::prepare(Schema schema)
{
    auto outcome = std::make_shared<Result<void>>();
    const QFuture<void> done = QtConcurrent::run(&m_pool, [state = m_state, file = m_file, schema, outcome] {
        const Result<std::shared_ptr<Connection>> opened = openFile(file, schema);
        if (opened)
            state->connection = *opened;
        else
            *outcome = opened.error();
    });
    co_await done;
    co_return *outcome;
}

QFuture<void> Database::start(std::function<void(Connection &)> work)
{
    return QtConcurrent::run(&m_pool, [state = m_state, work = std::move(work)] { work(*state->connection); });
}

} // namespace sm::store
