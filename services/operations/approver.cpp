// SPDX-License-Identifier: GPL-3.0-or-later
#include "approver.h"

#include "base64text.h"

#include <crypto/digest.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Approval", text); }

} // namespace

Error selfApproval()
{
    return Error(Error::Kind::Denied,
        tr("Whoever asked for this approval can not give it. Ask somebody else on the system's list of approvers."))
        .withCode(u"SelfApproval"_s);
}

QString namesIn(const QMap<QString, QString> &approvers)
{
    const QStringList names = approvers.keys();
    return names.isEmpty() ? tr("none") : names.join(u", "_s);
}

QString digestOf(const ApprovalRequest &request)
{
    return QString::fromLatin1(crypto::sha256Hex(canonicalForm(request)));
}

Result<QString> approverOf(const ApprovalRequest &request, const ApprovalKey &key)
{
    const QByteArray own = key.publicKey();
    if (own == request.requesterKey)
        return selfApproval();
    const SystemInfo &system = request.plan.system;
    const QString name = system.approvers.key(base64(own));
    if (!name.isEmpty())
        return name;
    return Error(Error::Kind::Denied,
        tr("Your key is not on the list of approvers of %1. These are on it: %2.")
            .arg(system.title, namesIn(system.approvers)))
        .withCode(u"NotAnApprover"_s);
}

} // namespace sm::operations
