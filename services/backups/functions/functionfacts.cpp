// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionfacts.h"

#include <core/json.h>
#include <crypto/digest.h>
#include <operations/blotter.h>

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

void keep(QJsonObject &into, const QString &member, const QJsonValue &value)
{
    if (!value.isUndefined() && !value.isNull())
        into.insert(member, value);
}

/// In the shape of UpdateFunctionConfiguration, with what empties a member where it is not there: a restore has to take
/// away what was added since.
QJsonObject configurationOf(const QJsonObject &described)
{
    QJsonObject input;
    const QStringList plain{u"Role"_s, u"Handler"_s, u"Runtime"_s, u"Timeout"_s, u"MemorySize"_s, u"TracingConfig"_s,
        u"EphemeralStorage"_s, u"LoggingConfig"_s};
    for (const QString &member : plain)
        keep(input, member, described.value(member));
    input.insert(u"Description"_s, described.value(u"Description"_s).toString());
    input.insert(u"KMSKeyArn"_s, described.value(u"KMSKeyArn"_s).toString());
    input.insert(u"FileSystemConfigs"_s, described.value(u"FileSystemConfigs"_s).toArray());
    const QJsonValue network = described.value(u"VpcConfig"_s);
    input.insert(u"VpcConfig"_s,
        QJsonObject{{u"SubnetIds"_s, network[u"SubnetIds"_s].toArray()},
            {u"SecurityGroupIds"_s, network[u"SecurityGroupIds"_s].toArray()}});
    input.insert(u"DeadLetterConfig"_s,
        QJsonObject{{u"TargetArn"_s, described.value(u"DeadLetterConfig"_s)[u"TargetArn"_s].toString()}});
    QJsonArray layers;
    const QJsonArray describedLayers = described.value(u"Layers"_s).toArray();
    for (const QJsonValue layer : describedLayers)
        layers << layer[u"Arn"_s];
    input.insert(u"Layers"_s, layers);
    input.insert(
        u"SnapStart"_s, QJsonObject{{u"ApplyOn"_s, described.value(u"SnapStart"_s)[u"ApplyOn"_s].toString(u"None"_s)}});
    keep(input, u"ImageConfig"_s, described.value(u"ImageConfigResponse"_s)[u"ImageConfig"_s]);
    return input;
}

} // namespace

FunctionFacts functionFactsFrom(const QJsonObject &answer)
{
    const QJsonObject described = answer.value(u"Configuration"_s).toObject();
    const QJsonValue code = answer.value(u"Code"_s);
    FunctionFacts facts;
    facts.arn = described.value(u"FunctionArn"_s).toString();
    facts.version = described.value(u"Version"_s).toString();
    facts.revision = described.value(u"RevisionId"_s).toString();
    facts.codeSha256 = described.value(u"CodeSha256"_s).toString();
    facts.codeBytes = described.value(u"CodeSize"_s).toInteger();
    facts.imageUri = code[u"ResolvedImageUri"_s].toString(code[u"ImageUri"_s].toString());
    facts.address = code[u"Location"_s].toString();
    facts.configuration = configurationOf(described);
    facts.variables = described.value(u"Environment"_s)[u"Variables"_s].toObject();
    facts.architectures = described.value(u"Architectures"_s);
    facts.concurrency = answer.value(u"Concurrency"_s)[u"ReservedConcurrentExecutions"_s];
    facts.tags = answer.value(u"Tags"_s).toObject();
    return facts;
}

QString FunctionFacts::fingerprint() const
{
    const QJsonObject seen{{u"revision"_s, revision}, {u"code"_s, codeSha256}, {u"configuration"_s, configuration}};
    return QString::fromLatin1(crypto::sha256Hex(toCompactJson(seen)));
}

QList<Secret> FunctionFacts::secrets() const { return secretsOf(variables) << Secret(address); }

QList<Secret> secretsOf(const QJsonObject &variables)
{
    QList<Secret> secrets;
    for (const QJsonValue value : variables)
        secrets << Secret(value.toString());
    return secrets;
}

Error withoutSecrets(const Error &error, const QList<Secret> &secrets)
{
    const Error clean = Error(error.kind(), operations::Blotter(secrets).blot(error.message()))
                            .withCode(error.code())
                            .withRequestId(error.requestId())
                            .withChanged(error.changed());
    return error.retryAfter() ? clean.withRetryAfter(*error.retryAfter()) : clean;
}

QCoro::Task<Result<FunctionFacts>> describedFunction(
    aws::Caller *caller, QString function, QString qualifier, CancelToken token)
{
    QJsonObject input{{u"FunctionName"_s, function}};
    if (!qualifier.isEmpty())
        input.insert(u"Qualifier"_s, qualifier);
    const aws::Call call{u"lambda"_s, u"GetFunction"_s, input};
    const Result<aws::Answer> answer = co_await caller->read(call, token);
    if (!answer)
        co_return answer.error();
    co_return functionFactsFrom(answer->output);
}

} // namespace sm::backups
