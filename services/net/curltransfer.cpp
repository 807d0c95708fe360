// SPDX-License-Identifier: GPL-3.0-or-later
#include "curltransfer.h"

#include "curlerror.h"

#include <QFile>
#include <QUrl>

#include <algorithm>

namespace sm::net {

namespace {

constexpr qint64 maxHeaderBytes = 256 * 1024;
constexpr long readBufferBytes = 64 * 1024;

CurlTransfer &transferOf(void *self) { return *static_cast<CurlTransfer *>(self); }

} // namespace

CurlTransfer::CurlTransfer(HttpRequest request, QString caBundle, Done done)
    : m_request(std::move(request))
    , m_caBundle(std::move(caBundle))
    , m_done(std::move(done))
{
}

CurlTransfer::~CurlTransfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
}

CURL *CurlTransfer::prepare(OpenSockets &sockets)
{
    m_handle = curl_easy_init();
    if (!m_handle)
        return nullptr;
    m_sockets = &sockets;
    m_sockets->watch(m_handle);
    describeRequest();
    describeConnection();
    describeAnswer();
    return m_handle;
}

void CurlTransfer::describeRequest()
{
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.constData());
    curl_easy_setopt(m_handle, CURLOPT_PATH_AS_IS, 1L); // "a/../b" is a key of S3 like any other
    curl_easy_setopt(m_handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    if (m_request.verb == "HEAD") {
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    } else if (sendsBody()) {
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.constData());
    }
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, m_request.verb.constData());

    for (const HttpHeader &header : m_request.headers)
        addHeader(header.value.trimmed().isEmpty() ? header.name + ';' : header.name + ": " + header.value);
    for (const char *unasked : {"Accept", "Content-Type", "Expect"}) // what libcurl would add of its own
        if (!hasHeader(m_request.headers, unasked))
            addHeader(QByteArray(unasked) + ':');
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
}

void CurlTransfer::describeConnection()
{
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_QUICK_EXIT, 1L); // do not join a name lookup that hangs
    curl_easy_setopt(m_handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeout.count()));

    curl_easy_setopt(m_handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_handle, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (m_caBundle.isEmpty()) {
        curl_easy_setopt(m_handle, CURLOPT_CAPATH, nullptr); // libcurl shares the parsed system file only without it
        return;
    }
    const QByteArray file = QFile::encodeName(m_caBundle);
    curl_easy_setopt(m_handle, CURLOPT_CAINFO, file.constData());
    curl_easy_setopt(m_handle, CURLOPT_PROXY_CAINFO, file.constData());
}

void CurlTransfer::describeAnswer()
{
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_detail.data());
    curl_easy_setopt(m_handle, CURLOPT_BUFFERSIZE, readBufferBytes);
    curl_easy_setopt(m_handle, CURLOPT_HTTP_CONTENT_DECODING, 0L); // a gzip object of S3 is to arrive as it is
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFOFUNCTION, &CurlTransfer::onProgress);
    curl_easy_setopt(m_handle, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &CurlTransfer::onAboutToSend);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
}

void CurlTransfer::addHeader(const QByteArray &line)
{
    if (curl_slist *longer = curl_slist_append(m_headers, line.constData()))
        m_headers = longer;
}

/// These verbs carry a length even when it is 0.
bool CurlTransfer::sendsBody() const
{
    return !m_request.body.isEmpty() || m_request.verb == "POST" || m_request.verb == "PUT"
        || m_request.verb == "PATCH";
}

std::optional<CurlTransfer::Clock::time_point> CurlTransfer::stallDeadline() const
{
    if (!m_requestSizeBefore)
        return std::nullopt;
    return m_lastSign + m_request.stallTimeout;
}

void CurlTransfer::demandNewConnection()
{
    m_wantsNewConnection = false;
    curl_easy_setopt(m_handle, CURLOPT_FRESH_CONNECT, 1L);
}

void CurlTransfer::finish(CURLcode code)
{
    if (m_tooLarge)
        m_done(CurlError::tooLarge(host(), m_request.maxReplyBytes));
    else if (code != CURLE_OK)
        m_done(error(code));
    else if (!m_headersComplete)
        m_done(CurlError::truncated(host()));
    else
        m_done(takeReply());
}

void CurlTransfer::stall() { m_done(CurlError::stalled(host(), m_request.stallTimeout)); }

void CurlTransfer::cancel()
{
    m_done(Error::cancelled().withChanged(requestLeft() ? Error::Changed::Unknown : Error::Changed::No));
}

bool CurlTransfer::requestLeft() const
{
    return m_requestSizeBefore && information(CURLINFO_REQUEST_SIZE) > *m_requestSizeBefore;
}

/// A kept connection on which something lies to be read, before anything was asked: its end, or an answer too many that
/// would be taken for the answer to this request.
bool CurlTransfer::isUnfit(int localPort) const
{
    const bool isKept = information(CURLINFO_NUM_CONNECTS) == 0;
    return isKept && m_sockets->isReadable(localPort);
}

long CurlTransfer::information(CURLINFO what) const
{
    long value = 0;
    curl_easy_getinfo(m_handle, what, &value);
    return value;
}

QString CurlTransfer::host() const { return QUrl::fromEncoded(m_request.url).host(); }

Error CurlTransfer::error(CURLcode code) const
{
    CurlFailure failure;
    failure.code = code;
    failure.host = host();
    failure.detail = QString::fromUtf8(m_detail.data());
    failure.caBundle = m_caBundle;
    failure.certificateVerdict = information(CURLINFO_SSL_VERIFYRESULT);
    failure.proxyStatus = information(CURLINFO_HTTP_CONNECTCODE);
    failure.requestLeft = requestLeft();
    return CurlError::of(failure);
}

HttpReply CurlTransfer::takeReply()
{
    m_reply.status = static_cast<int>(information(CURLINFO_RESPONSE_CODE));
    return std::move(m_reply);
}

/// Called before each writing of the request. libcurl writes it again when a kept connection dies without an answer;
/// the server may have acted on it by then, so only the caller may decide that.
int CurlTransfer::onAboutToSend(void *self, char *, char *, int, int localPort)
{
    CurlTransfer &transfer = transferOf(self);
    transfer.m_wantsNewConnection = !transfer.requestLeft() && transfer.isUnfit(localPort);
    if (transfer.requestLeft() || transfer.m_wantsNewConnection)
        return CURL_PREREQFUNC_ABORT;
    transfer.m_requestSizeBefore = transfer.information(CURLINFO_REQUEST_SIZE);
    transfer.m_reply.sentAt = QDateTime::currentDateTimeUtc();
    transfer.m_lastSign = Clock::now();
    return CURL_PREREQFUNC_OK;
}

int CurlTransfer::onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent)
{
    CurlTransfer &transfer = transferOf(self);
    if (sent == std::exchange(transfer.m_bodySent, sent) || transfer.m_reply.receivedAt.isValid())
        return 0;
    transfer.m_reply.sentAt = QDateTime::currentDateTimeUtc();
    transfer.m_lastSign = Clock::now();
    return 0;
}

size_t CurlTransfer::onHeader(char *bytes, size_t size, size_t count, void *self)
{
    CurlTransfer &transfer = transferOf(self);
    const size_t length = size * count;
    transfer.m_lastSign = Clock::now();
    if (!transfer.m_reply.receivedAt.isValid())
        transfer.m_reply.receivedAt = QDateTime::currentDateTimeUtc();
    transfer.m_headerBytes += static_cast<qint64>(length);
    if (transfer.m_headerBytes > maxHeaderBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    transfer.readHeaderLine(QByteArrayView(bytes, static_cast<qsizetype>(length)));
    return length;
}

void CurlTransfer::readHeaderLine(QByteArrayView line)
{
    const bool isFolded = line.startsWith(' ') || line.startsWith('\t');
    const QByteArrayView text = line.trimmed();
    if (text.isEmpty()) {
        m_headersComplete = true;
    } else if (line.startsWith("HTTP/")) { // also after an interim answer (100 Continue)
        m_reply.headers.clear();
        m_headersComplete = false;
    } else if (isFolded && !m_reply.headers.isEmpty()) {
        m_reply.headers.last().value += ' ' + text.toByteArray();
    } else if (const qsizetype colon = text.indexOf(':'); colon > 0) {
        m_reply.headers.append(
            HttpHeader{text.first(colon).trimmed().toByteArray(), text.sliced(colon + 1).trimmed().toByteArray()});
    }
}

size_t CurlTransfer::onBody(char *bytes, size_t size, size_t count, void *self)
{
    CurlTransfer &transfer = transferOf(self);
    const qsizetype length = static_cast<qsizetype>(size * count);
    transfer.m_lastSign = Clock::now();
    if (transfer.m_reply.body.size() + length > transfer.m_request.maxReplyBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    if (transfer.m_reply.body.isEmpty()) { // once, instead of growing to twice the size; whoever lies gets no more
        const qint64 announced = transfer.m_reply.header("Content-Length").toLongLong();
        transfer.m_reply.body.reserve(std::clamp<qint64>(announced, 0, transfer.m_request.maxReplyBytes));
    }
    transfer.m_reply.body.append(bytes, length);
    return size * count;
}

} // namespace sm::net
