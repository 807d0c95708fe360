// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalfile.h"

#include "approvalnotes.h"

#include <core/clock.h>

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 LargestFileBytes = 32 * 1024 * 1024;

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Approval", text); }

Result<QByteArray> content(const QString &name)
{
    QFile file(name);
    if (file.open(QIODevice::ReadOnly))
        return file.read(LargestFileBytes);
    return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(name, file.errorString()));
}

Result<void> write(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return ok();
    return Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(name, file.errorString()));
}

} // namespace

QCoro::Task<Result<void>> askForApproval(Journal *journal, Plan plan, Requester requester, QString file)
{
    const auto request = requestFor(plan, requester, journal->approvalKey(), SystemClock().nowUtc());
    if (!request)
        co_return request.error();
    const auto noted = co_await noteAsked(journal, *request);
    co_return noted ? write(file, toFile(*request)) : noted;
}

Result<ApprovalRequest> readRequestFile(const QString &name)
{
    const Result<QByteArray> bytes = content(name);
    return bytes ? readRequest(*bytes) : bytes.error();
}

Result<ApprovedRequest> readApprovalFile(const QString &name)
{
    const Result<QByteArray> bytes = content(name);
    return bytes ? readApproval(*bytes) : bytes.error();
}

Result<void> writeApprovalFile(const QString &name, const ApprovedRequest &approved)
{
    return write(name, toFile(approved));
}

} // namespace sm::operations
