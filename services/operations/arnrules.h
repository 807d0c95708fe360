// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arnpattern.h"

#include <operations/permission.h>

#include <QJsonArray>

namespace sm::operations {

/// What an operation acts on, as IAM sees it: resources/permissions/arns.json.
class ArnRules
{
public:
    /// Reads the table inside the program.
    ArnRules();

    /// One for each action and resource of a call, those included that AWS asks for beside the operation's own.
    /// \param uses     "aws:lambda:UpdateAlias", "s3:copy"
    /// \param actions  "lambda:UpdateAlias"
    /// \param input    of the call, unknownText where something is not known
    QList<Permission> permissions(
        const QString &uses, const QStringList &actions, const QJsonObject &input, const ArnPlace &place) const;
    /// The actions of an undo that no entry of the catalog names.
    QStringList undoActions(const QString &uses) const;
    /// What a policy for \p uses can not know, a sentence for a person; empty: nothing.
    QString note(const QString &uses) const;

private:
    QList<Permission> resources(
        const QString &uses, const QString &action, const QJsonObject &input, const ArnPlace &place) const;

    QJsonObject m_table;
};

} // namespace sm::operations
