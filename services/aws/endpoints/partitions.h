// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QRegularExpression>

#include <vector>

namespace sm::aws {

/// The parts of AWS that share nothing but the software: commercial, China, government…, from partitions.json.
class Partitions
{
public:
    explicit Partitions(const QJsonObject &document);

    /// name, dnsSuffix, dualStackDnsSuffix, supportsFIPS, supportsDualStack, implicitGlobalRegion of the partition
    /// that \p region belongs to. A region that is newer than the data is placed by the form of its name; one that
    /// fits nowhere counts as commercial.
    QJsonObject outputs(const QString &region) const;

    /// The DNS suffixes of all partitions, with those of dual-stack endpoints.
    QStringList dnsSuffixes() const;

private:
    struct Partition
    {
        QJsonObject outputs;
        QJsonObject regions;
        QRegularExpression form;
    };
    std::vector<Partition> m_partitions;
};

} // namespace sm::aws
