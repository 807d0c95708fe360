// SPDX-License-Identifier: GPL-3.0-or-later
#include "operationreader.h"

#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

void readHttp(Operation &operation, const QJsonObject &http)
{
    operation.httpVerb = http[u"method"].toString(u"POST"_s).toLatin1();
    operation.requestUri = http[u"requestUri"].toString(u"/"_s);
    operation.successStatus = http[u"responseCode"].toInt(200);
}

void readInput(Operation &operation, const QJsonObject &reference, ShapeReader &shapes)
{
    operation.inputRoot = shapes.reference(reference[u"shape"].toString(), reference, operation.name + u" input"_s);
    operation.input = operation.inputRoot.shape;
    if (!operation.input)
        return;
    for (const Member &member : operation.input->members) {
        if (member.idempotencyToken)
            operation.idempotencyTokenMember = member.name;
    }
}

void readOutput(Operation &operation, const QJsonObject &reference, ShapeReader &shapes)
{
    operation.outputRoot = shapes.reference(reference[u"shape"].toString(), reference, operation.name + u" output"_s);
    operation.resultWrapper = reference[u"resultWrapper"].toString();
    operation.output = operation.outputRoot.shape;
    const Member *payload = operation.output ? operation.output->member(operation.output->payload) : nullptr;
    operation.hasStreamingOutput = payload && payload->streaming;
}

// The older trait wins: where a model has both, they say the same.
QString authType(const QJsonObject &definition)
{
    if (definition.contains(u"authtype"))
        return definition[u"authtype"].toString();
    const bool noAuth = definition[u"auth"][0].toString() == u"smithy.api#noAuth";
    return noAuth ? u"none"_s : QString();
}

void readChecksum(Operation &operation, const QJsonObject &definition)
{
    const QJsonObject checksum = definition[u"httpChecksum"].toObject();
    operation.requestAlgorithmMember = checksum[u"requestAlgorithmMember"].toString();
    operation.httpChecksumRequired
        = definition[u"httpChecksumRequired"].toBool() || checksum[u"requestChecksumRequired"].toBool();
}

void readContextParams(Operation &operation, const QJsonObject &definition)
{
    const QJsonObject fixed = definition[u"staticContextParams"].toObject();
    for (auto it = fixed.begin(); it != fixed.end(); ++it)
        operation.staticContextParams[it.key()] = it.value()[u"value"];
    const QJsonObject fromInput = definition[u"operationContextParams"].toObject();
    for (auto it = fromInput.begin(); it != fromInput.end(); ++it)
        operation.operationContextParams[it.key()] = it.value()[u"path"].toString();
}

} // namespace

Operation readOperation(const QString &name, const QJsonObject &definition, ShapeReader &shapes)
{
    Operation operation;
    operation.name = name;
    readHttp(operation, definition[u"http"].toObject());
    if (definition.contains(u"input"))
        readInput(operation, definition[u"input"].toObject(), shapes);
    if (definition.contains(u"output"))
        readOutput(operation, definition[u"output"].toObject(), shapes);
    const QJsonArray references = definition[u"errors"].toArray();
    for (const auto &reference : references) {
        const Member error = shapes.reference({}, reference.toObject(), name + u" errors"_s);
        if (error.shape)
            operation.errors << error.shape;
    }
    readChecksum(operation, definition);
    readContextParams(operation, definition);
    operation.authType = authType(definition);
    operation.unsignedPayload = definition[u"unsignedPayload"].toBool();
    operation.endpointHostPrefix = definition[u"endpoint"][u"hostPrefix"].toString();
    operation.endpointDiscovery = definition[u"endpointdiscovery"][u"required"].toBool();
    const QJsonArray encodings = definition[u"requestcompression"][u"encodings"].toArray();
    for (const auto &encoding : encodings)
        operation.requestCompression << encoding.toString();
    return operation;
}

} // namespace sm::aws
