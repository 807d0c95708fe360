// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problem.h"
#include "scope.h"

#include <core/jmespath.h>
#include <core/result.h>

#include <QStringList>

#include <optional>

namespace sm::runbooks {

/// A JMESPath expression over a Scope, compiled once. An empty one, which is what the constructor makes, gives null.
class ScopeExpression
{
public:
    ScopeExpression() = default;
    /// \error Kind::Invalid  as jmespath::Expression::parse(); also for an expression that looks at all of the scope,
    ///                       all parameters or all steps at once: what it needs could not be told
    static Result<ScopeExpression> parse(const QString &text, const Place &place);

    bool isEmpty() const { return !m_expression; }
    const QString &text() const { return m_text; }
    const Place &place() const { return m_place; }

    /// The values of the scope that it looks at: {"parameters", "user"}.
    const QList<QStringList> &reads() const { return m_reads; }
    /// The steps whose outcome it looks at.
    QStringList steps() const;
    /// Those of them of which it looks at the same turn only.
    QStringList turns() const;
    /// NAME where the whole expression is "parameters.NAME"; empty: it is something else.
    QString parameter() const;

    /// Whether all steps that it looks at have an outcome, in this turn where it asks for that.
    bool isReady(const Scope &scope) const;
    /// \error Kind::Invalid begins with the place
    Result<QJsonValue> search(const Scope &scope) const;
    /// Whether the result counts as true in JMESPath.
    /// \error as search()
    Result<bool> holds(const Scope &scope) const;

private:
    QString m_text;
    Place m_place;
    std::optional<jmespath::Expression> m_expression;
    QList<QStringList> m_reads;
};

} // namespace sm::runbooks
