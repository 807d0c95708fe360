// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyoutcome.h"

#include "exacttext.h"
#include "keystate.h"
#include "keyvalues.h"

#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;
using Verb = RedisInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

qint64 keysOf(const QJsonValue &state) { return state[u"keys"_s].toInteger(-1); }

bool isSame(const QJsonValue &a, const QJsonValue &b)
{
    return a[u"names"_s].isString() && keysOf(a) == keysOf(b) && KeySight::identity(a) == KeySight::identity(b);
}

/// DEL, UNLINK and FLUSHDB as redis:unlink: no key is left.
bool removesAll(const RedisInput &input)
{
    const QByteArray name = input.command.value(0).toUpper();
    return input.verb == Verb::Unlink || name == "DEL" || name == "UNLINK" || name == "FLUSHDB";
}

/// Whether the world shows exactly what a plain SET leaves.
bool isWhatWasSet(const RedisInput &input, const QJsonValue &now)
{
    if (input.command.size() != 3 || input.command.first().toUpper() != "SET")
        return false;
    crypto::Sha256 digest;
    KeyValue{input.command[1], "string"_ba, "-1"_ba, {input.command[2]}}.addTo(digest);
    return now[u"values"_s].toString() == QLatin1StringView(digest.finish().toHex());
}

QString sampleOf(const QJsonValue &state)
{
    QStringList names;
    const QJsonArray sample = state[u"sample"_s].toArray();
    for (const QJsonValue name : sample)
        names << name.toString();
    return names.join(u", "_s);
}

} // namespace

QList<Change> changesOfKeys(const RedisInput &input, const QJsonValue &before, std::optional<qint64> bytes, bool isKept)
{
    const QString keys = QString::number(keysOf(before));
    QList<Change> changes{{removesAll(input) ? tr("Keys that are removed") : tr("Keys that are there"), keys,
        removesAll(input) ? QString() : keys}};
    if (keysOf(before) > 0)
        changes << Change{tr("Some of them"), sampleOf(before), removesAll(input) ? QString() : sampleOf(before)};
    if (bytes)
        changes << Change{tr("Memory that they take"), tr("about %1").arg(QLocale().formattedDataSize(*bytes)), {}};
    if (input.verb != Verb::Restore)
        changes << Change{tr("Kept before, to be put back"), {},
            isKept            ? tr("yes")
                : input.keeps ? tr("no: they are more than can be kept, and nothing brings them back")
                              : tr("no, and nothing brings them back")};
    return changes;
}

Result<void> verifyKeys(const RedisInput &input, const Seen &seen)
{
    const bool isGone = input.verb != Verb::Unlink || !input.kept || keysOf(seen.after) == 0;
    const bool isBack = seen.output.value(u"existing"_s).toArray().isEmpty();
    if (isGone && isBack)
        return ok();
    return Error(Error::Kind::Conflict,
        isGone ? tr("Some of the keys were there again and were left as they are: %1 of them.")
                     .arg(seen.output.value(u"existing"_s).toArray().size())
               : tr("Some of the keys are there again: somebody else writes them too. Look at them."))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

Verdict reconcileKeys(const RedisInput &input, const Seen &seen)
{
    if (removesAll(input) && keysOf(seen.after) == 0)
        return {Verdict::Kind::Done, tr("The keys are gone.")};
    if (isWhatWasSet(input, seen.after))
        return {Verdict::Kind::Done, tr("The key holds what was to be set.")};
    if (isSame(seen.before, seen.after))
        return {Verdict::Kind::NotDone, tr("The keys are as they were before.")};
    return {Verdict::Kind::Unknown,
        tr("The keys are others than before, and nothing shows who changed them. Look at them.")};
}

Result<QList<Step>> inverseOfKeys(const Step &step, const RedisInput &input)
{
    if (input.verb == Verb::Restore || !input.kept)
        return Error(Error::Kind::Invalid,
            input.verb == Verb::Restore
                ? tr("Keys that were put back stay; remove them if they are not wanted.")
                : tr("The keys were not kept before they were changed, so they can not be put back."))
            .withCode(u"NotReversible"_s);
    Step back;
    back.title = tr("Put back what “%1” changed").arg(step.title);
    back.resource = step.resource;
    back.operation.uses = u"redis:restore"_s;
    back.operation.with = {{u"cache"_s, input.cache}, {u"kept"_s, toJson(*input.kept)}};
    if (const QByteArrayList named = input.named(); !named.isEmpty()) {
        QJsonArray keys;
        for (const QByteArray &key : named)
            keys << exactText(key);
        back.operation.with.insert(u"keys"_s, keys);
        back.operation.with.insert(u"replace"_s, true);
    }
    return QList<Step>{back};
}

} // namespace sm::executors
