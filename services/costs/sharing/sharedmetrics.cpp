// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedmetrics.h"

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

void SharedMetrics::record(const ApiCall &call)
{
    // Refused requests are not paid for.
    m_team.record({call.endpoint, call.took, call.code.isEmpty() ? u"ok"_s : call.code, call.code.isEmpty(), call.at});
    if (m_next)
        m_next->record(call);
}

} // namespace sm::costs
