// SPDX-License-Identifier: GPL-3.0-or-later
#include "statementkind.h"

#include "sqllexer.h"

#include <QCoreApplication>
#include <QSet>

#include <span>

namespace sm::postgres {

using Kind = SqlToken::Kind;
using Tokens = std::span<const SqlToken>;
using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres::StatementKind", text); }

Error invalid(const QString &code, const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

bool isWord(const SqlToken &token, QStringView word) { return token.kind == Kind::Word && token.text == word; }

bool hasWord(Tokens tokens, QStringView word)
{
    return std::any_of(tokens.begin(), tokens.end(), [word](const SqlToken &token) { return isWord(token, word); });
}

/// INSERT, UPDATE, DELETE and MERGE stand in WITH and in FOR UPDATE; INTO makes a table.
bool hasWritingWord(Tokens tokens)
{
    static const QSet<QString> writing{u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s, u"MERGE"_s, u"INTO"_s};
    return std::any_of(tokens.begin(), tokens.end(),
        [](const SqlToken &token) { return token.kind == Kind::Word && writing.contains(token.text); });
}

/// FOR SHARE and FOR KEY SHARE.
bool locksRows(Tokens tokens)
{
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (isWord(tokens[i], u"FOR") && (isWord(tokens[i + 1], u"SHARE") || isWord(tokens[i + 1], u"KEY")))
            return true;
    }
    return false;
}

/// Functions that act on more than the transaction, so that READ ONLY and ROLLBACK do not hold them: sections 9.27 and
/// 35.4 of the manual, and what well-known extensions add. Each stands for all names that begin with it.
bool actsOutside(const QString &function)
{
    static const QStringList beginnings{u"dblink"_s, u"invoke"_s, u"lo_"_s, u"pg_advisory"_s, u"pg_backup"_s,
        u"pg_cancel_backend"_s, u"pg_copy_"_s, u"pg_create_"_s, u"pg_drop_"_s, u"pg_file_"_s, u"pg_import_"_s,
        u"pg_log_"_s, u"pg_logical_"_s, u"pg_notify"_s, u"pg_promote"_s, u"pg_reload_conf"_s, u"pg_replication_"_s,
        u"pg_rotate_"_s, u"pg_start_backup"_s, u"pg_stat_reset"_s, u"pg_stat_statements_reset"_s, u"pg_stop_backup"_s,
        u"pg_switch_"_s, u"pg_terminate_backend"_s, u"pg_try_advisory"_s, u"pg_wal_replay"_s, u"query_export_to_s3"_s,
        u"set_config"_s, u"table_import_from_s3"_s};
    return std::any_of(
        beginnings.begin(), beginnings.end(), [&](const QString &each) { return function.startsWith(each); });
}

bool callsOutside(Tokens tokens)
{
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        const SqlToken &name = tokens[i];
        if (tokens[i + 1].kind != Kind::Open || (name.kind != Kind::Word && name.kind != Kind::Name))
            continue;
        if (actsOutside(name.kind == Kind::Word ? name.text.toLower() : name.text))
            return true;
    }
    return false;
}

bool hasEscapedName(Tokens tokens)
{
    return std::any_of(
        tokens.begin(), tokens.end(), [](const SqlToken &token) { return token.kind == Kind::EscapedName; });
}

Tokens withoutParentheses(Tokens tokens)
{
    while (!tokens.empty() && tokens.front().kind == Kind::Open)
        tokens = tokens.subspan(1);
    return tokens;
}

bool isQuery(Tokens tokens)
{
    const Tokens bare = withoutParentheses(tokens);
    const bool begins = !bare.empty()
        && (isWord(bare[0], u"SELECT") || isWord(bare[0], u"VALUES") || isWord(bare[0], u"TABLE")
            || isWord(bare[0], u"WITH"));
    return begins && !hasWritingWord(tokens) && !locksRows(tokens) && !callsOutside(tokens) && !hasEscapedName(tokens);
}

/// Splits the options off, in parentheses or as bare words; the rest is what is explained.
Tokens takeExplainOptions(Tokens &tokens)
{
    size_t end = 0;
    if (!tokens.empty() && tokens[0].kind == Kind::Open) {
        while (end < tokens.size() && tokens[end].kind != Kind::Close)
            ++end;
        end = std::min(end + 1, tokens.size());
    } else {
        while (end < tokens.size()
            && (isWord(tokens[end], u"ANALYZE") || isWord(tokens[end], u"ANALYSE") || isWord(tokens[end], u"VERBOSE")))
            ++end;
    }
    const Tokens options = tokens.first(end);
    tokens = tokens.subspan(end);
    return options;
}

/// Only ANALYZE runs what is explained.
bool isExplainingRead(Tokens tokens)
{
    const Tokens options = takeExplainOptions(tokens);
    const bool runs = hasWord(options, u"ANALYZE") || hasWord(options, u"ANALYSE") || hasEscapedName(options)
        || std::any_of(options.begin(), options.end(), [](const SqlToken &token) { return token.kind == Kind::Name; });
    return !runs || isQuery(tokens);
}

bool isReading(Tokens tokens)
{
    if (isWord(tokens[0], u"SHOW"))
        return true;
    return isWord(tokens[0], u"EXPLAIN") ? isExplainingRead(tokens.subspan(1)) : isQuery(tokens);
}

bool isAllOrNothing(Tokens tokens)
{
    static const QSet<QString> stepwise{u"CALL"_s, u"CLUSTER"_s, u"DO"_s, u"REINDEX"_s, u"VACUUM"_s};
    static const QSet<QString> global{u"DATABASE"_s, u"SYSTEM"_s, u"TABLESPACE"_s, u"SUBSCRIPTION"_s};
    if (stepwise.contains(tokens[0].text) || hasWord(tokens, u"CONCURRENTLY"))
        return false;
    return tokens.size() < 2 || !global.contains(tokens[1].text);
}

Result<void> checkParentheses(Tokens tokens)
{
    int depth = 0;
    for (const SqlToken &token : tokens) {
        depth += token.kind == Kind::Open ? 1 : token.kind == Kind::Close ? -1 : 0;
        if (depth < 0)
            break;
    }
    if (depth != 0)
        return invalid(u"Parentheses"_s, tr("The parentheses of the statement do not match. Correct them."));
    return ok();
}

} // namespace

Result<StatementKind> StatementKind::of(const QString &sql)
{
    const Result<QList<SqlToken>> read = SqlLexer::tokens(sql);
    if (!read)
        return read.error();
    const Tokens all(read->constData(), static_cast<size_t>(read->size()));
    const auto end
        = std::find_if(all.begin(), all.end(), [](const SqlToken &token) { return token.kind == Kind::Semicolon; });
    if (std::any_of(end, all.end(), [](const SqlToken &token) { return token.kind != Kind::Semicolon; }))
        return invalid(u"SeveralStatements"_s, tr("This is more than one statement. Run them one at a time."));
    const Tokens tokens(all.begin(), end);
    const Tokens bare = withoutParentheses(tokens);
    if (bare.empty())
        return invalid(u"Empty"_s, tr("There is no statement. Write one."));
    if (const auto balanced = checkParentheses(tokens); !balanced)
        return balanced.error();

    StatementKind kind;
    kind.m_keyword = bare[0].kind == Kind::Word ? bare[0].text : QString();
    kind.m_body = end == all.end() ? sql : sql.left(end->position);
    kind.m_read = isReading(tokens);
    kind.m_atomic = isAllOrNothing(tokens);
    return kind;
}

bool StatementKind::isTransactionControl() const
{
    static const QSet<QString> words{u"ABORT"_s, u"BEGIN"_s, u"COMMIT"_s, u"END"_s, u"PREPARE"_s, u"RELEASE"_s,
        u"ROLLBACK"_s, u"SAVEPOINT"_s, u"START"_s};
    return words.contains(m_keyword);
}

} // namespace sm::postgres
