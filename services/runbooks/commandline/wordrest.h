// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/word.h>

namespace sm::commandline {

/// \p word without its first \p size characters, which are text: the value of --name=value.
Word restOf(Word word, qsizetype size);

} // namespace sm::commandline
