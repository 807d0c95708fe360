// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution.h"

#include "price.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::Execution", text); }

QDateTime instantOf(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toUTC();
}

ExecutionState stateOf(const QString &word)
{
    if (word == "RUNNING"_L1)
        return ExecutionState::Running;
    if (word == "SUCCEEDED"_L1)
        return ExecutionState::Succeeded;
    if (word == "FAILED"_L1)
        return ExecutionState::Failed;
    return word == "CANCELLED"_L1 ? ExecutionState::Cancelled : ExecutionState::Queued;
}

struct Cause
{
    QLatin1StringView part; ///< of Athena's reason
    Error::Kind kind;
    const char *advice;
};

constexpr const char *NoColumn = QT_TRANSLATE_NOOP("sm::athena::Execution",
    "The statement names what the table does not have. Read the table again, and choose the columns anew.");
constexpr const char *NoAccess = QT_TRANSLATE_NOOP("sm::athena::Execution",
    "Athena may not read the data or write the result. Ask for the permissions on the bucket and the table.");
constexpr const char *NoRoom
    = QT_TRANSLATE_NOOP("sm::athena::Execution", "Athena had no room for the query. Ask for fewer days.");
constexpr const char *NoPlace
    = QT_TRANSLATE_NOOP("sm::athena::Execution", "There is no place for the result. Set one in the workgroup.");

/// The first that is in the reason; compared without case.
const QList<Cause> &causes()
{
    static const QList<Cause> all{{"cannot be resolved"_L1, Error::Kind::Invalid, NoColumn},
        {"COLUMN_NOT_FOUND"_L1, Error::Kind::Invalid, NoColumn}, {"TABLE_NOT_FOUND"_L1, Error::Kind::Invalid, NoColumn},
        {"does not exist"_L1, Error::Kind::Invalid, NoColumn},
        {"SYNTAX_ERROR"_L1, Error::Kind::Invalid,
            QT_TRANSLATE_NOOP("sm::athena::Execution", "Athena does not understand the statement. Correct it.")},
        {"output location"_L1, Error::Kind::Invalid, NoPlace}, {"Access Denied"_L1, Error::Kind::Denied, NoAccess},
        {"PERMISSION_DENIED"_L1, Error::Kind::Denied, NoAccess},
        {"Insufficient permissions"_L1, Error::Kind::Denied, NoAccess},
        {"not authorized"_L1, Error::Kind::Denied, NoAccess},
        {"exhausted resources"_L1, Error::Kind::Throttled, NoRoom}, {"timeout"_L1, Error::Kind::Throttled, NoRoom}};
    return all;
}

Error failure(Error::Kind kind, const QString &advice, const QString &reason, const QString &code)
{
    const QString said = reason.isEmpty() ? QString() : u' ' + tr("Athena says: %1").arg(reason);
    return Error(kind, advice + said).withCode(code);
}

} // namespace

Decimal Execution::price() const
{
    const bool isPaid = !isFree && state != ExecutionState::Failed && !(state == ExecutionState::Cancelled && !bytes);
    return isPaid && hasEnded() ? priceOf(bytes) : Decimal();
}

Execution executionFrom(const QJsonObject &json)
{
    const QJsonObject status = json["Status"_L1].toObject();
    const QJsonObject statistics = json["Statistics"_L1].toObject();
    const auto milliseconds
        = [&statistics](QLatin1StringView name) { return std::chrono::milliseconds(statistics[name].toInteger()); };
    Execution execution;
    execution.id = json["QueryExecutionId"_L1].toString();
    execution.sql = json["Query"_L1].toString();
    execution.workgroup = json["WorkGroup"_L1].toString();
    execution.database = json["QueryExecutionContext"_L1]["Database"_L1].toString();
    execution.outputLocation = json["ResultConfiguration"_L1]["OutputLocation"_L1].toString();
    execution.state = stateOf(status["State"_L1].toString());
    execution.reason = status["StateChangeReason"_L1].toString();
    execution.submitted = instantOf(status["SubmissionDateTime"_L1]);
    execution.completed = instantOf(status["CompletionDateTime"_L1]);
    execution.bytes = std::max<qint64>(statistics["DataScannedInBytes"_L1].toInteger(), 0);
    execution.took = milliseconds("TotalExecutionTimeInMillis"_L1);
    execution.queued = milliseconds("QueryQueueTimeInMillis"_L1);
    const QString type = json["StatementType"_L1].toString();
    execution.isFree = type == "DDL"_L1 || type == "UTILITY"_L1
        || statistics["ResultReuseInformation"_L1]["ReusedPreviousResult"_L1].toBool();
    return execution;
}

Result<void> outcome(const Execution &execution)
{
    const QString &reason = execution.reason;
    if (execution.state == ExecutionState::Succeeded)
        return ok();
    if (reason.contains("bytes scanned limit"_L1, Qt::CaseInsensitive)) {
        return failure(Error::Kind::Conflict,
            tr("The query read more than its workgroup allows. Ask for fewer days, or raise the limit."), reason,
            u"ScanLimit"_s);
    }
    if (execution.state != ExecutionState::Failed)
        return failure(Error::Kind::Conflict, tr("The query was stopped."), reason, u"QueryCancelled"_s);
    for (const Cause &cause : causes()) {
        if (reason.contains(cause.part, Qt::CaseInsensitive))
            return failure(cause.kind, tr(cause.advice), reason, u"QueryFailed"_s);
    }
    return failure(Error::Kind::Internal, tr("The query failed."), reason, u"QueryFailed"_s);
}

} // namespace sm::athena
