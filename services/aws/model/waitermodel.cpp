// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicemodel.h"

#include <core/jmespath.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A name that is a parameter, wherever it stands: "$name".
const QRegularExpression &placeholder()
{
    static const QRegularExpression form(uR"(\$([A-Za-z_]\w*))"_s);
    return form;
}

QStringList namesIn(const QString &text)
{
    QStringList names;
    for (auto match = placeholder().globalMatch(text); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

QString substituted(const QString &expression, const QJsonObject &values)
{
    QString result;
    qsizetype copied = 0;
    for (auto matches = placeholder().globalMatch(expression); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(expression).mid(copied, match.capturedStart() - copied);
        result += jmespath::literal(values[match.capturedView(1)]);
        copied = match.capturedEnd();
    }
    return result + expression.mid(copied);
}

/// An expected value is a parameter as a whole or not at all.
bool isParameter(const QJsonValue &expected)
{
    const QString text = expected.toString();
    return placeholder().match(text).capturedLength() == text.size() && !text.isEmpty();
}

} // namespace

QStringList WaiterModel::parameters() const
{
    QStringList names;
    for (const Acceptor &acceptor : acceptors) {
        names << namesIn(acceptor.argument);
        if (isParameter(acceptor.expected))
            names << acceptor.expected.toString().mid(1);
    }
    names << namesIn(because);
    names.removeDuplicates();
    return names;
}

Result<WaiterModel> WaiterModel::bound(const QJsonObject &values) const
{
    for (const QString &parameter : parameters()) {
        if (!values.contains(parameter))
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::aws::WaiterModel", "The waiter %1 needs a value for \"%2\".")
                    .arg(name, parameter))
                .withCode(u"MissingParameter"_s);
    }
    WaiterModel waiter = *this;
    waiter.because = substituted(because, values);
    for (Acceptor &acceptor : waiter.acceptors) {
        acceptor.argument = substituted(acceptor.argument, values);
        if (isParameter(acceptor.expected))
            acceptor.expected = values[acceptor.expected.toString().mid(1)];
    }
    return waiter;
}

} // namespace sm::aws
