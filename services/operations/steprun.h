// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "executors.h"
#include "running.h"

#include <net/sleeper.h>
#include <operations/executor.h>
#include <operations/journal.h>

namespace sm::operations {

/// The life of one step: look, write the intent down, act, look again, write down how it ended; and what a person
/// wants done when it failed.
class StepRun
{
public:
    /// Sends the step; only the Runner can.
    using Send = std::function<QCoro::Task<Result<Applied>>(qint64 entry, Step step, CancelToken token)>;

    StepRun(Running &run, int number, Executors executors, Journal &journal, net::Sleeper &sleeper, Send send);

    /// Runs it to its end. An error only when its intent could not be written: then nothing was sent.
    QCoro::Task<Result<void>> run();

private:
    /// A step that is ready to be sent.
    struct Prepared
    {
        Step step;
        Observation before;
    };
    /// What was seen after it.
    struct Outcome
    {
        Result<Applied> applied;
        QJsonValue after = QJsonValue::Undefined;
        std::optional<Error> unread = {}; ///< it went well, and afterwards nothing could be read
        std::optional<Applied> answer = {}; ///< what was said, where what can be read does not bear it out
    };

    QCoro::Task<Result<void>> attempt(int number);
    QCoro::Task<Result<void>> askHuman(int number);
    QCoro::Task<bool> isLeftOut();
    QCoro::Task<Result<void>> askToConfirm();
    QCoro::Task<Result<Prepared>> prepare();
    Result<Prepared> completed(Step step, const Observation &before) const;
    QCoro::Task<Outcome> carryOut(qint64 entry, Prepared prepared);
    QCoro::Task<Result<Applied>> send(qint64 entry, Step step);
    QCoro::Task<Outcome> lookAgain(Prepared prepared, Applied applied);
    QCoro::Task<Result<void>> reachedTarget(Step step, QJsonObject output);
    QJsonArray outputsBefore(const Step &step) const;
    Result<void> checkExpectations(const Step &step, const Seen &seen) const;
    QCoro::Task<void> conclude(qint64 entry, Prepared prepared, Outcome outcome);
    QCoro::Task<bool> isToBeTriedAgain();
    QCoro::Task<bool> signedInAgain(Error problem);
    QCoro::Task<bool> chosenAfterFailure(Error problem);
    QCoro::Task<void> leaveOut(QString reason);
    QCoro::Task<void> note(QString kind, QJsonObject body);
    void pause(const Error &problem);

    const Step &planned() const { return m_run.plan.steps.at(m_number); }

    Running &m_run;
    int m_number;
    Executors m_executors;
    Executor *m_executor; ///< nullptr for a step that a person carries out
    Journal &m_journal;
    net::Sleeper &m_sleeper;
    Send m_send;
    StepEvent m_event;
};

} // namespace sm::operations
