// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watchinput.h"

#include <operations/executor.h>

#include <optional>

namespace sm::executors {

/// What a watch has seen so far.
class Streak
{
public:
    using Time = std::chrono::steady_clock::time_point;

    Streak(WatchInput watch, QList<Secret> secrets, Time start);

    /// What a look at \p now brought. A sentence for a person where the streak broke or the look failed.
    QString look(const Result<operations::Applied> &answer, Time now);

    bool hasHeld() const;
    bool isLate() const;
    /// Until the next look: no longer than what decides is away.
    std::chrono::milliseconds pause() const;

    operations::Applied result() const;
    Error broken() const;

private:
    QString judge(const operations::Applied &answer);
    QString breakOff(const QString &why);
    std::chrono::milliseconds since(Time begin) const;

    WatchInput m_watch;
    QList<Secret> m_secrets;
    Time m_start;
    Time m_now;
    std::optional<Time> m_heldSince;
    QJsonObject m_last;
    QString m_trouble; ///< of the last look, where it gave no answer
    int m_looks = 0;
    int m_breaks = 0;
};

} // namespace sm::executors
