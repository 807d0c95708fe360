// SPDX-License-Identifier: GPL-3.0-or-later
#include "laterscope.h"

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

LaterScope::LaterScope(const Scope &scope)
    : m_scope(scope)
{
    // Whoever reads the outcomes of a loop wants to know which turn this was.
    if (scope.json().contains(u"index"_s))
        m_values.insert(u"index"_s, scope.json().value(u"index"_s));
}

void LaterScope::sees(const ScopeExpression &expression)
{
    for (const QStringList &path : expression.reads()) {
        const QString root = path.value(0);
        if (root == "steps"_L1 || root == "turn"_L1 || root == "output"_L1 || root.isEmpty())
            continue;
        const QJsonValue value = m_scope.json().value(root);
        if (path.size() == 1 || !value.isObject()) {
            m_values.insert(root, value);
            continue;
        }
        QJsonObject known = m_values.value(root).toObject();
        known.insert(path.at(1), value[path.at(1)]);
        m_values.insert(root, known);
    }
}

void LaterScope::sees(const Deferred &deferred, const Place &place)
{
    for (const Deferred::Part &part : deferred.parts) {
        if (!part.isExpression)
            continue;
        if (const auto expression = ScopeExpression::parse(part.text, place); expression)
            sees(*expression);
    }
}

} // namespace sm::runbooks
