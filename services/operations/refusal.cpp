// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusal.h"

#include "approver.h"
#include "base64text.h"

#include <core/json.h>
#include <crypto/ed25519.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView Format = u"stationmaster refusal 1";

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Approval", text); }

QByteArray canonicalForm(const Refusal &refusal)
{
    QJsonObject json = toJson(refusal);
    json.remove(u"signature");
    return toCompactJson(json);
}

Refusal refusalFrom(const QJsonObject &json)
{
    return {json[u"request"].toString(), json[u"requestDigest"].toString(), json[u"approver"].toString(),
        bytesOf(json[u"approverKey"]), json[u"reason"].toString(),
        QDateTime::fromString(json[u"at"].toString(), Qt::ISODateWithMs), bytesOf(json[u"signature"])};
}

bool answers(const Refusal &refusal, const ApprovalRequest &request)
{
    const QString key = request.plan.system.approvers.value(refusal.approver);
    return refusal.request == request.id && refusal.requestDigest == digestOf(request)
        && key == base64(refusal.approverKey)
        && crypto::Ed25519::verify(refusal.approverKey, canonicalForm(refusal), refusal.signature);
}

} // namespace

QJsonObject toJson(const Refusal &refusal)
{
    return {{u"format"_s, Format.toString()}, {u"request"_s, refusal.request},
        {u"requestDigest"_s, refusal.requestDigest}, {u"approver"_s, refusal.approver},
        {u"approverKey"_s, base64(refusal.approverKey)}, {u"reason"_s, refusal.reason},
        {u"at"_s, refusal.at.toString(Qt::ISODateWithMs)}, {u"signature"_s, base64(refusal.signature)}};
}

Result<Refusal> refuse(
    const ApprovalRequest &request, const ApprovalKey &key, const QString &reason, const QDateTime &now)
{
    const Result<QString> name = approverOf(request, key);
    if (!name)
        return name.error();
    Refusal refusal{request.id, digestOf(request), *name, key.publicKey(), reason, now, {}};
    refusal.signature = key.sign(canonicalForm(refusal));
    return refusal;
}

Result<Refusal> readRefusal(const QByteArray &text, const ApprovalRequest &request)
{
    const Result<QJsonValue> json = parseJson(text);
    if (json) {
        const Refusal refusal = refusalFrom(json->toObject());
        if (toCompactJson(toJson(refusal)) == text && answers(refusal, request))
            return refusal;
    }
    return Error(Error::Kind::Invalid,
        tr("The answer to this request is none that an approver gave, or it was changed. Ask again."))
        .withCode(u"ApprovalDamaged"_s);
}

Error errorOf(const Refusal &refusal)
{
    const QString why = refusal.reason.isEmpty() ? tr("They gave no reason.") : refusal.reason;
    return Error(Error::Kind::Denied, tr("%1 has refused this: %2").arg(refusal.approver, why))
        .withCode(u"ApprovalRefused"_s);
}

} // namespace sm::operations
