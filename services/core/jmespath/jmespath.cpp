// SPDX-License-Identifier: GPL-3.0-or-later
#include "jmespath.h"

#include "interpreter.h"
#include "lexer.h"
#include "parser.h"
#include "problem.h"
#include "reads.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::jmespath {

namespace {

constexpr qsizetype longest = 64 * 1024;

} // namespace

Result<Expression> Expression::parse(const QString &text)
{
    if (text.size() > longest)
        return syntaxProblem(QCoreApplication::translate("sm::jmespath", "it is too long"), longest);
    const Result<QList<Token>> tokens = tokenize(text);
    if (!tokens)
        return tokens.error();
    Result<NodePointer> root = parseTokens(*tokens);
    if (!root)
        return root.error();
    return Expression(std::move(*root));
}

Result<QJsonValue> Expression::search(const QJsonValue &data) const { return evaluate(*m_root, data); }

QList<QStringList> Expression::reads() const { return readsOf(*m_root); }

Expression::Expression(std::shared_ptr<const Node> root)
    : m_root(std::move(root))
{
}

Result<QJsonValue> search(const QString &expression, const QJsonValue &data)
{
    const Result<Expression> parsed = Expression::parse(expression);
    return parsed ? parsed->search(data) : parsed.error();
}

QString literal(const QJsonValue &value)
{
    // Not a raw string: those can not hold a backslash before their quote.
    const QString json = QString::fromUtf8(toCompactJson(value));
    return u'`' + QString(json).replace(u'`', QLatin1String("\\u0060")) + u'`';
}

} // namespace sm::jmespath
