// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <limits>
#include <variant>
#include <vector>

namespace sm::costs {

/// Numbers from 0 on, in the narrowest of one, two or four bytes that holds them all: a bill's dimensions mostly have
/// few values and always many rows.
class CodeColumn
{
public:
    using Bytes = std::vector<quint8>;
    using Words = std::vector<quint16>;
    using Longs = std::vector<quint32>;

    /// Calls \p function with the vector itself, for loops that have to be fast.
    template <typename Function>
    decltype(auto) visit(Function function) const
    {
        return std::visit(function, m_codes);
    }
    template <typename Function>
    decltype(auto) visit(Function function)
    {
        return std::visit(function, m_codes);
    }

    std::size_t size() const
    {
        return visit([](const auto &codes) { return codes.size(); });
    }
    quint32 at(std::size_t row) const
    {
        return visit([row](const auto &codes) { return static_cast<quint32>(codes[row]); });
    }
    void append(quint32 code)
    {
        widenFor(code);
        std::visit(
            [code](auto &codes) {
                codes.push_back(static_cast<typename std::decay_t<decltype(codes)>::value_type>(code));
            },
            m_codes);
    }
    /// As many rows with code 0, at the end.
    void appendZeros(std::size_t count)
    {
        std::visit([count](auto &codes) { codes.resize(codes.size() + count); }, m_codes);
    }
    void reserve(std::size_t rows)
    {
        std::visit([rows](auto &codes) { codes.reserve(rows); }, m_codes);
    }
    /// Wide enough for codes up to \p code from now on.
    void widenFor(quint32 code)
    {
        if (std::holds_alternative<Bytes>(m_codes) && code > std::numeric_limits<quint8>::max())
            widen<Bytes>(code);
        else if (std::holds_alternative<Words>(m_codes) && code > std::numeric_limits<quint16>::max())
            widen<Words>(code);
    }

private:
    template <typename From>
    void widen(quint32 code)
    {
        const From narrow = std::move(std::get<From>(m_codes));
        if (code > std::numeric_limits<quint16>::max())
            m_codes.template emplace<Longs>(narrow.begin(), narrow.end());
        else
            m_codes.template emplace<Words>(narrow.begin(), narrow.end());
    }

    std::variant<Bytes, Words, Longs> m_codes;
};

} // namespace sm::costs
