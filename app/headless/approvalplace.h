// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::app {

/// Where a command asks for an approval or looks for one: in a file, in the database that the system names for it
/// ("postgres"), or at one request there ("postgres:ID").
struct ApprovalPlace
{
    bool isShared = false; ///< the database
    QString id; ///< of a request there; empty: none is named

    static ApprovalPlace of(const QString &word)
    {
        const QString name = QStringLiteral("postgres");
        if (word == name)
            return {true, {}};
        return word.startsWith(name + u':') ? ApprovalPlace{true, word.mid(name.size() + 1)} : ApprovalPlace();
    }
    static QString word(const QString &id) { return QStringLiteral("postgres:") + id; }
};

} // namespace sm::app
