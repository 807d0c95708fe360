// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::commandline {

/// What \p text means between $' and ' (bash, ANSI-C quoting).
QString ansiUnquoted(const QString &text);

} // namespace sm::commandline
