// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsquestion.h"

#include <functional>

namespace sm::app {

/// Takes text piece by piece: there may be a million groups.
using CostsSink = std::function<void(const QByteArray &)>;

/// Writes an answer for programs: its groups as they come, in any number of parts.
class CostsWriter
{
public:
    /// \param answer all but its groups counts
    CostsWriter(CostsQuestion::Form form, const CostAnswer &answer, CostsSink sink);

    void add(const QList<CostGroup> &groups);
    void finish();

private:
    void addJson(const CostGroup &group);
    void addRow(const CostGroup &group);

    CostsQuestion::Form m_form;
    QString m_currency;
    QString m_metric;
    CostsSink m_sink;
    QByteArray m_text; ///< not passed on yet
    bool m_isFirst = true;
};

/// For a terminal: total, what it means, which days, from where and how old, and a table of the groups.
/// \param range of the charges; the end is the day after the last
/// \param now what the age is told from
QByteArray costsAsTable(const CostAnswer &answer, std::pair<QDate, QDate> range, const QDateTime &now);

} // namespace sm::app
