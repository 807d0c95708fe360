// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rule.h"

#include <core/result.h>

namespace sm::aws {

/// What the rules chose: an address and what they say about signing ("authSchemes") and the like.
struct RuledEndpoint
{
    QString url;
    QJsonObject properties;
};

/// The endpoint rules of one service (endpoint-rule-set-1.json; language: Smithy, "Endpoints rule set").
class RuleSet
{
public:
    /// \error Kind::Invalid  the rules use a word that is not known here
    static Result<RuleSet> parse(const QJsonObject &document);

    /// Applies the rules from top to bottom. Parameters that are not given take the defaults of the rules; others than
    /// theirs are ignored.
    /// \error Kind::Invalid  the rules refuse this combination (their own words), or a parameter is missing
    Result<RuledEndpoint> resolve(const QJsonObject &parameters, const Partitions &partitions) const;

private:
    QJsonObject m_parameters;
    std::vector<Rule> m_rules;
};

} // namespace sm::aws
