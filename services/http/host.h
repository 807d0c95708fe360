// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>

namespace sm::http {

struct Host
{
    QString name; ///< lower case, an IPv6 address in its brackets
    bool isLoopback = false;
};

/// Reads the host of a URL, without the port. Addresses have their canonical form: the others (017700000001, 0x7f.1)
/// exist to get past checks like this one.
///
/// What a name stands for is not looked up here.
///
/// \error as Url::of()
Result<Host> readHost(const QByteArray &host);

} // namespace sm::http
