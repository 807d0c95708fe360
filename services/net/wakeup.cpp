// SPDX-License-Identifier: GPL-3.0-or-later
#include "wakeup.h"

#include <utility>

namespace sm::net {

void Wakeup::wake()
{
    QMetaObject::invokeMethod(this, [this] { resume(); }, Qt::QueuedConnection);
}

void Wakeup::resume()
{
    m_woken = true;
    if (const auto coroutine = std::exchange(m_parked, {}))
        coroutine.resume(); // *this is usually gone after this line
}

} // namespace sm::net
