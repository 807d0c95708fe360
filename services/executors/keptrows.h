// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonArray>
#include <QStringList>

namespace sm::executors {

/// Rows as a capture holds them: a line of JSON that names the columns, {"columns": […]}, then the rows in the text
/// format of COPY, which every PostgreSQL reads.
///
/// They come from a SELECT whose columns the server has turned into texts, not from COPY itself: that takes no
/// parameters, and a temporary table to copy from could not be made in a transaction that only reads.
struct KeptRows
{
    QStringList columns;
    QJsonArray rows; ///< each a list of texts and nulls, in the order of the columns

    QByteArray encoded() const;
    /// \error Kind::Storage (code "CaptureDamaged") \p bytes are no such capture
    static Result<KeptRows> decoded(const QByteArray &bytes);
    /// What COPY FROM reads: \p bytes without their first line.
    static QByteArray copyText(const QByteArray &bytes);

    /// The values of \p names alone, a list for each row.
    QJsonArray only(const QStringList &names) const;
};

} // namespace sm::executors
