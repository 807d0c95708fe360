// SPDX-License-Identifier: GPL-3.0-or-later
#include "error.h"

#include <QCoreApplication>

namespace sm {

Error::Error(Kind kind, QString message)
    : m_kind(kind)
    , m_message(std::move(message))
{
}

Error Error::cancelled() { return Error(Kind::Cancelled, QCoreApplication::translate("sm::Error", "Cancelled.")); }

Error Error::withCode(QString code) const
{
    Error copy = *this;
    copy.m_code = std::move(code);
    return copy;
}

Error Error::withRequestId(QString requestId) const
{
    Error copy = *this;
    copy.m_requestId = std::move(requestId);
    return copy;
}

Error Error::withRetryAfter(std::chrono::milliseconds delay) const
{
    Error copy = *this;
    copy.m_retryAfter = delay;
    return copy;
}

Error Error::withChanged(Changed changed) const
{
    Error copy = *this;
    copy.m_changed = changed;
    return copy;
}

} // namespace sm
