// SPDX-License-Identifier: GPL-3.0-or-later
#include "host.h"

#include <QCoreApplication>
#include <QSet>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Url", text); }

Error wrongHost()
{
    return Error(Error::Kind::Invalid,
        tr("The host of the URL is neither a DNS name nor an address in its usual form. Check it; a name outside ASCII "
           "has to be written as xn--…."))
        .withCode(u"Url"_s);
}

Error blocked(const QString &name)
{
    return Error(Error::Kind::Denied,
        tr("%1 is never asked: it is where computers get their addresses and credentials from.").arg(name))
        .withCode(u"Host"_s);
}

constexpr quint32 address(quint32 a, quint32 b, quint32 c, quint32 d) { return a << 24 | b << 16 | c << 8 | d; }

/// Link-local (RFC 3927), and the fixed addresses of Alibaba's, Azure's and Oracle's instance metadata.
bool isBlocked(quint32 ip)
{
    return (ip & 0xffff0000) == address(169, 254, 0, 0) || ip == address(100, 100, 100, 200)
        || ip == address(168, 63, 129, 16) || ip == address(192, 0, 0, 192);
}

bool isLoopback(quint32 ip) { return ip >> 24 == 127; }

using Bytes = std::array<quint8, 16>;

bool startsWith(const Bytes &ip, std::initializer_list<quint8> prefix)
{
    return std::equal(prefix.begin(), prefix.end(), ip.begin());
}

/// The IPv4 address within an IPv6 one: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056); 0 where there is none.
quint32 embedded(const Bytes &ip)
{
    const auto at = [&ip](size_t from) { return address(ip[from], ip[from + 1], ip[from + 2], ip[from + 3]); };
    if (startsWith(ip, {0x20, 0x02}))
        return at(2);
    const bool isMapped = startsWith(ip, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff});
    const bool isCompatible = startsWith(ip, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    const bool isNat64 = startsWith(ip, {0, 0x64, 0xff, 0x9b});
    return isMapped || isCompatible || isNat64 ? at(12) : 0;
}

/// Link-local (RFC 4291), and the fixed addresses of AWS's and Google's instance metadata.
bool isBlocked(const Bytes &ip)
{
    const bool isLinkLocal = ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80;
    return isLinkLocal || startsWith(ip, {0xfd, 0x00, 0x0e, 0xc2}) || startsWith(ip, {0xfd, 0x20, 0x00, 0xce})
        || isBlocked(embedded(ip));
}

Result<Host> readIpv6(const QByteArray &host)
{
    Bytes ip{};
    if (!host.endsWith(']') || ::inet_pton(AF_INET6, host.sliced(1).chopped(1).constData(), ip.data()) != 1)
        return wrongHost();
    const QString name = QString::fromLatin1(host);
    if (isBlocked(ip))
        return blocked(name);
    const bool isOne = ip == Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return Host{name, isOne || isLoopback(embedded(ip))};
}

bool isLabel(const QByteArray &label)
{
    return !label.isEmpty() && label.size() <= 63 && !label.startsWith('-') && !label.endsWith('-')
        && std::all_of(label.begin(), label.end(),
            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

Result<Host> readName(const QByteArray &host)
{
    static const QSet<QByteArray> metadata{"metadata", "metadata.google.internal", "metadata.goog", "instance-data",
        "instance-data.ec2.internal", "metadata.azure.internal", "metadata.tencentyun.com"};
    const QList<QByteArray> labels = host.split('.');
    if (host.size() > 253 || !std::all_of(labels.begin(), labels.end(), isLabel))
        return wrongHost();
    const QString name = QString::fromLatin1(host);
    if (metadata.contains(host))
        return blocked(name);
    return Host{name, labels.last() == "localhost"};
}

} // namespace

Result<Host> readHost(const QByteArray &host)
{
    QByteArray name = host.toLower();
    if (name.startsWith('['))
        return readIpv6(name);
    if (name.endsWith('.'))
        name.chop(1);
    in_addr ip{};
    if (::inet_aton(name.constData(), &ip) == 0)
        return readName(name);
    if (isBlocked(ntohl(ip.s_addr)))
        return blocked(QString::fromLatin1(name));
    if (::inet_pton(AF_INET, name.constData(), &ip) != 1)
        return wrongHost();
    return Host{QString::fromLatin1(name), isLoopback(ntohl(ip.s_addr))};
}

} // namespace sm::http
