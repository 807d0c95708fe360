// SPDX-License-Identifier: GPL-3.0-or-later
#include "resumption.h"

#include "givenanswers.h"
#include "logging.h"
#include "output.h"

#include <operations/guard.h>
#include <operations/shellword.h>
#include <operations/stepquestions.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::RunOutput", text); }

QString word(const QString &text) { return operations::ShellWords().word(onOneLine(text)); }

QString howToAnswer(const Question &question)
{
    if (question.kind == Question::Kind::InDoubt)
        return tr("Look at it, then say what became of it with one of:");
    if (question.kind == Question::Kind::Acknowledge)
        return tr("Put “%1” in the place of TEXT, and go on; or stop it:").arg(onOneLine(question.typed));
    if (!question.evidence.isEmpty())
        return tr("With “yes” a reason has to name this: %1. Answer it and go on with one of:")
            .arg(onOneLine(question.evidence));
    return tr("Answer it and go on with one of:");
}

/// What has to be typed is not there to be copied: somebody has to have read it.
QStringList wordsToGive(const Question &question)
{
    if (question.kind == Question::Kind::Acknowledge)
        return {u"TEXT"_s, operations::choices::stop};
    QStringList words = question.options;
    if (!question.evidence.isEmpty())
        words.replaceInStrings(QRegularExpression(u"\\Ayes\\z"_s), u"yes: REASON"_s);
    return words;
}

} // namespace

Resumption::Resumption(const Plan &plan, const Options &options, qint64 run)
    : m_plan(plan)
    , m_options(options)
    , m_run(run)
{
}

bool Resumption::needsSecrets() const
{
    return std::any_of(
        m_plan.steps.begin(), m_plan.steps.end(), [](const Step &step) { return !step.operation.secrets.isEmpty(); });
}

QString Resumption::command(const QString &rest) const
{
    QString line = u"stationmaster run --resume %1 --yes"_s.arg(m_run) + rest;
    if (const QString name = operations::Guard::nameToType(m_plan); !name.isEmpty())
        line += u" --confirm "_s + word(name);
    if (needsSecrets())
        line += u" --secrets FILE"_s;
    if (!m_options.dataFolder.isEmpty())
        line += u" --data-folder "_s + word(m_options.dataFolder);
    return line;
}

void Resumption::tell(const Question &question) const
{
    const Step &step = m_plan.steps.at(question.step);
    toStandardError(tr("The run waits at step %1 of %2, “%3”: %4")
            .arg(QString::number(question.step + 1), QString::number(m_plan.steps.size()), onOneLine(step.title),
                onOneLine(question.text)));
    if (question.kind == Question::Kind::SignIn) {
        toStandardError(tr("Sign in again, then go on: %1").arg(command()));
        return;
    }
    toStandardError(howToAnswer(question));
    for (const QString &choice : wordsToGive(question))
        toStandardError(u"  "_s + command(u" --answer "_s + word(answerName(m_plan, question.step) + u'=' + choice)));
}

void Resumption::tell(const Error &reason) const
{
    toStandardError(tr("The run waits. %1 Then go on: %2").arg(onOneLine(reason.message()), command()));
}

void Resumption::tellOfDoubt() const
{
    toStandardError(tr("It is not known what became of a step. This looks, and goes on: %1").arg(command()));
}

void Resumption::tellOfRest(const QStringList &titles) const
{
    constexpr qsizetype mostNamed = 5;
    QStringList named;
    for (const QString &title : titles.first(std::min(mostNamed, titles.size())))
        named << u"“%1”"_s.arg(onOneLine(title));
    if (titles.size() > mostNamed)
        named << u"…"_s;
    toStandardError(tr("The run ended before: %1. To go on: %2").arg(named.join(u", "_s), command()));
}

} // namespace sm::app
