// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/executor.h>

#include <vector>

namespace sm::operations {

/// Finds the executor of a step by the kind of its operation. The executors outlive it.
class Executors
{
public:
    explicit Executors(std::vector<Executor *> all);

    /// nullptr: nothing here can carry it out.
    Executor *forStep(const Step &step) const;

private:
    std::vector<Executor *> m_all;
};

/// The step of \p entry as it was sent, its secrets without their values.
Step stepOf(const JournalEntry &entry);

} // namespace sm::operations
