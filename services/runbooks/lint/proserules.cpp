// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

using Matches = bool (*)(const Command &);

bool hasCommand(const Page &page, int scope, Matches matches)
{
    return std::any_of(page.commands.begin(), page.commands.end(),
        [scope, matches](const Command &command) { return command.scope == scope && matches(command); });
}

/// Calls \p report for each line of prose that makes the claim, in a scope that holds such a command.
template <typename Found>
void forEachClaim(const Page &page, const QRegularExpression &claim, Matches matches, Found found)
{
    for (qsizetype i = 0; i < page.document.blocks.size(); ++i) {
        const markdown::Block &block = page.document.blocks.at(i);
        if (block.kind == markdown::Block::Kind::Code)
            continue;
        const QStringList lines = block.text.split(u'\n');
        for (qsizetype line = 0; line < lines.size(); ++line) {
            if (claim.match(lines.at(line)).hasMatch() && hasCommand(page, page.scopeOf.at(i), matches))
                found(block.line + static_cast<int>(line));
        }
    }
}

void reportSessions(const Page &page, Report &report)
{
    static const QRegularExpression claim(
        u"\\b(sessions?|tokens?)\\b.*\\b(invalidated|revoked|terminated|ended|expired|logged out|signed out|no longer valid)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const Matches disables = [](const Command &command) {
        return command.isAws(u"cognito-idp", u"AdminDisableUser")
            || command.isAws(u"cognito-idp", u"AdminUserGlobalSignOut")
            || command.isAws(u"cognito-idp", u"AdminDeleteUser");
    };
    forEachClaim(page, claim, disables, [&report](int line) {
        report.add(line, tr("ID and access tokens that are out stay valid until they expire, up to a day."),
            tr("Add admin-user-global-sign-out, say how long the tokens live, and check them on the server where that "
               "is too long."));
    });
}

void reportBackupSize(const Page &page, Report &report)
{
    static const QRegularExpression claim(
        u"\\bsize\\b.*\\b(match(es)?|equals?|same as|identical)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const Matches backs = [](const Command &command) {
        return command.isAws(u"dynamodb", u"CreateBackup") || command.isAws(u"dynamodb", u"RestoreTableFromBackup");
    };
    forEachClaim(page, claim, backs, [&report](int line) {
        report.add(line,
            tr("DynamoDB renews TableSizeBytes and ItemCount about every six hours: the sizes differ, or agree by "
               "chance."),
            tr("Restore the backup into another table and compare counts and known keys there."));
    });
}

void reportWrongStore(const Page &page, Report &report)
{
    static const QString influx = u"InfluxDB"_s;
    const bool isInflux = says(page.document.source.lines.join(u'\n'), influx);
    for (const Command &command : page.commands) {
        const bool asks = command.aws
            && (command.aws->service == "timestream-query"_L1 || command.aws->service == "timestream-write"_L1);
        if (asks && isInflux)
            report.add(command.line,
                tr("%1 serves Timestream for LiveAnalytics; data in Timestream for InfluxDB is not there.")
                    .arg(command.aws->service),
                tr("Ask InfluxDB itself, with influx query or over its HTTP API."));
    }
}

void reportDamage(const Page &page, Report &report)
{
    for (const int line : page.document.source.damagedLines)
        report.add(
            line, tr("There are bytes here that are no UTF-8: what was meant is lost."), tr("Save the file as UTF-8."));
}

} // namespace

QList<Rule> proseRules()
{
    return {{u"text-damaged"_s, Finding::Severity::Warning, reportDamage},
        {u"cognito-sessions"_s, Finding::Severity::Error, reportSessions},
        {u"dynamodb-backup-size"_s, Finding::Severity::Warning, reportBackupSize},
        {u"timestream-kind"_s, Finding::Severity::Error, reportWrongStore}};
}

} // namespace sm::lint
