// SPDX-License-Identifier: GPL-3.0-or-later
#include "freezes.h"

#include "lastrun.h"
#include "runscontroller.h"

#include <operations/journal.h>

#include <QCoroTask>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

const QString Freezes::Runbook = u"common/freeze"_s;

Freezes::Freezes(operations::Journal *journal, SystemId system, RunsController &runs, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_system(std::move(system))
{
    connect(&runs, &RunsController::runFinished, this, &Freezes::reload);
}

void Freezes::reload()
{
    if (!m_journal)
        return;
    const int generation = ++m_generation;
    operations::RunFilter filter;
    filter.system = m_system;
    filter.runbook = Runbook;
    QCoro::connect(m_journal->runs(filter), this, [this, generation](const Result<QList<JournalRun>> &runs) {
        if (generation != m_generation)
            return;
        if (!runs) {
            Q_EMIT failed(runs.error());
            return;
        }
        QList<qint64> ids;
        for (const JournalRun &each : *runs) {
            if (each.state != RunState::Running)
                ids << each.id;
        }
        readRuns(ids);
    });
}

/// What of each was taken back stands in its entries.
void Freezes::readRuns(const QList<qint64> &runs)
{
    m_awaited = runs.size();
    m_found = QList<std::optional<Freeze>>(runs.size());
    if (runs.isEmpty())
        settle();
    for (qsizetype i = 0; i < runs.size(); ++i) {
        QCoro::connect(
            m_journal->run(runs.at(i)), this, [this, i, generation = m_generation](const Result<JournalRun> &run) {
                if (generation != m_generation)
                    return;
                if (run && lastRunOf(*run).canBeUndone)
                    m_found[i] = Freeze{run->beganAt, run->actor, run->reason, run->id};
                if (--m_awaited == 0)
                    settle();
            });
    }
}

void Freezes::settle()
{
    m_freezes.clear();
    for (const std::optional<Freeze> &each : std::as_const(m_found)) {
        if (each)
            m_freezes << *each;
    }
    Q_EMIT changed();
}

} // namespace sm::controllers
