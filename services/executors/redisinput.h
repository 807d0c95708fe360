// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <redis/keyspace.h>
#include <store/captureid.h>

#include <QJsonObject>

namespace sm::executors {

/// The input of the operations on a cache:
///
///     redis:command  {cache, command: [word, …]}
///     redis:unlink   {cache, pattern, type, ttl: any, none or some, atMost, capture}
///     redis:restore  {cache, kept, keys: [], replace}, or in place of kept "from": the id of the step that kept it
///
/// "ttl: none" is keys that would stay for ever. "capture" is whether keys are kept before they are removed: true
/// unless it says otherwise. "kept" is {sha256, bytes}, as redis:unlink gives it; "keys" are removed where they are not
/// in it. "matched" and "kept" of the first two are what was found before (keystate.h), never written by people. Each
/// takes "password", a secret.
struct RedisInput
{
    enum class Verb { Command, Unlink, Restore };

    Verb verb = Verb::Command;
    QString cache;
    Secret password;
    QByteArrayList command; ///< with its secrets
    redis::KeySelection selection;
    int atMost = 100'000;
    bool keeps = true;
    bool replaces = false;
    QByteArrayList keys; ///< of restore
    QJsonObject matched;
    std::optional<store::CaptureId> kept;

    /// Keys that are looked at by their names.
    QByteArrayList named() const;
    /// Whether the keys are those that a pattern matches.
    bool isByPattern() const;
    /// Whether observe() has something to look at.
    bool isSeen() const { return kept || isByPattern() || !named().isEmpty(); }
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<RedisInput> redisInput(const Step &step);

/// The members of it in which secrets may stand, beside "password".
QStringList secretMembersOfRedis();

} // namespace sm::executors
