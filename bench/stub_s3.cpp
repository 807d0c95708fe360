// SPDX-License-Identifier: GPL-3.0-or-later
// An S3 that answers faster than any client can ask, with objects that are made as they are read: HTTP/1.1 with
// keep-alive on one thread. It lists, copies (with SHA-256), heads, reads ranges and deletes.
//
//     stub_s3 OBJECTS BYTES        bucket "source" has so many objects of so many bytes, all under "data/"
//
// prints {"endpoint": "http://127.0.0.1:NNNN"}; ends with its parent, or when its standard input does. GET /-facts says
// {"copies": …, "twice": …}: how many objects were copied, and how many of them onto something that was there.
#include "stub_s3objects.h"
#include "stub_server.h"

#include <cstdio>
#include <cstdlib>
#include <sys/prctl.h>

#include <csignal>

int main(int argc, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10'000;
    const unsigned long long bytes = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 4096;
    bench::StubObjects objects(count, bytes);
    bench::StubServer server([&objects](const bench::StubRequest &request) { return objects.answer(request); });
    const int port = server.listen();
    if (port == 0) {
        std::perror("stub_s3");
        return 1;
    }
    std::printf("{\"endpoint\": \"http://127.0.0.1:%d\"}\n", port);
    std::fflush(stdout);
    server.run();
    return 0;
}
