// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentexecutor.h"

#include "bakebegin.h"
#include "bakerun.h"
#include "markinput.h"

#include <core/durationtext.h>
#include <health/unithealth.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using operations::Applied;
using operations::Verdict;

namespace {

constexpr int mostFailures = 10; // looks in a row

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::DeploymentExecutor", text); }

bool is(const Step &step, QLatin1String uses) { return step.operation.uses == uses; }

} // namespace

DeploymentExecutor::DeploymentExecutor(const Parts &parts, executors::LiveOutput live)
    : m_parts(parts)
    , m_live(std::move(live))
{
}

QString DeploymentExecutor::kind() const { return u"deployment"_s; }

void DeploymentExecutor::tell(const Step &step, const QString &line) const
{
    if (m_live && !line.isEmpty())
        m_live(step, line);
}

QCoro::Task<Result<Applied>> DeploymentExecutor::apply(WritePermit, Step step, CancelToken token)
{
    if (is(step, "deployment:bake"_L1))
        co_return co_await bake(step, token);
    const Result<RollbackMark> mark = markInput(step);
    if (!mark)
        co_return mark.error();
    co_return Applied{step.operation.with, {}, {}};
}

QCoro::Task<Result<Applied>> DeploymentExecutor::bake(Step step, CancelToken token)
{
    const Result<BakeInput> input = bakeInput(step, m_parts.system.deployments);
    if (!input)
        co_return input.error();
    const QDateTime begin = co_await bakeBegin(m_parts.journal, m_parts.system.id, step, &m_parts.clock);
    const auto gone = std::chrono::seconds(begin.secsTo(m_parts.clock.nowUtc()));
    if (gone > 1min)
        tell(step, tr("It began %1 ago; what was missed is judged now.").arg(durationText(gone)));
    BakeWatch watch(*input, begin);
    const HealthQuery before = co_await measures(&*input, {}, token);
    const HealthQuery after = input->version.isEmpty() ? before : co_await measures(&*input, input->version, token);
    if (after.metrics.isEmpty() && input->metrics.isEmpty())
        tell(step, after.why);
    if (const auto watched = co_await watchOn(&watch, bakeQuestions(*input, before, after), step, token); !watched)
        co_return watched.error();
    const QJsonObject output = watch.output();
    tell(step, output.value(u"why"_s).toString());
    co_return Applied{output, {}, {}};
}

QCoro::Task<HealthQuery> DeploymentExecutor::measures(const BakeInput *input, QString version, CancelToken token)
{
    if (!input->metrics.isEmpty() || !m_parts.healthOf)
        co_return unitHealth(input->kind, input->unit, version);
    co_return co_await m_parts.healthOf(input->kind, input->unit, version, token);
}

QCoro::Task<Result<void>> DeploymentExecutor::watchOn(
    BakeWatch *watch, BakeQuestions questions, Step step, CancelToken token)
{
    const auto every = bakeInput(step, m_parts.system.deployments)->every;
    for (int failures = 0; !watch->isOver();) {
        const QDateTime now = m_parts.clock.nowUtc();
        const Result<BakeReading> reading = co_await bakeReading(&m_parts.reads, questions, *watch, now, token);
        if (reading) {
            failures = 0;
            tell(step, watch->look(*reading, now).join(u'\n'));
        } else if (isFinal(reading.error())) {
            co_return reading.error();
        } else if (++failures >= mostFailures) {
            co_return blind(reading.error(), failures);
        } else {
            tell(step, tr("The look failed: %1").arg(reading.error().message()));
        }
        if (watch->isOver())
            break;
        const auto due = std::chrono::milliseconds(m_parts.clock.nowUtc().msecsTo(watch->nextAt()));
        if (const auto slept = co_await m_parts.sleeper.sleep(due > 0ms ? due : every, token); !slept)
            co_return slept.error();
    }
    co_return ok();
}

Verdict DeploymentExecutor::reconcile(const Step &step, const operations::Seen &) const
{
    return {Verdict::Kind::Done, tr("The journal has it, and that is all there is to it."), step.operation.with};
}

bool DeploymentExecutor::isUnseen(const Step &) const { return true; }

Result<QList<Step>> DeploymentExecutor::inverse(const Step &step, const operations::Seen &seen) const
{
    const bool isMark = is(step, "deployment:mark"_L1);
    if (!isMark && !is(step, "deployment:unmark"_L1))
        return Executor::inverse(step, seen);
    Step back;
    back.title = isMark ? tr("Take the mark off %1").arg(step.resource) : tr("Mark %1 again").arg(step.resource);
    back.resource = step.resource;
    back.operation = {isMark ? u"deployment:unmark"_s : u"deployment:mark"_s, step.operation.with, {}};
    return QList<Step>{back};
}

} // namespace sm::deployments
