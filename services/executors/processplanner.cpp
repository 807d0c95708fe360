// SPDX-License-Identifier: GPL-3.0-or-later
#include "processplanner.h"

#include "knownwrites.h"
#include "processinput.h"
#include "secretvalues.h"

#include <operations/shellword.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::ProcessPlanner", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

/// A text of the input as a word of a shell: "$NAME" where it is a secret.
QString wordOf(const operations::ShellWords &shell, const Step &step, const QString &text)
{
    const QString secret = secretName(text, step.operation.secrets);
    return shell.word(secret.isEmpty() ? text : shell.variable(secret));
}

QString cliOf(const Step &step, const ProcessInput &input)
{
    const operations::ShellWords shell;
    QStringList words;
    for (const QString &member : {u"environment"_s, u"secretEnvironment"_s}) {
        const QJsonObject given = step.operation.with.value(member).toObject();
        for (auto it = given.begin(); it != given.end(); ++it)
            words << it.key() + u'=' + wordOf(shell, step, it.value().toString());
    }
    for (const QString &word : input.argv())
        words << shell.word(word);
    QString line = words.join(u' ');
    const QString given = step.operation.with.value(u"input"_s).toString();
    if (!given.isEmpty())
        line = u"printf %s %1 | %2"_s.arg(wordOf(shell, step, given), line);
    if (!input.command.folder.isEmpty())
        line = u"(cd %1 && %2)"_s.arg(shell.word(input.command.folder), line);
    return line;
}

void fillInKnown(Step &step, const operations::ProgramRule &rule)
{
    if (rule.tier == Tier::Read)
        return fillInRead(step);
    step.tier = rule.tier;
    step.repeat = rule.repeat;
    step.mark = {rule.mark, {},
        QCoreApplication::translate("sm::operations::Catalog", rule.markExplanation.toUtf8().constData())};
}

} // namespace

ProcessPlanner::ProcessPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString ProcessPlanner::kind() const { return u"process"_s; }

Result<Step> ProcessPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    if (step.operation.uses != "process:run"_L1)
        return invalid(tr("“%1” is not known. Use process:run.").arg(step.operation.uses));
    const Result<Operation> named = withSecretsNamed(step.operation, secretMembersOfProcess(), secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<ProcessInput> input = processInput(step);
    if (!input)
        return input.error();
    const std::optional<operations::ProgramRule> rule = m_catalog.program(input->argv());
    if (input->reads && rule && rule->tier != Tier::Read)
        return invalid(tr("%1: “%2” changes something, so “reads” can not be true.")
                .arg(step.operation.uses, rule->words.join(u' ')));
    if (rule)
        fillInKnown(step, *rule);
    else if (input->reads)
        fillInRead(step, tr("The author of this step says that the program changes nothing; nobody can check it."));
    else
        fillInWrite(step, m_catalog, tr("Only the program knows what it changes, so nothing here can take it back."));
    if (step.resource.isEmpty())
        step.resource = input->command.program.section(u'/', -1);
    if (!input->command.sha256.isEmpty())
        step.notes << tr("Runs only the program with the SHA-256 %1.").arg(QString::fromLatin1(input->command.sha256));
    step.cli = cliOf(step, *input);
    return step;
}

} // namespace sm::executors
