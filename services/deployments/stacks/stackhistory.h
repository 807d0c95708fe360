// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QJsonArray>

#include <optional>

namespace sm::deployments {

/// Makes deployments of the events of one stack: each operation that began, with the rollbacks that followed it, how
/// it ended, and the resource that failed first. Keeps one operation at a time, however many events there are.
class StackHistory
{
public:
    /// \p stack as DescribeStacks tells of it.
    explicit StackHistory(const QJsonObject &stack);

    /// The deployments that are known whole now. \p events as DescribeStackEvents gives them, newest first, each page
    /// after the newer one.
    QList<Deployment> add(const QJsonArray &events);
    /// The last one, when there are no further events.
    QList<Deployment> finish();

    /// Whether what is live now is among those that were given.
    bool hasLive() const { return m_liveFrom.isValid(); }
    /// Of the oldest event so far, UTC.
    QDateTime reached() const { return m_reached; }

private:
    struct Operation
    {
        QString id; ///< of its first event
        QString beginning; ///< status of its first event
        QString status; ///< of its last one
        QString reason;
        QString failed; ///< the resource, by its logical id
        QString failure;
        QStringList tokens;
        QDateTime startedAt;
        QDateTime succeededAt;
        bool isNewest = false;
    };

    void addStackEvent(const QJsonObject &event, QList<Deployment> &known);
    void addResourceEvent(const QJsonObject &event);
    bool belongs(const QJsonObject &event) const;
    void close(QList<Deployment> &known);
    void setState(Deployment &deployment, const Operation &operation);

    QString m_name;
    QString m_stackId;
    std::optional<Operation> m_open;
    QDateTime m_liveFrom; ///< since when what came after was live
    QDateTime m_reached;
    bool m_isFirst = true;
};

} // namespace sm::deployments
