// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/attendant.h>
#include <operations/runreport.h>

#include <QSet>

namespace sm::operations {

/// A run under way: lives in the frame of Runner::run().
struct Running
{
    Plan plan;
    qint64 id = 0; ///< of the journal
    QString actor;
    Progress progress;
    CancelToken token;
    Attendant *attendant = nullptr; ///< nullptr: there is nobody to ask
    QList<StepEvent> steps;
    QJsonObject outcomes; ///< of the steps that have ended, by their ids: {output, state}, and the turns of a loop
    QSet<QString> troubled; ///< resources of which a step failed or is in doubt
    bool journalFailed = false;
    bool stopped = false; ///< a person said so
    std::optional<Error> paused;

    void tell(const StepEvent &event);
    /// Later steps of a resource build on the earlier ones: a user that was not created is put into no group, though
    /// somebody else's of that name may be there.
    bool mayRun(int step) const;
};

} // namespace sm::operations
