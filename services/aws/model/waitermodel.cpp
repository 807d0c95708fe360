// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicemodel.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// JMESPath has JSON between backticks; a backtick inside is escaped.
QString jmesPathLiteral(const QJsonValue &value)
{
    QString json = QString::fromUtf8(toCompactJson(value));
    return u'`' + json.replace(u'`', u"\\`"_s) + u'`';
}

QString substituted(const QString &expression, const QJsonObject &values)
{
    static const QRegularExpression placeholder(uR"(\$([A-Za-z]\w*))"_s);
    QString result;
    qsizetype copied = 0;
    for (auto matches = placeholder.globalMatch(expression); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += expression.mid(copied, match.capturedStart() - copied);
        result += jmesPathLiteral(values[match.capturedView(1)]);
        copied = match.capturedEnd();
    }
    return result + expression.mid(copied);
}

} // namespace

Result<WaiterModel> WaiterModel::bound(const QJsonObject &values) const
{
    for (const QString &parameter : parameters) {
        if (!values.contains(parameter))
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::aws::WaiterModel", "The waiter %1 needs a value for \"%2\".")
                    .arg(name, parameter));
    }
    WaiterModel waiter = *this;
    waiter.parameters.clear();
    for (Acceptor &acceptor : waiter.acceptors)
        acceptor.argument = substituted(acceptor.argument, values);
    return waiter;
}

} // namespace sm::aws
