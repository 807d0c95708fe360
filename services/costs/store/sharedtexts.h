// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/ids.h>
#include <core/result.h>

#include <QByteArray>
#include <QCoroTask>

#include <chrono>
#include <memory>
#include <optional>

namespace sm::costs {

/// How a source answered once: a row of api_metrics.
struct SourceCall
{
    QString endpoint; ///< "ce:GetCostAndUsage"
    std::chrono::milliseconds took{0};
    QString status = QStringLiteral("ok"); ///< or the code of the refusal
    bool paid = false;
    QDateTime at; ///< UTC
};

/// What one person found out and others need not ask again.
struct SharedText
{
    SystemId system;
    QString source; ///< "cost-explorer"
    QString key;
    QByteArray json; ///< amounts are strings: a JSON number is binary to whoever reads it
    QDateTime asOf; ///< UTC: when the source said so
    std::chrono::seconds lasts{0}; ///< how long it is good; 0: for ever
};

/// A place in which the people of a system share what sources said.
class SharedTexts
{
public:
    virtual ~SharedTexts() = default;

    virtual CostOrigin origin() const = 0;
    /// For people: "cache “sessions”".
    virtual QString name() const = 0;

    /// The newest under \p key, however old. It may be of another program, or damaged.
    /// \error as the database or the cache
    virtual QCoro::Task<Result<std::optional<QByteArray>>> read(SystemId system, QString key, CancelToken token) = 0;
    /// By the Runner, as one plan. In read-only mode nothing is written, and that is no error; nor is a text of more
    /// than a megabyte, which would go into the journal as well.
    /// \error as operations::Runner::run()
    virtual QCoro::Task<Result<void>> write(QList<SharedText> texts, QList<SourceCall> calls, CancelToken token) = 0;
};

/// The texts that are worth writing.
QList<SharedText> shareable(QList<SharedText> texts);

} // namespace sm::costs
