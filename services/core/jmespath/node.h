// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace sm::jmespath {

struct Function;
struct Node;
using NodePointer = std::unique_ptr<Node>;

/// One step of a compiled expression. Which members count depends on the kind; operands are in \c children.
struct Node
{
    enum class Kind {
        Current, ///< @
        Literal,
        Field, ///< text: its name
        Index, ///< number
        Slice, ///< start, stop, step
        Chain, ///< each child is applied to what the one before gave: a.b, a[0], a | b
        Flatten, ///< one child
        Projection, ///< source, then what each element goes through
        ObjectProjection, ///< the same over the values of an object
        FilterProjection, ///< the same, with the condition as third child
        List, ///< [a, b]
        Hash, ///< {names[0]: child 0, …}
        Or,
        And,
        Not,
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Call, ///< function
        Reference, ///< &child: an argument that a function applies itself
    };
    Kind kind = Kind::Current;
    qsizetype position = 0;
    std::vector<NodePointer> children;
    int depth = 1; ///< the longest way down

    QJsonValue literal;
    QString text;
    QStringList names;
    qint64 number = 0;
    std::optional<qint64> start;
    std::optional<qint64> stop;
    qint64 step = 1;
    const Function *function = nullptr;
};

} // namespace sm::jmespath
