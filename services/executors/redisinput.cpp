// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisinput.h"

#include "input.h"
#include "namedkeys.h"
#include "secretvalues.h"
#include "steppassword.h"

#include <core/json.h>
#include <redis/commandkind.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using redis::KeySelection;
using Verb = RedisInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

const QHash<QString, Verb> &verbs()
{
    static const QHash<QString, Verb> all{
        {u"redis:command"_s, Verb::Command}, {u"redis:unlink"_s, Verb::Unlink}, {u"redis:restore"_s, Verb::Restore}};
    return all;
}

QStringList membersOf(Verb verb)
{
    const QStringList common{u"cache"_s, u"password"_s, u"kept"_s};
    if (verb == Verb::Command)
        return common + QStringList{u"command"_s, u"matched"_s};
    if (verb == Verb::Restore)
        return common + QStringList{u"keys"_s, u"replace"_s};
    return common + QStringList{u"pattern"_s, u"type"_s, u"ttl"_s, u"atMost"_s, u"capture"_s, u"matched"_s};
}

QByteArray wordOf(Input &input, const QJsonValue &value)
{
    const bool isDeferred = value.isNull() && !input.isComplete();
    if (!value.isString() && !value.isDouble() && !isDeferred)
        input.refuse(u"command"_s, tr("has to be a list of texts and numbers"));
    return value.isDouble() ? toCompactJson(value) : value.toString().toUtf8();
}

void readCommand(Input &input, const Step &step, RedisInput &result)
{
    const QJsonArray words = withSecretsPutIn(input.value(u"command"_s), step.operation.secrets).toArray();
    for (const QJsonValue word : words)
        result.command << wordOf(input, word);
    const bool isNamed = !result.command.isEmpty() && !result.command.first().isEmpty();
    if (!isNamed)
        input.refuse(u"command"_s, tr("is missing"));
    else if (redis::commandKind(result.command) == redis::CommandKind::Session)
        input.refuse(u"command"_s, tr("changes the connection itself, which a step can not; leave it out"));
}

void readExpiry(Input &input, KeySelection &selection)
{
    const QString ttl = input.text(u"ttl"_s);
    if (ttl == "none"_L1)
        selection.expiry = KeySelection::Expiry::Never;
    else if (ttl == "some"_L1)
        selection.expiry = KeySelection::Expiry::Some;
    else if (!ttl.isEmpty() && ttl != "any"_L1)
        input.refuse(u"ttl"_s, tr("has to be any, none or some"));
}

void readUnlink(Input &input, RedisInput &result)
{
    result.selection.pattern = input.requiredText(u"pattern"_s).toUtf8();
    result.selection.type = input.text(u"type"_s).toUtf8();
    readExpiry(input, result.selection);
    result.atMost = input.number(u"atMost"_s).value_or(result.atMost);
    result.keeps = input.value(u"capture"_s).isUndefined() || input.flag(u"capture"_s);
}

void readRestore(Input &input, RedisInput &result)
{
    result.replaces = input.flag(u"replace"_s);
    const QStringList keys = input.texts(u"keys"_s);
    for (const QString &key : keys)
        result.keys << key.toUtf8();
    if (!result.kept && input.isComplete())
        input.refuse(u"kept"_s, tr("has to name what a step kept: {sha256, bytes}"));
}

} // namespace

QStringList secretMembersOfRedis() { return {u"command"_s}; }

QByteArrayList RedisInput::named() const
{
    if (verb != Verb::Command)
        return keys;
    const bool isWrite = redis::commandKind(command) == redis::CommandKind::Write;
    return isWrite ? namedKeys(command).value_or(QByteArrayList()) : QByteArrayList();
}

bool RedisInput::isByPattern() const
{
    return verb == Verb::Unlink || (verb == Verb::Command && emptiesDatabase(command));
}

Result<RedisInput> redisInput(const Step &step)
{
    const auto verb = verbs().constFind(step.operation.uses);
    if (verb == verbs().constEnd())
        return Error(Error::Kind::Invalid,
            tr("“%1” is not known. Use redis:command, redis:unlink or redis:restore.").arg(step.operation.uses))
            .withCode(u"Input"_s);
    Input input(step, membersOf(*verb));
    RedisInput result;
    result.verb = *verb;
    result.cache = input.requiredText(u"cache"_s);
    result.password = passwordOf(step);
    result.matched = input.object(u"matched"_s);
    result.kept = store::captureIdOf(input.value(u"kept"_s));
    if (*verb == Verb::Command)
        readCommand(input, step, result);
    else if (*verb == Verb::Unlink)
        readUnlink(input, result);
    else
        readRestore(input, result);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::executors
