// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

namespace sm::app {

/// What is in the file \p name; "-" is standard input.
/// \error Kind::Invalid it can not be read, or is larger than 5 MB
Result<QByteArray> contentOf(const QString &name);

} // namespace sm::app
