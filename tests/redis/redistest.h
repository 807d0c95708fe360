// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <redis/connection.h>
#include <support/await.h>
#include <support/redisserver.h>

namespace sm::test {

inline redis::Settings settingsOf(const RedisServer &server)
{
    redis::Settings settings;
    settings.port = server.port();
    return settings;
}

/// Nothing when it does not open.
inline std::unique_ptr<redis::Connection> openConnection(const redis::Settings &settings)
{
    auto opened = await(redis::Connection::open(settings, CancelToken()));
    return opened && *opened ? std::move(**opened) : nullptr;
}

/// The error with which opening ends.
inline Error whyNotOpen(const redis::Settings &settings)
{
    const auto opened = await(redis::Connection::open(settings, CancelToken()));
    return opened && !*opened ? opened->error() : Error(Error::Kind::Internal, QStringLiteral("it opened, or hangs"));
}

} // namespace sm::test
