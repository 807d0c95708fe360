// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/sleeper.h>
#include <sources/awsreads.h>

#include <QSet>

#include <chrono>
#include <functional>
#include <optional>

namespace sm::deployments {

/// What one waits for, told by the events of a stack alone: those of one operation, whatever others do before or after.
struct StackAim
{
    enum class Outcome { Deployed, RolledBack };

    QString stack; ///< its id, by which a stack that is gone can still be asked about
    Outcome outcome = Outcome::Deployed;
    QString token; ///< ClientRequestToken of the operation
    QString after; ///< the id of the newest event from before the operation; what came after it counts without a token
    bool mayLackTokens
        = false; ///< besides the token there is "after" (empty: the stack is new), should no event have one
    bool mayDelete = false; ///< RolledBack: the stack may be gone in the end
};

/// Looks at events again and again until the operation has ended.
class StackWait
{
public:
    using Tell = std::function<void(const QString &line)>;

    /// Both outlive it. \p tell gets a line for each new event, and when there was none for aws::Waiter::stallAfter;
    /// the event's words are not fit to be shown yet.
    StackWait(const AwsReads &reads, net::Sleeper &sleeper, StackAim aim, Tell tell);

    /// {status, failed, why, events}: how it ended, and the resource that failed first. Waits for as long as it takes.
    /// \error Kind::Conflict (code "StackFailed") it ended otherwise, or another operation took its place
    /// \error Kind::NotFound no such stack, ten looks in a row
    /// \error Kind::Cancelled; as aws::Caller::read() for what a later look does not cure
    QCoro::Task<Result<QJsonObject>> run(CancelToken token);

    /// Takes one look, newest event first; the answer, once it is known.
    std::optional<Result<QJsonObject>> judged(const QJsonArray &events);

private:
    QCoro::Task<Result<QJsonArray>> look(CancelToken token);
    bool isSettled(const QJsonArray &page) const;
    bool isOwn(const QJsonValue &event) const;
    bool lacksTokens(const QJsonArray &events);
    void tellNew(const QJsonArray &own);
    void tellStall(std::chrono::milliseconds pause);
    QJsonArray ownOf(const QJsonArray &events) const;
    Result<QJsonObject> ended(const QString &status) const;

    AwsReads m_reads;
    net::Sleeper &m_sleeper;
    StackAim m_aim;
    Tell m_tell;
    QSet<QString> m_told; ///< ids of our own events
    QString m_failed; ///< the resource that failed first
    QString m_why;
    int m_events = 0;
    int m_eventsBefore = 0; ///< at the look before
    std::chrono::milliseconds m_still{0}; ///< since the last event
    bool m_goesByPlace; ///< by what comes after a certain event
    int m_unseen = 0; ///< looks that saw nothing of ours
    int m_overtaken = 0; ///< looks that saw what came after our operation, and not its end
};

} // namespace sm::deployments
