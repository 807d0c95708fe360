// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenreader.h"

#include "problem.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::jmespath {

TokenReader::TokenReader(const QList<Token> &tokens)
    : m_tokens(tokens)
{
}

bool TokenReader::at(Token::Kind kind, qsizetype ahead) const
{
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)].kind == kind;
}

const Token &TokenReader::advance()
{
    const Token &passed = current();
    m_at = std::min(m_at + 1, m_tokens.size() - 1);
    return passed;
}

bool TokenReader::take(Token::Kind kind)
{
    const bool there = at(kind);
    if (there)
        advance();
    return there;
}

Error TokenReader::unexpected(const Token &token)
{
    const QString reason = token.kind == Token::Kind::End
        ? QCoreApplication::translate("sm::jmespath", "it ends too early")
        : QCoreApplication::translate("sm::jmespath", "'%1' is not expected").arg(token.text);
    return syntaxProblem(reason, token.position);
}

} // namespace sm::jmespath
