// SPDX-License-Identifier: GPL-3.0-or-later
#include "instanttext.h"

#include <QLocale>

namespace sm {

namespace {

QString text(const QDateTime &when, Detail detail)
{
    const QString format
        = detail == Detail::Minutes ? QStringLiteral("d MMM yyyy, HH:mm t") : QStringLiteral("d MMM yyyy, HH:mm:ss t");
    return QLocale(QLocale::English).toString(when, format);
}

} // namespace

QString utcText(const QDateTime &when, Detail detail) { return text(when.toUTC(), detail); }

QString localText(const QDateTime &when, Detail detail) { return text(when.toLocalTime(), detail); }

} // namespace sm
