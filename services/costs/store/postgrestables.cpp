// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgrestables.h"

#include "chargerows.h"

#include <core/json.h>
#include <postgres/connection.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QtConcurrentRun>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

// PostgreSQL, appendix A
constexpr QStringView UndefinedTable = u"42P01";
constexpr QStringView UndefinedColumn = u"42703";
constexpr QStringView UniqueViolation = u"23505";
constexpr qsizetype MostDeliveries = 100'000;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::PostgresCosts", text); }

QJsonValue jsonIn(const QJsonValue &text) { return parseJson(text.toString().toUtf8()).value_or(QJsonValue()); }

/// Later rows take earlier ones away.
Deliveries countingIn(const QJsonArray &rows)
{
    Deliveries deliveries;
    QSet<qint64> replaced;
    for (const QJsonValue row : rows) {
        deliveries.newest = row[0].toInteger();
        const QJsonArray versions = jsonIn(row[3]).toArray();
        for (const QJsonValue version : versions)
            replaced.insert(version.toInteger());
        if (const auto head = headFrom(jsonIn(row[2]).toObject()))
            deliveries.counting.append({deliveries.newest, row[1].toString(), *head});
    }
    deliveries.counting.removeIf([&replaced](const Delivery &each) { return replaced.contains(each.version); });
    return deliveries;
}

Result<void> writeRows(const Ledger &ledger, const QString &delivery, const QString &path)
{
    QFile file(path);
    bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
    ChargeWriter writer(ledger, delivery.toLatin1());
    for (QByteArray piece = writer.next(); isWritten && !piece.isEmpty(); piece = writer.next())
        isWritten = file.write(piece) == piece.size();
    if (isWritten && file.flush())
        return ok();
    const QString reason = file.errorString();
    file.remove();
    return Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(path, reason));
}

} // namespace

PostgresCosts::Tables::Tables(operations::Runner &runner, const operations::Planner &planner, Place place)
    : m_place(std::move(place))
    , m_writes(runner, planner, m_place.system)
    , m_connections(m_place.system, std::chrono::minutes(1))
{
}

QCoro::Task<Result<postgres::QueryResult>> PostgresCosts::Tables::read(postgres::Statement statement, CancelToken token)
{
    const auto connection = co_await m_connections.lease(m_place.database, m_place.password, token);
    if (!connection)
        co_return connection.error();
    const auto result = co_await connection->get()->read(statement, token);
    co_return result ? result : explained(result.error());
}

QCoro::Task<Result<Deliveries>> PostgresCosts::Tables::deliveries(SystemId system, CancelToken token)
{
    postgres::Statement statement{
        u"SELECT version, delivery, head, replaces FROM cost_ledgers WHERE system = $1 ORDER BY version"_s,
        {system.value}};
    statement.maxRows = MostDeliveries;
    const Result<postgres::QueryResult> result = co_await read(statement, token);
    if (!result)
        co_return result.error();
    co_return countingIn(result->rows);
}

QCoro::Task<Result<std::shared_ptr<const Ledger>>> PostgresCosts::Tables::charges(
    SystemId system, Delivery delivery, CancelToken token)
{
    if (std::shared_ptr<const Ledger> known = cacheOf(system).find(delivery.version))
        co_return known;
    const auto connection = co_await m_connections.lease(m_place.database, m_place.password, token);
    if (!connection)
        co_return connection.error();
    ChargeReader reader(delivery.head);
    const Error wrong = damaged(delivery.head.info);
    const postgres::CopyQuery query{
        ChargeReader::query(delivery.head, delivery.id), postgres::CopyFormat::Text, std::chrono::seconds(60)};
    const auto take
        = [&reader, &wrong](const QByteArray &piece) -> Result<void> { return reader.take(piece) ? ok() : wrong; };
    const auto copied = co_await connection->get()->copyOut(query, take, token);
    if (!copied)
        co_return explained(copied.error());
    std::shared_ptr<const Ledger> ledger = reader.ledger();
    if (!ledger)
        co_return wrong;
    cacheOf(system).put(delivery.version, ledger);
    co_return ledger;
}

QCoro::Task<Result<void>> PostgresCosts::Tables::append(
    SystemId system, QString title, QList<Step> before, QJsonArray row, CancelToken token)
{
    row.prepend(system.value);
    before << statement(title,
        u"INSERT INTO cost_ledgers (system, version, delivery, head, replaces) VALUES ($1, $2, $3, $4, $5)"_s, row);
    const Result<void> done = co_await m_writes.run(m_writes.plan(title, before), token);
    if (done || done.error().code() != UniqueViolation)
        co_return done ? done : explained(done.error());
    co_return Error(Error::Kind::Conflict,
        tr("Somebody else has changed the costs in “%1” just now. Look at them again, then decide.")
            .arg(m_place.database))
        .withCode(u"AddedMeanwhile"_s);
}

QCoro::Task<Result<QString>> PostgresCosts::Tables::writeFile(std::shared_ptr<const Ledger> ledger, QString delivery)
{
    const QString path = QDir(m_place.folder).absoluteFilePath(u"charges-%1.copy"_s.arg(delivery));
    const QFuture<Result<void>> writing
        = QtConcurrent::run([ledger, delivery, path] { return writeRows(*ledger, delivery, path); });
    const Result<void> written = co_await writing;
    if (!written)
        co_return written.error();
    co_return path;
}

Step PostgresCosts::Tables::copyIn(const Ledger &ledger, const QString &file) const
{
    Step step;
    step.title = tr("Copy the charges of “%1”").arg(ledger.title);
    step.operation = {u"sql:copy-in"_s,
        {{u"database"_s, m_place.database}, {u"table"_s, u"cost_charges"_s}, {u"file"_s, file},
            {u"format"_s, u"text"_s}, {u"columns"_s, QJsonArray::fromStringList(ChargeWriter::columns())}},
        {}};
    return signedIn(step, m_place.password);
}

Step PostgresCosts::Tables::statement(const QString &title, const QString &sql, const QJsonArray &parameters) const
{
    return TeamWrites::statement(title, m_place.database, m_place.password, sql, parameters);
}

Error PostgresCosts::Tables::explained(const Error &error) const
{
    if (error.code() == UndefinedTable)
        return Error(Error::Kind::NotFound,
            tr("Database “%1” has no tables for costs yet. Have them made once: stationmaster costs --make-tables "
               "--system %2")
                .arg(m_place.database, m_place.system.id.value))
            .withCode(u"NoTables"_s);
    if (error.code() == UndefinedColumn)
        return Error(Error::Kind::Conflict,
            tr("The tables for costs in database “%1” are another program's: %2 Name another database under costs in "
               "the system's file.")
                .arg(m_place.database, error.message()))
            .withCode(u"OtherTables"_s);
    return error;
}

} // namespace sm::costs
