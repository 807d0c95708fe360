// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scopeexpression.h"

namespace sm::runbooks {

/// The part of a runbook that an expression stands in.
enum class Section { Parameters, Steps, Verification, Rollback };

/// From where an expression looks at the scope.
struct Standpoint
{
    Section section = Section::Steps;
    int index = 0; ///< of the step or parameter in its section
    QString name; ///< the step's id or the parameter's name
    bool hasItem = false; ///< the step has a "for_each"
    bool hasOutput = false; ///< a condition on an answer
    bool hasRun = false; ///< the step itself has an outcome: its undo
    bool takesSecret = false;
};

/// An expression in a file, to be checked when all of the file is known.
struct Mention
{
    ScopeExpression expression;
    Standpoint from;
    bool isAlone = false; ///< nothing but it is in its text
    bool isOfKeptKeys = false; ///< the step that it names has to keep what it removes or changes
};

} // namespace sm::runbooks
