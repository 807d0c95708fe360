// SPDX-License-Identifier: GPL-3.0-or-later
#include "countline.h"

#include <core/instanttext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::pages {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::pages::UsersPage", text); }

QString ageText(const QDateTime &readAt)
{
    const auto seconds = readAt.secsTo(QDateTime::currentDateTimeUtc());
    if (seconds < 60)
        return tr("read %1 s ago").arg(seconds);
    if (seconds < 3600)
        return tr("read %1 min ago").arg(seconds / 60);
    return tr("read %1").arg(utcText(readAt));
}

QString grouped(int number)
{
    QString text = QLocale(QLocale::English).toString(number);
    return text.replace(u',', QChar(0x2009)); // thin space
}

} // namespace

QString countLine(int users, const QDateTime &readAt)
{
    const QString count = users == 1 ? tr("one user") : tr("%1 users").arg(grouped(users));
    return readAt.isValid() ? tr("%1, complete · %2").arg(count, ageText(readAt)) : tr("%1 so far").arg(count);
}

} // namespace sm::pages
