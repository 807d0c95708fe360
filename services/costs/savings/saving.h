// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace sm::savings {

/// Something that could cost less, and the runbook that would see to it. Nothing here changes an account.
struct Saving
{
    QString title; ///< "Delete 12 old versions of lambda_router"
    QString why; ///< a sentence or two: what was found, and what to mind
    std::optional<Decimal> monthly; ///< US dollars a month, an estimate; nothing: not known
    bool isAtMost = false; ///< \c monthly is an upper bound
    QString how; ///< how \c monthly is computed
    QString runbook; ///< "common/clean-up-function-versions"
    QJsonObject parameters; ///< of the runbook
};

/// What was found, and what could not be looked at.
struct SavingsReport
{
    QList<Saving> savings; ///< largest amount first, those without one last
    QStringList problems; ///< a sentence each
};

} // namespace sm::savings
