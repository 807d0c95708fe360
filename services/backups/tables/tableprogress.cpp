// SPDX-License-Identifier: GPL-3.0-or-later
#include "tableprogress.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

TableProgress::TableProgress(const Clock &clock, Tell tell)
    : m_clock(clock)
    , m_tell(std::move(tell))
{
}

void TableProgress::read(const QString &table, qint64 items)
{
    m_items[table] += items;
    const auto now = m_clock.steady();
    if (!m_toldAt)
        m_toldAt = now;
    if (!m_tell || now - *m_toldAt < std::chrono::seconds(2))
        return;
    m_toldAt = now;
    QStringList parts;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        parts << QCoreApplication::translate("sm::backups::Tables", "%1 items of %2")
                     .arg(QLocale::c().toString(it.value()), it.key());
    m_tell(QCoreApplication::translate("sm::backups::Tables", "Read: %1.").arg(parts.join(u", "_s)));
}

} // namespace sm::backups
