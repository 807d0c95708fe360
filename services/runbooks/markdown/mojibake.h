// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::markdown {

/// \p text with those characters put right that were UTF-8, were read as Windows-1252 and were encoded again, once or
/// twice: "â†’" is "→". For display only; what is run or stored keeps its bytes.
///
/// Each run of characters above ASCII is judged by itself and as a whole: it is repaired when its Windows-1252 bytes
/// are UTF-8 that holds no control characters. Bytes that Windows-1252 does not define stand for themselves, as in the
/// Encoding Standard of WHATWG. "café", "São" and "„MENÜ“" are left alone.
QString repaired(const QString &text);

} // namespace sm::markdown
