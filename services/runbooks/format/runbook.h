// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"
#include "runbookstep.h"

#include <QDate>

namespace sm::runbooks {

struct RunbookLink
{
    QString title;
    QString url; ///< http or https
};

/// A named, parameterised procedure, as its file describes it.
struct Runbook
{
    /// In place of a system's id: it belongs to every system.
    static constexpr QLatin1StringView common{"common"};

    bool isCommon() const { return system.value == common; }

    QString id; ///< the name of the file without suffix, unless the file says otherwise
    QString title;
    QString purpose;
    SystemId system; ///< empty: the file does not say; RunbookLibrary fills in the folder's name
    QString severity; ///< a word of the system's own ladder: "P1", "SEV-2"
    QStringList symptoms;
    QStringList prerequisites;
    QList<Parameter> parameters;
    QList<RunbookStep> steps;
    QList<RunbookStep> verification; ///< after the steps; none of them changes anything
    QList<RunbookStep> rollback; ///< the author's own way back; sees the outcomes of the steps
    QList<RunbookLink> links;
    QDate reviewBy; ///< invalid: the file does not say
    QString sourceFile;
};

} // namespace sm::runbooks
