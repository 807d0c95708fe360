// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

#include <chrono>

namespace sm::postgres {

/// One statement; values stand in \c parameters and are $1, $2, … in the SQL.
struct Statement
{
    QString sql;
    /// Bound, never written into the SQL. Numbers go as they are, arrays and objects as JSON text.
    QJsonArray parameters = {};
    /// The server gives up after that, and so do we soon after.
    std::chrono::milliseconds limit = std::chrono::seconds(30);
    /// Rows of the result to keep.
    qsizetype maxRows = 10'000;
};

} // namespace sm::postgres
