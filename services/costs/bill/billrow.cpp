// SPDX-License-Identifier: GPL-3.0-or-later
#include "billrow.h"

namespace sm::costs::bill {

void BillRow::setShape(const BillLayout *layout, int width)
{
    m_layout = layout;
    m_width = width;
}

void BillRow::set(const char *bytes, std::size_t begin, const quint32 *ends)
{
    m_bytes = bytes;
    m_begin = begin;
    m_ends = ends;
}

/// BlockIndex has seen to it that the quotes are right.
std::string_view BillRow::unquoted(std::string_view field)
{
    const std::string_view value = field.substr(1, field.size() - 2);
    std::size_t quote = value.find('"');
    if (quote == std::string_view::npos)
        return withoutNull(value);
    m_unescaped.clear();
    std::size_t from = 0;
    for (; quote != std::string_view::npos; quote = value.find('"', from)) {
        m_unescaped.append(value, from, quote + 1 - from);
        from = quote + 2;
    }
    m_unescaped.append(value, std::min(from, value.size()));
    return m_unescaped;
}

} // namespace sm::costs::bill
