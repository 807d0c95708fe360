// SPDX-License-Identifier: GPL-3.0-or-later
#include "querywords.h"

namespace sm::tables {

QStringList queryWords(const QString &text)
{
    QStringList found;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            found.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    found.append(word);
    found.removeAll(QString());
    return found;
}

} // namespace sm::tables
