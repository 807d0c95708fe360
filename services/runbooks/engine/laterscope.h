// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <runbooks/template.h>

namespace sm::runbooks {

/// What the expressions of a step that can only be evaluated while it runs will see of today's scope: no more than
/// they look at, so that a plan is the same as long as what it depends on is.
class LaterScope
{
public:
    explicit LaterScope(const Scope &scope);

    /// \p expression will be evaluated later.
    void sees(const ScopeExpression &expression);
    void sees(const Deferred &deferred, const Place &place);

    QJsonObject values() const { return m_values; }

private:
    const Scope &m_scope;
    QJsonObject m_values;
};

} // namespace sm::runbooks
