// SPDX-License-Identifier: GPL-3.0-or-later
#include "curltransport.h"

#include "curlthread.h"
#include "requestcheck.h"
#include "wakeup.h"

namespace sm::net {

CurlTransport::CurlTransport()
    : CurlTransport(Options())
{
}

CurlTransport::CurlTransport(Options options)
    : m_options(std::move(options))
    , m_thread(std::make_shared<CurlThread>(m_options.maxConnectionsPerHost, m_options.maxIdleConnections))
{
}

CurlTransport::~CurlTransport() { m_thread->stop(); }

QCoro::Task<Result<HttpReply>> CurlTransport::send(HttpRequest request, CancelToken token)
{
    if (const auto sendable = checkSendable(request); !sendable)
        co_return sendable.error();
    if (token.isCancelled())
        co_return Error::cancelled();

    Wakeup arrived;
    Result<HttpReply> answer;
    auto done = [&arrived, &answer](Result<HttpReply> result) { // on the network thread, once
        answer = std::move(result);
        arrived.wake();
    };
    const auto ticket
        = m_thread->start(std::make_unique<CurlTransfer>(std::move(request), m_options.caBundle, std::move(done)));
    token.whenCancelled(&arrived, [thread = std::weak_ptr(m_thread), ticket] {
        if (const auto living = thread.lock())
            living->cancel(ticket);
    });

    co_await arrived; // the transport may be gone after this

    co_return answer;
}

} // namespace sm::net
