// SPDX-License-Identifier: GPL-3.0-or-later
#include "agetext.h"

#include <QCoreApplication>

namespace sm::tables {

namespace {
QString tr(const char *text) { return QCoreApplication::translate("sm::tables::UserTable", text); }
} // namespace

QString agoText(const QDateTime &then, const QDateTime &now)
{
    const qint64 minutes = then.secsTo(now) / 60;
    if (minutes < 1)
        return tr("just now");
    if (minutes < 60)
        return tr("%1 min ago").arg(minutes);
    if (minutes < 24 * 60)
        return tr("%1 h ago").arg(minutes / 60);
    if (minutes < 48 * 60)
        return tr("yesterday");
    return tr("%1 days ago").arg(minutes / (24 * 60));
}

} // namespace sm::tables
