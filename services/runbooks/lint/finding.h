// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>

namespace sm::lint {

/// Something in a runbook that does not do what it says, or not safely.
struct Finding
{
    enum class Severity {
        Note, ///< worth knowing
        Warning, ///< unsafe, or it proves nothing
        Error, ///< it fails, or does something else
    };
    QString file;
    int line = 0; ///< from 1
    Severity severity = Severity::Warning;
    QString rule; ///< stable: "dynamodb-user-errors"
    QString message; ///< what is wrong and why, for people
    QString fix; ///< what to do instead; empty: the message says it
};

/// "note", "warning", "error".
QString severityName(Finding::Severity severity);

/// [{"line": 99, "severity": "error", "rule": "…", "message": "…", "fix": "…"}]
QJsonArray toJson(const QList<Finding> &findings);

} // namespace sm::lint
