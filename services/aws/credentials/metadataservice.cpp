// SPDX-License-Identifier: GPL-3.0-or-later
#include "metadataservice.h"

namespace sm::aws {

using namespace std::chrono_literals;

namespace {

constexpr int attempts = 3;
constexpr qint64 longestAnswer = 256 * 1024;

} // namespace

MetadataService::MetadataService(net::Transport &transport, net::Sleeper &sleeper)
    : m_transport(transport)
    , m_sleeper(sleeper)
{
}

QCoro::Task<Result<net::HttpReply>> MetadataService::ask(
    QByteArray verb, QByteArray url, net::HttpHeaders headers, CancelToken token)
{
    net::HttpRequest request;
    request.verb = std::move(verb);
    request.url = std::move(url);
    request.headers = std::move(headers);
    request.headers.append(net::HttpHeader{"User-Agent", "stationmaster/" SM_VERSION});
    request.connectTimeout = 1s;
    request.stallTimeout = 1s;
    request.maxReplyBytes = longestAnswer;
    for (int attempt = 1;; ++attempt) {
        Result<net::HttpReply> reply = co_await m_transport.send(request, token);
        if (!reply || reply->status < 500 || attempt == attempts)
            co_return reply;
        if (const Result<void> slept = co_await m_sleeper.sleep(attempt * 100ms, token); !slept)
            co_return slept.error();
    }
}

} // namespace sm::aws
