// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

void reportReset(const Page &page, Report &report)
{
    const auto looks = [](const Command &other) { return other.isAws(u"cognito-idp", u"AdminGetUser"); };
    for (const Command &command : page.commands) {
        if (command.isAws(u"cognito-idp", u"AdminResetUserPassword") && !page.anyBefore(command, looks))
            report.add(command.line,
                tr("Cognito refuses a reset while the user has never set a password (FORCE_CHANGE_PASSWORD), and "
                   "nothing "
                   "looks first."),
                tr("Look at UserStatus with admin-get-user; for such a user, admin-create-user --message-action "
                   "RESEND."));
    }
}

/// Whose policy is replaced, and by what it can be read.
const QHash<QString, QString> &policyReads()
{
    static const QHash<QString, QString> reads{{u"PutRolePolicy"_s, u"GetRolePolicy"_s},
        {u"PutUserPolicy"_s, u"GetUserPolicy"_s}, {u"PutGroupPolicy"_s, u"GetGroupPolicy"_s},
        {u"UpdateAssumeRolePolicy"_s, u"GetRole"_s}, {u"PutBucketPolicy"_s, u"GetBucketPolicy"_s}};
    return reads;
}

void reportUnsavedPolicy(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QString read = command.aws ? policyReads().value(command.aws->operation) : QString();
        if (read.isEmpty())
            continue;
        const auto saves = [&page, &read](const Command &other) {
            const qsizetype index = &other - page.commands.data();
            if (!other.aws || other.aws->operation != read)
                return false;
            return std::any_of(page.written.begin(), page.written.end(), [&](const Written &file) {
                return file.command == index
                    || (page.commands.at(file.command).use.statement == other.use.statement
                        && page.commands.at(file.command).block == other.block);
            });
        };
        if (!page.anyBefore(command, saves))
            report.add(command.line,
                tr("It replaces the policy, and no step before has saved the old one: there is no way back."),
                tr("Save it first: aws iam get-role-policy … --query PolicyDocument > old-policy.json; put that back "
                   "to undo."));
    }
}

void reportAnalyzer(const Page &page, Report &report)
{
    static const QString unused = u"unused|unnecessary|least[- ]privilege|minimal|optimi[sz]e|excess\\w*"_s;
    for (const Command &command : page.commands) {
        if (!command.isAws(u"accessanalyzer", u"CreateAnalyzer"))
            continue;
        const QString type = command.option(u"type"_s);
        if ((type == "ACCOUNT"_L1 || type == "ORGANIZATION"_L1) && says(page.scope(command).text, unused))
            report.add(command.line,
                tr("An analyzer of type %1 finds what can be reached from outside, not permissions that nobody uses.")
                    .arg(type),
                tr("--type %1_UNUSED_ACCESS").arg(type));
    }
}

void reportOwnKeys(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (command.isAws(u"iam", u"ListAccessKeys") && !command.hasOption(u"user-name"_s)
            && !says(command.comment, u"my|own|your"_s))
            report.add(command.line, tr("Without --user-name this lists only the caller's own keys."),
                tr("Go through aws iam list-users, or read the report of aws iam generate-credential-report."));
    }
}

/// IAM writes its events in one region, and many operations change a policy.
void reportPolicyEvents(const Page &page, Report &report)
{
    static const QRegularExpression name(
        u"AttributeKey=EventName,AttributeValue=((?:Put|Attach|Detach|Delete|Create|Set)\\w*"
        "(?:Policy|PolicyVersion|AccessKey|User|Role))\\b"_s);
    for (const Command &command : page.commands) {
        if (!command.isAws(u"cloudtrail", u"LookupEvents"))
            continue;
        const QRegularExpressionMatch match = name.match(command.words.join(u' '));
        if (!match.hasMatch() || command.option(u"region"_s) == "us-east-1"_L1)
            continue;
        report.add(command.line,
            tr("%1 is one of many events that change permissions, and IAM records them in us-east-1 only: elsewhere "
               "this finds "
               "nothing.")
                .arg(match.captured(1)),
            tr("--region us-east-1 --lookup-attributes AttributeKey=EventSource,AttributeValue=iam.amazonaws.com"));
    }
}

} // namespace

QList<Rule> identityRules()
{
    return {{u"cognito-reset-state"_s, Finding::Severity::Warning, reportReset},
        {u"policy-not-saved"_s, Finding::Severity::Warning, reportUnsavedPolicy},
        {u"analyzer-type"_s, Finding::Severity::Warning, reportAnalyzer},
        {u"iam-own-keys"_s, Finding::Severity::Warning, reportOwnKeys},
        {u"iam-events"_s, Finding::Severity::Warning, reportPolicyEvents}};
}

} // namespace sm::lint
