// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

/// A claim about a window of time ("last 24h", "in the last hour").
bool claimsWindow(const QString &text)
{
    return says(text,
        u"(in |over |for )?(the )?(last|past) (\\d+ ?)?(h|hrs?|hours?|d|days?|m|min|mins|minutes?|weeks?)|today|yesterday|since midnight"_s);
}

void reportWholeFile(const Page &page, Report &report)
{
    static const QString filtered = u"date|since|--since|mtime|journalctl|\\d{4}-\\d\\d"_s;
    static const QStringList readers{u"grep"_s, u"egrep"_s, u"tail"_s, u"cat"_s, u"awk"_s, u"zgrep"_s};
    for (const Command &command : page.commands) {
        if (!readers.contains(command.program) || command.use.pipePosition > 0 || !claimsWindow(command.comment))
            continue;
        QString whole = command.words.join(u' ');
        for (const Command *next : page.restOfPipe(command))
            whole += u' ' + next->words.join(u' ');
        if (!says(whole, filtered))
            report.add(command.line,
                tr("It says “%1”, but nothing here looks at the time: the whole file is counted, or so many lines of "
                   "it.")
                    .arg(command.comment),
                tr("Ask a log that knows times (journalctl --since, CloudWatch), or compare the time of each line."));
    }
}

void reportFixedSleep(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        static const QRegularExpression long_(u"^(\\d+)(s|m|h)?$"_s);
        const QRegularExpressionMatch match = long_.match(command.words.value(1));
        if (command.program != "sleep"_L1 || command.use.inLoop || command.use.inFunction || !match.hasMatch())
            continue;
        if (match.captured(1).toInt() >= 5 || !match.captured(2).isEmpty())
            report.add(command.line, tr("A fixed wait proves nothing: it is too short on the day that matters."),
                tr("Wait for the thing itself: kubectl rollout status, aws … wait, a loop with a limit."));
    }
}

void reportReminder(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (command.program == "echo"_L1
            && says(command.words.value(1), u"(remember|don.?t forget|make sure|TODO)( to)?"_s))
            report.add(command.line,
                tr("What has to be done later is only printed: nothing does it, and nobody is asked."),
                tr("Make it a step of its own with a date, or a schedule."));
    }
}

bool destroys(const QStringList &words)
{
    static const QRegularExpression verbs(
        u"^(rm|del|unlink|delete\\S*|terminate\\S*|kill|flush\\S*|drop)$"_s, QRegularExpression::CaseInsensitiveOption);
    return std::any_of(words.begin(), words.end(), [](const QString &word) { return verbs.match(word).hasMatch(); });
}

void reportEmptyXargs(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.use.takesMoreWords || !command.use.wrappers.contains(u"xargs"_s) || !destroys(command.words))
            continue;
        bool isGuarded = false;
        for (const commandline::Word &word : command.use.command.words) {
            static const QRegularExpression guard(u"^(-[a-zA-Z0-9]*r[a-zA-Z0-9]*|--no-run-if-empty)$"_s);
            if (word.place.offset < command.use.place.offset)
                isGuarded = isGuarded || guard.match(word.text()).hasMatch();
        }
        if (!isGuarded)
            report.add(command.use.command.place.line,
                tr("When nothing comes in, xargs runs the command all the same, with nothing to act on."),
                tr("xargs -r"));
    }
}

/// "Archive" and "back up" promise that something is kept.
void reportDeletingArchive(const Page &page, Report &report)
{
    static const QString keeps = u"archiv(e|es|ing)|back(ing)?[- ]?up"_s;
    static const QString copies = u"tar|gzip|zip|cp|mv|rsync|s3|scp|rclone"_s;
    for (const Command &command : page.commands) {
        const bool deletes = (command.program == "find"_L1 && command.words.contains(u"-delete"_s))
            || command.program == "rm"_L1 || command.program == "truncate"_L1;
        if (!deletes || !says(command.comment, keeps))
            continue;
        const auto keepsCopy = [&command](const Command &other) {
            return other.block == command.block && says(other.words.join(u' '), copies);
        };
        if (!page.anyBefore(command, keepsCopy))
            report.add(command.line, tr("It says “%1”, but it deletes.").arg(command.comment),
                tr("Copy them first (tar, aws s3 cp), check the copy, and only then delete."));
    }
}

} // namespace

QList<Rule> shellRules()
{
    return {{u"window-not-filtered"_s, Finding::Severity::Error, reportWholeFile},
        {u"fixed-sleep"_s, Finding::Severity::Warning, reportFixedSleep},
        {u"only-a-reminder"_s, Finding::Severity::Warning, reportReminder},
        {u"xargs-empty"_s, Finding::Severity::Warning, reportEmptyXargs},
        {u"archive-deletes"_s, Finding::Severity::Error, reportDeletingArchive}};
}

} // namespace sm::lint
