// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/redisplanner.h>

#include "knownwrites.h"
#include "namedkeys.h"
#include "rediscliline.h"
#include "redisinput.h"
#include "steppassword.h"
#include "systemaddress.h"

#include <redis/commandkind.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using Verb = RedisInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

/// "from" names the step of the run that kept the keys: its output says what.
void resolveSource(Step &step)
{
    const QString from = step.operation.with.value(u"from"_s).toString();
    if (step.operation.uses != "redis:restore"_L1 || from.isEmpty() || step.operation.with.contains(u"kept"_s))
        return;
    QString id = from;
    id.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    step.operation.with.remove(u"from"_s);
    step.operation.with.insert(u"kept"_s, QJsonValue());
    step.deferred << Deferred{u"/kept"_s, {{u"steps.\"%1\".output.kept"_s.arg(id), true}}};
}

QString resourceOf(const Step &step, const RedisInput &input)
{
    if (input.verb == Verb::Unlink)
        return QString::fromUtf8(input.selection.pattern);
    const QByteArrayList named = input.named();
    if (named.size() != 1)
        return input.cache;
    // By its name: it may be a secret.
    const QJsonValue word = step.operation.with.value(u"command"_s)[1];
    return word.isString() && input.verb == Verb::Command ? word.toString() : QString::fromUtf8(named.first());
}

void fillInCommand(Step &step, const RedisInput &input, const operations::Catalog &catalog)
{
    const Tier tier = redis::commandTier(input.command);
    if (tier == Tier::Read)
        return fillInRead(step);
    fillInWrite(step, catalog, tr("Redis keeps nothing of what a command overwrites."));
    step.tier = tier;
    step.repeat = isByValue(input.command) ? Repeat::Value : Repeat::Unsafe;
    if (!input.named().isEmpty() && tier != Tier::Destructive)
        step.mark = {Mark::Kind::Partly, {},
            tr("The keys that it names are kept before and can be put back, unless they are too big to be kept.")};
    else
        step.mark.kind = Mark::Kind::Never;
}

} // namespace

RedisPlanner::RedisPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString RedisPlanner::kind() const { return u"redis"_s; }

Result<Step> RedisPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    resolveSource(step);
    if (step.operation.uses != "redis:restore"_L1) { // these are looked at when it is known what is there
        step.operation.with.remove(u"matched"_s);
        step.operation.with.remove(u"kept"_s);
    }
    const Result<Operation> named = withPasswordNamed(step.operation, secretMembersOfRedis(), secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<RedisInput> input = redisInput(step);
    if (!input)
        return input.error();
    redis::Settings settings;
    if (!input->cache.isEmpty()) {
        const Result<QString> address = cacheAddress(system, input->cache);
        if (!address)
            return address.error();
        const Result<redis::Settings> read = redis::Settings::fromUrl(*address);
        if (!read)
            return read.error();
        settings = *read;
    }
    fillIn(step, *input);
    if (step.resource.isEmpty())
        step.resource = resourceOf(step, *input);
    step.cli = redisCliLine(step, *input, settings);
    return step;
}

void RedisPlanner::fillIn(Step &step, const RedisInput &input) const
{
    if (input.verb == Verb::Command)
        return fillInCommand(step, input, m_catalog);
    fillInWrite(step, m_catalog, {});
    if (input.verb == Verb::Restore) {
        step.tier = Tier::Disruptive;
        step.repeat = Repeat::Value;
        return;
    }
    step.tier = Tier::Disruptive;
    step.repeat = Repeat::Value;
    step.notes << tr("At most %1 keys.").arg(input.atMost);
    if (!input.keeps)
        step.mark = {Mark::Kind::Never, {}, tr("The keys are not kept, so nothing brings them back.")};
}

} // namespace sm::executors
