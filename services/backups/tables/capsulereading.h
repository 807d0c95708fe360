// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>

#include <QJsonArray>

#include <functional>

namespace sm::backups {

/// Reads the settings capsule of a table (capsule.h). What may not be read, or is not offered, is listed with the
/// reason: a capsule never looks complete that is not.
class CapsuleReading
{
public:
    /// All outlive it.
    CapsuleReading(aws::Caller &caller, const aws::Models &models, const Clock &clock);

    /// \error Kind::NotFound there is no such table
    /// \error as aws::Caller::read() for what is no matter of rights: no connection, throttled, cancelled, signed out
    QCoro::Task<Result<QJsonObject>> read(QString table, CancelToken token);

private:
    using Take = std::function<QJsonValue(const QJsonObject &answer)>;
    /// One part of the capsule: a call, and what becomes of its answer.
    struct Part
    {
        QString name;
        aws::Call call;
        Take take;
        QStringList absent = {}; ///< codes that mean that there is none
    };

    QList<Part> partsOf(const QString &table, const QString &arn) const;
    QCoro::Task<Result<void>> readPart(QJsonObject *capsule, Part part, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Clock &m_clock;
};

} // namespace sm::backups
