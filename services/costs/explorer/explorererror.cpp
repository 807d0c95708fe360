// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorererror.h"

#include <QCoreApplication>
#include <QDateTime>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

Error reworded(const Error &error, const QString &message)
{
    const Error said = Error(error.kind(), message)
                           .withCode(error.code())
                           .withRequestId(error.requestId())
                           .withChanged(error.changed());
    return error.retryAfter() ? said.withRetryAfter(*error.retryAfter()) : said;
}

QString deniedSentence(const Error &error, const QString &action)
{
    if (error.message().contains("not enabled for cost explorer"_L1, Qt::CaseInsensitive))
        return tr("This account can not use Cost Explorer yet. Turn it on in the AWS console (Billing and Cost "
                  "Management, Cost Explorer), and let IAM users and roles see billing data (Account, IAM access).");
    if (error.message().contains(action))
        return error.message();
    return tr("Not allowed. Missing permission: %1. Ask whoever administers the account to grant it. %2")
        .arg(action, error.message());
}

QString sentenceOf(const QString &code, const QString &action)
{
    if (code == "DataUnavailableException"_L1 && action.endsWith("Forecast"_L1))
        return tr("Cost Explorer has too little history for a forecast. It needs a few weeks of costs, and for what is "
                  "filtered out of them as well.");
    if (code == "DataUnavailableException"_L1)
        return tr("Cost Explorer has no data for this yet. Turn it on in the AWS console (Billing and Cost Management, "
                  "Cost Explorer) if that has not been done; the first figures come within 24 hours.");
    if (code == "BillExpirationException"_L1)
        return tr("AWS no longer has the bill of these days. Choose a later start, or open a bill file.");
    if (code == "LimitExceededException"_L1)
        return tr("Cost Explorer was asked too often and refuses for now. Try again in a minute.");
    if (code == "InvalidNextTokenException"_L1 || code == "RequestChangedException"_L1)
        return tr("The costs changed while their pages were read. Try again.");
    if (code == "BillingViewHealthStatusException"_L1)
        return tr("The billing view is not ready. Try again later.");
    return {};
}

} // namespace

Error explainedByExplorer(const Error &error, const QString &action)
{
    if (error.kind() == Error::Kind::Denied && !error.needsSignIn())
        return reworded(error, deniedSentence(error, action));
    const QString sentence = sentenceOf(error.code(), action);
    return sentence.isEmpty() ? error : reworded(error, sentence);
}

Error budgetExhausted(const Error &error, const QDateTime &now)
{
    const QDateTime midnight(now.date().addDays(1), QTime(0, 0), Qt::UTC);
    const std::chrono::milliseconds left(now.msecsTo(midnight));
    return reworded(error, tr("%1 It is free again at 00:00 UTC.").arg(error.message())).withRetryAfter(left);
}

bool mayHaveBeenCharged(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Timeout:
    case Error::Kind::Cancelled: // after it was sent
        return true;
    case Error::Kind::BadReply:
        return error.code() != "NotOffered"_L1 && error.code() != "NotAws"_L1;
    case Error::Kind::Invalid:
        return error.code() == "TwoUnits"_L1; // AWS answered; the answer is of no use
    default:
        return false;
    }
}

bool isBrokenWalk(const Error &error)
{
    return error.code() == "InvalidNextTokenException"_L1 || error.code() == "RequestChangedException"_L1;
}

} // namespace sm::costs
