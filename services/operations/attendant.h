// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/question.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::operations {

/// Answers for the person. A run waits for it without limit: that is what the person is told.
class Attendant
{
public:
    virtual ~Attendant() = default;
    /// \error Kind::Cancelled (code "NobodyHere") there is nobody to ask: the run pauses and can be resumed
    virtual QCoro::Task<Result<Answer>> ask(Question question, CancelToken token) = 0;
};

} // namespace sm::operations
