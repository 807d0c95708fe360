// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/plan.h>
#include <core/result.h>

#include <QCoroTask>

#include <optional>

namespace sm::operations {

/// What a run wants to know from a person before it goes on.
struct Question
{
    enum class Kind {
        Manual, ///< do something by hand, then say so
        Decide, ///< choose one of the options
        Approve, ///< yes or no, with a reason
        Confirm, ///< yes or no
        SignIn, ///< credentials have expired: sign in, then go on
        Failed, ///< "retry", "skip" or "stop"
        InDoubt, ///< "done", "not done" or "stop", after looking at the world
    };
    qint64 run = 0; ///< of the journal
    int step = 0;
    Kind kind = Kind::Decide;
    QString text; ///< a sentence
    QStringList options; ///< words to choose from
    std::optional<Error> problem; ///< Failed, InDoubt, SignIn
};

struct Answer
{
    QString choice; ///< one of Question::options
    QString reason; ///< why; needed where a step is skipped
};

/// Answers for the person. A run waits for it without limit: that is what the person is told.
class Attendant
{
public:
    virtual ~Attendant() = default;
    /// \error Kind::Cancelled (code "NobodyHere") there is nobody to ask: the run pauses and can be resumed
    virtual QCoro::Task<Result<Answer>> ask(Question question, CancelToken token) = 0;
};

} // namespace sm::operations
