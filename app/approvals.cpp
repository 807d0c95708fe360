// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvals.h"

#include <approvals/approvaltable.h>
#include <systems/systemcatalog.h>

namespace sm::app {

operations::Guard guardOf(
    const Options &options, const SystemId &id, const operations::Journal *journal, const ApprovalUse &use)
{
    const QString folder = dataFolder(options) + QStringLiteral("/systems");
    return operations::Guard(options.readOnly,
        {[id, folder] { return systems::approversOf(id, folder); },
            journal ? journal->approvalKey().publicKey() : QByteArray(), {}, use});
}

ApprovalUse usedInDatabase(const operations::Planner &planner, const SystemInfo &system)
{
    return
        [table = approvals::ApprovalTable(planner, system)](const Approval &approval) { return table.use(approval); };
}

} // namespace sm::app
