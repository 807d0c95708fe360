// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"

#include <QStringList>

#include <optional>

namespace sm {

/// What a run wants to know from a person before it goes on.
struct Question
{
    enum class Kind {
        Manual, ///< do something by hand, then say so
        Decide, ///< choose one of the options
        Approve, ///< yes or no, with a reason
        Confirm, ///< yes or no
        Acknowledge, ///< type Question::typed: a person has to have read it
        SignIn, ///< credentials have expired: sign in, then go on
        Failed, ///< "retry", "skip" or "stop"
        InDoubt, ///< "done", "not done" or "stop", after looking at the world
    };
    qint64 run = 0; ///< of the journal
    int step = 0;
    Kind kind = Kind::Decide;
    QString text; ///< a sentence
    QStringList options; ///< words to choose from, as the journal keeps them
    std::optional<Error> problem; ///< Failed, InDoubt, SignIn
    QString typed = {}; ///< Acknowledge: the text that Answer::choice has to be; Question::options has it alone
    QString evidence
        = {}; ///< Approve: what the reason has to name ("Link to the approved review"); empty: a reason will do
};

struct Answer
{
    QString choice; ///< one of Question::options
    QString reason; ///< why; needed where a step is skipped or something is said to be done
};

} // namespace sm
