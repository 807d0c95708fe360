// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm::commandline {

/// Where something begins. Lines count from the first line given to readShell(), columns from 1 in UTF-16 units;
/// the offset is that into the text given to readShell(), from 0.
struct Place
{
    int line = 1;
    int column = 1;
    qsizetype offset = 0;
    friend bool operator==(const Place &, const Place &) = default;
};

} // namespace sm::commandline
