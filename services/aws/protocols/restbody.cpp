// SPDX-License-Identifier: GPL-3.0-or-later
#include "restbody.h"

#include "jsonbody.h"
#include "xmlbody.h"

namespace sm::aws {

namespace {

Result<RestBody> withType(const Result<QByteArray> &bytes, const QByteArray &contentType)
{
    return bytes ? Result<RestBody>(RestBody{*bytes, contentType}) : bytes.error();
}

/// The name of the outermost element: the reference's, the shape's, else what the shape is called.
QString rootName(const Member &reference)
{
    if (!reference.locationName.isEmpty())
        return reference.locationName;
    return reference.shape->locationName.isEmpty() ? reference.shape->name : reference.shape->locationName;
}

/// A structure that is not there is an empty document in rest-json; unions and documents are left out.
Result<RestBody> jsonPayload(const Member &payload, const QJsonValue &value)
{
    if (!isPresent(value) && (payload.shape->isUnion || payload.shape->isDocument))
        return RestBody{};
    const QJsonValue content = isPresent(value) ? value : QJsonValue(QJsonObject());
    return withType(toJsonBody(payload, content), "application/json");
}

Result<RestBody> xmlPayload(const Member &payload, const QJsonValue &value)
{
    if (!isPresent(value))
        return RestBody{};
    return withType(toXmlBody(payload, value, rootName(payload)), "application/xml");
}

Result<RestBody> payloadBody(Protocol protocol, const Member &payload, const QJsonValue &value)
{
    if (payload.shape->type == Shape::Type::Blob)
        return RestBody{QByteArray::fromBase64(value.toString().toLatin1()), "application/octet-stream"};
    if (payload.shape->type == Shape::Type::String)
        return isPresent(value) ? RestBody{value.toString().toUtf8(), "text/plain"} : RestBody{};
    return protocol == Protocol::RestJson ? jsonPayload(payload, value) : xmlPayload(payload, value);
}

/// The input as an outermost element: what the operation's reference says and what its shape says, which wins.
Member documentRoot(const Operation &operation)
{
    Member root = operation.inputRoot;
    root.shape = operation.input;
    if (!operation.input->locationName.isEmpty())
        root.locationName = operation.input->locationName;
    return root;
}

} // namespace

Result<RestBody> restBody(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    const Shape &shape = *operation.input;
    if (const Member *payload = payloadOf(operation.inputRoot))
        return payloadBody(service.protocol(), *payload, input.value(payload->name));
    const Member root = documentRoot(operation);
    if (service.protocol() == Protocol::RestJson) {
        const bool hasBody = std::any_of(shape.members.begin(), shape.members.end(), isInBody);
        return hasBody ? withType(toJsonBody(root, input, Members::Body), "application/json") : RestBody{};
    }
    const bool hasBody = std::any_of(shape.members.begin(), shape.members.end(),
        [&input](const Member &member) { return isInBody(member) && isPresent(input.value(member.name)); });
    return hasBody ? withType(toXmlBody(root, input, rootName(root)), "application/xml") : RestBody{};
}

} // namespace sm::aws
