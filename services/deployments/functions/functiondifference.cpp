// SPDX-License-Identifier: GPL-3.0-or-later
#include "functiondifference.h"

#include <sources/fielddifference.h>
#include <sources/plainvalue.h>

#include <QJsonArray>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray arnsOf(const QJsonValue &layers)
{
    QJsonArray arns;
    const QJsonArray list = layers.toArray();
    for (const QJsonValue layer : list)
        arns << layer[u"Arn"_s];
    return arns;
}

/// What a version is made of, without what only tells when and how it came to be.
QJsonObject comparableOf(const QJsonObject &configuration)
{
    QJsonObject comparable;
    for (const QLatin1StringView member : {"CodeSha256"_L1, "MemorySize"_L1, "Timeout"_L1, "Runtime"_L1, "Handler"_L1,
             "Role"_L1, "PackageType"_L1, "Architectures"_L1, "EphemeralStorage"_L1, "KMSKeyArn"_L1, "TracingConfig"_L1,
             "DeadLetterConfig"_L1, "FileSystemConfigs"_L1, "LoggingConfig"_L1}) {
        const QJsonValue value = configuration.value(member);
        if (!value.isUndefined() && !value.isNull())
            comparable.insert(member, value);
    }
    comparable.insert("Layers"_L1, arnsOf(configuration.value(u"Layers"_s)));
    comparable.insert("SnapStart"_L1, configuration.value(u"SnapStart"_s)[u"ApplyOn"_s].toString(u"None"_s));
    const QJsonValue network = configuration.value(u"VpcConfig"_s);
    comparable.insert("VpcConfig"_L1,
        QJsonObject{{u"SubnetIds"_s, network[u"SubnetIds"_s].toArray()},
            {u"SecurityGroupIds"_s, network[u"SecurityGroupIds"_s].toArray()}});
    const QJsonObject image = configuration.value(u"ImageConfigResponse"_s)[u"ImageConfig"_s].toObject();
    if (!image.isEmpty())
        comparable.insert("ImageConfig"_L1, image);
    const QJsonObject variables = configuration.value(u"Environment"_s)[u"Variables"_s].toObject();
    if (!variables.isEmpty())
        comparable.insert("Environment"_L1, variables);
    return comparable;
}

/// A value of the environment may be anything.
bool isSecret(const QString &path, const QJsonValue &now, const QJsonValue &then)
{
    return path.startsWith("Environment"_L1) && !isPlainValue(path.section(u'.', 1), now, then);
}

} // namespace

QList<Difference> functionDifferences(const QJsonObject &live, const QJsonObject &candidate)
{
    return differences(comparableOf(live), comparableOf(candidate), isSecret,
        {u"CodeSha256"_s, u"MemorySize"_s, u"Timeout"_s, u"Runtime"_s, u"Role"_s});
}

bool isSameFunction(const QJsonObject &live, const QJsonObject &candidate)
{
    return comparableOf(live) == comparableOf(candidate);
}

} // namespace sm::deployments
