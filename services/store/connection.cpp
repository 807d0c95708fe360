// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include "storageerror.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<QSqlQuery> run(const QString &connection, const QString &file, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return storageError(query.lastError(), file);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return storageError(query.lastError(), file);
    return query;
}

} // namespace

Connection::Connection(QString name, QString file)
    : m_name(std::move(name))
    , m_file(std::move(file))
{
}

Connection::~Connection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::shared_ptr<Connection>> Connection::open(const QString &file)
{
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const std::shared_ptr<Connection> connection(new Connection(name, file));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    if (!database.isValid())
        return Error(Error::Kind::Storage,
            QCoreApplication::translate("sm::store", "Qt's SQLite driver is missing. Install libqt6sql6-sqlite."));
    database.setDatabaseName(file);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return storageError(database.lastError(), file);
    return connection;
}

Result<QList<Row>> Connection::select(const QString &sql, const QVariantList &values)
{
    Result<QSqlQuery> query = run(m_name, m_file, sql, values);
    if (!query)
        return query.error();
    const int columns = query->record().count();
    QList<Row> rows;
    while (query->next()) {
        Row row;
        for (int column = 0; column < columns; ++column)
            row << query->value(column);
        rows << row;
    }
    if (query->lastError().isValid())
        return storageError(query->lastError(), m_file);
    return rows;
}

Result<QVariant> Connection::value(const QString &sql, const QVariantList &values)
{
    const Result<QList<Row>> rows = select(sql, values);
    if (!rows)
        return rows.error();
    return rows->isEmpty() || rows->first().isEmpty() ? QVariant() : rows->first().first();
}

Result<qint64> Connection::execute(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery> query = run(m_name, m_file, sql, values);
    if (!query)
        return query.error();
    return query->lastInsertId().toLongLong();
}

Result<void> Connection::transact(const std::function<Result<void>()> &work)
{
    // IMMEDIATE: a reader that turns writer half-way would fail with SQLITE_BUSY instead of waiting its turn.
    if (const auto begun = execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun.error();
    Result<void> done = work();
    if (done) {
        const auto committed = execute(u"COMMIT"_s);
        if (committed)
            return done;
        done = committed.error();
    }
    // Some errors (a full disk) roll back by themselves; then this one has nothing left to do.
    static_cast<void>(execute(u"ROLLBACK"_s));
    return done;
}

Result<void> Connection::harden()
{
    if (auto set = require(u"journal_mode"_s, u"WAL"_s, u"wal"_s); !set)
        return set;
    if (auto set = require(u"synchronous"_s, u"FULL"_s, 2); !set)
        return set;
    if (auto set = require(u"foreign_keys"_s, u"ON"_s, 1); !set)
        return set;
    return require(u"trusted_schema"_s, u"OFF"_s, 0);
}

Result<void> Connection::require(const QString &pragma, const QVariant &setting, const QVariant &expected)
{
    if (const auto set = execute(u"PRAGMA %1=%2"_s.arg(pragma, setting.toString())); !set)
        return set.error();
    const Result<QVariant> found = value(u"PRAGMA %1"_s.arg(pragma));
    if (!found)
        return found.error();
    if (found->toString() == expected.toString())
        return ok();
    return Error(Error::Kind::Storage,
        QCoreApplication::translate(
            "sm::store", "%1 does not keep %2 at %3, so nothing in it would be safe. Put it on a local disk.")
            .arg(m_file, pragma, expected.toString()));
}

} // namespace sm::store
