// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter.h"

#include "functions.h"
#include "jmespath.h"
#include "problem.h"
#include "values.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

namespace sm::jmespath {

namespace {

using Kind = Node::Kind;

QJsonValue null() { return QJsonValue(QJsonValue::Null); }

QJsonValue known(const QJsonValue &value) { return value.isUndefined() ? null() : value; }

QJsonValue element(const Node &node, const QJsonValue &data)
{
    const QJsonArray array = data.toArray();
    const qint64 index = node.number < 0 ? node.number + array.size() : node.number;
    return index >= 0 && index < array.size() ? array.at(index) : null();
}

/// A bound of a slice, counted from the end where it is negative, within \p low and \p high.
qint64 bound(const std::optional<qint64> &given, qint64 otherwise, qint64 size, qint64 low, qint64 high)
{
    if (!given)
        return otherwise;
    return std::clamp(*given < 0 ? std::max(*given, -size - 1) + size : *given, low, high);
}

QJsonValue slice(const Node &node, const QJsonValue &data)
{
    if (!data.isArray())
        return null();
    const QJsonArray array = data.toArray();
    const qint64 size = array.size();
    // A step beyond the array selects one element; cut to that, it can not overflow.
    const qint64 step = std::clamp(node.step, -size - 1, size + 1);
    QJsonArray chosen;
    if (step > 0) {
        const qint64 stop = bound(node.stop, size, size, 0, size);
        for (qint64 i = bound(node.start, 0, size, 0, size); i < stop; i += step)
            chosen.append(array.at(i));
    } else {
        const qint64 stop = bound(node.stop, -1, size, -1, size - 1);
        for (qint64 i = bound(node.start, size - 1, size, -1, size - 1); i > stop; i += step)
            chosen.append(array.at(i));
    }
    return chosen;
}

QJsonArray membersOf(const QJsonObject &object)
{
    QJsonArray members;
    for (const QJsonValue &member : object)
        members.append(member);
    return members;
}

bool isOrdered(Kind kind, const QJsonValue &left, const QJsonValue &right)
{
    switch (kind) {
    case Kind::Less:
        return isLess(left, right);
    case Kind::LessOrEqual:
        return !isLess(right, left);
    case Kind::Greater:
        return isLess(right, left);
    default:
        return !isLess(left, right);
    }
}

} // namespace

Result<void> Evaluation::spend(const Node &node, qint64 steps)
{
    m_stepsLeft -= steps;
    if (m_stepsLeft >= 0)
        return ok();
    return problem("limit-exceeded",
        QCoreApplication::translate("sm::jmespath", "it needs more steps than are allowed"), node.position);
}

Result<QJsonValue> Evaluation::of(const Node &node, const QJsonValue &data)
{
    if (const Result<void> allowed = spend(node, 1); !allowed)
        return allowed.error();
    switch (node.kind) {
    case Kind::Current:
        return known(data);
    case Kind::Literal:
        return node.literal;
    case Kind::Field:
        return known(data.toObject().value(node.text));
    case Kind::Index:
        return element(node, data);
    case Kind::Slice:
        return slice(node, data);
    case Kind::Chain:
        return chain(node, data);
    case Kind::Flatten:
        return flattened(node, data);
    case Kind::Projection:
    case Kind::ObjectProjection:
    case Kind::FilterProjection:
        return projection(node, data);
    case Kind::List:
        return list(node, data);
    case Kind::Hash:
        return hash(node, data);
    case Kind::Or:
        return decided(node, data, true);
    case Kind::And:
        return decided(node, data, false);
    case Kind::Not:
        return negated(node, data);
    case Kind::Call:
        return called(node, data);
    case Kind::Reference: // the parser allows it as an argument only, and called() does not evaluate it
        return null();
    default:
        return comparison(node, data);
    }
}

Result<QJsonValue> Evaluation::negated(const Node &node, const QJsonValue &data)
{
    const Result<QJsonValue> operand = of(*node.children[0], data);
    return operand ? QJsonValue(!isTrue(*operand)) : operand;
}

Result<QJsonValue> Evaluation::chain(const Node &node, QJsonValue data)
{
    for (const NodePointer &step : node.children) {
        const Result<QJsonValue> next = of(*step, data);
        if (!next)
            return next;
        data = *next;
    }
    return data;
}

Result<QJsonValue> Evaluation::projection(const Node &node, const QJsonValue &data)
{
    const Result<QJsonValue> source = of(*node.children[0], data);
    if (!source)
        return source;
    if (node.kind == Kind::ObjectProjection)
        return source->isObject() ? through(node, membersOf(source->toObject())) : null();
    return source->isArray() ? through(node, source->toArray()) : null();
}

Result<QJsonValue> Evaluation::through(const Node &node, const QJsonArray &elements)
{
    const Node *condition = node.kind == Kind::FilterProjection ? node.children[2].get() : nullptr;
    QJsonArray results;
    for (const QJsonValue &each : elements) {
        if (condition) {
            const Result<QJsonValue> holds = of(*condition, each);
            if (!holds)
                return holds;
            if (!isTrue(*holds))
                continue;
        }
        const Result<QJsonValue> result = of(*node.children[1], each);
        if (!result)
            return result;
        if (!result->isNull())
            results.append(*result);
    }
    return QJsonValue(results);
}

Result<QJsonValue> Evaluation::flattened(const Node &node, const QJsonValue &data)
{
    const Result<QJsonValue> source = of(*node.children[0], data);
    if (!source || !source->isArray())
        return source ? null() : source;
    QJsonArray flat;
    const QJsonArray outer = source->toArray();
    for (const QJsonValue &each : outer) {
        if (!each.isArray()) {
            flat.append(each);
            continue;
        }
        const QJsonArray inner = each.toArray();
        if (const Result<void> allowed = spend(node, inner.size()); !allowed)
            return allowed.error();
        for (const QJsonValue &value : inner)
            flat.append(value);
    }
    return QJsonValue(flat);
}

Result<QJsonValue> Evaluation::list(const Node &node, const QJsonValue &data)
{
    if (data.isNull())
        return null();
    QJsonArray values;
    for (const NodePointer &child : node.children) {
        const Result<QJsonValue> value = of(*child, data);
        if (!value)
            return value;
        values.append(*value);
    }
    return QJsonValue(values);
}

Result<QJsonValue> Evaluation::hash(const Node &node, const QJsonValue &data)
{
    if (data.isNull())
        return null();
    QJsonObject members;
    for (size_t i = 0; i < node.children.size(); ++i) {
        const Result<QJsonValue> value = of(*node.children[i], data);
        if (!value)
            return value;
        members.insert(node.names[static_cast<qsizetype>(i)], *value);
    }
    return QJsonValue(members);
}

Result<QJsonValue> Evaluation::decided(const Node &node, const QJsonValue &data, bool by)
{
    Result<QJsonValue> operand = null();
    for (const NodePointer &child : node.children) {
        operand = of(*child, data);
        if (!operand || isTrue(*operand) == by)
            break;
    }
    return operand;
}

Result<QJsonValue> Evaluation::comparison(const Node &node, const QJsonValue &data)
{
    const Result<QJsonValue> left = of(*node.children[0], data);
    if (!left)
        return left;
    const Result<QJsonValue> right = of(*node.children[1], data);
    if (!right)
        return right;
    if (node.kind == Kind::Equal || node.kind == Kind::NotEqual)
        return QJsonValue(isEqual(*left, *right) == (node.kind == Kind::Equal));
    // Strings too: the specification leaves them out, but queries compare dates this way, and AWS's own tools allow it.
    if (left->type() != right->type() || (!left->isDouble() && !left->isString()))
        return null();
    return QJsonValue(isOrdered(node.kind, *left, *right));
}

Result<QJsonValue> Evaluation::called(const Node &node, const QJsonValue &data)
{
    QList<Argument> arguments;
    for (const NodePointer &child : node.children) {
        if (child->kind == Kind::Reference) {
            arguments.append(Argument{{}, child->children[0].get()});
            continue;
        }
        const Result<QJsonValue> value = of(*child, data);
        if (!value)
            return value;
        arguments.append(Argument{*value, nullptr});
    }
    return call(Call{*node.function, arguments, *this, node.position});
}

Result<QJsonValue> evaluate(const Node &root, const QJsonValue &data)
{
    return Evaluation().of(root, data.isUndefined() ? QJsonValue(QJsonValue::Null) : data);
}

} // namespace sm::jmespath
