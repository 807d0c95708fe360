// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rulefunctions.h"

#include <memory>

namespace sm::aws {

/// A value in a rule: written out (perhaps with {placeholders}), the name of another value, or a function of others.
struct RuleExpression
{
    enum class Kind { Literal, Template, Reference, Call };
    Kind kind = Kind::Literal;
    QJsonValue literal;
    QString reference;
    RuleFunction function = nullptr;
    std::vector<RuleExpression> arguments;
};

struct RuleCondition
{
    RuleExpression expression;
    QString assign; ///< the name that the value gets for what follows; empty: none
};

/// When all conditions hold: an endpoint, an error, or the first of several rules that applies.
struct Rule
{
    enum class Kind { Endpoint, Error, Tree };
    Kind kind = Kind::Tree;
    std::vector<RuleCondition> conditions;
    RuleExpression url;
    QJsonObject properties;
    QString error;
    std::vector<Rule> rules;
};

} // namespace sm::aws
