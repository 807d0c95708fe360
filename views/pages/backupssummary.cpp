// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupssummary.h"

#include <core/instanttext.h>
#include <tables/agetext.h>
#include <tables/backuptext.h>

#include <QCoreApplication>

namespace sm::pages {

namespace {
QString tr(const char *text) { return QCoreApplication::translate("sm::pages::BackupsPage", text); }
} // namespace

QString summaryText(const tables::BackupTable::Summary &summary, const QDateTime &readAt)
{
    if (summary.assets == 0)
        return {};
    QStringList parts{summary.assets == 1 ? tr("one asset") : tr("%1 assets").arg(summary.assets)};
    if (summary.overdue > 0)
        parts << tr("%1 overdue").arg(summary.overdue);
    if (summary.unproven > 0)
        parts << tr("%1 never proven").arg(summary.unproven);
    if (summary.monthly)
        parts << tr("%1 a month").arg(tables::monthlyText(summary.monthly));
    const QString text = parts.join(tr(", "));
    return readAt.isValid() ? tr("%1 · read %2").arg(text, tables::agoText(readAt)) : tr("%1 so far").arg(text);
}

QString frozenText(const QList<controllers::Freeze> &freezes)
{
    const controllers::Freeze &newest = freezes.first();
    QString text = tr("Frozen since %1 by %2").arg(utcText(newest.since), newest.by);
    if (freezes.size() > 1)
        text += tr(", and %1 more before").arg(freezes.size() - 1);
    if (!newest.reason.isEmpty())
        text += tr(": %1").arg(newest.reason);
    return text.endsWith(u'.') ? text : text + u'.';
}

} // namespace sm::pages
