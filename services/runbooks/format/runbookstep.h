// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jsontemplate.h"

#include <chrono>
#include <optional>

namespace sm::runbooks {

/// What has to be true of an answer.
struct RunbookExpectation
{
    ScopeExpression condition; ///< sees "output", the answer, and of a write "before" and "after" too
    QString otherwise; ///< what to tell a person when it is not true; may be empty
};

/// One action, without its place in a procedure.
struct RunbookAction
{
    Template title;
    Template note;
    QString uses; ///< stepkind.h
    JsonTemplate with; ///< an object
    QList<RunbookExpectation> expect;
    Template confirm; ///< what a person has to agree to first; empty: nothing beyond what the guard asks
    std::optional<std::chrono::milliseconds> timeout;
    Place place;
};

struct RunbookStep : RunbookAction
{
    QString id;
    ScopeExpression when; ///< empty: always
    ScopeExpression forEach; ///< a list, one turn for each item; empty: one turn
    std::optional<RunbookAction> undo; ///< the author's inverse; nothing: the catalog's
    OnFailure onFailure = OnFailure::Stop;
};

} // namespace sm::runbooks
