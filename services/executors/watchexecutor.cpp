// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/watchexecutor.h>

#include "streak.h"

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WatchExecutor", text); }

Step readOf(const Step &step, const WatchInput &watch)
{
    Step read;
    read.title = step.title;
    read.resource = step.resource;
    read.operation = watch.read;
    read.tier = Tier::Read;
    read.repeat = Repeat::Read;
    return read;
}

QJsonObject both(QJsonObject scope, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        scope.insert(it.key(), it.value());
    return scope;
}

/// Looking again does not cure it.
bool isFinal(const Error &error)
{
    return error.kind() == Error::Kind::Cancelled || error.kind() == Error::Kind::Denied
        || error.kind() == Error::Kind::Invalid;
}

Error nobodyReads(const WatchInput &watch)
{
    return Error(Error::Kind::Invalid, tr("Nothing here can carry out “%1”.").arg(watch.read.uses));
}

} // namespace

WatchExecutor::WatchExecutor(operations::Executors reads, net::Sleeper &sleeper, const Clock &clock, LiveOutput live)
    : m_reads(std::move(reads))
    , m_sleeper(sleeper)
    , m_clock(clock)
    , m_live(std::move(live))
{
}

QString WatchExecutor::kind() const { return u"watch"_s; }

QCoro::Task<Result<Applied>> WatchExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    Result<WatchInput> watch = watchInput(step);
    if (!watch)
        co_return watch.error();
    watch->scope = both(step.scope, watch->scope);
    const Step read = readOf(step, *watch);
    operations::Executor *reader = m_reads.forStep(read);
    if (!reader)
        co_return nobodyReads(*watch);
    Streak streak(*watch, step.operation.secrets.values(), m_clock.steady());
    while (true) {
        const Result<Applied> answer = co_await reader->apply(permit, read, token);
        if (!answer && isFinal(answer.error()))
            co_return answer.error();
        const QString news = streak.look(answer, m_clock.steady());
        if (m_live && !news.isEmpty())
            m_live(step, news);
        if (streak.hasHeld())
            co_return streak.result();
        if (streak.isLate())
            co_return streak.broken();
        if (const auto slept = co_await m_sleeper.sleep(streak.pause(), token); !slept)
            co_return slept.error();
    }
}

} // namespace sm::executors
