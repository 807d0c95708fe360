// SPDX-License-Identifier: GPL-3.0-or-later
#include "partitions.h"

#include <QJsonArray>

namespace sm::aws {

Partitions::Partitions(const QJsonObject &document)
{
    const QJsonArray partitions = document[u"partitions"].toArray();
    for (const auto &partition : partitions) {
        QJsonObject outputs = partition[u"outputs"].toObject();
        outputs[u"name"] = partition[u"id"];
        m_partitions.push_back(
            {outputs, partition[u"regions"].toObject(), QRegularExpression(partition[u"regionRegex"].toString())});
    }
}

QJsonObject Partitions::outputs(const QString &region) const
{
    for (const Partition &partition : m_partitions) {
        if (partition.regions.contains(region))
            return partition.outputs;
    }
    for (const Partition &partition : m_partitions) {
        if (partition.form.match(region).hasMatch())
            return partition.outputs;
    }
    return m_partitions.empty() ? QJsonObject() : m_partitions.front().outputs;
}

QStringList Partitions::dnsSuffixes() const
{
    QStringList suffixes;
    for (const Partition &partition : m_partitions)
        suffixes << partition.outputs[u"dnsSuffix"].toString() << partition.outputs[u"dualStackDnsSuffix"].toString();
    suffixes.removeAll(QString());
    suffixes.removeDuplicates();
    return suffixes;
}

} // namespace sm::aws
