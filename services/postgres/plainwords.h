// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <locale.h>

namespace sm::postgres {

/// While it lives, C libraries speak English on this thread: libpq gives the reason why a connection failed in words
/// only, and these are translated.
class PlainWords
{
public:
    PlainWords()
        : m_plain(::newlocale(LC_MESSAGES_MASK, "C", ::duplocale(::uselocale(nullptr))))
        , m_before(::uselocale(m_plain))
    {
    }
    ~PlainWords()
    {
        ::uselocale(m_before);
        ::freelocale(m_plain);
    }
    PlainWords(const PlainWords &) = delete;
    PlainWords &operator=(const PlainWords &) = delete;

private:
    locale_t m_plain;
    locale_t m_before;
};

} // namespace sm::postgres
