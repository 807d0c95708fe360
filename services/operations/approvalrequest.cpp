// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalrequest.h"

#include "actor.h"
#include "base64text.h"
#include "planjson.h"

#include <core/json.h>
#include <crypto/ed25519.h>

#include <QCoreApplication>
#include <QUuid>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LargestFile = 16 * 1024 * 1024;
constexpr QStringView Format = u"stationmaster request 1";

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Approval", text); }

Error damaged()
{
    return Error(
        Error::Kind::Invalid, tr("This is not a request for approval, or it was changed on its way. Ask for it again."))
        .withCode(u"RequestDamaged"_s);
}

QJsonObject jsonOf(const ApprovalRequest &request)
{
    const Result<QJsonValue> plan = parseJson(canonicalForm(request.plan));
    QJsonObject json{{u"format"_s, Format.toString()}, {u"id"_s, request.id}, {u"plan"_s, plan.value_or(QJsonValue())},
        {u"requester"_s, request.requester}, {u"requesterKey"_s, base64(request.requesterKey)},
        {u"account"_s, request.account.value}, {u"runbook"_s, request.runbook}, {u"reason"_s, request.reason},
        {u"resumes"_s, request.resumes}, {u"at"_s, request.at.toString(Qt::ISODateWithMs)}};
    if (request.isShared)
        json.insert(u"shared"_s, true);
    return json;
}

Result<ApprovalRequest> requestFrom(const QJsonObject &json)
{
    const Result<Plan> plan = planFromCanonicalForm(toCompactJson(json[u"plan"]));
    if (!plan)
        return damaged();
    return ApprovalRequest{json[u"id"].toString(), *plan, json[u"requester"].toString(), bytesOf(json[u"requesterKey"]),
        {json[u"account"].toString()}, json[u"runbook"].toString(), json[u"reason"].toString(),
        json[u"resumes"].toInteger(), QDateTime::fromString(json[u"at"].toString(), Qt::ISODateWithMs),
        bytesOf(json[u"signature"]), json[u"shared"].toBool()};
}

} // namespace

QByteArray canonicalForm(const ApprovalRequest &request) { return toCompactJson(jsonOf(request)); }

QByteArray toFile(const ApprovalRequest &request)
{
    QJsonObject json = jsonOf(request);
    json.insert(u"signature"_s, base64(request.signature));
    return toCompactJson(json) + '\n';
}

Result<ApprovalRequest> readRequest(const QByteArray &file)
{
    if (file.size() > LargestFile)
        return damaged();
    const Result<QJsonValue> json = parseJson(file);
    if (!json)
        return damaged();
    const Result<ApprovalRequest> request = requestFrom(json->toObject());
    if (!request)
        return request;
    // Whatever this program would not have written is refused: what is not understood was not signed either.
    const bool same = toFile(*request) == file;
    return same && crypto::Ed25519::verify(request->requesterKey, canonicalForm(*request), request->signature)
        ? request
        : damaged();
}

Result<ApprovalRequest> requestFor(
    const Plan &plan, const Requester &requester, const ApprovalKey &key, const QDateTime &now)
{
    ApprovalRequest request{QUuid::createUuid().toString(QUuid::WithoutBraces), plan, actorOf(requester.identity),
        key.publicKey(), requester.identity.account, requester.runbook, requester.reason, requester.resumes, now, {},
        requester.throughDatabase};
    request.signature = key.sign(canonicalForm(request));
    Result<ApprovalRequest> read = readRequest(toFile(request));
    if (read && read->plan.id == plan.id)
        return read;
    return Error(Error::Kind::Internal, tr("This plan can not be written into a request, so nobody can approve it."));
}

} // namespace sm::operations
