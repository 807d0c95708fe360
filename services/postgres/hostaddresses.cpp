// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostaddresses.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <array>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

Result<QByteArrayList> lookUp(const QString &host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int failure = ::getaddrinfo(host.toUtf8().constData(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    QByteArrayList addresses;
    for (const addrinfo *each = failure == 0 ? found : nullptr; each; each = each->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (::getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            addresses.append(QByteArray(text.data()));
    }
    if (addresses.isEmpty())
        return Error(Error::Kind::Network,
            QCoreApplication::translate("sm::postgres",
                "The name %1 can not be found. Check the host of the database and your network connection.")
                .arg(host))
            .withCode(u"Lookup"_s);
    return addresses;
}

bool isLoopback(const QByteArray &address)
{
    in_addr four{};
    if (::inet_pton(AF_INET, address.constData(), &four) == 1)
        return (ntohl(four.s_addr) >> 24) == 127;
    in6_addr six{};
    return ::inet_pton(AF_INET6, address.constData(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

} // namespace sm::postgres
