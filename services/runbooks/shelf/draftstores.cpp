// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of psql and redis-cli, and SQL, as steps.
#include "draftcommand.h"
#include "sqlscript.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::ToolCommand;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

bool hasAny(const QJsonObject &details, const QStringList &members)
{
    return std::any_of(
        members.begin(), members.end(), [&details](const QString &each) { return details.contains(each); });
}

/// What the statements of -c and of a here document are, one after the other.
QString codeOf(const QJsonObject &details)
{
    QStringList parts;
    const QJsonArray given = details.value(u"statements"_s).toArray();
    for (const QJsonValue &each : given)
        parts << each.toString();
    parts << details.value(u"input"_s).toString();
    parts.removeAll(QString());
    return parts.join(u";\n"_s);
}

/// Which server the command talks to, for people.
QString hostOf(const QJsonObject &details)
{
    const QString host = details.value(u"host"_s).toString();
    const int database = details.value(u"database"_s).toInt();
    return database > 0 ? tr("%1, database %2").arg(host, QString::number(database)).trimmed() : host;
}

} // namespace

QList<DraftAction> DraftCommand::psql(const ToolCommand &command)
{
    if (hasAny(command.details, {u"files"_s, u"inputFile"_s, u"variables"_s, u"listsDatabases"_s}))
        return refuse(tr("Its statements are in a file, or put together by psql."));
    const QString code = codeOf(command.details);
    m_open.removeIf([](const auto &it) { // where the server is
        return !it.key().startsWith("/statements"_L1) && !it.key().startsWith("/input"_L1);
    });
    const QList<SqlStatement> statements = sqlStatements(code);
    if (!m_open.isEmpty() || (command.details.contains(u"isOneTransaction"_s) && statements.size() > 1))
        return refuse(tr("A part of it is decided only when a shell runs it, or it is one transaction of several."));
    if (statements.isEmpty())
        return refuse(tr("It waits for somebody to type statements."));
    QJsonObject with;
    password(command, u"databasePassword"_s, with);
    return sql(code, member(u"database"_s, command.details.value(u"database"_s).toString(), hostOf(command.details)));
}

QList<DraftAction> DraftCommand::sqlOf(const QString &code) { return sql(code, member(u"database"_s, {}, {})); }

QList<DraftAction> DraftCommand::sql(const QString &code, const QString &database)
{
    QList<DraftAction> all;
    for (const SqlStatement &each : sqlStatements(code)) {
        const QString &statement = each.text;
        if (statement.contains(u'\\') || m_source.redaction.isIn(statement))
            return refuse(tr("It is no SQL statement, or a password stands in it."));
        QJsonObject with{{u"database"_s, QJsonValue::Null}, {u"statement"_s, statement}};
        m_ready.insert(u"/database"_s, database);
        m_ready.insert(u"/statement"_s, statement);
        if (m_ready.contains(u"/password"_s))
            with.insert(u"password"_s, QJsonValue::Null);
        QList<DraftAction> one = made(isSqlQuery(statement) ? u"sql:query"_s : u"sql:execute"_s, with);
        if (one.isEmpty())
            return {};
        one.first().title = m_source.redaction.shown(each.comment);
        all += one;
    }
    return all.isEmpty() ? refuse(tr("There is no statement in it.")) : all;
}

QList<DraftAction> DraftCommand::redis(const ToolCommand &command)
{
    const QJsonArray words = command.details.value(u"command"_s).toArray();
    const bool isSpecial = hasAny(command.details,
        {u"pattern"_s, u"scan"_s, u"repeats"_s, u"input"_s, u"inputFile"_s, u"--bigkeys"_s, u"--memkeys"_s,
            u"--latency"_s, u"--latency-history"_s, u"--stat"_s});
    if (words.isEmpty() || isSpecial)
        return refuse(tr("Only one command of Redis in the command line itself becomes a step."));
    m_open.removeIf([](const auto &it) { return !it.key().startsWith("/command"_L1); });
    QJsonObject with{{u"cache"_s, QJsonValue::Null}, {u"command"_s, words}};
    password(command, u"cachePassword"_s, with);
    m_ready.insert(u"/cache"_s, member(u"cache"_s, {}, hostOf(command.details)));
    return made(u"redis:command"_s, with);
}

QList<DraftAction> DraftCommand::unlink(const ToolCommand &scan)
{
    const auto pattern = scan.deferred.constFind(u"/pattern"_s);
    m_open.clear();
    QJsonObject with{{u"cache"_s, QJsonValue::Null}, {u"pattern"_s, scan.details.value(u"pattern"_s)}};
    if (pattern != scan.deferred.constEnd())
        m_open.insert(u"/pattern"_s, *pattern);
    password(scan, u"cachePassword"_s, with);
    m_ready.insert(u"/cache"_s, member(u"cache"_s, {}, hostOf(scan.details)));
    return made(u"redis:unlink"_s, with);
}

} // namespace sm::runbooks
