// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::store {

/// The address of the session bus of this process; empty: there is none. One that would have to be started first is
/// none.
QString sessionBusAddress();

/// Whether a bus listens at \p address and lets this person in, within a second. Only sockets of this computer count.
/// (libdbus waits 25 seconds for the first answer of a bus, and that can not be limited.)
bool busAnswers(const QString &address);

} // namespace sm::store
