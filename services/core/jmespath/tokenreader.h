// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "token.h"

#include <core/error.h>

#include <QList>

namespace sm::jmespath {

/// A place in a list of tokens that ends with Kind::End. It never goes beyond that one.
class TokenReader
{
public:
    explicit TokenReader(const QList<Token> &tokens);

    const Token &current() const { return m_tokens[m_at]; }
    bool at(Token::Kind kind, qsizetype ahead = 0) const;
    /// Goes on and gives the token that was current.
    const Token &advance();
    /// Goes on when the current token is of that kind.
    bool take(Token::Kind kind);

    /// That \p token does not belong where it stands.
    static Error unexpected(const Token &token);

private:
    const QList<Token> &m_tokens;
    qsizetype m_at = 0;
};

} // namespace sm::jmespath
