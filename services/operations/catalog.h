// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/operationkind.h>
#include <core/plan.h>
#include <core/result.h>

#include <QHash>
#include <QSet>

#include <optional>

namespace sm::operations {

/// What is known about one write: resources/operations/*.yaml.
struct CatalogEntry
{
    QString uses; ///< "aws:cognito-idp:AdminDisableUser"
    Tier tier = Tier::Destructive;
    Repeat repeat = Repeat::Unsafe;
    Mark::Kind mark = Mark::Kind::Never;
    QString markExplanation;
    QString resource; ///< JMESPath over the input that names what is changed: "Username"
    QStringList secrets; ///< JMESPath-free member paths whose values are secrets: "TemporaryPassword"
    QString tokenMember; ///< client token (repeat class T)
    QStringList iamActions;
};

/// Everything that Stationmaster knows how to change, and which operations are mere reads.
class Catalog : public aws::OperationKind
{
public:
    /// Reads the catalog inside the program.
    /// \error Kind::Invalid names file, line and column
    static Result<Catalog> load();
    static Result<Catalog> parse(const QString &fileName, const QByteArray &yaml);

    /// Nothing: not in the catalog, so it can not be run if it is a write.
    std::optional<CatalogEntry> entry(const QString &uses) const;
    QStringList entries() const;

    /// An operation is a read when reads.yaml names it or its verb ("Get", "List", "Describe", …) and no entry says
    /// otherwise.
    bool isWrite(const QString &service, const QString &operation) const override;

private:
    QHash<QString, CatalogEntry> m_entries;
    QStringList m_readVerbs;
    QSet<QString> m_reads;
    QSet<QString> m_writes; ///< begin with a verb of a read, yet change something
};

} // namespace sm::operations
