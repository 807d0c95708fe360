// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablename.h"

#include <postgres/identifier.h>

namespace sm::executors {

using Kind = postgres::SqlToken::Kind;

namespace {

/// ASCII alone, as the lexer does it.
QString folded(QString word)
{
    for (QChar &c : word) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(char16_t(c.unicode() + 32));
    }
    return word;
}

} // namespace

Result<QString> TableName::quoted() const { return postgres::quoteTable(schema, table); }

bool SqlPiece::isSymbol(size_t at, QChar symbol) const
{
    return at < tokens.size() && tokens[at].kind == Kind::Symbol && sql.at(tokens[at].position) == symbol;
}

bool SqlPiece::isWord(size_t at, QStringView word) const
{
    return at < tokens.size() && tokens[at].kind == Kind::Word && tokens[at].text == word;
}

std::optional<QString> SqlPiece::name(size_t at) const
{
    if (at >= tokens.size())
        return {};
    if (tokens[at].kind == Kind::Name)
        return tokens[at].text;
    return tokens[at].kind == Kind::Word ? std::optional(folded(tokens[at].text)) : std::nullopt;
}

QStringView SqlPiece::text(size_t at) const
{
    const qsizetype begin = tokens[at].position;
    const qsizetype end = at + 1 < tokens.size() ? tokens[at + 1].position : sql.size();
    return QStringView(sql).sliced(begin, end - begin);
}

std::optional<TableName> takeTableName(const SqlPiece &piece, size_t &at)
{
    // Of the words that could stand here, this one would be no name.
    if (piece.isWord(at, u"ONLY"))
        return {};
    const std::optional<QString> first = piece.name(at);
    if (!first)
        return {};
    ++at;
    if (!piece.isSymbol(at, u'.'))
        return TableName{{}, *first};
    const std::optional<QString> second = piece.name(at + 1);
    at += 2;
    return second ? std::optional(TableName{*first, *second}) : std::nullopt;
}

std::optional<TableName> tableNameOf(const QString &text)
{
    const Result<QList<postgres::SqlToken>> tokens = postgres::SqlLexer::tokens(text);
    if (!tokens)
        return {};
    const SqlPiece piece{text, {tokens->constData(), static_cast<size_t>(tokens->size())}};
    size_t at = 0;
    const std::optional<TableName> name = takeTableName(piece, at);
    return name && at == piece.tokens.size() && name->quoted() ? name : std::nullopt;
}

} // namespace sm::executors
