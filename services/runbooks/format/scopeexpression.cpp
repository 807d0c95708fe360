// SPDX-License-Identifier: GPL-3.0-or-later
#include "scopeexpression.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

/// What is read without a name can not be checked: neither that it is there, nor that it is no secret.
QString tooMuch(const QStringList &path)
{
    static const QStringList maps{u"parameters"_s, u"steps"_s, u"turn"_s, u"system"_s, u"run"_s};
    if (path.isEmpty())
        return tr("it reads everything at once; name what is meant, as in parameters.NAME");
    if (path.size() > 1 || !maps.contains(path.first()))
        return {};
    return tr(
        "it reads all %1 at once; name what is meant, as in %1.NAME, and put “!” before parentheses, as in !(%1.NAME)")
        .arg(path.first());
}

/// What \p reads look at below one of \p roots.
QStringList namedBelow(const QList<QStringList> &reads, const QStringList &roots)
{
    QStringList names;
    for (const QStringList &path : reads) {
        if (roots.contains(path.first()) && !names.contains(path.at(1)))
            names << path.at(1);
    }
    return names;
}

} // namespace

Result<ScopeExpression> ScopeExpression::parse(const QString &text, const Place &place)
{
    Result<jmespath::Expression> parsed = jmespath::Expression::parse(text);
    if (!parsed)
        return parsed.error();
    ScopeExpression made;
    made.m_text = text;
    made.m_place = place;
    made.m_reads = parsed->reads();
    for (const QStringList &path : std::as_const(made.m_reads)) {
        if (const QString problem = tooMuch(path); !problem.isEmpty())
            return Error(Error::Kind::Invalid, u"%1: %2"_s.arg(text.left(200), problem));
    }
    made.m_expression = std::move(*parsed);
    return made;
}

QStringList ScopeExpression::steps() const { return namedBelow(m_reads, {u"steps"_s, u"turn"_s}); }

QStringList ScopeExpression::turns() const { return namedBelow(m_reads, {u"turn"_s}); }

QString ScopeExpression::parameter() const
{
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(u"\\s*parameters\\.([A-Za-z_][A-Za-z0-9_]*)\\s*"_s));
    return form.match(m_text).captured(1);
}

bool ScopeExpression::isReady(const Scope &scope) const
{
    const QStringList whole = namedBelow(m_reads, {u"steps"_s});
    const QStringList ofTurn = turns();
    return std::all_of(whole.begin(), whole.end(), [&scope](const QString &step) { return scope.hasOutcome(step); })
        && std::all_of(ofTurn.begin(), ofTurn.end(), [&scope](const QString &step) { return scope.hasTurn(step); });
}

Result<QJsonValue> ScopeExpression::search(const Scope &scope) const
{
    if (!m_expression)
        return QJsonValue(QJsonValue::Null);
    Result<QJsonValue> found = m_expression->search(scope.json());
    if (!found)
        return Error(found.error().kind(), u"%1: %2: %3"_s.arg(m_place.text(), m_text, found.error().message()))
            .withCode(found.error().code());
    return found;
}

Result<bool> ScopeExpression::holds(const Scope &scope) const
{
    const Result<QJsonValue> found = search(scope);
    if (!found)
        return found.error();
    return jmespath::isTrue(*found);
}

} // namespace sm::runbooks
