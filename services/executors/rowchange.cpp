// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowchange.h"

#include <postgres/identifier.h>
#include <postgres/statementkind.h>

#include <QSet>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::SqlLexer;
using postgres::SqlToken;
using postgres::StatementKind;
using Kind = SqlToken::Kind;

namespace {

SqlPiece pieceOf(const QString &sql, const QList<SqlToken> &tokens)
{
    return {sql, {tokens.constData(), static_cast<size_t>(tokens.size())}};
}

/// The first of \p words from \p at on that stands outside of all parentheses; the number of tokens: there is none.
size_t findOutside(const SqlPiece &piece, size_t at, const QSet<QString> &words)
{
    int depth = 0;
    for (; at < piece.tokens.size(); ++at) {
        const SqlToken &token = piece.tokens[at];
        depth += token.kind == Kind::Open ? 1 : token.kind == Kind::Close ? -1 : 0;
        if (depth == 0 && token.kind == Kind::Word && words.contains(token.text))
            return at;
    }
    return at;
}

/// Cuts the statement from its first token on.
class ChangeReader
{
public:
    explicit ChangeReader(const SqlPiece &piece)
        : m_piece(piece)
    {
    }

    std::optional<RowChange> read()
    {
        m_change.removes = m_piece.isWord(0, u"DELETE") && m_piece.isWord(1, u"FROM");
        if (!m_change.removes && !m_piece.isWord(0, u"UPDATE"))
            return {};
        m_at = m_change.removes ? 2 : 1;
        const size_t begin = m_at;
        if (!takeTarget())
            return {};
        m_change.written = u"SELECT * FROM "_s;
        for (size_t at = begin; at < m_at; ++at)
            m_change.written += m_piece.text(at);
        if ((!m_change.removes && !skipAssignments()) || !takeCondition())
            return {};
        if (!m_change.condition.isEmpty())
            m_change.written += u" WHERE "_s + m_change.condition;
        return m_change;
    }

private:
    bool isAtEnd() const { return m_at == m_piece.tokens.size(); }

    bool takeTarget()
    {
        const auto table = takeTableName(m_piece, m_at);
        if (!table || !table->quoted())
            return false;
        m_change.table = *table;
        m_change.target = *table->quoted();
        QString called = table->table;
        if (!takeAlias(called))
            return false;
        const Result<QString> reference = postgres::quoteIdentifier(called);
        m_change.reference = reference.value_or(QString());
        return reference.has_value();
    }

    bool takeAlias(QString &called)
    {
        static const QSet<QString> noNames{u"WHERE"_s, u"SET"_s, u"USING"_s, u"FROM"_s, u"RETURNING"_s, u"AS"_s};
        const bool isSaid = m_piece.isWord(m_at, u"AS");
        if (isSaid)
            ++m_at;
        const bool isNone
            = isAtEnd() || (m_piece.tokens[m_at].kind == Kind::Word && noNames.contains(m_piece.tokens[m_at].text));
        if (isNone)
            return !isSaid;
        const std::optional<QString> alias = m_piece.name(m_at);
        if (!alias)
            return false;
        called = *alias;
        m_change.target += u" AS "_s + postgres::quoteIdentifier(called).value_or(QString());
        ++m_at;
        return true;
    }

    bool skipAssignments()
    {
        if (!m_piece.isWord(m_at, u"SET"))
            return false;
        m_at = findOutside(m_piece, m_at, {u"WHERE"_s, u"FROM"_s, u"RETURNING"_s});
        return isAtEnd() || m_piece.isWord(m_at, u"WHERE");
    }

    bool takeCondition()
    {
        if (isAtEnd())
            return true;
        if (!m_piece.isWord(m_at, u"WHERE") || m_at + 1 == m_piece.tokens.size())
            return false;
        ++m_at;
        if (findOutside(m_piece, m_at, {u"RETURNING"_s, u"CURRENT"_s}) != m_piece.tokens.size())
            return false;
        m_change.condition = m_piece.sql.sliced(m_piece.tokens[m_at].position);
        return true;
    }

    const SqlPiece &m_piece;
    size_t m_at = 0;
    RowChange m_change;
};

} // namespace

QString RowChange::selection() const
{
    // On lines of its own: a comment at its end would swallow the parenthesis.
    const QString which = condition.isEmpty() ? QString() : u" WHERE (\n%1\n)"_s.arg(condition);
    return u"SELECT * FROM "_s + target + which;
}

std::optional<RowChange> rowChangeOf(const QString &sql)
{
    const Result<StatementKind> kind = StatementKind::of(sql);
    if (!kind)
        return {};
    const QString body = kind->body();
    const Result<QList<SqlToken>> tokens = SqlLexer::tokens(body);
    if (!tokens)
        return {};
    std::optional<RowChange> change = ChangeReader(pieceOf(body, *tokens)).read();
    if (!change)
        return {};
    const Result<StatementKind> selection = StatementKind::of(change->selection());
    if (!selection || !selection->isRead())
        return {};
    change->body = body;
    return change;
}

bool isSameSql(const QString &a, const QString &b)
{
    const Result<QList<SqlToken>> ofA = SqlLexer::tokens(a);
    const Result<QList<SqlToken>> ofB = SqlLexer::tokens(b);
    if (!ofA || !ofB || ofA->size() != ofB->size())
        return false;
    const SqlPiece left = pieceOf(a, *ofA);
    const SqlPiece right = pieceOf(b, *ofB);
    for (size_t at = 0; at < left.tokens.size(); ++at) {
        const SqlToken &one = left.tokens[at];
        const SqlToken &other = right.tokens[at];
        const bool isNamed = one.kind == Kind::Word || one.kind == Kind::Name;
        const bool isSame = one.kind == other.kind
            && (isNamed ? one.text == other.text : left.text(at).trimmed() == right.text(at).trimmed());
        if (!isSame)
            return false;
    }
    return true;
}

bool hasCondition(const QString &sql)
{
    const Result<QList<SqlToken>> tokens = SqlLexer::tokens(sql);
    return tokens && findOutside(pieceOf(sql, *tokens), 0, {u"WHERE"_s}) != static_cast<size_t>(tokens->size());
}

} // namespace sm::executors
