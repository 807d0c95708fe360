// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::app {

/// Sends every message of Qt's logging to standard error, one line each, through redacted().
void installLogging();

/// Control characters and line ends of \p text as escapes: what somebody else wrote can not command a terminal.
QString onOneLine(const QString &text);

/// \p line without what looks like a credential: access keys, secret keys, session tokens, signatures, passwords,
/// bearer tokens, pre-signed URLs. And onOneLine(), so that one record is one line.
QString redacted(const QString &line);

} // namespace sm::app
