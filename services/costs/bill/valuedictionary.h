// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <string_view>
#include <vector>

namespace sm::costs::bill {

/// Numbers texts from 0 on in the order in which they come; 0 is the empty text. Keeps its own copy of each.
class ValueDictionary
{
public:
    ValueDictionary();

    /// A text that is looked for. Memory is what takes the time: ask for some, then fetch() them all, then take their
    /// codes.
    struct Wanted
    {
        std::string_view text;
        quint32 hash = 0;
    };
    Wanted ask(std::string_view text) const;
    void fetch(const Wanted &wanted) const;

    quint32 codeOf(const Wanted &wanted);
    quint32 codeOf(std::string_view text);
    std::string_view value(quint32 code) const { return m_values[code]; }
    quint32 size() const { return static_cast<quint32>(m_values.size()); }
    /// What the texts take, about.
    std::size_t bytes() const { return m_bytes; }
    /// Whether the last codeOf() was the first of its text.
    bool isNew() const { return m_isNew; }

private:
    struct Slot
    {
        quint32 hash = 0;
        quint32 code = 0; ///< 0: free
        const char *text = nullptr;
    };
    quint32 add(std::string_view text);
    std::string_view keep(std::string_view text);
    void grow();

    std::vector<Slot> m_slots;
    std::vector<std::string_view> m_values;
    std::vector<std::unique_ptr<char[]>> m_chunks;
    char *m_free = nullptr;
    std::size_t m_freeBytes = 0;
    std::size_t m_bytes = 0;
    quint32 m_last = 0; ///< most columns repeat themselves from row to row
    bool m_isNew = false;
};

} // namespace sm::costs::bill
