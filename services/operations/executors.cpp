// SPDX-License-Identifier: GPL-3.0-or-later
#include "executors.h"

#include <algorithm>

namespace sm::operations {

Executors::Executors(std::vector<Executor *> all)
    : m_all(std::move(all))
{
}

Executor *Executors::forStep(const Step &step) const
{
    const QString kind = step.operation.uses.section(u':', 0, 0);
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [&kind](const Executor *executor) { return executor->kind() == kind; });
    return found == m_all.end() ? nullptr : *found;
}

Step stepOf(const JournalEntry &entry)
{
    Step step;
    step.title = entry.title;
    step.resource = entry.resource;
    step.operation.uses = entry.uses;
    step.operation.with = entry.input;
    step.cli = entry.cli;
    return step;
}

} // namespace sm::operations
