// SPDX-License-Identifier: GPL-3.0-or-later
#include "unfinished.h"

#include <core/instanttext.h>

#include <QCoreApplication>
#include <QSet>

namespace sm::shell {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::shell::Unfinished", text); }

} // namespace

QString unfinishedSentence(const JournalRun &run, const Plan &plan)
{
    QSet<int> done;
    QStringList doubtful;
    for (const JournalEntry &entry : run.entries) {
        if (entry.state == StepState::Done)
            done.insert(entry.step);
        else if (entry.state == StepState::InDoubt)
            doubtful.append(entry.title);
    }
    QString sentence = tr("“%1”, begun %2, was cut off: %3 of %4 steps are done.")
                           .arg(run.title, utcText(run.beganAt))
                           .arg(done.size())
                           .arg(plan.steps.size());
    if (doubtful.size() == 1)
        sentence += u' ' + tr("“%1” is in doubt.").arg(doubtful.first());
    else if (!doubtful.isEmpty())
        sentence += u' ' + tr("In doubt: %1.").arg(doubtful.join(tr(", ")));
    return sentence + u' ' + tr("Resuming looks at the world first and repeats nothing that is done.");
}

} // namespace sm::shell
