// SPDX-License-Identifier: GPL-3.0-or-later
#include "streak.h"

#include <core/durationtext.h>
#include <core/jmespath.h>
#include <core/json.h>
#include <operations/blotter.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WatchExecutor", text); }

constexpr qsizetype longestAnswer = 500; // characters of it in a message

} // namespace

Streak::Streak(WatchInput watch, QList<Secret> secrets, Time start)
    : m_watch(std::move(watch))
    , m_secrets(std::move(secrets))
    , m_start(start)
    , m_now(start)
{
}

QString Streak::look(const Result<operations::Applied> &answer, Time now)
{
    ++m_looks;
    m_now = now;
    m_trouble.clear();
    if (answer)
        return judge(*answer);
    m_trouble = operations::Blotter(m_secrets).blot(answer.error().message());
    if (answer.error().kind() == Error::Kind::Throttled)
        return tr("The look was refused for now: %1").arg(m_trouble);
    return breakOff(tr("The look failed: %1").arg(m_trouble));
}

QString Streak::judge(const operations::Applied &answer)
{
    m_last = answer.output;
    for (const Secret &secret : answer.secrets) {
        if (!m_secrets.contains(secret))
            m_secrets << secret;
    }
    QJsonObject scope = m_watch.scope;
    scope.insert(u"output"_s, m_last);
    const Result<QJsonValue> value = jmespath::search(m_watch.holds, scope);
    if (!value)
        return breakOff(tr("The condition has no meaning on the answer: %1").arg(value.error().message()));
    if (!jmespath::isTrue(*value))
        return m_heldSince ? breakOff(tr("The condition does not hold any more.")) : QString();
    if (!m_heldSince)
        m_heldSince = m_now;
    return {};
}

QString Streak::breakOff(const QString &why)
{
    if (!m_heldSince)
        return why;
    const QString held = durationText(since(*m_heldSince));
    m_heldSince.reset();
    ++m_breaks;
    return tr("%1 It had held for %2.").arg(why, held);
}

milliseconds Streak::since(Time begin) const { return std::chrono::duration_cast<milliseconds>(m_now - begin); }

bool Streak::hasHeld() const { return m_heldSince && m_trouble.isEmpty() && since(*m_heldSince) >= m_watch.holdsFor; }

bool Streak::isLate() const { return since(m_start) >= m_watch.within; }

milliseconds Streak::pause() const
{
    milliseconds left = m_watch.within - since(m_start);
    const milliseconds toHold = m_heldSince ? m_watch.holdsFor - since(*m_heldSince) : 0ms;
    if (toHold > 0ms)
        left = std::min(left, toHold);
    return std::clamp(m_watch.every, 0ms, std::max(left, 0ms));
}

operations::Applied Streak::result() const
{
    return {{{u"output"_s, m_last}, {u"looks"_s, m_looks}, {u"breaks"_s, m_breaks},
                {u"seconds"_s, std::chrono::duration<double>(since(m_start)).count()}},
        {}, m_secrets};
}

Error Streak::broken() const
{
    const operations::Blotter blotter(m_secrets);
    const QString last = QString::fromUtf8(toCompactJson(blotter.blot(m_last))).left(longestAnswer);
    return Error(Error::Kind::Conflict,
        tr("“%1” has not held for %2 without a break within %3. The last answer was %4. %5")
            .arg(m_watch.holds, durationText(m_watch.holdsFor), durationText(m_watch.within), last, m_trouble)
            .trimmed())
        .withCode(u"WatchBroken"_s);
}

} // namespace sm::executors
