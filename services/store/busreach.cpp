// SPDX-License-Identifier: GPL-3.0-or-later
#include "busreach.h"

#include <QFile>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr timeval Limit{1, 0};

class Socket
{
public:
    Socket()
        : m_handle(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        ::setsockopt(m_handle, SOL_SOCKET, SO_SNDTIMEO, &Limit, sizeof Limit);
        ::setsockopt(m_handle, SOL_SOCKET, SO_RCVTIMEO, &Limit, sizeof Limit);
    }
    ~Socket() { ::close(m_handle); }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    /// \param name  a path, or with a null in front a name in the abstract namespace
    bool connect(const QByteArray &name) const
    {
        sockaddr_un address{};
        if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
            return false;
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<size_t>(name.size()));
        return ::connect(m_handle, reinterpret_cast<const sockaddr *>(&address), size) == 0;
    }
    bool say(const QByteArray &text) const
    {
        return ::send(m_handle, text.constData(), static_cast<size_t>(text.size()), MSG_NOSIGNAL) == text.size();
    }
    QByteArray hear() const
    {
        QByteArray text(512, '\0');
        const ssize_t size = ::recv(m_handle, text.data(), static_cast<size_t>(text.size()), 0);
        return text.left(std::max<ssize_t>(size, 0));
    }

private:
    int m_handle;
};

/// Of "unix:path=/run/user/1000/bus,guid=…" the path; empty: it is no socket of this computer.
QByteArray socketIn(const QString &address)
{
    if (!address.startsWith("unix:"_L1))
        return {};
    for (const QString &pair : address.mid(5).split(u',')) {
        const QByteArray value = QByteArray::fromPercentEncoding(pair.section(u'=', 1).toUtf8());
        if (pair.startsWith("path="_L1))
            return value;
        if (pair.startsWith("abstract="_L1))
            return QByteArray(1, '\0') + value;
    }
    return {};
}

} // namespace

QString sessionBusAddress()
{
    const QString named = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    if (!named.isEmpty())
        return named.startsWith("autolaunch:"_L1) ? QString() : named;
    const QString socket = qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s;
    return QFile::exists(socket) ? u"unix:path="_s + socket : QString();
}

bool busAnswers(const QString &address)
{
    const Socket socket;
    // The first lines of D-Bus' own sign-in: a null, then who it is, in hexadecimal digits of decimal digits.
    const QByteArray hello = QByteArray(1, '\0') + "AUTH EXTERNAL " + QByteArray::number(::geteuid()).toHex() + "\r\n";
    return socket.connect(socketIn(address)) && socket.say(hello) && socket.hear().startsWith("OK ");
}

} // namespace sm::store
