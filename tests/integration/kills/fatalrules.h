// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fatalcalls.h"

#include <random>

namespace sm::test {

/// What a process does that can be its last act.
enum class Act {
    Enter, ///< a stage
    WriteLog,
    SyncLog,
    WriteDatabase,
    SyncDatabase,
    WriteHead, ///< of the journal's chain
    WriteKey,
    Send,
    SendLast, ///< what makes a request complete
    Receive,
};

enum class How { Before, Half, After, Later };

/// Whether, and how, an act is the last one.
class FatalRules
{
public:
    void arm(const Crash &crash, unsigned random);
    std::optional<How> fate(Stage stage, Act act);
    /// More than nothing and less than \p size, where that is possible.
    size_t part(size_t size);

private:
    struct Armed
    {
        Stage stage;
        Act act;
        int left; ///< the how manieth from here it is
        How how;
    };
    std::vector<Armed> m_armed;
    std::minstd_rand m_random;
};

} // namespace sm::test
