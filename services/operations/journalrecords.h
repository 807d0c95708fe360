// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/journalentry.h>

#include <optional>

namespace sm::operations {

/// What a run has to do with others.
struct RunLink
{
    qint64 resumes = 0; ///< the run that it takes up; 0: none
    QString runbook; ///< the runbook that gave the plan
    QString reason; ///< what the person said it is for
};

/// What is about to be done.
struct Intent
{
    qint64 run = 0; ///< as Journal::beginRun() gave it
    int number = 0; ///< of the step in the plan, from 0
    Step step; ///< with every value put in; its secrets are taken out of the state
    QString actor;
    QJsonValue before = QJsonValue::Undefined; ///< undefined: not captured; null: it does not exist
    bool mayHoldSecrets = false; ///< before, after and output are sealed
    int attempt = 1;
    qint64 undoes = 0; ///< the entry that it takes back
    QString fingerprint; ///< of the state that the plan was made on
};

/// How it ended.
struct Conclusion
{
    qint64 entry = 0;
    StepState state = StepState::InDoubt;
    QJsonObject output;
    std::optional<Error> error;
    QString requestId;
    QList<Secret> secrets; ///< taken out of output, state and message
    QJsonValue after = QJsonValue::Undefined;
};

/// Which entries are wanted: those that meet every condition that is set.
struct JournalFilter
{
    QString search; ///< each word occurs in title, plan, resource, operation or actor, whatever its case
    QDateTime from; ///< intent not earlier
    QDateTime to; ///< intent not later
    QString actor; ///< exactly
    SystemId system;
    QString uses; ///< exactly
    QString resource; ///< exactly
    std::optional<StepState> state; ///< Waiting is never found
    qint64 before = 0; ///< entries with a smaller id; 0: from the newest
    int limit = 100;
};

/// Which runs are wanted.
struct RunFilter
{
    SystemId system;
    QString actor; ///< exactly
    QString runbook; ///< exactly
    QDateTime from; ///< begun not earlier
    QDateTime to; ///< begun not later
    qint64 before = 0; ///< runs with a smaller id; 0: from the newest
    int limit = 100;
};

/// Whether the journal is what was written to it.
struct JournalVerification
{
    struct BadRow
    {
        QString table;
        qint64 row = 0;
        qint64 seq = 0; ///< its number in the chain; 0: it has none
        QString why;
    };
    qint64 rows = 0; ///< that were found right
    std::optional<BadRow> firstBad;
};

} // namespace sm::operations
