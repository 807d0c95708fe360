// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/waitexecutor.h>

#include "waiterchoice.h"

#include <aws/waiter.h>
#include <core/durationtext.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WaitExecutor", text); }

/// Tells a person what is worth telling, once: a stall when it begins, each trouble when it is another one.
class Narrator
{
public:
    Narrator(LiveOutput live, Step step)
        : m_live(std::move(live))
        , m_step(std::move(step))
    {
    }

    void operator()(const aws::WaitProgress &progress)
    {
        const QString trouble = progress.trouble ? progress.trouble->message() : QString();
        if (!trouble.isEmpty() && trouble != m_trouble)
            m_live(m_step, tr("Still waiting, but the last look failed: %1").arg(trouble));
        m_trouble = trouble;
        if (progress.stalled && !m_stalled)
            m_live(m_step,
                tr("Nothing has changed for %1. It is still being waited for; look at it, or cancel.")
                    .arg(durationText(aws::Waiter::stallAfter)));
        m_stalled = progress.stalled;
    }

private:
    LiveOutput m_live;
    Step m_step;
    QString m_trouble;
    bool m_stalled = false;
};

/// The texts in \p value that the service's model calls sensitive: an answer that is waited for is one of a read.
void addSensitive(const aws::Shape &shape, const QJsonValue &value, bool isSensitive, QList<Secret> &found)
{
    const bool isSecret = isSensitive || shape.sensitive;
    if (isSecret && !value.toString().isEmpty())
        found << Secret(value.toString());
    const QJsonObject members = value.toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        const aws::Member *member = shape.type == aws::Shape::Type::Map ? &shape.value : shape.member(it.key());
        if (member && member->shape)
            addSensitive(*member->shape, it.value(), isSecret, found);
    }
    const QJsonArray elements = value.toArray();
    for (const QJsonValue &element : elements) {
        if (shape.element.shape)
            addSensitive(*shape.element.shape, element, isSecret, found);
    }
}

QList<Secret> sensitiveIn(const aws::Operation &operation, const QJsonObject &answer)
{
    QList<Secret> found;
    if (operation.output)
        addSensitive(*operation.output, answer, false, found);
    return found;
}

} // namespace

WaitExecutor::WaitExecutor(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, LiveOutput live)
    : m_caller(caller)
    , m_models(models)
    , m_sleeper(sleeper)
    , m_live(std::move(live))
{
}

QString WaitExecutor::kind() const { return u"wait"_s; }

QCoro::Task<Result<Applied>> WaitExecutor::apply(WritePermit, Step step, CancelToken token)
{
    const Result<WaiterChoice> choice = waiterFor(step, m_models);
    if (!choice)
        co_return choice.error();
    const aws::Waiter::Progress progress
        = m_live ? aws::Waiter::Progress(Narrator(m_live, step)) : aws::Waiter::Progress();
    aws::Waiter waiter(m_caller, m_sleeper);
    const Result<QJsonObject> answer
        = co_await waiter.until(choice->waiter, choice->poll, choice->parameters, progress, token);
    if (!answer)
        co_return answer.error();
    co_return Applied{*answer, {}, sensitiveIn(choice->operation(), *answer)};
}

} // namespace sm::executors
