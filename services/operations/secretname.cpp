// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretname.h"

#include <QRegularExpression>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString variableName(const QString &member)
{
    static const QRegularExpression boundary(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    static const QRegularExpression foreign(u"[^A-Z0-9_]"_s);
    QString name = QString(member).replace(boundary, u"_"_s).toUpper().replace(foreign, u"_"_s);
    if (name.isEmpty() || name.at(0).isDigit())
        name.prepend(u"SECRET_"_s);
    return name;
}

} // namespace

QString uniqueSecretName(const QString &member, QSet<QString> &taken)
{
    const QString base = variableName(member);
    QString name = base;
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1_%2"_s.arg(base).arg(number);
    taken << name;
    return name;
}

} // namespace sm::operations
