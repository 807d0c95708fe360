// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>
#include <core/result.h>

#include <QJsonObject>

#include <memory>

namespace sm::aws {

enum class Protocol { Json, Query, Ec2, RestJson, RestXml };

struct Operation
{
    QString name;
    QByteArray httpVerb;
    QString requestUri; ///< with {label} and {label+}, perhaps a query string
    int successStatus = 200;
    const Shape *input = nullptr; ///< nullptr: takes nothing
    const Shape *output = nullptr; ///< nullptr: answers nothing
    Member inputRoot; ///< what the operation's reference to its input adds: locationName, xmlNamespace
    Member outputRoot; ///< resultWrapper is the locationName (query)
    QString resultWrapper;
    QList<const Shape *> errors;
    QString authType; ///< "none", "v4-unsigned-body" or empty
    QString endpointHostPrefix; ///< "{AccountId}." or empty
    bool unsignedPayload = false;
    bool httpChecksumRequired = false;
    QString requestAlgorithmMember; ///< httpChecksum.requestAlgorithmMember
    bool endpointDiscovery = false; ///< required: the service must be asked for the endpoint first
    QString idempotencyTokenMember; ///< top-level input member with the trait; empty: none
    QStringList requestCompression; ///< encodings the service takes: "gzip"
    QJsonObject staticContextParams; ///< endpoint parameters that the operation fixes, by name
    QHash<QString, QString> operationContextParams; ///< endpoint parameters read from the input, by JMESPath
    bool hasStreamingOutput = false; ///< the body is a blob to be streamed, not a document
};

/// How an operation that answers in pages is walked (paginators-1.json). Tokens and results are JMESPath.
struct Pagination
{
    QStringList inputTokens;
    QStringList outputTokens;
    QStringList resultKeys;
    QStringList nonAggregateKeys;
    QString moreResults; ///< a JMESPath that is true while there are more pages; empty: a token says so
    QString limitKey;
};

/// One acceptor of a waiter (waiters-2.json): the first that matches decides.
struct Acceptor
{
    enum class Matcher { Path, PathAll, PathAny, Status, Error };
    enum class State { Success, Failure, Retry };
    Matcher matcher = Matcher::Path;
    State state = State::Retry;
    QString argument; ///< JMESPath of the path matchers
    QJsonValue expected;
};

struct WaiterModel
{
    QString name;
    QString operation;
    int delaySeconds = 0;
    int maxAttempts = 0; ///< 0: no limit, a stall alarm instead
    QList<Acceptor> acceptors;
    QString because; ///< JMESPath of the sentences in an answer that say why it ended otherwise; empty: none does

    /// The names that the acceptors mention as "$name", in an argument or as an expected value, and \c because does.
    QStringList parameters() const;
    /// This waiter with every "$name" replaced: in an expression by a JMESPath literal, as an expected value by the
    /// value itself.
    /// \error Kind::Invalid (code "MissingParameter") a parameter has no value; the message names it
    Result<WaiterModel> bound(const QJsonObject &values) const;
};

/// Everything the wire of one service needs, made from the three JSON documents that botocore publishes for it.
/// Immutable; shapes point into it.
class ServiceModel
{
public:
    /// \param service  service-2.json: metadata, operations, shapes
    /// \param paginators  paginators-1.json, may be empty
    /// \param waiters  waiters-2.json, may be empty
    /// \param endpointRules  endpoint-rule-set-1.json, may be empty; kept as it is for Endpoints
    /// \error Kind::Invalid a reference to a shape that is not there, or an unknown protocol; message names it
    static Result<std::shared_ptr<const ServiceModel>> parse(QString name, const QJsonObject &service,
        const QJsonObject &paginators, const QJsonObject &waiters, const QJsonObject &endpointRules = {});

    QString name() const; ///< as on the command line: "cognito-idp"
    QString serviceId() const; ///< "Cognito Identity Provider"
    QString endpointPrefix() const;
    QString signingName() const; ///< endpointPrefix where the model has none
    QString apiVersion() const;
    Protocol protocol() const; ///< the first of ours in the model's list
    QString jsonVersion() const; ///< "1.0", "1.1"
    QString targetPrefix() const;
    std::optional<XmlNamespace> xmlNamespace() const;
    bool isGlobal() const;
    bool queryCompatible() const; ///< awsQueryCompatible: errors carry x-amzn-query-error

    const Operation *operation(const QString &operationName) const; ///< nullptr: no such operation
    QStringList operationNames() const;
    const Shape *shape(const QString &shapeName) const;
    const Pagination *pagination(const QString &operationName) const;
    const WaiterModel *waiter(const QString &waiterName) const;
    QStringList waiterNames() const;
    QJsonObject endpointRules() const; ///< empty: the service has none

    struct Content;
    explicit ServiceModel(std::unique_ptr<const Content> content);
    ~ServiceModel();

private:
    std::unique_ptr<const Content> m_content;
};

} // namespace sm::aws
