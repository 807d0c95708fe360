// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opensockets.h"

#include <core/result.h>
#include <net/http.h>

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <functional>
#include <optional>

namespace sm::net {

/// One request and its answer as libcurl carries them. Made anywhere, used on the network thread only.
class CurlTransfer
{
public:
    using Clock = std::chrono::steady_clock;
    /// Called once, on the network thread.
    using Done = std::function<void(Result<HttpReply>)>;

    CurlTransfer(HttpRequest request, QString caBundle, Done done);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    /// The handle, ready to be added to a multi handle; nullptr when there is no memory for it.
    CURL *prepare(OpenSockets &sockets);
    CURL *handle() const { return m_handle; }

    /// When the silence will have lasted too long; nothing while there is no connection yet.
    std::optional<Clock::time_point> stallDeadline() const;

    /// The kept connection was not fit for the request, and no byte of it left: to be added again, for a new one.
    bool wantsNewConnection() const { return m_wantsNewConnection; }
    void demandNewConnection();

    /// Exactly one of these ends the transfer.
    void finish(CURLcode code);
    void stall();
    void cancel();

private:
    void describeRequest();
    void describeConnection();
    void describeAnswer();
    void addHeader(const QByteArray &line);
    bool sendsBody() const;

    bool requestLeft() const;
    bool isUnfit(int localPort) const;
    long information(CURLINFO what) const;
    QString host() const;
    Error error(CURLcode code) const;
    HttpReply takeReply();
    void readHeaderLine(QByteArrayView line);

    static int onAboutToSend(void *self, char *, char *, int, int localPort);
    static int onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent);
    static size_t onHeader(char *bytes, size_t size, size_t count, void *self);
    static size_t onBody(char *bytes, size_t size, size_t count, void *self);

    HttpRequest m_request;
    QString m_caBundle;
    Done m_done;
    OpenSockets *m_sockets = nullptr;
    CURL *m_handle = nullptr;
    curl_slist *m_headers = nullptr;
    std::array<char, CURL_ERROR_SIZE> m_detail{};

    HttpReply m_reply;
    qint64 m_headerBytes = 0;
    bool m_headersComplete = false;
    bool m_tooLarge = false;
    bool m_wantsNewConnection = false;

    std::optional<long> m_requestSizeBefore; ///< what went to a proxy before the request proper; set when that begins
    curl_off_t m_bodySent = 0;
    Clock::time_point m_lastSign;
};

} // namespace sm::net
