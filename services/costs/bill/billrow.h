// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "billlayout.h"

#include <string>
#include <string_view>

namespace sm::costs::bill {

/// The fields of one record, where they stand in their block.
class BillRow
{
public:
    /// \param width how many fields there are: as many as the header has, or fewer
    void setShape(const BillLayout *layout, int width);
    /// \param ends where each field ends, as BlockIndex says
    void set(const char *bytes, std::size_t begin, const quint32 *ends);

    /// Whether there is nothing before the first field's end.
    bool isBlank() const
    {
        const std::string_view field(m_bytes + m_begin, m_ends[0] - m_begin);
        return field.empty() || field == "\r";
    }
    /// As it stands in the file, with its quotes; "" when there is no such column.
    std::string_view raw(int column) const
    {
        if (column < 0 || column >= m_width)
            return {};
        const std::size_t from = column == 0 ? m_begin : m_ends[column - 1] + std::size_t(1);
        std::string_view field(m_bytes + from, m_ends[column] - from);
        if (column == m_width - 1 && field.ends_with('\r'))
            field.remove_suffix(1);
        return field;
    }
    /// Without quotes; "" also for NULL in FOCUS. Valid until the next call.
    std::string_view text(int column)
    {
        const std::string_view field = raw(column);
        if (field.empty())
            return field;
        return field.front() == '"' ? unquoted(field) : withoutNull(field);
    }
    std::string_view text(Role role) { return text(m_layout->column(role)); }

private:
    std::string_view unquoted(std::string_view field);
    std::string_view withoutNull(std::string_view value) const
    {
        const bool isNull = m_layout->isFocus() && (value == "NULL" || value == "null");
        return isNull ? std::string_view() : value;
    }

    const BillLayout *m_layout = nullptr;
    int m_width = 0;
    const char *m_bytes = nullptr;
    std::size_t m_begin = 0;
    const quint32 *m_ends = nullptr;
    std::string m_unescaped;
};

} // namespace sm::costs::bill
