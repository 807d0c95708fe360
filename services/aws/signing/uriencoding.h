// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textbuffer.h"

namespace sm::aws {

/// Appends \p bytes with everything but RFC 3986's unreserved characters and those in \p safe as %XX.
void appendEncoded(TextBuffer &out, QByteArrayView bytes, QByteArrayView safe = {});

/// The same for text that may be encoded already: each %XX counts as the byte that it stands for.
void appendReencoded(TextBuffer &out, QByteArrayView encoded, QByteArrayView safe = {});

} // namespace sm::aws
