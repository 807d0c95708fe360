// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash.h"
#include "worlds.h"

#include <support/awsdoubleserver.h>

#include <QSet>
#include <QTemporaryDir>

namespace sm::test {

/// What all kills came to.
struct KillCount
{
    int kills = 0;
    int lost = 0; ///< side effects that the journal does not call done, or the other way round
    int doubled = 0;
    int looked = 0; ///< steps in doubt that were settled by looking at the world
    int asked = 0; ///< and by asking a person
    QSet<QString> writes;
    QList<qint64> restarts; ///< ms from the opening of the journal until what is in doubt is known
};

/// One account, one journal, and the processes that are killed while they work on them, one after the other.
class KillRound
{
public:
    KillRound(const Program::Account &account, KillCount &count);

    QString failure() const { return m_aws.failure(); }

    /// Starts a process that carries \p write out until it is killed as \p crash says.
    void begin(const Write &write, const Crash &crash, int random);
    /// Waits for its end, starts anew, and settles everything. Empty when ledger and journal tell the same story
    /// afterwards, else what is wrong.
    QString finish();

private:
    QString lived();
    int effects();
    void awaitEffects();

    AwsDouble m_aws;
    Program::Account m_account;
    Program m_program;
    QTemporaryDir m_folder;
    QString m_journal;
    qint64 m_newest = 0; ///< entry of the journal
    Write m_write;
    Crash m_crash;
    QProcess m_victim;
    KillCount &m_count;
};

} // namespace sm::test
