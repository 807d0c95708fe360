// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackwait.h>

#include <aws/paginator.h>
#include <aws/waiter.h>
#include <core/durationtext.h>
#include <stacks/keptstack.h>
#include <stacks/stackstatus.h>

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int delaySeconds = 5;
constexpr int mostAbsent = 10; // looks in a row; as aws::Waiter has it
constexpr int mostTroubled = 60;
constexpr int overtakenLooks = 6;
constexpr int unseenLooks = 8; // more than answers lag behind
constexpr int unseenLooksWithoutAny = 2;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

QString textOf(const QJsonValue &event, QLatin1StringView member) { return event[member].toString(); }

bool isOfStack(const QJsonValue &event)
{
    return textOf(event, "PhysicalResourceId"_L1) == textOf(event, "StackId"_L1);
}

QString lineOf(const QJsonValue &event)
{
    const QString reason = textOf(event, "ResourceStatusReason"_L1);
    const QString line = u"%1  %2  %3  %4"_s.arg(instantOf(event["Timestamp"_L1]).toString(u"HH:mm:ss"_s),
        textOf(event, "ResourceStatus"_L1), textOf(event, "LogicalResourceId"_L1), textOf(event, "ResourceType"_L1));
    return reason.isEmpty() ? line : line + u"  "_s + reason;
}

/// What may be gone at the next look: the service is overloaded or hurt, or the connection is.
bool mayPass(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Throttled:
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Internal:
    case Error::Kind::BadReply:
        return true;
    default:
        return false;
    }
}

} // namespace

StackWait::StackWait(const AwsReads &reads, net::Sleeper &sleeper, StackAim aim, Tell tell)
    : m_reads(reads)
    , m_sleeper(sleeper)
    , m_aim(std::move(aim))
    , m_tell(std::move(tell))
    , m_goesByPlace(m_aim.token.isEmpty())
{
}

/// Whether further, older events tell nothing more.
bool StackWait::isSettled(const QJsonArray &page) const
{
    for (const QJsonValue event : page) {
        const QString id = textOf(event, "EventId"_L1);
        if (m_told.contains(id) || (m_goesByPlace && id == m_aim.after))
            return true;
        if (isOwn(event) && !m_aim.token.isEmpty() && isOfStack(event)
            && isBeginning(textOf(event, "ResourceStatus"_L1)))
            return true;
    }
    return false;
}

bool StackWait::isOwn(const QJsonValue &event) const
{
    const QString token = textOf(event, "ClientRequestToken"_L1);
    return m_aim.token.isEmpty() || token == m_aim.token || (m_goesByPlace && token.isEmpty());
}

/// Where nothing carries our token, look after look, and what came after ours began carries none at all, whoever
/// answers does not write tokens down.
bool StackWait::lacksTokens(const QJsonArray &events)
{
    const bool isAnyWritten = std::any_of(events.begin(), events.end(),
        [](const QJsonValue &event) { return !textOf(event, "ClientRequestToken"_L1).isEmpty(); });
    if (++m_unseen < (isAnyWritten ? unseenLooks : unseenLooksWithoutAny))
        return false;
    bool isLacking = false;
    for (const QJsonValue event : events) {
        if (textOf(event, "EventId"_L1) == m_aim.after)
            return isLacking;
        if (!textOf(event, "ClientRequestToken"_L1).isEmpty())
            return false;
        isLacking = true;
    }
    return isLacking && m_aim.after.isEmpty();
}

QCoro::Task<Result<QJsonArray>> StackWait::look(CancelToken token)
{
    aws::Paginator pages(m_reads.caller, m_reads.models,
        {u"cloudformation"_s, u"DescribeStackEvents"_s, {{u"StackName"_s, m_aim.stack}}});
    QJsonArray events;
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        const QJsonArray more = (**page).value("StackEvents"_L1).toArray();
        for (const QJsonValue event : more) {
            if (isOfStack(event) || isOwn(event)) // a stack may have thousands of others
                events << event;
        }
        if (isSettled(more))
            break;
    }
    const QJsonArray all = events;
    co_return all;
}

/// Without a token they are those after a certain one. Where neither that one nor any of those after it is to be seen,
/// the answer is an old one, and nothing in it counts.
QJsonArray StackWait::ownOf(const QJsonArray &events) const
{
    QJsonArray own;
    bool isConnected = !m_goesByPlace || m_aim.after.isEmpty();
    for (const QJsonValue event : events) {
        const QString id = textOf(event, "EventId"_L1);
        isConnected = isConnected || m_told.contains(id) || id == m_aim.after;
        if (m_goesByPlace && id == m_aim.after)
            break;
        if (isOwn(event))
            own << event;
    }
    return isConnected ? own : QJsonArray();
}

void StackWait::tellNew(const QJsonArray &own)
{
    for (qsizetype i = own.size() - 1; i >= 0; --i) {
        const QJsonValue event = own.at(i);
        const QString id = textOf(event, "EventId"_L1);
        if (m_told.contains(id))
            continue;
        m_told.insert(id);
        ++m_events;
        const QString reason = textOf(event, "ResourceStatusReason"_L1);
        if (m_failed.isEmpty() && !isOfStack(event) && textOf(event, "ResourceStatus"_L1).endsWith("_FAILED"_L1)
            && !reason.contains("cancelled"_L1, Qt::CaseInsensitive)) {
            m_failed = textOf(event, "LogicalResourceId"_L1);
            m_why = reason;
        }
        if (m_tell)
            m_tell(lineOf(event));
    }
}

Result<QJsonObject> StackWait::ended(const QString &status) const
{
    const bool isGood = m_aim.outcome == StackAim::Outcome::Deployed
        ? hasSucceeded(status)
        : isRolledBack(status) || (m_aim.mayDelete && status == "DELETE_COMPLETE"_L1);
    if (isGood)
        return QJsonObject{{u"status"_s, status}, {u"failed"_s, m_failed}, {u"why"_s, m_why}, {u"events"_s, m_events}};
    QString message = tr("The stack ended in %1.").arg(status);
    if (!m_failed.isEmpty())
        message += u' ' + tr("First %1 failed: %2").arg(m_failed, m_why);
    return Error(Error::Kind::Conflict, message).withCode(u"StackFailed"_s);
}

std::optional<Result<QJsonObject>> StackWait::judged(const QJsonArray &events)
{
    const bool isToBeSeen = m_goesByPlace || !m_aim.mayLackTokens || !ownOf(events).isEmpty();
    m_goesByPlace = m_goesByPlace || (!isToBeSeen && lacksTokens(events));
    const QJsonArray own = ownOf(events);
    tellNew(own);
    const auto newest = std::find_if(events.begin(), events.end(), isOfStack);
    if (newest == events.end())
        return std::nullopt;
    const QString status = textOf(*newest, "ResourceStatus"_L1);
    for (const QJsonValue event : own) {
        if (!isOfStack(event))
            continue;
        const QString ours = textOf(event, "ResourceStatus"_L1);
        if (isEnd(ours))
            return ended(ours);
        if (event == *newest || ++m_overtaken < overtakenLooks) // an end may be seen later than what came after it
            return std::nullopt;
        return Result<QJsonObject>(Error(Error::Kind::Conflict,
            tr("Another operation took the place of this one before it had ended; the stack is in %1. Look at its "
               "events.")
                .arg(status))
                .withCode(u"StackFailed"_s));
    }
    if (status == "DELETE_COMPLETE"_L1 && !m_aim.token.isEmpty()) // nothing can begin in it any more
        return Result<QJsonObject>(Error(Error::Kind::Conflict, tr("The stack is gone.")).withCode(u"StackFailed"_s));
    return std::nullopt; // ours did not begin yet
}

/// Once for each time that nothing happens for long.
void StackWait::tellStall(std::chrono::milliseconds pause)
{
    const bool isNew = m_events != m_eventsBefore;
    m_eventsBefore = m_events;
    const auto before = isNew ? std::chrono::milliseconds(0) : m_still;
    m_still = before + pause;
    if (m_tell && before < aws::Waiter::stallAfter && m_still >= aws::Waiter::stallAfter)
        m_tell(tr("The stack has told of nothing for %1. It is still being waited for; look at it, or cancel.")
                .arg(durationText(aws::Waiter::stallAfter)));
}

QCoro::Task<Result<QJsonObject>> StackWait::run(CancelToken token)
{
    int absent = 0;
    int troubled = 0;
    for (int looks = 1;; ++looks) {
        const Result<QJsonArray> events = co_await look(token);
        if (!events) {
            const bool isAbsent = saysNoStack(events.error());
            absent = isAbsent ? absent + 1 : 0;
            troubled = mayPass(events.error()) ? troubled + 1 : 0;
            if ((isAbsent && absent < mostAbsent) || (troubled > 0 && troubled < mostTroubled)) {
                if (m_tell && absent + troubled == 1)
                    m_tell(tr("Still waiting, but the last look failed: %1").arg(events.error().message()));
            } else {
                co_return events.error();
            }
        } else {
            absent = troubled = 0;
            if (const auto answer = judged(*events))
                co_return *answer;
        }
        const auto pause = aws::waitDelay(delaySeconds, looks, QRandomGenerator::global()->generateDouble());
        tellStall(pause);
        if (const auto slept = co_await m_sleeper.sleep(pause, token); !slept)
            co_return slept.error();
    }
}

} // namespace sm::deployments
