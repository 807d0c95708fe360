// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftcommand.h"

#include "draftinput.h"

#include <QCoreApplication>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::ToolCommand;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

} // namespace

DraftCommand::DraftCommand(
    const DraftSource &source, DraftState &state, const Place &place, DraftWords::Substitution substitution)
    : m_source(source)
    , m_state(state)
    , m_place(place)
    , m_words(source, state, std::move(substitution))
{
}

QList<DraftAction> DraftCommand::refuse(const QString &why)
{
    m_why = why;
    return {};
}

QList<DraftAction> DraftCommand::made(
    const QString &uses, const QJsonObject &with, const aws::Shape *shape, const QStringList &notes)
{
    const std::optional<JsonTemplate> input = DraftInput(m_words, m_open, m_ready, m_place).of(with, shape);
    if (!input)
        return refuse(tr("A part of it is decided only when a shell runs it, or a password stands in it."));
    return {DraftAction{uses, *input, notes, {}, {}, {}}};
}

/// The system knows its databases and caches by name; which one the command's host is, a person says.
QString DraftCommand::member(const QString &name, const QString &defaultValue, const QString &host)
{
    QString description = tr("Its name among those of the system.");
    if (!host.isEmpty())
        description += u' ' + tr("The file says %1.").arg(m_source.redaction.shown(host));
    return m_state.parameters.named(
        name, description, m_source.redaction.isIn(defaultValue) ? QString() : defaultValue);
}

void DraftCommand::password(const ToolCommand &command, const QString &name, QJsonObject &with)
{
    if (command.secrets.isEmpty())
        return;
    m_ready.insert(u"/password"_s, m_words.secret(command.secrets.first(), name));
    with.insert(u"password"_s, QJsonValue::Null);
}

QList<DraftAction> DraftCommand::tool(const ToolCommand &command, const commandline::CommandUse &use)
{
    m_open = command.deferred;
    if (command.kind == ToolCommand::Kind::Psql)
        return psql(command);
    if (command.kind == ToolCommand::Kind::RedisCli)
        return redis(command);
    if (command.kind == ToolCommand::Kind::Curl)
        return request(command);
    if (command.kind == ToolCommand::Kind::Process)
        return process(command, use);
    return refuse(command.reason);
}

} // namespace sm::runbooks
