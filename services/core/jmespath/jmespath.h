// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonValue>

#include <memory>

namespace sm::jmespath {

struct Node;

/// A JMESPath expression (jmespath.org specification), compiled once and used often. Copies are cheap.
///
/// Members of objects are visited in the order of their names, as QJsonObject keeps them. Beyond the specification
/// there are items(object) and from_items(pairs), as the community edition has them, paired(value, array): a pair of
/// the value with each element, and newcomer(array, before): the one element that \c before has not, or null. Of
/// what stands in a text there are from_json(text), from_base64(text) and to_base64(text), null where it is none, and
/// split(text, separator).
class Expression
{
public:
    /// \error Kind::Invalid  with the column in the message; code() is "syntax", "unknown-function", "invalid-arity"
    ///                       or "invalid-value" (a slice with step 0). Also for more than 64 K characters or 500
    ///                       levels of nesting.
    static Result<Expression> parse(const QString &text);

    /// What the expression selects from \p data; \c null where there is nothing.
    /// \error Kind::Invalid  code() is "invalid-type" (a function met a value it does not take) or "limit-exceeded"
    ///                       (more than 20 million steps)
    Result<QJsonValue> search(const QJsonValue &data) const;

    /// The values of the data that it looks at, as the names that lead to them: "users[?age > `9`].name || default"
    /// looks at {"users"} and {"default"}, "@" and "*" at {}: all of it. Each once.
    QList<QStringList> reads() const;

private:
    explicit Expression(std::shared_ptr<const Node> root);
    std::shared_ptr<const Node> m_root;
};

/// An expression that is used but once.
/// \error as Expression::parse() and Expression::search()
Result<QJsonValue> search(const QString &expression, const QJsonValue &data);

/// \p value as a literal of the language, quotes included: the safe way to put it into an expression.
QString literal(const QJsonValue &value);

/// What counts as true: everything but null, false, and an empty string, array or object.
bool isTrue(const QJsonValue &value);

} // namespace sm::jmespath
