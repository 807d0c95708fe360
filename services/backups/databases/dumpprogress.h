// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sm::backups {

/// Makes "table 12 of 54: public.orders" of what pg_dump and pg_restore say with --verbose in English.
class DumpProgress
{
public:
    using Tell = std::function<void(const QString &line)>;
    /// \param tables how many there are; 0: nobody knows
    DumpProgress(int tables, Tell tell);

    /// Takes a line of standard error.
    void line(const QByteArray &text);
    int tables() const { return m_table; } ///< that were begun

private:
    int m_tables;
    int m_table = 0;
    Tell m_tell;
};

/// The table whose rows that line is about; empty: it is about something else.
QString tableIn(const QByteArray &line);

} // namespace sm::backups
