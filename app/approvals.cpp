// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvals.h"

#include <systems/systemcatalog.h>

namespace sm::app {

operations::Guard guardOf(const Options &options, const SystemId &id, const operations::Journal *journal)
{
    const QString folder = dataFolder(options) + QStringLiteral("/systems");
    return operations::Guard(options.readOnly,
        {[id, folder] { return systems::approversOf(id, folder); },
            journal ? journal->approvalKey().publicKey() : QByteArray(), {}});
}

} // namespace sm::app
