// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumpprogress.h"

#include <process/plainline.h>

#include <QCoreApplication>

namespace sm::backups {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

} // namespace

QString tableIn(const QByteArray &line)
{
    for (const QByteArrayView words : {"dumping contents of table \"", "processing data for table \""}) {
        const qsizetype at = line.indexOf(words);
        if (at < 0)
            continue;
        const QByteArrayView rest = QByteArrayView(line).sliced(at + words.size());
        return process::plainLine(rest.endsWith('"') ? rest.chopped(1) : rest);
    }
    return {};
}

DumpProgress::DumpProgress(int tables, Tell tell)
    : m_tables(tables)
    , m_tell(std::move(tell))
{
}

void DumpProgress::line(const QByteArray &text)
{
    const QString table = tableIn(text);
    if (table.isEmpty())
        return;
    ++m_table;
    m_tell(m_table <= m_tables ? tr("table %1 of %2: %3").arg(m_table).arg(m_tables).arg(table)
                               : tr("table %1: %2").arg(m_table).arg(table));
}

} // namespace sm::backups
