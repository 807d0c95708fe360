// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

namespace sm {

/// What somebody else asks to have approved, as a person sees it.
struct WaitingRequest
{
    QString id; ///< UUID
    Plan plan;
    QString requester; ///< as the journal names them
    QString runbook; ///< that gave the plan; empty: none
    QString reason; ///< what the requester said it is for
    QDateTime at; ///< UTC
};

} // namespace sm
