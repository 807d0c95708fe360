// SPDX-License-Identifier: GPL-3.0-or-later
#include "precedence.h"

namespace sm::jmespath {

using Kind = Token::Kind;

int powerOf(Kind kind)
{
    switch (kind) {
    case Kind::Pipe:
        return PipePower;
    case Kind::Or:
        return OrPower;
    case Kind::And:
        return AndPower;
    case Kind::Equal:
    case Kind::NotEqual:
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
        return ComparePower;
    case Kind::Flatten:
        return FlattenPower;
    case Kind::Filter:
        return FilterPower;
    case Kind::Dot:
        return DotPower;
    case Kind::LeftBracket:
        return BracketPower;
    default:
        return None;
    }
}

Node::Kind comparisonOf(Kind kind)
{
    switch (kind) {
    case Kind::Equal:
        return Node::Kind::Equal;
    case Kind::NotEqual:
        return Node::Kind::NotEqual;
    case Kind::Less:
        return Node::Kind::Less;
    case Kind::LessOrEqual:
        return Node::Kind::LessOrEqual;
    case Kind::Greater:
        return Node::Kind::Greater;
    default:
        return Node::Kind::GreaterOrEqual;
    }
}

} // namespace sm::jmespath
