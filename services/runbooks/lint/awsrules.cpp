// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

using commandline::AwsCommand;
using commandline::Problem;
using commandline::Word;

namespace {

const QJsonObject &hints()
{
    static const QJsonObject all = facts(u"hints.json"_s);
    return all;
}

QString hint(const QString &group, const QString &key) { return hints()[group][key].toString(); }

/// What stands at the place of \p problem.
QString wordAt(const QList<Word> &words, const Problem &problem)
{
    for (const Word &word : words) {
        if (word.place.offset == problem.place.offset)
            return word.text().section(u'=', 0, 0);
    }
    return {};
}

/// What people know better than the model's nearest name.
QString knownFix(const AwsCommand &aws, const QList<Word> &words, const Problem &problem)
{
    const QString command = aws.writtenService + u' ' + aws.writtenOperation;
    if (problem.rule == "aws-unknown-operation"_L1)
        return hint(u"operations"_s, command);
    if (problem.rule == "aws-unknown-option"_L1)
        return hint(u"options"_s, command + u' ' + wordAt(words, problem));
    const QJsonObject members = hints()[u"members"_s].toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (says(problem.message, QRegularExpression::escape(it.key())))
            return it.value().toString();
    }
    return {};
}

/// That a model is not at hand is no fault of the runbook.
Finding::Severity severityOf(const Problem &problem)
{
    if (problem.rule == "aws-not-bundled"_L1)
        return Finding::Severity::Note;
    switch (problem.severity) {
    case Problem::Severity::Info:
        return Finding::Severity::Note;
    case Problem::Severity::Warning:
        return Finding::Severity::Warning;
    case Problem::Severity::Error:
        break;
    }
    return Finding::Severity::Error;
}

/// A value over several lines: the line on which the member stands that the message names.
int lineOf(const QList<Word> &words, const Problem &problem)
{
    static const QRegularExpression member(u"\\.(\\w+): "_s);
    const QString name = member.match(problem.message).captured(1);
    for (const Word &word : words) {
        if (name.isEmpty() || problem.place.offset < word.place.offset
            || problem.place.offset >= word.place.offset + word.source.size())
            continue;
        const qsizetype at = word.source.indexOf(QRegularExpression(u"\\b"_s + name + u"\\b"_s));
        if (at >= 0)
            return word.place.line + static_cast<int>(word.source.left(at).count(u'\n'));
    }
    return problem.place.line;
}

Finding findingOf(const AwsCommand &aws, const QList<Word> &words, const Problem &problem)
{
    Finding finding;
    finding.line = lineOf(words, problem);
    finding.rule = problem.rule;
    finding.message = problem.message;
    finding.severity = severityOf(problem);
    finding.fix = knownFix(aws, words, problem);
    if (finding.fix.isEmpty() && problem.fix)
        finding.fix = tr("Write %1").arg(*problem.fix);
    return finding;
}

/// The same command with the service's right name, to see what else is wrong with it.
QList<Word> withService(QList<Word> words, const QString &written, const QString &service)
{
    for (Word &word : words) {
        if (word.literal() != written)
            continue;
        word.source = service;
        word.parts = {{commandline::WordPart::Kind::Literal, service, false, {}, {}, word.place}};
        break;
    }
    return words;
}

/// xargs puts the value behind the last option.
bool isSuppliedLater(const Command &command, const Problem &problem)
{
    return command.use.takesMoreWords && problem.rule == "aws-missing-value"_L1;
}

void reportModelProblems(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.aws)
            continue;
        for (const Problem &problem : command.aws->problems) {
            if (isSuppliedLater(command, problem))
                continue;
            report.add(findingOf(*command.aws, command.use.words, problem));
            if (problem.rule != "aws-unknown-service"_L1 || !problem.fix)
                continue;
            const QList<Word> words = withService(command.use.words, command.aws->writtenService, *problem.fix);
            const AwsCommand renamed = page.aws.read(words);
            for (const Problem &next : renamed.problems)
                report.add(findingOf(renamed, words, next));
        }
    }
}

void reportDeprecated(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.aws)
            continue;
        const QString advice = hint(u"deprecated"_s, command.aws->service + u':' + command.aws->operation);
        if (!advice.isEmpty())
            report.add(command.line, tr("This operation is kept for old programs only."), advice);
    }
}

} // namespace

QList<Rule> awsRules()
{
    return {{u"aws-model"_s, Finding::Severity::Error, reportModelProblems},
        {u"aws-deprecated"_s, Finding::Severity::Warning, reportDeprecated}};
}

} // namespace sm::lint
