// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostprefix.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

Result<QString> hostPrefix(const Operation &operation, const QJsonObject &input)
{
    static const QRegularExpression hostPart(u"\\A[A-Za-z0-9.-]{1,63}\\z"_s);
    static const QRegularExpression label(u"\\{([^}]*)\\}"_s);
    QString prefix = operation.endpointHostPrefix;
    for (auto match = label.match(prefix); match.hasMatch(); match = label.match(prefix)) {
        const QString value = input.value(match.captured(1)).toString();
        if (!hostPart.match(value).hasMatch())
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::aws",
                    "%1: 1 to 63 letters, digits, hyphens and dots only, since it becomes part of the host name.")
                    .arg(match.captured(1)));
        prefix.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return prefix;
}

} // namespace sm::aws
