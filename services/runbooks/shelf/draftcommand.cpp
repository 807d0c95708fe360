// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftcommand.h"

#include "draftinput.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;
using commandline::ToolCommand;
using markdown::ImportedCommand;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// Makes the step of one command; says why where there is none.
class Translation
{
public:
    Translation(DraftParameters &parameters, const Place &place, QString &why)
        : m_parameters(parameters)
        , m_place(place)
        , m_why(why)
    {
    }

    std::optional<DraftAction> aws(const AwsCommand &command, const aws::Models &models);
    std::optional<DraftAction> tool(const ToolCommand &command);

private:
    std::optional<DraftAction> refuse(const QString &why);
    std::optional<DraftAction> made(
        const QString &uses, const QJsonObject &with, const aws::Shape *shape = nullptr, const QStringList &notes = {});
    std::optional<DraftAction> sql(const QJsonObject &details);
    std::optional<DraftAction> redis(const QJsonObject &details);
    std::optional<DraftAction> request(const QJsonObject &details);
    QString openMember(const QString &name, const QString &title, const QString &value);

    DraftParameters &m_parameters;
    Place m_place;
    QString &m_why;
    QMap<QString, commandline::Word> m_open;
};

std::optional<DraftAction> Translation::refuse(const QString &why)
{
    m_why = why;
    return {};
}

std::optional<DraftAction> Translation::made(
    const QString &uses, const QJsonObject &with, const aws::Shape *shape, const QStringList &notes)
{
    const std::optional<JsonTemplate> input = DraftInput(m_parameters, m_open, m_place).of(with, shape);
    if (!input)
        return refuse(tr("A part of it is decided only when a shell runs it."));
    return DraftAction{uses, *input, notes};
}

std::optional<DraftAction> Translation::aws(const AwsCommand &command, const aws::Models &models)
{
    if (command.kind != AwsCommand::Kind::Operation && command.kind != AwsCommand::Kind::Waiter)
        return refuse(tr("It is a command of the AWS CLI itself."));
    if (command.hasErrors())
        return refuse(command.problems.first().message);
    if (!command.files.isEmpty() || !command.isComplete)
        return refuse(tr("It reads a file or the answer of another command."));
    QStringList notes;
    if (!command.region.isEmpty() || !command.profile.isEmpty())
        notes << tr("The file names a region or a profile. The step runs in those of the system.");
    for (auto it = command.deferred.begin(); it != command.deferred.end(); ++it) {
        if (it.key().startsWith(u'/'))
            m_open.insert(it.key(), it.value());
    }
    const auto service = models.service(command.service);
    if (command.kind == AwsCommand::Kind::Waiter) {
        const QString waiter = command.writtenOperation.section(u' ', 1);
        return made(u"wait:%1:%2"_s.arg(command.service, waiter), command.input, nullptr, notes);
    }
    const aws::Operation *operation = service ? (*service)->operation(command.operation) : nullptr;
    if (!operation)
        return refuse(tr("The operation is not known here."));
    return made(u"aws:%1:%2"_s.arg(command.service, command.operation), command.input, operation->input, notes);
}

std::optional<DraftAction> Translation::tool(const ToolCommand &command)
{
    m_open = command.deferred;
    if (command.kind == ToolCommand::Kind::Psql)
        return sql(command.details);
    if (command.kind == ToolCommand::Kind::RedisCli)
        return redis(command.details);
    if (!command.secrets.isEmpty())
        return refuse(tr("A password stands in it."));
    if (command.kind == ToolCommand::Kind::Curl)
        return request(command.details);
    return made(u"process:run"_s,
        {{u"program"_s, command.details.value(u"program"_s)}, {u"arguments"_s, command.details.value(u"arguments"_s)}});
}

/// The system knows its databases and caches by name; which one the command's host is, a person says.
QString Translation::openMember(const QString &name, const QString &title, const QString &value)
{
    m_parameters.reference(name, title, tr("Its name among those of the system."));
    m_parameters.setDefault(name, value);
    return u"<%1>"_s.arg(name);
}

std::optional<DraftAction> Translation::sql(const QJsonObject &details)
{
    const QJsonArray statements = details.value(u"statements"_s).toArray();
    if (statements.size() != 1 || details.contains(u"files"_s))
        return refuse(tr("Only one SQL statement in the command itself becomes a step."));
    m_open.removeIf([](const auto &it) { return !it.key().startsWith(u"/statements"); }); // where the server is
    const QString statement = statements.first().toString().trimmed();
    if (statement.startsWith(u'\\') || !m_open.isEmpty())
        return refuse(tr("It is no SQL statement, or a part of it is decided only when a shell runs it."));
    const bool reads = statement.startsWith(u"select "_s, Qt::CaseInsensitive)
        || statement.startsWith(u"show "_s, Qt::CaseInsensitive);
    const QString database = openMember(u"database"_s, tr("Database"), details.value(u"database"_s).toString());
    return made(reads ? u"sql:query"_s : u"sql:execute"_s, {{u"database"_s, database}, {u"statement"_s, statement}});
}

std::optional<DraftAction> Translation::redis(const QJsonObject &details)
{
    const QJsonArray command = details.value(u"command"_s).toArray();
    if (command.isEmpty() || details.contains(u"pattern"_s))
        return refuse(tr("Only one command of Redis in the command line itself becomes a step."));
    m_open.removeIf([](const auto &it) { return !it.key().startsWith(u"/command"); });
    return made(u"redis:command"_s, {{u"cache"_s, openMember(u"cache"_s, tr("Cache"), {})}, {u"command"_s, command}});
}

std::optional<DraftAction> Translation::request(const QJsonObject &details)
{
    for (const QString &member : {u"bodyFile"_s, u"user"_s, u"insecure"_s}) {
        if (details.contains(member))
            return refuse(tr("It sends a file or a password, or trusts any certificate."));
    }
    const QString url = details.value(u"url"_s).toString();
    const QString method = details.value(u"method"_s).toString(u"GET"_s);
    QJsonObject headers;
    const QJsonArray written = details.value(u"headers"_s).toArray();
    for (const QJsonValue &each : written)
        headers.insert(each[u"name"_s].toString(), each[u"value"_s]);
    QJsonObject with{{u"url"_s, url}, {u"method"_s, method}};
    if (!headers.isEmpty())
        with.insert(u"headers"_s, headers);
    if (method == "GET"_L1 || method == "HEAD"_L1)
        return made(u"http:probe"_s, with);
    if (details.contains(u"body"_s))
        with.insert(u"body"_s, details.value(u"body"_s));
    return made(u"http:trigger"_s, with);
}

} // namespace

std::optional<DraftAction> draftAction(const ImportedCommand &command, const aws::Models &models,
    DraftParameters &parameters, const Place &place, QString &why)
{
    Translation translation(parameters, place, why);
    std::optional<DraftAction> action;
    if (command.kind == ImportedCommand::Kind::Aws && command.aws)
        action = translation.aws(*command.aws, models);
    else if (command.kind == ImportedCommand::Kind::Tool && command.tool)
        action = translation.tool(*command.tool);
    else
        why = command.reason;
    if (action && !command.filter.isEmpty())
        action->notes << tr("The file shows only a part of the answer: %1").arg(command.filter);
    return action;
}

QString shownCommand(const ImportedCommand &command)
{
    QString text = command.text;
    if (!command.tool)
        return text;
    for (auto it = command.tool->secrets.begin(); it != command.tool->secrets.end(); ++it) {
        for (const QString &written : {it->source, it->text()}) {
            if (!written.isEmpty())
                text.replace(written, u'$' + it.key());
        }
    }
    return text;
}

} // namespace sm::runbooks
