// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document.h"

namespace sm::markdown {

inline constexpr int maximumDepth = 32;

/// Reads Markdown of any origin. Nothing in it is interpreted: no link is followed, no file included, no code run.
/// \error Kind::Invalid  as readSource(), or lists and quotes nested deeper than maximumDepth; the message names the
/// line
Result<Document> read(const QString &fileName, const QByteArray &bytes);

} // namespace sm::markdown
