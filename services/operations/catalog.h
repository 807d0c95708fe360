// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/operationkind.h>
#include <core/plan.h>
#include <core/result.h>
#include <operations/programrule.h>

#include <QHash>
#include <QSet>

#include <chrono>
#include <optional>

namespace sm::operations {

/// A read that tells what a write is about to change.
///
/// The expressions of a recipe are JMESPath. "$input.Name" in one, and likewise $before, $after, $output and $each,
/// stands for that value of the scope as a literal: inside a filter nothing else reaches it.
struct Reading
{
    QString uses; ///< "aws:cognito-idp:AdminGetUser"
    QString with; ///< over the scope of the write (recipe.h): gives the read's input; null members are left out
    QString select; ///< over the read's answer: exactly what the write changes
    QStringList absent; ///< error codes that mean: what the write acts on does not exist
    bool allPages = false;
    QStringList texts; ///< members of what is selected that are JSON written as a text: the state holds what they say
    QString each; ///< over the scope, a list: one read for each of its elements, "each" in the scope. Empty: one read
    QString as; ///< with \c each: the member of the state that lists what was found; no state where nothing was
};

/// What takes a write back. The first whose condition holds is it.
struct Inverse
{
    QString when; ///< over the scope of the write; empty: always
    QString uses; ///< "aws:cognito-idp:AdminEnableUser"
    QString with; ///< over the scope of the write, where "before" is the state to be reached
    bool replaces = false; ///< as Step::replaces
    QString each; ///< over the scope, a list: a step for each of its elements, "each" in the scope. Empty: one step
    bool further = false; ///< the next one whose condition holds belongs to it too
    bool late = false; ///< only when the time of the others (CatalogEntry::until) is over
};

/// A write that replaces a whole object, so that what one does not repeat is lost: the Runner reads the object, puts
/// the planned members into it and writes the result.
struct MergeRule
{
    QString member; ///< of the input: "Environment.Variables"
    QString from; ///< JMESPath over the captured state: the present object
    bool isText = false; ///< the member is JSON written as a string
    QHash<QString, QString> keys; ///< what tells the elements of a list apart: {"Rules": "ID"}; "" is the object itself
};

/// What a write replaces that is too big for a state: it is fetched and kept beside the journal right before.
struct KeepRule
{
    Reading reading; ///< of which \c select gives {address, sha256 (Base64), bytes}; no address: nothing to be kept
    QString member; ///< of the input of this write, which takes it; empty: none does
    qint64 mostBytes = 0;
};

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
    QList<Reading> capture;
    QString verify; ///< JMESPath over the scope, true when the world shows what was asked for
    std::chrono::seconds settles{10}; ///< how long the world may take to show it
    QString since; ///< over the scope: an instant that tells a second arrival from an older one: "after.UserCreateDate"
    QString answer; ///< over {input, before, after}: what a lost answer would have said of what was made; no secret
    QList<Inverse> inverse;
    QString comesBackAs; ///< over {input, outputs}: the members of the input that name what the inverse made anew
    QString isBack; ///< over {input, before, now, outputs}: true when it is back, where equal states are too much
    std::chrono::hours until{0}; ///< mark reversible-until: how long the inverse works; 0: for ever
    std::optional<MergeRule> merge;
    std::optional<KeepRule> keep;
    QString shows; ///< over the input: [{what, to}], what a person reads in the plan before it is sent; empty: nothing
    QString price; ///< a sentence; empty: nothing worth telling
    QString byHand; ///< reversible, yet without an inverse: how a person does it
};

/// What is known about reads: resources/operations/reads.yaml.
struct ReadRules
{
    QStringList verbs; ///< "Get": begins the name of a read, and a capital follows
    QSet<QString> reads; ///< "dynamodb:Scan"
    QSet<QString> writes; ///< begin with a verb of a read, yet change something: "cognito-identity:GetId"
    QHash<QString, QStringList> answerSecrets; ///< by "secretsmanager:GetSecretValue"
    QHash<QString, QString> iamActions; ///< where they differ from "<signing name>:<operation>"
    QHash<QString, QString> prices; ///< a sentence, by "logs:StartQuery"; "ce:*" is every other read of the service
};

/// Everything that Stationmaster knows how to change, and which operations are mere reads.
class Catalog : public aws::OperationKind
{
public:
    /// Reads the catalog inside the program.
    /// \error Kind::Invalid names file, line and column
    static Result<Catalog> load();
    /// Reads one file of it: the writes of a service of AWS (key "service") or of another kind (key "kind"), or the
    /// rules for reads (key "verbs").
    /// \error as load()
    static Result<Catalog> parse(const QString &fileName, const QByteArray &yaml);

    /// Nothing: not in the catalog, so it can not be run if it is a write.
    std::optional<CatalogEntry> entry(const QString &uses) const;
    QStringList entries() const;
    /// What is known about a command line of process:run. Nothing: no more than the entry of process:run says.
    std::optional<ProgramRule> program(const QStringList &argv) const;

    /// An operation is a read when reads.yaml names it or its verb ("Get", "List", "Describe", …) and no entry says
    /// otherwise.
    bool isWrite(const QString &service, const QString &operation) const override;

    /// Member paths of the answer to \p uses that hold secrets, of reads and writes alike.
    QStringList answerSecrets(const QString &uses) const;
    /// What IAM calls a read that it does not call by the operation's own name; empty: it does.
    QString readIamAction(const QString &service, const QString &operation) const;
    /// What a read costs, a sentence; empty: nothing worth telling.
    QString readPrice(const QString &service, const QString &operation) const;

private:
    void merge(const Catalog &other);

    QHash<QString, CatalogEntry> m_entries;
    QList<ProgramRule> m_programs;
    ReadRules m_rules;
};

} // namespace sm::operations
