// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/transport.h>
#include <store/capturebytes.h>

namespace sm::operations {

/// Originals of what writes replace and no state can hold, such as the code of a function: fetched from where AWS says
/// that they are, and kept sealed beside the journal.
class Originals
{
public:
    /// Both outlive it.
    Originals(net::Transport &transport, const store::CaptureStore &captures);

    /// Keeps what is at \p address, which is a secret: it carries its own signature.
    /// \param sha256  of the content, in Base64
    /// \error Kind::BadReply another content came (code "AnotherOriginal"), or none (code "NoOriginal"); else as
    ///        net::Transport::send() and store::CaptureWriter::append()
    QCoro::Task<Result<store::CaptureId>> keep(
        QString address, QString sha256, qint64 mostBytes, CancelToken token) const;

    /// \error as store::keptBytes()
    QCoro::Task<Result<QByteArray>> content(store::CaptureId id, CancelToken token) const;

private:
    net::Transport &m_transport;
    const store::CaptureStore &m_captures;
};

} // namespace sm::operations
