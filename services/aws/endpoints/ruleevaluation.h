// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ruleset.h"

namespace sm::aws {

/// One walk through a rule set: the parameters, and the names that conditions assign on the way.
class RuleEvaluation
{
public:
    explicit RuleEvaluation(const Partitions &partitions);

    void assign(const QString &name, const QJsonValue &value);

    /// What the first rule whose conditions hold says.
    /// \error Kind::Invalid  a rule refuses, or none applies
    Result<RuledEndpoint> firstOf(const std::vector<Rule> &rules);

private:
    bool holds(const Rule &rule);
    Result<RuledEndpoint> outcome(const Rule &rule);
    QJsonValue value(const RuleExpression &expression) const;
    QJsonValue named(QStringView name) const;
    QString expanded(const QString &text) const;
    QJsonValue expandedInside(const QJsonValue &value) const;

    const Partitions &m_partitions;
    std::vector<std::pair<QString, QJsonValue>> m_names; ///< the newest last; a rule's own end with it
};

} // namespace sm::aws
