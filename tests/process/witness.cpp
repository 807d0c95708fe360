// SPDX-License-Identifier: GPL-3.0-or-later
// The program that the tests run: does what its first argument says, and says what it sees.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

void print(const char *const *texts)
{
    for (; *texts; ++texts)
        std::fwrite(*texts, 1, std::strlen(*texts) + 1, stdout);
}

/// Until a signal comes; a test that forgets it does not keep it for ever.
void hang()
{
    std::puts("ready");
    std::fflush(stdout);
    ::sleep(60);
}

void describe()
{
    const mode_t mask = ::umask(0);
    std::string folder(4096, '\0');
    const char *where = ::getcwd(folder.data(), folder.size());
    int open = 0;
    for (int file = 3; file < 1024; ++file)
        open += ::fcntl(file, F_GETFD) >= 0 ? 1 : 0;
    const bool hasTerminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC) >= 0;
    std::printf("%03o\n%s\n%s\n%s\n%d\n%s\n", mask, where, ::getsid(0) == ::getpid() ? "session" : "none",
        ::getpgrp() == ::getpid() ? "group" : "none", open, hasTerminal ? "terminal" : "none");
}

/// A grandchild that does not listen to SIGTERM; its number is printed.
void breed()
{
    std::signal(SIGTERM, SIG_IGN);
    const pid_t child = ::fork();
    if (child == 0) {
        ::sleep(60);
        std::_Exit(0);
    }
    std::signal(SIGTERM, SIG_DFL);
    std::printf("%d\n", child);
    std::fflush(stdout);
}

void copyInput()
{
    char bytes[65536];
    for (size_t count; (count = std::fread(bytes, 1, sizeof bytes, stdin)) > 0;)
        std::fwrite(bytes, 1, count, stdout);
}

void write(long bytes)
{
    const std::string line(99, 'x');
    for (long done = 0; done < bytes; done += 100)
        std::puts(line.c_str());
    std::puts("end");
}

} // namespace

int main(int count, char **arguments)
{
    const std::string_view order = count > 1 ? arguments[1] : "";
    const long number = count > 2 ? std::atol(arguments[2]) : 0;
    if (order == "arguments")
        print(arguments + 2);
    else if (order == "environment")
        print(environ);
    else if (order == "input")
        copyInput();
    else if (order == "describe")
        describe();
    else if (order == "write")
        write(number);
    else if (order == "text")
        std::fputs(arguments[2], stdout);
    else if (order == "exit") {
        std::fputs("one\nthe \x1b[31mlast\x1b[0m word\n", stderr);
        return static_cast<int>(number);
    } else if (order == "signal")
        std::raise(static_cast<int>(number));
    else if (order == "hang")
        hang();
    else if (order == "stubborn") {
        std::signal(SIGTERM, SIG_IGN);
        hang();
    } else if (order == "family") {
        breed();
        hang();
    } else if (order == "orphan")
        breed();
    return 0;
}
