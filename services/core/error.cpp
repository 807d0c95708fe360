// SPDX-License-Identifier: GPL-3.0-or-later
#include "error.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm {

Error::Error(Kind kind, QString message)
    : m_kind(kind)
    , m_message(std::move(message))
{
}

Error Error::cancelled() { return Error(Kind::Cancelled, QCoreApplication::translate("sm::Error", "Cancelled.")); }

bool Error::needsSignIn() const
{
    static const QSet<QString> codes{u"NotConfigured"_s, u"NoCredentials"_s, u"SsoSignIn"_s, u"MfaRequired"_s,
        u"MfaRefused"_s, u"UnrecognizedClientException"_s, u"InvalidClientTokenId"_s, u"InvalidAccessKeyId"_s};
    return m_kind == Kind::Denied && (codes.contains(m_code) || m_code.startsWith("Expired"_L1));
}

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
