// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsontext.h"

#include "memberpath.h"

#include <core/json.h>

#include <QUrl>

namespace sm::operations {

Result<QJsonValue> jsonFromText(const QString &text)
{
    const QString plain = text.startsWith(u'%') ? QUrl::fromPercentEncoding(text.toUtf8()) : text;
    if (plain.trimmed().isEmpty())
        return QJsonValue(QJsonObject());
    return parseJson(plain.toUtf8());
}

QJsonValue withTextsRead(const QJsonValue &state, const QStringList &paths)
{
    if (!state.isObject())
        return state;
    QJsonObject read = state.toObject();
    for (const QString &path : paths) {
        read = replaceAt(read, path, [](const QString &, const QJsonValue &text) {
            return text.isString() ? jsonFromText(text.toString()).value_or(text) : text;
        });
    }
    return read;
}

} // namespace sm::operations
