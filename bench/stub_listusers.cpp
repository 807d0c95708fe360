// SPDX-License-Identifier: GPL-3.0-or-later
// A Cognito of 100,000 users that answers faster than any client can ask: HTTP/1.1 with keep-alive on one thread.
//
//     stub_listusers [USERS]        prints {"endpoint": "http://127.0.0.1:NNNN", …}; ends with its parent
#include "stub_pages.h"
#include "stub_server.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/prctl.h>

namespace {

/// The operation after the dot of X-Amz-Target, or that of the query protocol.
std::string_view operationOf(const bench::StubRequest &request)
{
    const std::string_view target = request.header("X-Amz-Target");
    if (!target.empty())
        return target.substr(target.rfind('.') + 1);
    const std::string_view body = request.body;
    const std::size_t action = body.find("Action=");
    return action == std::string_view::npos ? body.substr(0, 0)
                                            : body.substr(action + 7, body.find('&', action) - action - 7);
}

bench::StubReply replyOf(const std::string &content)
{
    const bool known = !content.empty();
    const std::string body = known ? content : R"({"__type":"UnknownOperationException"})";
    const std::string type = body.front() == '<' ? "text/xml" : "application/x-amz-json-1.1";
    return {known ? 200 : 400, "Content-Type: " + type + "\r\n", body};
}

} // namespace

int main(int argc, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const std::size_t users = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
    const bench::StubPages pages(users);
    bench::StubServer server([&pages](const bench::StubRequest &request) {
        return replyOf(pages.answer(operationOf(request), request.body));
    });
    const int port = server.listen();
    if (port == 0) {
        std::perror("stub_listusers");
        return 1;
    }
    std::printf("{\"endpoint\": \"http://127.0.0.1:%d\", \"users\": %zu, \"userPoolId\": \"us-east-1_STUB00000\"}\n",
        port, users);
    std::fflush(stdout);
    server.run();
    return 0;
}
