// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "curltransfer.h"

#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace sm::net {

/// The one thread that does all network input and output. Its functions may be called from any thread and never wait,
/// except for stop().
class CurlThread
{
public:
    using Ticket = quintptr;

    CurlThread(int maxConnectionsPerHost, int maxIdleConnections);
    ~CurlThread();
    CurlThread(const CurlThread &) = delete;
    CurlThread &operator=(const CurlThread &) = delete;

    Ticket start(std::unique_ptr<CurlTransfer> transfer);
    /// A transfer that has ended already is none of its business.
    void cancel(Ticket ticket);
    /// Cancels every transfer and ends the thread; nothing may be started after it. Waits for that: milliseconds.
    void stop();

private:
    using Transfers = std::unordered_map<Ticket, std::unique_ptr<CurlTransfer>>;
    struct Orders
    {
        Transfers start;
        std::vector<Ticket> cancel;
        bool stop = false;
    };

    void run();
    void begin(Ticket ticket, std::unique_ptr<CurlTransfer> transfer);
    void add(Ticket ticket, std::unique_ptr<CurlTransfer> transfer);
    bool followOrders();
    void collectFinished();
    void dropStalled();
    int patience() const;
    std::unique_ptr<CurlTransfer> take(Ticket ticket);
    std::unique_ptr<CurlTransfer> take(Transfers::iterator transfer);

    OpenSockets m_sockets; ///< on the network thread only, like libcurl's connections
    CURLM *m_multi;
    std::mutex m_mutex; ///< guards the next two
    Orders m_orders;
    Ticket m_lastTicket = 0;
    Transfers m_running; ///< on the network thread only
    std::thread m_thread;
};

} // namespace sm::net
