// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace sm::jmespath {

struct Token
{
    enum class Kind {
        End,
        Identifier,
        QuotedIdentifier,
        Literal,
        Number,
        Current, // @
        Dot,
        Star,
        Flatten, // []
        Filter, // [?
        LeftBracket,
        RightBracket,
        LeftBrace,
        RightBrace,
        LeftParenthesis,
        RightParenthesis,
        Comma,
        Colon,
        Pipe,
        Or,
        And,
        Not,
        Reference, // &
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    };
    Kind kind = Kind::End;
    qsizetype position = 0; ///< of its first character
    QString text; ///< an identifier, decoded; otherwise as written
    QJsonValue value; ///< of a Literal
    qint64 number = 0; ///< of a Number, cut to the range of the type
};

} // namespace sm::jmespath
