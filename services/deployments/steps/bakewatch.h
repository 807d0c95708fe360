// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bakeinput.h"

#include <health/alarmrings.h>
#include <health/metricseries.h>

#include <QStringList>

namespace sm::deployments {

/// What CloudWatch knew at one reading, from the hour before the bake on.
struct BakeReading
{
    QList<MetricSeries> before; ///< in the hour before
    QList<MetricSeries> after; ///< since
    QStringList alarms; ///< that are watched
    QList<AlarmRing> rings;
};

/// Judges a bake look by look. A look judges a stretch of time of its own, a minute after that ended, when CloudWatch
/// has counted it; what could not be looked at in time is judged later all the same. Two looks in a row at which a
/// threshold is crossed end it; looks without traffic are passed over.
class BakeWatch
{
public:
    /// It began at \p begin, UTC.
    BakeWatch(BakeInput input, const QDateTime &begin);

    /// Judges what is due at \p now and was not judged yet; gives what a person may want to see of it.
    QStringList look(const BakeReading &reading, const QDateTime &now);
    bool isOver() const { return m_isCrossed || m_judged == m_looks || m_isUnmeasured; }
    /// When the next look is due, UTC.
    QDateTime nextAt() const;
    /// {verdict: "well", "crossed" or "unknown", why, now, before, looks, quietLooks}; \c now is the whole bake, or the
    /// looks that crossed.
    QJsonObject output() const;
    /// The hour before, and the whole of it: what is to be read at \p now.
    QDateTime readsFrom() const { return m_baselineFrom; }
    QDateTime baselineTo() const { return m_baselineTo; }

    static constexpr int enough = 2; ///< looks in a row

private:
    struct Judged;
    void judgeNext(QStringList &news);
    QDateTime beginOf(int look) const;
    QDateTime endOf(int look) const;
    QStringList crossedBy(const WindowNumbers &numbers, const QStringList &ringing) const;
    QStringList ringingIn(const QDateTime &from, const QDateTime &to) const;
    std::optional<double> latencyLimit() const;
    QString wellWhy(const WindowNumbers &all) const;

    BakeInput m_input;
    QDateTime m_start; ///< the first whole minute
    QDateTime m_baselineFrom;
    QDateTime m_baselineTo;
    int m_looks = 0; ///< of the whole bake
    int m_judged = 0;
    int m_quiet = 0;
    int m_inARow = 0;
    QDateTime m_rowFrom; ///< where the looks in a row began
    QString m_lastCrossed;
    bool m_isCrossed = false;
    bool m_isUnmeasured = false;
    BakeReading m_reading;
};

} // namespace sm::deployments
