// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash.h"
#include "worlds.h"

namespace sm::test {

/// What a person does after a crash: opens the journal, looks what became of the step in doubt, takes the run up.
class Restart
{
public:
    /// How often the write has happened by now.
    using Effects = std::function<int()>;

    /// \p since: the newest entry of the journal before the process that crashed.
    Restart(Program &program, const QString &journal, qint64 since, Effects effects);

    /// Empty when all is well afterwards.
    QString after(const Crash &crash, const Write &write);

    bool lost() const { return m_lost; }
    int looked() const { return m_looked; }
    int asked() const { return m_asked; }
    /// Of the start, until it was known what is in doubt.
    qint64 milliseconds() const { return m_milliseconds; }
    qint64 newest() const { return m_newest; }

private:
    QString open(const Crash &crash);
    QString settle();
    QString takeUp(const Write &write);
    QString compare();
    QString verify();

    Program &m_program;
    QString m_file;
    qint64 m_since;
    qint64 m_newest = 0;
    Effects m_effects;
    std::unique_ptr<operations::Journal> m_journal;
    std::unique_ptr<operations::Runner> m_runner;
    QList<JournalEntry> m_inDoubt;
    QList<JournalRun> m_unfinished;
    bool m_lost = false;
    int m_looked = 0;
    int m_asked = 0;
    qint64 m_milliseconds = 0;
};

} // namespace sm::test
