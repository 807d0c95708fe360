// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node.h"
#include "token.h"

namespace sm::jmespath {

/// How strongly a token binds what stands left of it (top-down operator precedence).
enum Power {
    None = 0,
    PipePower = 1,
    OrPower = 2,
    AndPower = 3,
    ComparePower = 5,
    FlattenPower = 9,
    ProjectionStop = 10,
    StarPower = 20,
    FilterPower = 21,
    DotPower = 40,
    NotPower = 45,
    BracketPower = 55
};

/// None for what ends an expression.
int powerOf(Token::Kind kind);

/// The step for a token that compares.
Node::Kind comparisonOf(Token::Kind kind);

} // namespace sm::jmespath
