// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlinput.h"

namespace sm::executors {

/// The psql command that does what \p step does at \p address: values are variables of psql, which it quotes itself,
/// and secrets are variables of the shell. A password is never in it.
QString psqlLine(const Step &step, const SqlInput &input, const QString &address);

} // namespace sm::executors
