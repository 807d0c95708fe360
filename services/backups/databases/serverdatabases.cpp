// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverdatabases.h"

#include <core/json.h>
#include <postgres/identifier.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using postgres::QueryResult;
using postgres::Statement;

namespace {

// Copying an empty database, or removing the files of a big one.
constexpr std::chrono::minutes writeLimit{30};
constexpr int forceSince = 130'000;

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

/// Where no parameter can stand. Backslashes mean nothing: see Connection.
QString literal(QString text) { return u'\'' + text.replace(u'\'', u"''"_s) + u'\''; }

QString quoted(const QString &name) { return postgres::quoteIdentifier(name).value_or(u"\"\""_s); }

/// As CREATE DATABASE takes it; what is not known is left to template0.
QString localeOf(const ServerFacts &like)
{
    QString sql;
    if (!like.encoding.isEmpty())
        sql += u" ENCODING "_s + literal(like.encoding);
    if (!like.collate.isEmpty())
        sql += u" LC_COLLATE "_s + literal(like.collate);
    if (!like.ctype.isEmpty())
        sql += u" LC_CTYPE "_s + literal(like.ctype);
    if (like.provider == "i"_L1 && !like.locale.isEmpty())
        sql += u" LOCALE_PROVIDER icu ICU_LOCALE "_s + literal(like.locale);
    else if (like.provider == "b"_L1 && !like.locale.isEmpty())
        sql += u" LOCALE_PROVIDER builtin BUILTIN_LOCALE "_s + literal(like.locale);
    return sql;
}

} // namespace

ServerDatabases::ServerDatabases(postgres::Connection &connection)
    : m_connection(connection)
{
}

QCoro::Task<Result<QJsonValue>> ServerDatabases::state(QString name, CancelToken token)
{
    const Statement statement{u"SELECT oid::text, pg_get_userbyid(datdba), shobj_description(oid, 'pg_database') "
                              "FROM pg_database WHERE datname = $1"_s,
        QJsonArray{name}};
    const Result<QueryResult> found = co_await m_connection.read(statement, token);
    if (!found)
        co_return found.error();
    if (found->rows.isEmpty())
        co_return QJsonValue();
    const QJsonArray row = found->rows.first().toArray();
    QJsonObject state{{u"oid"_s, row[0]}, {u"owner"_s, row[1]}};
    if (const auto mark = RestoredMark::ofComment(row[2].toString()))
        state.insert(u"mark"_s, mark->toJson());
    co_return QJsonValue(state);
}

QCoro::Task<Result<void>> ServerDatabases::expectUnused(QString name, CancelToken token)
{
    const Statement statement{
        u"SELECT usename || coalesce(' from ' || host(client_addr), '') || coalesce(' (' || nullif(application_name, "
        u"'') "
        "|| ')', '') FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = "
        "'client backend' ORDER BY 1"_s,
        QJsonArray{name}};
    const Result<QueryResult> found = co_await m_connection.read(statement, token);
    if (!found)
        co_return found.error();
    if (found->rows.isEmpty())
        co_return ok();
    co_return Error(Error::Kind::Conflict,
        tr("“%1” is in use by %2 connections, one of them %3. Close them, or end them with SELECT "
           "pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %4, and do it again.")
            .arg(name)
            .arg(found->rows.size())
            .arg(found->rows.first()[0].toString(tr("of another user")), literal(name)))
        .withCode(u"InUse"_s)
        .withChanged(Error::Changed::No);
}

QCoro::Task<Result<QStringList>> ServerDatabases::missingRoles(QStringList roles, bool asMember, CancelToken token)
{
    const QString list = QString::fromUtf8(toCompactJson(QJsonArray::fromStringList(roles)));
    const Statement statement{u"SELECT r FROM json_array_elements_text($1::json) AS r WHERE NOT EXISTS (SELECT FROM "
                              "pg_roles AS p WHERE p.rolname = r AND (NOT $2::boolean OR "
                              "pg_has_role(current_user, p.oid, 'MEMBER')))"_s,
        QJsonArray{list, asMember}};
    const Result<QueryResult> found = co_await m_connection.read(statement, token);
    if (!found)
        co_return found.error();
    QStringList missing;
    const QJsonArray rows = found->rows;
    for (const QJsonValue row : rows)
        missing << row[0].toString();
    const QStringList names = missing;
    co_return names;
}

QCoro::Task<Result<void>> ServerDatabases::create(
    WritePermit permit, QString name, ServerFacts like, RestoredMark mark, CancelToken token)
{
    const QString making = u"CREATE DATABASE %1 TEMPLATE template0"_s.arg(quoted(name)) + localeOf(like);
    if (const Result<void> made = co_await write(permit, making, token); !made)
        co_return made.error();
    const QString marking = u"COMMENT ON DATABASE "_s + quoted(name) + u" IS "_s + literal(mark.toComment());
    const Result<void> marked = co_await write(permit, marking, {});
    if (!marked) // or nobody would know that it is ours
        [[maybe_unused]]
        const Result<void> gone = co_await drop(permit, name, true, {});
    co_return marked;
}

QCoro::Task<Result<void>> ServerDatabases::rename(WritePermit permit, QString name, QString to, CancelToken token)
{
    const QString sql = u"ALTER DATABASE "_s + quoted(name) + u" RENAME TO "_s + quoted(to);
    return write(permit, sql, token);
}

QCoro::Task<Result<void>> ServerDatabases::drop(WritePermit permit, QString name, bool force, CancelToken token)
{
    const bool canForce = force && m_connection.serverVersion() >= forceSince;
    const QString sql = u"DROP DATABASE "_s + quoted(name) + (canForce ? u" WITH (FORCE)"_s : QString());
    return write(permit, sql, token);
}

QCoro::Task<Result<void>> ServerDatabases::write(WritePermit permit, QString sql, CancelToken token)
{
    const Statement statement{sql, {}, writeLimit};
    const Result<QueryResult> done = co_await m_connection.write(permit, statement, token);
    if (!done)
        co_return done.error();
    co_return ok();
}

} // namespace sm::backups
