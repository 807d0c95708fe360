// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexer.h"

#include "problem.h"

#include <core/json.h>

#include <QCoreApplication>

#include <limits>

namespace sm::jmespath {

namespace {

using Kind = Token::Kind;

struct Symbol
{
    QLatin1String text;
    Kind kind;
};

/// Longer ones first, where one begins another.
constexpr Symbol symbols[] = {
    {QLatin1String("[]"), Kind::Flatten},
    {QLatin1String("[?"), Kind::Filter},
    {QLatin1String("||"), Kind::Or},
    {QLatin1String("&&"), Kind::And},
    {QLatin1String("=="), Kind::Equal},
    {QLatin1String("!="), Kind::NotEqual},
    {QLatin1String("<="), Kind::LessOrEqual},
    {QLatin1String(">="), Kind::GreaterOrEqual},
    {QLatin1String("<"), Kind::Less},
    {QLatin1String(">"), Kind::Greater},
    {QLatin1String("!"), Kind::Not},
    {QLatin1String("&"), Kind::Reference},
    {QLatin1String("|"), Kind::Pipe},
    {QLatin1String("@"), Kind::Current},
    {QLatin1String("."), Kind::Dot},
    {QLatin1String("*"), Kind::Star},
    {QLatin1String("["), Kind::LeftBracket},
    {QLatin1String("]"), Kind::RightBracket},
    {QLatin1String("{"), Kind::LeftBrace},
    {QLatin1String("}"), Kind::RightBrace},
    {QLatin1String("("), Kind::LeftParenthesis},
    {QLatin1String(")"), Kind::RightParenthesis},
    {QLatin1String(","), Kind::Comma},
    {QLatin1String(":"), Kind::Colon},
};

QString tr(const char *text) { return QCoreApplication::translate("sm::jmespath", text); }

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isIdentifierStart(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; }
bool isBlank(QChar c) { return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r'; }

class Lexer
{
public:
    explicit Lexer(const QString &text)
        : m_text(text)
    {
    }

    Result<Token> next()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        m_start = m_at;
        if (m_at == m_text.size())
            return token(Kind::End);
        const QChar c = m_text[m_at];
        if (isIdentifierStart(c))
            return identifier();
        if (isDigit(c) || c == u'-')
            return number();
        if (c == u'"')
            return quotedIdentifier();
        if (c == u'\'')
            return rawString();
        if (c == u'`')
            return literal();
        return symbol();
    }

private:
    Token token(Kind kind) const
    {
        Token made;
        made.kind = kind;
        made.position = m_start;
        made.text = m_text.mid(m_start, m_at - m_start);
        return made;
    }

    Token identifier()
    {
        while (m_at < m_text.size() && (isIdentifierStart(m_text[m_at]) || isDigit(m_text[m_at])))
            ++m_at;
        return token(Kind::Identifier);
    }

    Result<Token> number()
    {
        ++m_at;
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
        Token made = token(Kind::Number);
        if (made.text == u"-")
            return syntaxProblem(tr("'-' must be followed by a digit"), m_start);
        bool fits = false;
        made.number = made.text.toLongLong(&fits);
        if (!fits)
            made.number
                = made.text.startsWith(u'-') ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
        return made;
    }

    Result<Token> symbol()
    {
        const QStringView rest = QStringView(m_text).sliced(m_at);
        for (const Symbol &each : symbols) {
            if (rest.startsWith(each.text)) {
                m_at += each.text.size();
                return token(each.kind);
            }
        }
        return syntaxProblem(tr("'%1' has no meaning here").arg(rest.first()), m_start);
    }

    /// What stands between two delimiters, escapes untouched: a backslash takes the next character with it.
    Result<QString> delimited()
    {
        const QChar delimiter = m_text[m_at++];
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != delimiter)
            m_at += m_text[m_at] == u'\\' ? 2 : 1;
        if (m_at >= m_text.size())
            return syntaxProblem(tr("%1 is never closed").arg(delimiter), m_start);
        return m_text.mid(start, m_at++ - start);
    }

    Result<Token> quotedIdentifier()
    {
        const Result<QString> inner = delimited();
        if (!inner)
            return inner.error();
        const Result<QJsonValue> decoded = parseJson((u'"' + *inner + u'"').toUtf8());
        if (!decoded || !decoded->isString())
            return syntaxProblem(tr("the quoted name is not a valid JSON string"), m_start);
        Token made = token(Kind::QuotedIdentifier);
        made.text = decoded->toString();
        return made;
    }

    /// Only the quote itself can be escaped; any other backslash stands for itself.
    Result<Token> rawString()
    {
        const Result<QString> inner = delimited();
        if (!inner)
            return inner.error();
        QString text;
        for (qsizetype i = 0; i < inner->size(); ++i) {
            const bool escape = inner->at(i) == u'\\' && i + 1 < inner->size();
            if (escape && inner->at(i + 1) != u'\'')
                text += inner->at(i);
            if (escape)
                ++i;
            text += inner->at(i);
        }
        Token made = token(Kind::Literal);
        made.value = text;
        return made;
    }

    Result<Token> literal()
    {
        const Result<QString> inner = delimited();
        if (!inner)
            return inner.error();
        const QString json = QString(*inner).replace(QLatin1String("\\`"), QLatin1String("`"));
        Result<QJsonValue> value = parseJson(json.toUtf8());
        // A word without quotes (`running`) is deprecated by JEP-12, and what half of all written queries do.
        if (!value)
            value = parseJson((u'"' + json.trimmed() + u'"').toUtf8());
        if (!value)
            return syntaxProblem(tr("the literal is not valid JSON"), m_start);
        Token made = token(Kind::Literal);
        made.value = *value;
        return made;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_start = 0;
};

} // namespace

Result<QList<Token>> tokenize(const QString &text)
{
    QList<Token> tokens;
    Lexer lexer(text);
    do {
        const Result<Token> token = lexer.next();
        if (!token)
            return token.error();
        tokens.append(*token);
    } while (tokens.last().kind != Token::Kind::End);
    return tokens;
}

} // namespace sm::jmespath
