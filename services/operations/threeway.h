// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyedlists.h"

#include <QList>

namespace sm::operations {

/// One place at which three states differ.
struct Difference
{
    QString path; ///< "Environment.Variables.API_KEY"
    QJsonValue before;
    QJsonValue after;
    QJsonValue now;
    bool isConflict = false; ///< somebody else changed what the step had changed
};

/// What an undo finds.
struct Comparison
{
    enum class Kind {
        Untouched, ///< the world is as the step left it
        AlreadyBack, ///< the world is as it was before the step
        Merged, ///< somebody changed other things meanwhile; they stay
        Conflict, ///< somebody changed the same things: it is not for us to decide
    };
    Kind kind = Kind::Untouched;
    QJsonValue target; ///< the state to be reached: before, with what others changed elsewhere
    QList<Difference> differences; ///< every place where before, after and now are not all the same
};

/// Compares the state before a step, the state that it left and the present one. Objects are compared member by
/// member and lists with keys by their elements; everything else is one value. Null is "does not exist".
Comparison threeWay(
    const QJsonValue &before, const QJsonValue &after, const QJsonValue &now, const ListKeys &keys = {});

} // namespace sm::operations
