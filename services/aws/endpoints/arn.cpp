// SPDX-License-Identifier: GPL-3.0-or-later
#include "arn.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

QJsonValue parseArn(const QString &text)
{
    enum { Scheme, PartitionName, Service, RegionName, Account, Resource };
    const QStringList parts = text.split(u':');
    if (parts.size() <= Resource || parts[Scheme] != "arn"_L1 || parts[PartitionName].isEmpty()
        || parts[Service].isEmpty() || parts[Resource].isEmpty())
        return QJsonValue::Null;
    static const QRegularExpression separator(u"[:/]"_s);
    const QStringList resource = parts.mid(Resource).join(u':').split(separator);
    return QJsonObject{{u"partition"_s, parts[PartitionName]}, {u"service"_s, parts[Service]},
        {u"region"_s, parts[RegionName]}, {u"accountId"_s, parts[Account]},
        {u"resourceId"_s, QJsonArray::fromStringList(resource)}};
}

} // namespace sm::aws
