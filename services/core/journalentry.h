// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

namespace sm {

/// One step as the journal holds it: written before the first byte left, completed afterwards.
struct JournalEntry
{
    qint64 id = 0;
    PlanId plan;
    QString planTitle;
    int step = 0; ///< from 0
    QString title;
    QString actor; ///< local user and AWS identity
    SystemInfo system;
    QString uses;
    QString resource;
    QJsonObject input; ///< secrets as "$NAME"
    QString cli;
    QDateTime intentAt; ///< UTC
    QDateTime outcomeAt; ///< UTC; invalid: there is no outcome
    StepState state = StepState::InDoubt;
    QString errorCode;
    QString errorMessage;
    QString requestId;
    QJsonObject output; ///< secrets removed
};

} // namespace sm
