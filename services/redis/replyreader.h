// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reply.h"

#include <core/result.h>

#include <QByteArrayView>
#include <QCoreApplication>

#include <memory>
#include <optional>

struct redisReader;

namespace sm::redis {

/// Cuts a stream of bytes into replies: RESP2, strictly, however the bytes are split. hiredis does the parsing; this
/// adds what it lets pass (a bulk string that does not end where it says) and what it does not limit (sizes).
class ReplyReader
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::ReplyReader)

public:
    /// What Redis itself allows in one value, unless configured otherwise.
    static constexpr qint64 defaultLimit = 512LL * 1024 * 1024;

    /// \param maxReplyBytes the longest reply that is taken, all its items together
    explicit ReplyReader(qint64 maxReplyBytes = defaultLimit);
    ~ReplyReader();
    ReplyReader(const ReplyReader &) = delete;
    ReplyReader &operator=(const ReplyReader &) = delete;

    void feed(QByteArrayView bytes);

    /// The next whole reply; nothing while bytes are missing. Once it has failed it fails for ever: where the next
    /// reply would begin is not known.
    ///
    /// \error Kind::BadReply code "Protocol": this is not RESP2, or it is nested deeper than eight arrays;
    ///        code "TooLarge": the reply is longer than the limit
    Result<std::optional<Reply>> next();

    /// Bytes that were fed and belong to no reply so far.
    qsizetype unread() const;

private:
    struct FreeReader
    {
        void operator()(redisReader *reader) const;
    };

    Error keep(Error error);
    Error protocolError(const QString &detail);
    bool hasEndlessLine() const;

    std::unique_ptr<redisReader, FreeReader> m_reader;
    std::optional<Error> m_error;
    qint64 m_limit;
    qint64 m_begun = 0; ///< bytes of the reply that is not whole yet
    bool m_isBroken = false; ///< a bulk string does not end with CRLF
};

} // namespace sm::redis
