// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlscript.h"

#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A comment, something in quotes or dollar quotes, a semicolon, or one character of anything else.
const QRegularExpression &token()
{
    static const QRegularExpression form(
        u"(?<comment>--[^\\n]*\\n?|/\\*.*?\\*/)|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\2|(?<end>;)|."_s,
        QRegularExpression::DotMatchesEverythingOption);
    return form;
}

} // namespace

QList<SqlStatement> sqlStatements(const QString &code)
{
    QList<SqlStatement> statements;
    SqlStatement statement;
    static const QRegularExpression marks(u"^--|^/\\*|\\*/$"_s);
    const auto close = [&] {
        statement.text = statement.text.trimmed();
        if (!statement.text.isEmpty())
            statements << statement;
        statement = {};
    };
    for (const QRegularExpressionMatch &match : token().globalMatch(code)) {
        const bool isLeading = statement.text.trimmed().isEmpty();
        if (match.hasCaptured(u"end"_s))
            close();
        else if (match.hasCaptured(u"comment"_s) && isLeading)
            statement.comment = match.captured().remove(marks).trimmed();
        else
            statement.text += match.captured();
    }
    close();
    return statements;
}

bool isSqlQuery(const QString &statement)
{
    static const QRegularExpression query(
        u"^\\s*(select|show|values|table|explain(?!\\s+analy[sz]e))\\b"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression into(
        u"\\binto\\b|\\bfor\\s+(update|share|no\\s+key|key\\s+share)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return query.match(statement).hasMatch() && !into.match(statement).hasMatch();
}

} // namespace sm::runbooks
