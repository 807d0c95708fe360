// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"

#include <algorithm>

namespace sm::net {

namespace {

auto named(QByteArrayView name)
{
    return [name](const HttpHeader &header) { return name.compare(header.name, Qt::CaseInsensitive) == 0; };
}

} // namespace

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(), named(name));
    return found == headers.end() ? QByteArray() : found->value;
}

bool hasHeader(const HttpHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), named(name));
}

void setHeader(HttpHeaders &headers, const QByteArray &name, const QByteArray &value)
{
    headers.removeIf(named(name));
    headers.append(HttpHeader{name, value});
}

} // namespace sm::net
