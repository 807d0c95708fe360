// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::aws {

/// A source that nobody set up: the next one is asked. Any other error ends the search, because it is a source that
/// somebody meant to be used.
Error notConfigured(const QString &message);
bool isNotConfigured(const Error &error);

} // namespace sm::aws
