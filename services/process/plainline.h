// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace sm::process {

/// What a program wrote, as one line that may be shown: what would steer a terminal (colours, titles, links: ECMA-48
/// control sequences and strings) is left out, every other character that can not be seen or that turns the direction
/// of the text is made visible ("␀", "<U+202E>"). Tabs stay. Not for rich text: show it as Qt::PlainText.
QString plainLine(const QString &text);
/// The same for UTF-8; bytes that are none become U+FFFD.
QString plainLine(QByteArrayView utf8);

} // namespace sm::process
