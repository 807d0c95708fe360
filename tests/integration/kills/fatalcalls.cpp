// SPDX-License-Identifier: GPL-3.0-or-later
#include "fatalcalls.h"

#include "fatalrules.h"
#include "requestmeter.h"

#include <mutex>

#include <csignal>
#include <cstring>

#include <dlfcn.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sm::test {

namespace {

std::mutex lock;
FatalRules rules;
RequestMeter meter;
Stage present = Stage::Opening;
bool isArmed = false;
bool isDoomed = false; // it dies at the next read from the network

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

template <typename Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// The last part of the name of an open file.
std::optional<QByteArray> fileName(int file)
{
    if (!isArmed)
        return std::nullopt;
    char name[4096];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(file);
    const ssize_t size = ::readlink(link.constData(), name, sizeof name);
    return QByteArray(name, std::max<ssize_t>(size, 0)).split('/').last();
}

std::optional<Act> writeTo(const QByteArray &name)
{
    if (name.endsWith(".db-wal"))
        return Act::WriteLog;
    if (name.endsWith(".head"))
        return Act::WriteHead;
    if (name.contains(".key"))
        return Act::WriteKey;
    return name.endsWith(".db") ? std::optional(Act::WriteDatabase) : std::nullopt;
}

std::optional<How> fateOf(std::optional<Act> act)
{
    const std::lock_guard guard(lock);
    return act ? rules.fate(present, *act) : std::nullopt;
}

size_t part(size_t size)
{
    const std::lock_guard guard(lock);
    return rules.part(size);
}

/// Carries \p call out as far as its fate allows. It is given how much of \p size it may do.
template <typename Call>
ssize_t live(std::optional<How> how, size_t size, const Call &call)
{
    if (!how)
        return call(size);
    if (*how == How::Half)
        call(part(size));
    else if (*how != How::Before)
        call(size);
    if (*how == How::Later)
        ::usleep(static_cast<useconds_t>(part(20'000)));
    die();
}

template <typename Call>
ssize_t liveWriting(int file, size_t size, const Call &call)
{
    const auto name = fileName(file);
    return live(name ? fateOf(writeTo(*name)) : std::nullopt, size, call);
}

template <typename Call>
int liveSyncing(int file, const Call &call)
{
    const auto name = fileName(file);
    std::optional<Act> act;
    if (name && name->endsWith(".db-wal"))
        act = Act::SyncLog;
    else if (name && name->endsWith(".db"))
        act = Act::SyncDatabase;
    return static_cast<int>(live(fateOf(act), 0, [&call](size_t) { return call(); }));
}

bool isNetwork(int socket)
{
    int domain = 0;
    socklen_t size = sizeof domain;
    return isArmed && ::getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_INET;
}

std::optional<How> fateOfSending(const char *bytes, size_t size)
{
    const std::lock_guard guard(lock);
    const bool isLast = meter.sees(QByteArrayView(bytes, static_cast<qsizetype>(size)));
    const auto how = rules.fate(present, Act::Send);
    return how || !isLast ? how : rules.fate(present, Act::SendLast);
}

size_t available(int socket)
{
    int bytes = 0;
    return ::ioctl(socket, FIONREAD, &bytes) == 0 ? static_cast<size_t>(bytes) : 0;
}

} // namespace

void arm(const Crash &crash, unsigned random)
{
    const std::lock_guard guard(lock);
    rules.arm(crash, random);
    isArmed = true;
}

void enter(Stage stage)
{
    const std::lock_guard guard(lock);
    present = stage;
    if (rules.fate(stage, Act::Enter))
        die();
}

} // namespace sm::test

using namespace sm::test;

extern "C" {

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    static const auto next = real<decltype(&pwrite64)>("pwrite64");
    return liveWriting(file, size, [&](size_t most) { return next(file, bytes, most, offset); });
}

ssize_t write(int file, const void *bytes, size_t size)
{
    static const auto next = real<decltype(&write)>("write");
    return liveWriting(file, size, [&](size_t most) { return next(file, bytes, most); });
}

int fsync(int file)
{
    static const auto next = real<decltype(&fsync)>("fsync");
    return liveSyncing(file, [&] { return next(file); });
}

int fdatasync(int file)
{
    static const auto next = real<decltype(&fdatasync)>("fdatasync");
    return liveSyncing(file, [&] { return next(file); });
}

ssize_t send(int socket, const void *bytes, size_t size, int flags)
{
    static const auto next = real<decltype(&send)>("send");
    const auto how = isNetwork(socket) ? fateOfSending(static_cast<const char *>(bytes), size) : std::nullopt;
    return live(how, size, [&](size_t most) { return next(socket, bytes, most, flags); });
}

ssize_t recv(int socket, void *bytes, size_t size, int flags)
{
    static const auto next = real<decltype(&recv)>("recv");
    const size_t there = available(socket);
    if (!isNetwork(socket) || (flags & MSG_PEEK) != 0 || there == 0)
        return next(socket, bytes, size, flags);
    if (isDoomed)
        die();
    const auto how = fateOf(Act::Receive);
    if (how != How::Half)
        return live(how, size, [&](size_t most) { return next(socket, bytes, most, flags); });
    isDoomed = true;
    return next(socket, bytes, std::max<size_t>(1, part(std::min(there, size))), flags);
}
}
