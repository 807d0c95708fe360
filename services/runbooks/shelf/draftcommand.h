// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftwords.h"

#include <commandline/toolcommand.h>

#include <QJsonObject>

namespace sm::runbooks {

/// Makes the steps of one command. What it returns is empty where there is none: why() says the reason as a sentence.
class DraftCommand
{
public:
    DraftCommand(
        const DraftSource &source, DraftState &state, const Place &place, DraftWords::Substitution substitution);

    QList<DraftAction> aws(const commandline::AwsCommand &command);
    QList<DraftAction> tool(const commandline::ToolCommand &command, const commandline::CommandUse &use);
    /// redis-cli --scan --pattern … | xargs redis-cli del
    QList<DraftAction> unlink(const commandline::ToolCommand &scan);
    /// The statements of \p code, a step each.
    QList<DraftAction> sqlOf(const QString &code);

    const QString &why() const { return m_why; }

private:
    QList<DraftAction> refuse(const QString &why);
    QList<DraftAction> made(
        const QString &uses, const QJsonObject &with, const aws::Shape *shape = nullptr, const QStringList &notes = {});
    bool putInFiles(const commandline::AwsCommand &command, const aws::Operation &operation, QJsonObject &input);
    QList<DraftAction> ownCommand(const commandline::AwsCommand &command);
    QList<DraftAction> listing(const commandline::AwsCommand &command);
    QList<DraftAction> copying(const commandline::AwsCommand &command);
    QString positional(const commandline::AwsCommand &command, int at);
    QList<DraftAction> psql(const commandline::ToolCommand &command);
    QList<DraftAction> sql(const QString &code, const QString &database);
    QList<DraftAction> redis(const commandline::ToolCommand &command);
    QList<DraftAction> request(const commandline::ToolCommand &command);
    QList<DraftAction> process(const commandline::ToolCommand &command, const commandline::CommandUse &use);
    bool environment(const commandline::CommandUse &use, QJsonObject &with);
    bool address(const QJsonObject &details, QJsonObject &with);
    std::optional<QString> pathOf(const commandline::Word &path, QJsonObject &values);
    bool headers(const commandline::ToolCommand &command, QJsonObject &with);
    bool body(const QJsonObject &details, QJsonObject &with);
    QString member(const QString &name, const QString &defaultValue, const QString &host);
    void password(const commandline::ToolCommand &command, const QString &name, QJsonObject &with);

    const DraftSource &m_source;
    DraftState &m_state;
    Place m_place;
    DraftWords m_words;
    QString m_why;
    QMap<QString, commandline::Word> m_open;
    QMap<QString, QString> m_ready; ///< templates that are made already, by pointer
};

} // namespace sm::runbooks
