// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace sm::executors {

/// The text that \p utf8 is, with a U+FEFF at its beginning, which QString::fromUtf8() takes for a mark and drops.
QString exactText(QByteArrayView utf8);

} // namespace sm::executors
