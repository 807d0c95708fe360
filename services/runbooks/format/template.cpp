// SPDX-License-Identifier: GPL-3.0-or-later
#include "template.h"

#include <core/json.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

/// Where the "}" is that closes an expression which begins at \p from; -1: nowhere. Quotes of JMESPath hide braces.
qsizetype closingBrace(const QString &source, qsizetype from)
{
    int open = 1;
    QChar quote;
    for (qsizetype at = from; at < source.size(); ++at) {
        const QChar c = source[at];
        if (!quote.isNull()) {
            if (c == u'\\')
                ++at;
            else if (c == quote)
                quote = QChar();
        } else if (c == u'\'' || c == u'"' || c == u'`') {
            quote = c;
        } else if (c == u'{') {
            ++open;
        } else if (c == u'}' && --open == 0) {
            return at;
        }
    }
    return -1;
}

QString globEscaped(const QString &value)
{
    static const QString special = u"*?[]^-\\"_s;
    QString escaped;
    for (const QChar c : value) {
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

} // namespace

Result<Template> Template::parse(const QString &source, const Place &place, Grammar grammar)
{
    Template made;
    made.m_source = source;
    made.m_place = place;
    made.m_grammar = grammar;
    QString literal;
    const auto endLiteral = [&made, &literal] {
        if (!literal.isEmpty())
            made.m_parts.append({std::exchange(literal, {}), {}});
    };
    for (qsizetype at = 0; at < source.size(); ++at) {
        const QStringView rest = QStringView(source).sliced(at);
        if (rest.startsWith(u"$${")) {
            literal += u"${"_s;
            at += 2;
        } else if (rest.startsWith(u"${")) {
            const qsizetype end = closingBrace(source, at + 2);
            if (end < 0)
                return Error(Error::Kind::Invalid, tr("“${” is never closed; write “$${” where it is meant as a text"));
            Result<ScopeExpression> expression = ScopeExpression::parse(source.mid(at + 2, end - at - 2), place);
            if (!expression)
                return expression.error();
            endLiteral();
            made.m_parts.append({{}, std::move(*expression)});
            at = end;
        } else {
            literal += source[at];
        }
    }
    endLiteral();
    return made;
}

QString Template::escaped(const QString &text) { return QString(text).replace(u"${"_s, u"$${"_s); }

bool Template::isLiteral() const
{
    return std::all_of(m_parts.begin(), m_parts.end(), [](const Part &part) { return part.expression.isEmpty(); });
}

bool Template::isWhole() const { return m_parts.size() == 1 && !m_parts.first().expression.isEmpty(); }

QList<ScopeExpression> Template::expressions() const
{
    QList<ScopeExpression> all;
    for (const Part &part : m_parts) {
        if (!part.expression.isEmpty())
            all << part.expression;
    }
    return all;
}

QStringList Template::steps() const
{
    QStringList all;
    for (const Part &part : m_parts)
        all << part.expression.steps();
    all.removeDuplicates();
    return all;
}

bool Template::isReady(const Scope &scope) const
{
    return std::all_of(
        m_parts.begin(), m_parts.end(), [&scope](const Part &part) { return part.expression.isReady(scope); });
}

Result<QList<Deferred::Part>> Template::deferred(const Scope &scope) const
{
    QList<Deferred::Part> parts;
    for (const Part &part : m_parts) {
        if (!part.expression.isReady(scope)) {
            const bool isGlob = m_grammar == Grammar::Glob && !isWhole();
            parts.append({part.expression.text(), true, isGlob ? Deferred::Form::Glob : Deferred::Form::AsIs});
            continue;
        }
        const Result<QString> known = textOf(part, scope);
        if (!known)
            return known.error();
        parts.append({part.expression.isEmpty() ? *known : inGrammar(*known), false});
    }
    return parts;
}

Result<QJsonValue> Template::evaluate(const Scope &scope) const
{
    if (isWhole())
        return m_parts.first().expression.search(scope);
    const Result<QString> inText = text(scope);
    if (!inText)
        return inText.error();
    return QJsonValue(*inText);
}

Result<QString> Template::text(const Scope &scope) const
{
    QString made;
    for (const Part &part : m_parts) {
        const Result<QString> next = textOf(part, scope);
        if (!next)
            return next.error();
        made += part.expression.isEmpty() ? *next : inGrammar(*next);
    }
    return made;
}

Result<QString> Template::textOf(const Part &part, const Scope &scope) const
{
    if (part.expression.isEmpty())
        return part.literal;
    const Result<QJsonValue> value = part.expression.search(scope);
    if (!value)
        return value.error();
    if (value->isString())
        return value->toString();
    if (value->isDouble() || value->isBool())
        return QString::fromUtf8(toCompactJson(*value));
    const QString what = value->isNull() ? tr("gives nothing, and nothing can not stand in a text")
                                         : tr("gives a list or an object, which can not stand in a text");
    return Error(Error::Kind::Invalid, u"%1: %2: %3"_s.arg(m_place.text(), part.expression.text(), what));
}

QString Template::inGrammar(const QString &value) const
{
    return m_grammar == Grammar::Glob ? globEscaped(value) : value;
}

QString Template::preview(const Scope &scope) const
{
    QString text;
    for (const Part &part : m_parts) {
        const bool isSecret = scope.secret(part.expression.parameter()).has_value();
        const Result<QString> known
            = part.expression.isReady(scope) && !isSecret ? textOf(part, scope) : Result<QString>(QString());
        text += known && !known->isNull() ? *known : u"‹%1›"_s.arg(part.expression.text().trimmed());
    }
    return text;
}

} // namespace sm::runbooks
