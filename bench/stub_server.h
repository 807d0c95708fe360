// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bench {

struct StubRequest
{
    std::string_view verb;
    std::string_view target; ///< path and query as they came
    std::string_view head; ///< with the request line
    std::string_view body;

    /// Empty: there is none of that name.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct StubReply
{
    int status = 200;
    std::string headers = {}; ///< each ends with CRLF
    std::string body = {};
    /// Of a long body, which is made as it is sent: its length, and what fills a buffer with what comes at an offset.
    std::uint64_t length = 0;
    std::function<void(std::uint64_t offset, char *buffer, std::size_t size)> content = {};
};

/// HTTP/1.1 with keep-alive on one thread and loopback: never what one waits for.
class StubServer
{
public:
    using Answer = std::function<StubReply(const StubRequest &request)>;
    explicit StubServer(Answer answer)
        : m_answer(std::move(answer))
    {
    }

    /// Returns the port, or 0 when there is none to be had.
    int listen();
    /// Until standard input ends.
    void run();

private:
    struct Connection
    {
        std::string in;
        std::string out;
        std::size_t sent = 0;
        std::uint64_t made = 0; ///< of the content
        StubReply reply = {}; ///< whose content is being sent
    };
    void accept();
    bool receive(int fd, Connection &connection);
    bool answerAll(int fd, Connection &connection);
    bool flush(int fd, Connection &connection);
    void append(Connection &connection, StubReply reply, bool isHead) const;
    static void makeMore(Connection &connection);
    void watch(int operation, int fd, std::uint32_t events) const;

    Answer m_answer;
    std::unordered_map<int, Connection> m_connections;
    int m_listener = -1;
    int m_epoll = -1;
};

} // namespace bench
