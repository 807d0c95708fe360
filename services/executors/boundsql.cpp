// SPDX-License-Identifier: GPL-3.0-or-later
#include "boundsql.h"

#include <postgres/sqllexer.h>

#include <QHash>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::SqlLexer;
using postgres::SqlToken;

namespace {

/// The digits behind the dollar at \p position; empty: it begins a string.
QStringView digitsAt(const QString &sql, qsizetype position)
{
    qsizetype end = position + 1;
    while (end < sql.size() && sql.at(end) >= u'0' && sql.at(end) <= u'9')
        ++end;
    return QStringView(sql).sliced(position + 1, end - position - 1);
}

} // namespace

QString withParametersReplaced(const QString &sql, const std::function<QString(int)> &text)
{
    const Result<QList<SqlToken>> tokens = SqlLexer::tokens(sql);
    if (!tokens)
        return sql;
    QString replaced;
    qsizetype done = 0;
    for (const SqlToken &token : *tokens) {
        if (token.kind != SqlToken::Kind::Literal || sql.at(token.position) != u'$')
            continue;
        const QStringView digits = digitsAt(sql, token.position);
        if (digits.isEmpty())
            continue;
        replaced += QStringView(sql).sliced(done, token.position - done);
        replaced += text(digits.toInt());
        done = token.position + 1 + digits.size();
    }
    replaced += QStringView(sql).sliced(done);
    return replaced;
}

int highestParameter(const QString &sql)
{
    int highest = 0;
    (void)withParametersReplaced(sql, [&highest](int number) {
        highest = std::max(highest, number);
        return QString();
    });
    return highest;
}

BoundSql bound(const QString &piece, const QJsonArray &parameters)
{
    BoundSql made;
    QHash<int, int> renumbered;
    made.sql = withParametersReplaced(piece, [&](int number) {
        int &place = renumbered[number];
        if (place == 0) {
            made.parameters << parameters.at(number - 1);
            place = static_cast<int>(made.parameters.size());
        }
        return u"$%1"_s.arg(place);
    });
    return made;
}

} // namespace sm::executors
