// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/writepermit.h>

namespace sm::operations {

/// Stands in for the Runner, the only one who can make a permit: the tests of the layer below it do not link it.
class Runner
{
public:
    static WritePermit permit() { return WritePermit(1); }
};

} // namespace sm::operations
