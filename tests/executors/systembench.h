// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "executorbench.h"

#include <store/capturestore.h>

#include <QDirIterator>

namespace sm::test {

/// A bench for the databases and caches of one system, with captures beside the journal.
class SystemBench : public ExecutorBench
{
public:
    using ExecutorBench::ExecutorBench;

    Result<Plan> plan(const QList<Step> &steps) const { return planner.plan(u"Do things"_s, system, steps); }
    Result<Plan> observed(const QList<Step> &steps)
    {
        const Result<Plan> plain = plan(steps);
        if (!plain)
            return plain.error();
        return await(operations::observed(*plain, runner.executors(), {}), limit)
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    operations::StepEvent runStep(const Step &step) { return runStep(step, {}); }
    /// \p meanwhile is done when the step was looked at and noted, and is about to be sent.
    operations::StepEvent runStep(const Step &step, const std::function<void()> &meanwhile)
    {
        const Result<Plan> made = plan({step});
        return made ? runPlan(*made, meanwhile) : failed(made.error());
    }
    operations::StepEvent runPlan(const Plan &made, const std::function<void()> &meanwhile = {})
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = operations::Guard::nameToType(made);
        const auto progress = [&meanwhile](const operations::StepEvent &event) {
            if (event.state == StepState::Running && meanwhile)
                meanwhile();
        };
        const auto report = await(runner.run(made, confirmation, {}, progress, {}, {}), limit);
        if (!report)
            return failed(Error(Error::Kind::Timeout, u"no answer"_s));
        return *report ? (**report).steps.value(0) : failed(report->error());
    }
    /// Plans the undo of \p entry and runs it.
    operations::StepEvent takeBack(qint64 entry)
    {
        const auto back = undo(entry);
        return back ? runPlan(back->plan) : failed(back.error());
    }
    Result<operations::Verdict> reconcile(qint64 entry)
    {
        return await(runner.reconcile(entry, {}, {}), limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    /// The files beside the journal, it included, that hold \p bytes.
    QStringList filesWith(const QByteArray &bytes) const
    {
        QStringList found;
        QDirIterator files(file.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile each(files.next());
            if (each.open(QIODevice::ReadOnly) && each.readAll().contains(bytes))
                found << each.fileName();
        }
        return found;
    }

    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};

private:
    static operations::StepEvent failed(const Error &error) { return {0, StepState::Failed, error, {}, 0}; }
};

inline crypto::Seal captureSeal() { return crypto::Seal(Secret(QByteArrayView(QByteArray(32, 'c')))); }

/// Why \p event is not what it should be, for QVERIFY2.
inline QString why(const operations::StepEvent &event)
{
    return event.error ? event.error->code() + u": "_s + event.error->message() : u"no error"_s;
}

} // namespace sm::test
