// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// Whether the address of a database or cache holds a password: before the host, among the options behind "?", or in
/// libpq's form of words ("password=…").
bool holdsPassword(const QString &address);

} // namespace sm
