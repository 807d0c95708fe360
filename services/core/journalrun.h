// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalentry.h"

namespace sm {

/// Something that happened in a run and is no step: it was paused, a person decided, a step was left out.
struct JournalNote
{
    static constexpr QStringView Finished = u"finished"; ///< the run came to its end, whatever came of its steps
    static constexpr QStringView Stopped = u"stopped"; ///< somebody ended it early
    static constexpr QStringView Approved = u"approved"; ///< a second person's approval was used for it
    static constexpr QStringView ApprovalAsked = u"approval-asked"; ///< somebody asked for one; about no run
    static constexpr QStringView ApprovalGiven = u"approval-given"; ///< one was given to somebody else; about no run
    static constexpr QStringView ApprovalRefused = u"approval-refused"; ///< and this one was not; about no run

    qint64 id = 0;
    qint64 run = 0;
    QString kind;
    int step = -1; ///< from 0; -1: it is about the whole run
    QJsonObject body;
    QString actor;
    QDateTime at; ///< UTC
};

enum class RunState {
    Running, ///< the process that began it is there and works on it
    Unfinished, ///< that process is gone, and nobody has taken the run up or ended it
    Resumed, ///< a later run has taken it up
    Stopped,
    Finished,
};

/// One execution of a plan, as the journal holds it.
struct JournalRun
{
    qint64 id = 0;
    PlanId plan;
    QString title;
    QString actor;
    SystemInfo system;
    RunState state = RunState::Finished;
    QDateTime beganAt; ///< UTC
    QDateTime endedAt; ///< UTC; invalid: there is no word of its end
    qint64 resumes = 0; ///< the run that this one takes up; 0: none
    qint64 resumedBy = 0;
    QString runbook; ///< name of the runbook that gave the plan
    QString reason; ///< what the person said it was for

    QJsonObject body; ///< the plan, secrets as "$NAME"; empty in a list of runs
    QList<JournalEntry> entries; ///< oldest first; empty in a list of runs
    QList<JournalNote> notes; ///< oldest first; empty in a list of runs
};

} // namespace sm
