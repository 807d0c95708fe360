// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/waiter.h>

#include "acceptor.h"

#include <core/jmespath.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRandomGenerator>

#include <cmath>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Waiter", text); }

constexpr milliseconds longestDelay = 120s;
/// Answers may lag behind, but what is missing for so long in a row is not there.
constexpr int mostAbsentPolls = 10;

/// The service failed, whatever it was asked.
bool isServersOwn(const Error &error)
{
    const QString code = error.code();
    return error.kind() == Error::Kind::Internal
        && (code.startsWith("Internal"_L1) || code.startsWith("ServiceUnavailable"_L1)
            || code.startsWith("ServiceException"_L1) || code.startsWith("ServerException"_L1) || code.toInt() >= 500);
}

/// Polling on may cure it: the Caller gave up on this poll, not on the thing that is waited for.
bool isPassing(const Error &error)
{
    return error.kind() == Error::Kind::Throttled || error.kind() == Error::Kind::Network
        || error.kind() == Error::Kind::Timeout || isServersOwn(error);
}

/// What the service says about it, a line each.
QString reasonIn(const QJsonObject &answer, const WaiterModel &model)
{
    if (model.because.isEmpty())
        return {};
    QStringList lines;
    if (const Result<QJsonValue> found = jmespath::search(model.because, answer)) {
        const QJsonArray sentences = found->isString() ? QJsonArray{*found} : found->toArray();
        for (const QJsonValue &each : sentences)
            lines << each.toString();
    }
    lines.removeAll(QString());
    lines.removeDuplicates();
    return lines.join(u'\n');
}

Error ended(const WaiterModel &model, const Result<Answer> &polled)
{
    if (!polled)
        return polled.error();
    const QString reason = reasonIn(polled->output, model);
    return Error(Error::Kind::Conflict,
        reason.isEmpty()
            ? tr("It ended in another state than the one that was waited for (%1). Look at its events for the reason.")
                  .arg(model.name)
            : tr("It ended in another state than the one that was waited for (%1): %2").arg(model.name, reason))
        .withCode(u"WaiterFailure"_s)
        .withRequestId(polled->requestId);
}

Error tookTooLong(const WaiterModel &model, milliseconds limit)
{
    return Error(Error::Kind::Timeout,
        tr("%1 was not reached within %2 s. It may still be under way: look again later.")
            .arg(model.name)
            .arg(limit.count() / 1000))
        .withCode(u"WaiterTimeout"_s);
}

void note(WaitProgress &progress, const Result<Answer> &polled)
{
    ++progress.polls;
    progress.trouble.reset();
    if (!polled) {
        progress.trouble = polled.error();
        progress.absentPolls += isPassing(polled.error()) ? 0 : 1;
        return;
    }
    progress.absentPolls = 0;
    if (polled->output != progress.lastAnswer)
        progress.unchangedFor = 0ms;
    progress.lastAnswer = polled->output;
}

/// What this poll means: the answer of the whole wait, or nothing while it goes on.
std::optional<Result<QJsonObject>> verdict(
    const WaiterModel &model, const Result<Answer> &polled, const WaitProgress &progress)
{
    if (!polled && polled.error().kind() == Error::Kind::Cancelled)
        return polled.error();
    const Result<std::optional<Acceptor::State>> state = decide(model, polled);
    if (!state)
        return state.error();
    if (*state == Acceptor::State::Success)
        return polled ? polled->output : QJsonObject();
    if (*state == Acceptor::State::Failure)
        return ended(model, polled);
    const bool mayComeYet = model.maxAttempts > 0 || progress.absentPolls <= mostAbsentPolls;
    const bool goesOn
        = polled.has_value() || (*state == Acceptor::State::Retry && mayComeYet) || isPassing(polled.error());
    if (!goesOn)
        return polled.error();
    return std::nullopt;
}

/// The pause before the next poll, cut so that the last poll is at the limit; nothing when the time is up.
std::optional<milliseconds> nextDelay(const WaiterModel &model, const WaitProgress &progress)
{
    const milliseconds delay
        = waitDelay(model.delaySeconds, progress.polls, QRandomGenerator::global()->generateDouble());
    if (model.maxAttempts <= 0)
        return delay;
    const milliseconds left = std::chrono::seconds(model.delaySeconds) * model.maxAttempts - progress.waited;
    if (left <= 0ms)
        return std::nullopt;
    return std::min(delay, left);
}

} // namespace

milliseconds waitDelay(int delaySeconds, int attempt, double random)
{
    const milliseconds least = std::max<milliseconds>(std::chrono::seconds(delaySeconds), 1s);
    const milliseconds cap = std::max(least, std::min(longestDelay, 4 * least));
    const double grown = static_cast<double>(least.count()) * std::exp2(std::clamp(attempt - 1, 0, 16));
    const double greatest = std::min(static_cast<double>(cap.count()), grown);
    const double span = greatest - static_cast<double>(least.count());
    return least + milliseconds(std::llround(span * random));
}

Waiter::Waiter(Caller &caller, net::Sleeper &sleeper)
    : m_caller(caller)
    , m_sleeper(sleeper)
{
}

QCoro::Task<Result<QJsonObject>> Waiter::until(
    WaiterModel model, Call call, QJsonObject parameters, Progress progress, CancelToken token)
{
    const Result<WaiterModel> filled = model.bound(parameters);
    if (!filled)
        co_return filled.error();
    WaitProgress state;
    while (true) {
        const Result<Answer> polled = co_await m_caller.read(call, token);
        note(state, polled);
        if (std::optional<Result<QJsonObject>> end = verdict(*filled, polled, state))
            co_return std::move(*end);
        const std::optional<milliseconds> delay = nextDelay(*filled, state);
        if (!delay)
            co_return tookTooLong(*filled, state.waited);
        state.nextPollIn = *delay;
        if (progress)
            progress(state);
        if (const Result<void> slept = co_await m_sleeper.sleep(*delay, token); !slept)
            co_return slept.error();
        state.waited += *delay;
        state.unchangedFor += *delay;
        state.stalled = state.unchangedFor >= stallAfter;
    }
}

} // namespace sm::aws
