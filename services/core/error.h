// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace sm {

/// What went wrong, as a value: born once, where the cause is known, and passed up unchanged.
///
/// Code branches on kind() and, for a provider's own causes, on code(); message() is for people and is never
/// compared. A message says what to do and holds no secret.
class Error
{
public:
    enum class Kind {
        Cancelled, ///< the caller asked for it; never shown
        Timeout, ///< nothing came within the limit
        Network, ///< name lookup, connection, TLS
        Denied, ///< no credentials, expired, or not allowed
        NotFound,
        Conflict, ///< it exists already, or somebody else changed it
        Throttled, ///< refused for now; see retryAfter()
        Invalid, ///< the input is wrong: nothing was sent
        BadReply, ///< the other side answered something that is not an answer
        Storage, ///< the local disk or database
        Internal, ///< anything else; code() holds the provider's word for it
    };
    /// Whether the world was changed by the call that failed.
    enum class Changed { No, Yes, Unknown };

    Error(Kind kind, QString message);

    /// The one error that is never shown to anybody.
    static Error cancelled();

    Kind kind() const { return m_kind; }
    QString message() const { return m_message; }
    QString code() const { return m_code; }
    QString requestId() const { return m_requestId; }
    std::optional<std::chrono::milliseconds> retryAfter() const { return m_retryAfter; }
    Changed changed() const { return m_changed; }
    /// Whether nothing goes on before somebody signs in: nobody has, it has expired, or it was not accepted.
    bool needsSignIn() const;

    Error withCode(QString code) const;
    Error withRequestId(QString requestId) const;
    Error withRetryAfter(std::chrono::milliseconds delay) const;
    Error withChanged(Changed changed) const;

private:
    Kind m_kind;
    Changed m_changed = Changed::No;
    QString m_message;
    QString m_code;
    QString m_requestId;
    std::optional<std::chrono::milliseconds> m_retryAfter;
};

} // namespace sm
