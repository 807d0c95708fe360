// SPDX-License-Identifier: GPL-3.0-or-later
#include "latervalues.h"

#include "deferredvalues.h"
#include "shellword.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using aws::Shape;

namespace {

constexpr qsizetype LongestName = 60;

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::CliLine", text); }

/// nullptr: the model does not know the place.
const Shape *shapeAt(const Shape *shape, const QStringList &path)
{
    for (const QString &name : path) {
        if (shape && shape->type == Shape::Type::List)
            shape = shape->element.shape;
        else if (shape && shape->type == Shape::Type::Map)
            shape = shape->value.shape;
        else if (const aws::Member *member = shape ? shape->member(unescapedToken(name)) : nullptr)
            shape = member->shape;
        else
            return nullptr;
    }
    return shape;
}

bool isText(const Shape *shape)
{
    return !shape || shape->type == Shape::Type::String || shape->type == Shape::Type::Timestamp
        || shape->type == Shape::Type::Blob;
}

} // namespace

LaterValues::LaterValues(const ShellWords &shell, const QStringList &taken)
    : m_shell(shell)
    , m_taken(taken)
{
}

QJsonObject LaterValues::putInto(QJsonObject input, const QList<Deferred> &deferred, const Shape &shape)
{
    for (const Deferred &each : deferred) {
        const QStringList path = each.at.split(u'/').mid(1);
        const QString text = textOf(each, each.parts.size() > 1 || isText(shapeAt(&shape, path)));
        if (const auto whole = withValueAt(input, each.at, text); whole)
            input = *whole;
    }
    return input;
}

QString LaterValues::textOf(const Deferred &deferred, bool isText)
{
    QString text;
    for (const Deferred::Part &part : deferred.parts) {
        if (!part.isExpression)
            text += part.text;
        else
            text += isText ? m_shell.variable(nameOf(part.text)) : m_shell.bareVariable(nameOf(part.text));
    }
    return text;
}

QString LaterValues::nameOf(const QString &expression)
{
    if (const auto known = m_names.constFind(expression); known != m_names.constEnd())
        return *known;
    static const QRegularExpression other(u"[^A-Za-z0-9]+"_s);
    QString name = QString(expression).replace(other, u"_"_s).toUpper().left(LongestName);
    if (name.isEmpty() || name.at(0).isDigit())
        name.prepend(u'_');
    while (m_taken.contains(name))
        name += u'_';
    m_taken << name;
    return m_names[expression] = name;
}

QString LaterValues::comment() const
{
    QStringList all;
    for (auto it = m_names.begin(); it != m_names.end(); ++it)
        all << tr("%1 is %2").arg(it.value(), it.key().simplified());
    return all.isEmpty() ? QString() : u"# "_s + all.join(u", "_s);
}

} // namespace sm::operations
