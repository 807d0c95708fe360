// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

namespace sm {

/// One step as the journal holds it: written before the first byte left, completed afterwards.
struct JournalEntry
{
    qint64 id = 0;
    qint64 run = 0;
    PlanId plan;
    QString planTitle;
    int step = 0; ///< from 0
    int attempt = 1; ///< the how manieth try of this step in this run
    QString title;
    QString actor; ///< local user and AWS identity
    SystemInfo system;
    QString uses;
    QString resource;
    QJsonObject input; ///< secrets as "$NAME"
    QString cli;
    QString fingerprint; ///< of the state that the plan was made on; empty: nobody looked
    QDateTime intentAt; ///< UTC
    QDateTime outcomeAt; ///< UTC; invalid: there is no outcome
    StepState state = StepState::InDoubt; ///< as resolved, where it was
    QString errorCode;
    QString errorMessage;
    QString requestId;
    QJsonObject output; ///< secrets removed

    /// What the step acts on was like this before and after it. Undefined: not captured, or sealed and not asked for.
    /// Null: it did not exist.
    QJsonValue before = QJsonValue::Undefined;
    QJsonValue after = QJsonValue::Undefined;
    bool sealed = false; ///< states and output may hold secrets: they are kept encrypted and only shown on request

    QString resolution; ///< "done", "failed", … as found out later; empty: the outcome was never in doubt, or still is
    QJsonObject evidence; ///< by what it was found out
    QString resolvedBy;
    QDateTime resolvedAt; ///< UTC

    qint64 undoes = 0; ///< the entry that this one takes back; 0: none
    qint64 undoneBy = 0; ///< the entry that took this one back; 0: none has yet
};

} // namespace sm
