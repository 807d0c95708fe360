// SPDX-License-Identifier: GPL-3.0-or-later
#include "approval.h"

#include "approver.h"
#include "base64text.h"

#include <core/json.h>
#include <crypto/ed25519.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView Format = u"stationmaster approval 1";

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Approval", text); }

Error refusal(const QString &code, const QString &message)
{
    return Error(Error::Kind::Denied, message).withCode(code);
}

Error damaged()
{
    return Error(
        Error::Kind::Invalid, tr("This is not an approval, or it was changed on its way. Ask for it to be sent again."))
        .withCode(u"ApprovalDamaged"_s);
}

QByteArray canonicalForm(const Approval &approval)
{
    QJsonObject json = toJson(approval);
    json.remove(u"signature");
    return toCompactJson(json);
}

Approval approvalFrom(const QJsonObject &json)
{
    return {json[u"request"].toString(), json[u"requestDigest"].toString(), {json[u"plan"].toString()},
        {json[u"account"].toString()}, bytesOf(json[u"requesterKey"]), json[u"approver"].toString(),
        bytesOf(json[u"approverKey"]), QDateTime::fromString(json[u"at"].toString(), Qt::ISODateWithMs),
        bytesOf(json[u"signature"]), json[u"shared"].toBool()};
}

bool isSigned(const Approval &approval)
{
    return crypto::Ed25519::verify(approval.approverKey, canonicalForm(approval), approval.signature);
}

bool answers(const Approval &approval, const ApprovalRequest &request)
{
    return approval.request == request.id && approval.requestDigest == digestOf(request)
        && approval.plan == request.plan.id && approval.account == request.account
        && approval.requesterKey == request.requesterKey && approval.isShared == request.isShared;
}

Result<void> checkWhat(const Approval &approval, const ApprovalTerms &terms)
{
    if (!isSigned(approval))
        return refusal(u"ApprovalUnsigned"_s,
            tr("The signature of this approval is not the approver's. Ask them to approve it again."));
    if (approval.plan != terms.plan.id)
        return refusal(u"ApprovalOfAnotherPlan"_s,
            tr("This approval is for another plan: this one is not what the approver saw. Ask for it again."));
    if (!terms.ownKey.isEmpty() && approval.requesterKey != terms.ownKey)
        return refusal(
            u"ApprovalOfAnotherRequest"_s, tr("Somebody else asked for this approval. Ask for one of your own."));
    if (approval.account == terms.account)
        return ok();
    return refusal(u"ApprovalOfAnotherAccount"_s,
        tr("This was approved for account %1, but you are signed in to %2. Sign in to the right account, or ask again.")
            .arg(approval.account.value, terms.account.isEmpty() ? tr("an unknown one") : terms.account.value));
}

Result<void> checkWho(const Approval &approval, const ApprovalTerms &terms)
{
    if (approval.approverKey == approval.requesterKey || approval.approverKey == terms.ownKey)
        return selfApproval();
    const QString key = base64(approval.approverKey);
    if (terms.approvers.value(approval.approver) == key)
        return ok();
    if (terms.plan.system.approvers.value(approval.approver) == key || terms.approvers.contains(approval.approver))
        return refusal(u"ApproverRevoked"_s,
            tr("The key that approved this is not %1's any more. Ask somebody who is on the list of %2 now.")
                .arg(approval.approver, terms.plan.system.title));
    return refusal(u"NotAnApprover"_s,
        tr("“%1” is not an approver of %2. These are: %3.")
            .arg(approval.approver, terms.plan.system.title, namesIn(terms.approvers)));
}

Result<void> checkWhen(const Approval &approval, const ApprovalTerms &terms)
{
    using std::chrono::milliseconds;
    const qint64 age = approval.at.msecsTo(terms.now);
    if (!approval.at.isValid() || age > milliseconds(ApprovalLasts).count())
        return refusal(u"ApprovalExpired"_s,
            tr("This approval has expired: it was good for %1 minutes. Ask for it again.").arg(ApprovalLasts.count()));
    if (age < -milliseconds(ApprovalClockSkew).count())
        return refusal(u"ApprovalFromFuture"_s,
            tr("This approval is from the future, so one of the two clocks is wrong. Set them, and ask again."));
    return ok();
}

} // namespace

QJsonObject toJson(const Approval &approval)
{
    QJsonObject json{{u"format"_s, Format.toString()}, {u"request"_s, approval.request},
        {u"requestDigest"_s, approval.requestDigest}, {u"plan"_s, approval.plan.value},
        {u"account"_s, approval.account.value}, {u"requesterKey"_s, base64(approval.requesterKey)},
        {u"approver"_s, approval.approver}, {u"approverKey"_s, base64(approval.approverKey)},
        {u"at"_s, approval.at.toString(Qt::ISODateWithMs)}, {u"signature"_s, base64(approval.signature)}};
    if (approval.isShared)
        json.insert(u"shared"_s, true);
    return json;
}

Result<Approval> approve(const ApprovalRequest &request, const ApprovalKey &key, const QDateTime &now)
{
    const Result<QString> name = approverOf(request, key);
    if (!name)
        return name.error();
    if (request.at.msecsTo(now) > std::chrono::milliseconds(RequestLasts).count())
        return refusal(u"RequestExpired"_s,
            tr("This request is older than %1 days. Ask whoever wants it to ask again.").arg(RequestLasts.count()));
    Approval approval{request.id, digestOf(request), request.plan.id, request.account, request.requesterKey, *name,
        key.publicKey(), now, {}, request.isShared};
    approval.signature = key.sign(canonicalForm(approval));
    return approval;
}

Result<void> check(const Approval &approval, const ApprovalTerms &terms)
{
    if (const auto what = checkWhat(approval, terms); !what)
        return what;
    const Result<void> who = checkWho(approval, terms);
    return who ? checkWhen(approval, terms) : who;
}

QByteArray toFile(const ApprovedRequest &approved)
{
    return toCompactJson(toJson(approved.approval)) + '\n' + toFile(approved.request);
}

Result<ApprovedRequest> readApproval(const QByteArray &file)
{
    const qsizetype end = file.indexOf('\n');
    const Result<QJsonValue> json = parseJson(file.left(end));
    const Result<ApprovalRequest> request = readRequest(end < 0 ? QByteArray() : file.mid(end + 1));
    if (!json || !request)
        return damaged();
    const ApprovedRequest approved{*request, approvalFrom(json->toObject())};
    const bool whole = toFile(approved) == file && answers(approved.approval, *request) && isSigned(approved.approval);
    return whole ? Result<ApprovedRequest>(approved) : damaged();
}

} // namespace sm::operations
