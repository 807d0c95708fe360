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
    QStringList secrets; ///< member paths (memberpath.h) whose values are secrets: "TemporaryPassword"
    QStringList answerSecrets; ///< the same in the answer: "UserPoolClient.ClientSecret"
    QString tokenMember; ///< client token (repeat class T)
    QStringList iamActions;
};

/// What is known about reads: resources/operations/reads.yaml.
struct ReadRules
{
    QStringList verbs; ///< "Get": begins the name of a read, and a capital follows
    QSet<QString> reads; ///< "dynamodb:Scan"
    QSet<QString> writes; ///< begin with a verb of a read, yet change something: "cognito-identity:GetId"
    QHash<QString, QStringList> answerSecrets; ///< by "secretsmanager:GetSecretValue"
    QHash<QString, QString> iamActions; ///< where they differ from "<signing name>:<operation>"
};

/// Everything that Stationmaster knows how to change, and which operations are mere reads.
class Catalog : public aws::OperationKind
{
public:
    /// Reads the catalog inside the program.
    /// \error Kind::Invalid names file, line and column
    static Result<Catalog> load();
    /// Reads one file of it: the writes of a service (key "service") or the rules for reads (key "verbs").
    /// \error as load()
    static Result<Catalog> parse(const QString &fileName, const QByteArray &yaml);

    /// Nothing: not in the catalog, so it can not be run if it is a write.
    std::optional<CatalogEntry> entry(const QString &uses) const;
    QStringList entries() const;

    /// An operation is a read when reads.yaml names it or its verb ("Get", "List", "Describe", …) and no entry says
    /// otherwise.
    bool isWrite(const QString &service, const QString &operation) const override;

    /// Member paths of the answer to \p uses that hold secrets, of reads and writes alike.
    QStringList answerSecrets(const QString &uses) const;
    /// What IAM calls a read that it does not call by the operation's own name; empty: it does.
    QString readIamAction(const QString &service, const QString &operation) const;

private:
    void merge(const Catalog &other);

    QHash<QString, CatalogEntry> m_entries;
    ReadRules m_rules;
};

} // namespace sm::operations
