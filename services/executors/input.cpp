// SPDX-License-Identifier: GPL-3.0-or-later
#include "input.h"

#include <aws/nearestname.h>
#include <core/durationtext.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <cmath>
#include <limits>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Input", text); }

} // namespace

Input::Input(const Step &step, const QStringList &known)
    : m_uses(step.operation.uses)
    , m_with(step.operation.with)
    , m_isComplete(step.deferred.isEmpty())
{
    for (const QString &member : m_with.keys()) {
        if (known.contains(member))
            continue;
        const QString nearest = aws::nearestName(member, known);
        refuse(member,
            nearest.isEmpty() ? tr("is not known; known are %1").arg(known.join(u", "_s))
                              : tr("is not known; did you mean “%1”?").arg(nearest));
    }
}

void Input::refuse(const QString &member, const QString &why)
{
    if (!m_problem)
        m_problem = Error(Error::Kind::Invalid, tr("%1: “%2” %3.").arg(m_uses, member, why)).withCode(u"Input"_s);
}

Result<void> Input::checked() const
{
    if (m_problem)
        return *m_problem;
    return ok();
}

QJsonValue Input::value(const QString &member) const { return m_with.value(member); }

bool Input::isThere(const QString &member) const
{
    const QJsonValue value = m_with.value(member);
    return !value.isUndefined() && (!value.isNull() || !m_isComplete);
}

QString Input::textOf(const QString &member, const QJsonValue &value)
{
    const bool isDeferred = value.isNull() && !m_isComplete;
    if (!value.isString() && !isDeferred)
        refuse(member, tr("has to be a text"));
    return value.toString();
}

QString Input::text(const QString &member) { return isThere(member) ? textOf(member, value(member)) : QString(); }

QString Input::requiredText(const QString &member)
{
    const QString given = text(member);
    const bool isDeferred = isThere(member) && !m_isComplete;
    if (given.isEmpty() && !isDeferred)
        refuse(member, tr("is missing"));
    return given;
}

QStringList Input::texts(const QString &member)
{
    if (!isThere(member))
        return {};
    if (!value(member).isArray() && !value(member).isNull())
        refuse(member, tr("has to be a list of texts"));
    QStringList list;
    const QJsonArray items = value(member).toArray();
    for (const QJsonValue item : items)
        list << textOf(member, item);
    return list;
}

QJsonObject Input::object(const QString &member)
{
    if (!isThere(member))
        return {};
    if (!value(member).isObject() && !value(member).isNull())
        refuse(member, tr("has to be a map"));
    return value(member).toObject();
}

QMap<QString, QString> Input::map(const QString &member)
{
    QMap<QString, QString> map;
    const QJsonObject given = object(member);
    for (auto it = given.begin(); it != given.end(); ++it)
        map.insert(it.key(), textOf(member, it.value()));
    return map;
}

int Input::numberOf(const QString &member, const QJsonValue &value)
{
    const double given = value.toDouble(-1);
    const bool isDeferred = value.isNull() && !m_isComplete;
    const bool isFit = given >= 0 && given <= std::numeric_limits<int>::max() && std::floor(given) == given;
    if (!isFit && !isDeferred)
        refuse(member, tr("has to be a whole number, 0 or more"));
    return isFit ? static_cast<int>(given) : 0;
}

std::optional<int> Input::number(const QString &member)
{
    return isThere(member) ? std::optional(numberOf(member, value(member))) : std::nullopt;
}

QList<int> Input::numbers(const QString &member)
{
    if (!isThere(member))
        return {};
    if (!value(member).isArray() && !value(member).isNull())
        refuse(member, tr("has to be a list of numbers"));
    QList<int> list;
    const QJsonArray items = value(member).toArray();
    for (const QJsonValue item : items)
        list << numberOf(member, item);
    return list;
}

bool Input::flag(const QString &member)
{
    if (isThere(member) && !value(member).isBool() && !value(member).isNull())
        refuse(member, tr("has to be true or false"));
    return value(member).toBool();
}

std::optional<milliseconds> Input::duration(const QString &member)
{
    if (!isThere(member))
        return std::nullopt;
    if (value(member).isDouble())
        return std::chrono::seconds(numberOf(member, value(member)));
    const std::optional<milliseconds> given = durationOf(value(member).toString());
    if (!given && !value(member).isNull())
        refuse(member, tr("has to be a duration such as “30s” or “5m”"));
    return given;
}

} // namespace sm::executors
