// SPDX-License-Identifier: GPL-3.0-or-later
#include "curlthread.h"

#include <algorithm>
#include <csignal>

namespace sm::net {

using namespace std::chrono_literals;

namespace {

CURLM *makeMulti(int maxConnectionsPerHost, int maxIdleConnections)
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = initialised == CURLE_OK ? curl_multi_init() : nullptr;
    if (!multi)
        qFatal("libcurl can not be initialised: out of memory");
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(maxConnectionsPerHost));
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(maxIdleConnections));
    return multi;
}

CurlThread::Ticket ticketOf(CURL *handle)
{
    char *ticket = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &ticket);
    return reinterpret_cast<CurlThread::Ticket>(ticket);
}

/// Writing to a connection that the other side has closed raises SIGPIPE, and OpenSSL has no way to ask for an error
/// instead. The threads that libcurl starts for name lookups inherit this.
void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace

CurlThread::CurlThread(int maxConnectionsPerHost, int maxIdleConnections)
    : m_multi(makeMulti(maxConnectionsPerHost, maxIdleConnections))
    , m_thread([this] { run(); })
{
}

CurlThread::~CurlThread()
{
    stop();
    curl_multi_cleanup(m_multi);
}

CurlThread::Ticket CurlThread::start(std::unique_ptr<CurlTransfer> transfer)
{
    const std::scoped_lock lock(m_mutex);
    m_orders.start.emplace(++m_lastTicket, std::move(transfer));
    curl_multi_wakeup(m_multi);
    return m_lastTicket;
}

void CurlThread::cancel(Ticket ticket)
{
    const std::scoped_lock lock(m_mutex);
    m_orders.cancel.push_back(ticket);
    curl_multi_wakeup(m_multi);
}

void CurlThread::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_orders.stop = true;
        curl_multi_wakeup(m_multi);
    }
    m_thread.join();
}

void CurlThread::run()
{
    blockSignals();
    while (followOrders()) {
        int running = 0;
        curl_multi_perform(m_multi, &running);
        collectFinished();
        dropStalled();
        curl_multi_poll(m_multi, nullptr, 0, patience(), nullptr);
    }
    while (!m_running.empty())
        take(m_running.begin())->cancel();
}

/// \return false when there is nothing more to do
bool CurlThread::followOrders()
{
    Orders orders;
    {
        const std::scoped_lock lock(m_mutex);
        orders = std::exchange(m_orders, Orders());
    }
    for (auto &[ticket, transfer] : orders.start)
        begin(ticket, std::move(transfer));
    for (const Ticket ticket : orders.cancel)
        if (const auto transfer = take(ticket))
            transfer->cancel();
    return !orders.stop;
}

void CurlThread::begin(Ticket ticket, std::unique_ptr<CurlTransfer> transfer)
{
    if (CURL *handle = transfer->prepare(m_sockets))
        curl_easy_setopt(handle, CURLOPT_PRIVATE, reinterpret_cast<void *>(ticket));
    add(ticket, std::move(transfer));
}

void CurlThread::add(Ticket ticket, std::unique_ptr<CurlTransfer> transfer)
{
    if (!transfer->handle() || curl_multi_add_handle(m_multi, transfer->handle()) != CURLM_OK)
        transfer->finish(CURLE_OUT_OF_MEMORY);
    else
        m_running.emplace(ticket, std::move(transfer));
}

void CurlThread::collectFinished()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        const CURLcode code = message->data.result; // gone with the handle
        const Ticket ticket = ticketOf(message->easy_handle);
        auto transfer = take(ticket);
        if (transfer && transfer->wantsNewConnection()) {
            transfer->demandNewConnection();
            add(ticket, std::move(transfer));
        } else if (transfer) {
            transfer->finish(code);
        }
    }
}

void CurlThread::dropStalled()
{
    const auto now = CurlTransfer::Clock::now();
    for (auto each = m_running.begin(); each != m_running.end();) {
        const auto current = each++;
        const auto deadline = current->second->stallDeadline();
        if (deadline && *deadline <= now)
            take(current)->stall();
    }
}

/// Milliseconds until something has to be done without any news from the network.
int CurlThread::patience() const
{
    std::chrono::milliseconds patience = 60s;
    const auto now = CurlTransfer::Clock::now();
    for (const auto &[ticket, transfer] : m_running)
        if (const auto deadline = transfer->stallDeadline())
            patience = std::min(patience, std::chrono::ceil<std::chrono::milliseconds>(*deadline - now));
    return static_cast<int>(std::max(patience, 0ms).count());
}

std::unique_ptr<CurlTransfer> CurlThread::take(Ticket ticket)
{
    const auto found = m_running.find(ticket);
    return found == m_running.end() ? nullptr : take(found);
}

std::unique_ptr<CurlTransfer> CurlThread::take(Transfers::iterator transfer)
{
    std::unique_ptr<CurlTransfer> taken = std::move(transfer->second);
    m_running.erase(transfer);
    curl_multi_remove_handle(m_multi, taken->handle());
    return taken;
}

} // namespace sm::net
