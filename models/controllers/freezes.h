// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/ids.h>

#include <QDateTime>
#include <QList>
#include <QObject>

#include <optional>

namespace sm::operations {
class Journal;
}

namespace sm::controllers {

class RunsController;

/// Something that was frozen and has not been thawed.
struct Freeze
{
    QDateTime since; ///< UTC
    QString by; ///< the journal's actor
    QString reason; ///< may be empty
    qint64 run = 0; ///< of the journal: to thaw is to take it back
};

/// What stands still in a system, from the journal: the runs of the freeze that were not taken back.
class Freezes : public QObject
{
    Q_OBJECT

public:
    static const QString Runbook; ///< "common/freeze"

    /// \param journal  nullptr: nobody knows of any
    Freezes(operations::Journal *journal, SystemId system, RunsController &runs, QObject *parent = nullptr);

    const QList<Freeze> &freezes() const { return m_freezes; } ///< newest first
    /// Looks into the journal again; changed() follows when there is something else in it.
    void reload();

Q_SIGNALS:
    void changed();
    void failed(const sm::Error &error);

private:
    void readRuns(const QList<qint64> &runs);
    void settle();

    operations::Journal *m_journal;
    SystemId m_system;
    QList<Freeze> m_freezes;
    QList<std::optional<Freeze>> m_found; ///< by run; of the reading that is under way
    qsizetype m_awaited = 0;
    int m_generation = 0;
};

} // namespace sm::controllers
