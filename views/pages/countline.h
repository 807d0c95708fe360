// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sm::pages {

/// "5 214 users, complete · read 12 s ago"; \p readAt is UTC, and invalid while they are still coming: then it is "so
/// far".
QString countLine(int users, const QDateTime &readAt);

} // namespace sm::pages
