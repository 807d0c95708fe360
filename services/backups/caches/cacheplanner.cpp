// SPDX-License-Identifier: GPL-3.0-or-later
#include <caches/cacheplanner.h>

#include "cacheinput.h"

#include <executors/knownwrites.h>
#include <executors/steppassword.h>
#include <executors/systemaddress.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Verb = CacheInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Caches", text); }

QString commentOf(const CacheInput &input)
{
    const QString prefix = QString::fromUtf8(input.prefix);
    if (input.verb == Verb::Dump)
        return tr("the keys of %1 that match %2, into the vault").arg(input.cache, QString::fromUtf8(input.pattern));
    const QString under = prefix.isEmpty() ? QString() : tr(" under %1").arg(prefix);
    return tr("backup %1 of %2, in %3%4").arg(input.backup, input.asset, input.cache, under);
}

} // namespace

CachePlanner::CachePlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString CachePlanner::kind() const { return u"cache"_s; }

Result<Step> CachePlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withPasswordNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<CacheInput> input = cacheInput(step);
    if (!input)
        return input.error();
    if (!input->cache.isEmpty()) {
        if (const Result<QString> address = executors::cacheAddress(system, input->cache); !address)
            return address.error();
    }
    fillIn(step, *input);
    if (step.resource.isEmpty())
        step.resource = input->verb == Verb::Dump ? input->asset : input->cache;
    step.cli = commentLine(step.operation.uses + u": "_s + commentOf(*input));
    return step;
}

void CachePlanner::fillIn(Step &step, const CacheInput &input) const
{
    if (input.verb == Verb::Compare)
        return executors::fillInRead(step);
    executors::fillInWrite(step, m_catalog, {});
    if (input.verb == Verb::Dump)
        step.notes << tr("At most %1 keys.").arg(input.atMost);
    if (input.verb == Verb::Load)
        step.notes << tr("Keys whose time is over meanwhile stay gone.");
    if (!input.replaces)
        return;
    step.tier = Tier::Destructive;
    step.mark = {Mark::Kind::Never, {}, tr("What it replaces is gone.")};
}

} // namespace sm::backups
